"""Signing in, and what belongs to it. The pages are allauth's, each behind our own declaration of whom it admits."""

import functools
from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from umn.people import actions, queries, rules
from umn.people.access import SignedIn, everyone, operators, redirect_and_back, signing_in
from umn.people.forms import PasskeyName
from umn.people.second_step import passkeys_work, used_passkey
from umn.people.sessions import typed_password_lately

View = Callable[..., HttpResponseBase]


def freshly_confirmed(view: View) -> View:
    """Asks for the password once more when it was typed more than a few minutes ago. What was posted is not kept."""

    @functools.wraps(view)
    def confirmed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if typed_password_lately(request):
            return view(request, *args, **kwargs)
        return redirect_and_back("account_reauthenticate", request)

    return confirmed


class SecondStepView(mfa.AuthenticateView):  # type: ignore[misc]
    """Shows only the ways that this person has set up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "state": queries.sign_in_state(self.stage.login.user)}


def with_another_way_in(view: View) -> View:
    """A second step is taken away only while another one remains; a practice sign-in needs none."""

    @functools.wraps(view)
    def guarded(request: SignedIn, *args: object, **kwargs: Any) -> HttpResponseBase:
        state = queries.sign_in_state(request.user)
        if "pk" in kwargs and kwargs["pk"] not in [each.pk for each in state.passkeys]:
            raise Http404
        if state.ways > 1 or request.user.practice:
            return view(request, *args, **kwargs)
        messages.error(request, _("This is your only second step. Set up another one first, then remove this one."))
        return redirect("work-sign-in-settings")

    return guarded


sign_in = everyone(account.login)
second_step = everyone(SecondStepView.as_view())  # allauth lets in only who has just typed a right password
sign_out = everyone(account.logout)
confirmation = signing_in(account.reauthenticate)
password = operators(account.password_change)
app = signing_in(freshly_confirmed(totp.activate_totp))
app_removal = operators(with_another_way_in(freshly_confirmed(totp.deactivate_totp)))
new_passkey = signing_in(freshly_confirmed(passkeys.add_webauthn))
passkey_removal = operators(with_another_way_in(freshly_confirmed(passkeys.remove_webauthn)))


@operators
def passkey_list(request: HttpRequest) -> HttpResponse:
    """allauth's list; ours stands among everything else about signing in."""
    return redirect("mfa_index")


@operators
def settings(request: SignedIn) -> HttpResponse:
    here, language = request.session.session_key, request.LANGUAGE_CODE
    context = {
        "state": queries.sign_in_state(request.user),
        "passkeys": queries.passkeys(request.user, used=used_passkey(request), language=language),
        "passkeys_work": passkeys_work(request.get_host()),
        "places": queries.signed_in_places(request.user, here=here, language=language, at=timezone.now()),
    }
    return render(request, "people/settings.html", context)


@operators
@require_POST
def sessions(request: SignedIn) -> HttpResponse:
    """Sign out elsewhere: in one place, or everywhere but here."""
    here, now = request.session.session_key, timezone.now()
    if "all" in request.POST:
        ended = actions.end_other_sessions(by=request.user, here=here, at=now)
        messages.success(
            request,
            ngettext(
                "You are signed out in %(number)d other place.", "You are signed out in %(number)d other places.", ended
            )
            % {"number": ended},
        )
    elif actions.end_session(by=request.user, mark=request.POST.get("end", ""), at=now):
        messages.success(request, _("You are signed out there. Do you not know that place? Then change your password."))
    else:
        messages.info(request, _("You were not signed in there any more."))
    return redirect("work-sign-in-settings")


@operators
def passkey_name(request: SignedIn, pk: int) -> HttpResponse:
    passkey = queries.passkey(request.user, pk)
    if passkey is None:
        raise Http404
    form = PasskeyName(request.POST if request.method == "POST" else None, initial={"name": passkey.wrap().name})
    if form.is_valid():
        actions.rename_passkey(by=request.user, passkey=passkey, name=form.cleaned_data["name"], at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("work-sign-in-settings")
    return render(request, "people/passkey_name.html", {"form": form, "passkey": passkey})


@signing_in
def choice(request: SignedIn) -> HttpResponse:
    """App or passkey: the page of who has no second step yet."""
    missing = rules.missing_step(request.user)
    if missing != "work-second-step":
        return redirect(missing or "work-today")
    return render(request, "people/choice.html", {"passkeys_work": passkeys_work(request.get_host())})
