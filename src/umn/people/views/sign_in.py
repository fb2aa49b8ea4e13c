"""Signing in, and what belongs to it. The pages are allauth's, each behind our own declaration of whom it admits."""

import functools
from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from umn.people import queries, rules
from umn.people.access import SignedIn, everyone, operators, redirect_and_back, signing_in
from umn.people.second_step import passkeys_work
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


sign_in = everyone(account.login)
second_step = everyone(SecondStepView.as_view())  # allauth lets in only who has just typed a right password
sign_out = everyone(account.logout)
confirmation = signing_in(account.reauthenticate)
password = operators(account.password_change)
app = signing_in(freshly_confirmed(totp.activate_totp))
app_removal = operators(freshly_confirmed(totp.deactivate_totp))
new_passkey = signing_in(freshly_confirmed(passkeys.add_webauthn))
passkey_removal = operators(freshly_confirmed(passkeys.remove_webauthn))


@operators
def passkey_list(request: HttpRequest) -> HttpResponse:
    """allauth's list; ours stands among everything else about signing in."""
    return redirect("mfa_index")


@operators
def settings(request: SignedIn) -> HttpResponse:
    state = queries.sign_in_state(request.user)
    context = {"state": state, "passkeys_work": passkeys_work(request.get_host())}
    return render(request, "people/settings.html", context)


@signing_in
def choice(request: SignedIn) -> HttpResponse:
    """App or passkey: the page of who has no second step yet."""
    missing = rules.missing_step(request.user)
    if missing != "work-second-step":
        return redirect(missing or "work-today")
    return render(request, "people/choice.html", {"passkeys_work": passkeys_work(request.get_host())})
