"""How allauth's sign-in behaves in this house: no address of anybody, our words, our counting of guesses."""

import base64
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from umn.people import devices, guesses, rules
from umn.people.access import SignedIn
from umn.people.models import User
from umn.seal import box, kdf, server

WRONG = _("E-mail or password is wrong. Nothing was changed; please try again.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "enter_current_password": _("This is not your password of today."),
        "incorrect_password": _("This is not your password."),
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user, or None. Raises ValidationError while the account rests, or the machine is busy."""
        account = credentials.get("email", "")
        rest(account)
        try:
            user = authenticate(request, **credentials)
        except kdf.Busy as problem:
            raise busy() from problem
        if user is None or not rules.may_sign_in(user):
            return None
        guesses.was_right(account)
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        return self.authenticate(context.request, email=user.email, password=password) == user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Never asked of allauth: it would keep the suspended form, cookies and address included, in the session.
        `people.views.sign_in.freshly_confirmed` asks instead."""
        return False

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        return [{"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}]

    def get_client_ip(self, request: HttpRequest) -> str:
        return "0.0.0.0"  # noqa: S104 - nobody's: what is not known cannot be stored

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def get_login_redirect_url(self, request: SignedIn) -> str:
        with translation.override(request.user.language):
            return resolve_url("work-today")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("work-sign-in-settings")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return redirect("account_login")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Letters go out through `post` only."""


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is wrong or too old. Wait for the next one and type it at once."),
        "incorrect_passkey": _("This passkey was not accepted. Please try again, or use another one."),
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(box.shut(server.key("second-step"), text.encode(), ad="second-step")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box.open_(server.key("second-step"), base64.b64decode(encrypted_text), ad="second-step").decode()

    def build_totp_svg(self, url: str) -> str:
        picture = segno.make(url, error="m")
        return picture.svg_inline(omitsize=True, light="#fff", border=3, title=str(_("Picture for your app")))

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        request = context.request
        agent = request.headers.get("User-Agent", "") if request else ""
        known = devices.family(agent)
        return devices.words(known) if known != "|" else gettext("Passkey")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Letters go out through `post` only."""


def rest(account: str) -> None:
    """Counts one guess at `account`. Raises ValidationError with the time to wait while it rests."""
    left = guesses.take(account, at=timezone.now())
    if not left:
        return
    minutes = max(1, -(-int(left.total_seconds()) // 60))
    raise ValidationError(
        ngettext(
            "Too many wrong tries. Please wait %(minutes)d minute, then try again.",
            "Too many wrong tries. Please wait %(minutes)d minutes, then try again.",
            minutes,
        )
        % {"minutes": minutes},
        code="rest",
    )


def busy() -> ValidationError:
    return ValidationError(_("Many people are signing in just now. Please try again in a minute."), code="busy")
