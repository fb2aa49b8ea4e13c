"""Whom a view admits. Every view carries one of these decorators; the middleware answers 404 for one that does not.

What you may not see looks like what is not there: a coordinator's page is a 404 for an operator.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from umn.people import keys, rules
from umn.people.models import User
from umn.ui import errors

View = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """What a view behind `signing_in`, `operators` or `coordinators` gets: there is a person."""

    user: User


ADMITTED = ("everyone", "askers", "signing_in", "operators", "coordinators")


def everyone(view: View) -> View:
    return _declared(view, "everyone", lambda request: None)


def askers(view: View) -> View:
    """Holders of an open conversation. `enquiries` opens it; who brings no cookie is asked for the number first."""
    return _declared(view, "askers", _holds_a_conversation)


def signing_in(view: View) -> View:
    """Signed in with the password, but perhaps not finished: second step, recovery sheet."""
    return _declared(view, "signing_in", _signed_in)


def operators(view: View) -> View:
    """Signed in and finished, any role."""
    return _declared(view, "operators", _finished)


def coordinators(view: View) -> View:
    return _declared(view, "coordinators", _coordinates)


def admitted(view: View) -> str | None:
    """What a view declares: one of ADMITTED, or None when somebody forgot."""
    return getattr(view, "admits", None)


def _declared(view: View, admits: str, refuse: Callable[[Any], HttpResponseBase | None]) -> View:
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = refuse(request) or view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            # Django's own is an empty page; ours says what to do.
            allowed, response = response["Allow"], errors.answer(request, 405)
            response["Allow"] = allowed
        if admits != "everyone":
            # A shared computer must not show the last page again from its memory.
            response["Cache-Control"] = "no-store, private"
        return response

    guarded.admits = admits  # type: ignore[attr-defined]
    return guarded


def _holds_a_conversation(request: HttpRequest) -> HttpResponseBase | None:
    return None if settings.ASKER_COOKIE in request.COOKIES else redirect("answer")


def _signed_in(request: SignedIn) -> HttpResponseBase | None:
    if not request.user.is_authenticated:
        return _to_sign_in(request)
    if keys.private_key(request) is None or not rules.may_sign_in(request.user):
        # The cookie with the key is gone or foreign: this session can open nothing, so it is no session.
        logout(request)
        return _to_sign_in(request)
    return None


def _finished(request: SignedIn) -> HttpResponseBase | None:
    refused = _signed_in(request)
    if refused:
        return refused
    missing = rules.missing_step(request.user)
    return redirect(missing) if missing else None


def _coordinates(request: SignedIn) -> HttpResponseBase | None:
    refused = _finished(request)
    if refused:
        return refused
    if not request.user.is_coordinator:
        raise Http404
    return None


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    typed = [text for text in request.POST.getlist("text") if text.strip()] if request.method == "POST" else []
    if typed:  # half an hour of writing is not lost because the sign-in ran out
        return render(request, "people/words_kept.html", {"typed": typed}, status=401)
    return redirect_and_back("account_login", request) if request.method == "GET" else redirect("account_login")


def redirect_and_back(to: str, request: HttpRequest) -> HttpResponseBase:
    """To the page named `to`, which leads back here. Only the path is carried, never what was asked with it."""
    query = QueryDict(mutable=True)
    query[REDIRECT_FIELD_NAME] = request.path
    return HttpResponseRedirect(f"{reverse(to)}?{query.urlencode(safe='/')}")
