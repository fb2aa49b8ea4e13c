"""The shape of what is typed. Rules stand in `rules`, what happens in `actions`."""

import struct
import unicodedata
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal import auth as totp_auth
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from umn.people import actions, guesses, keys
from umn.people.adapters import busy, rest
from umn.people.models import User
from umn.people.second_step import spend_code
from umn.people.sessions import typed_password
from umn.seal import kdf

LONGEST_PASSWORD = 500
STUMBLES = (
    ValidationError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, InvalidSignature, struct.error,
)  # fmt: skip
PASSWORD_HELP = _("At least 12 characters. A short sentence of your own is strong and easy to keep in mind.")


def password_field(label: Any, *, new: bool, help_text: Any = "") -> forms.CharField:
    autocomplete = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget, help_text=help_text)


def code_field() -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
    return forms.CharField(
        label=_("The six digits from your app"), max_length=40, widget=forms.TextInput(attrs=attributes)
    )


class SignIn(account.LoginForm):  # type: ignore[misc]
    """E-mail and password; the password also opens the key, which waits in the session for the second step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"autocomplete": "username", "autocapitalize": "none", "dir": "ltr"}
        self.fields["login"] = forms.EmailField(
            label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs=attributes)
        )
        self.fields["password"] = password_field(_("Your password"), new=False)
        self.order_fields(["login", "password"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.user and not self.errors:
            self.private = self._unlock(cleaned["password"])
        return cleaned

    def _unlock(self, password: str) -> bytes:
        try:
            return keys.unlock(self.user, password)
        except kdf.Busy as problem:
            raise busy() from problem
        except keys.NoKey as problem:
            raise ValidationError(
                _("Your password is right, but your key does not open. Ask your coordinator for a new link.")
            ) from problem

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        keys.remember(request, self.user, self.private)
        typed_password(request)
        response: HttpResponse = super().login(request, redirect_url)
        return response


class Confirm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    password = password_field(_("Your password"), new=False)

    def clean_password(self) -> str:
        password: str = super().clean_password()
        typed_password(context.request)
        return password


class ChangePassword(account.ChangePasswordForm):  # type: ignore[misc]
    """The old password opens the key, the new one closes it again."""

    oldpassword = password_field(_("Your password of today"), new=False)
    password1 = password_field(_("Your new password"), new=True, help_text=PASSWORD_HELP)
    password2 = None

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            self._change(cleaned["oldpassword"], cleaned["password1"])
        return cleaned

    def _change(self, old: str, new: str) -> None:
        """Here and not in `save`, so that a busy machine is an error of the form and nothing is half done."""
        request = context.request
        try:
            private = keys.unlock(self.user, old)
            actions.change_password(
                by=self.user,
                private=private,
                password=new,
                at=timezone.now(),
                session=request.session.session_key,
            )
        except kdf.Busy as problem:
            raise busy() from problem
        except keys.NoKey as problem:
            raise ValidationError(_("Your key does not open. Ask your coordinator for a new link.")) from problem
        keys.remember(request, self.user, private)

    def save(self) -> None:
        """Done already."""


class SecondStep(second_step.AuthenticateForm):  # type: ignore[misc]
    """Six digits from an app, in any script, each good for one time."""

    code = code_field()

    def clean_code(self) -> str:
        account_name = f"second step of {self.user.pk}"
        rest(account_name)
        self.authenticator = spend_code(self.user, digits(self.cleaned_data["code"]))
        if self.authenticator is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        guesses.was_right(account_name)
        return str(self.cleaned_data["code"])


class ActivateApp(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first six digits of a new app. Until then its secret waits in the session, sealed."""

    code = code_field()
    SESSION = "second-step-secret"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        session, adapter = context.request.session, get_mfa_adapter()
        if self.SESSION not in session:
            session[self.SESSION] = adapter.encrypt(totp_auth.generate_totp_secret())
        self.secret = adapter.decrypt(session[self.SESSION])

    @property
    def secret_groups(self) -> list[str]:
        return [self.secret[start : start + 4] for start in range(0, len(self.secret), 4)]

    def clean_code(self) -> str:
        if not totp_auth.validate_totp_code(self.secret, digits(self.cleaned_data["code"])):
            raise get_mfa_adapter().validation_error("incorrect_code")
        context.request.session.pop(self.SESSION, None)
        return str(self.cleaned_data["code"])


class Credential(forms.JSONField):
    """What a browser hands over: JSON that our own script never shows again."""

    widget = forms.HiddenInput
    default_error_messages = {"required": _("Your browser sent no passkey. Please try again.")}

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValidationError, RecursionError) as problem:
            raise get_mfa_adapter().validation_error("incorrect_passkey") from problem

    def bound_data(self, data: Any, initial: Any) -> Any:
        return None


class UsePasskey(webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = Credential()

    def clean_credential(self) -> Any:
        return _or_wrong(super().clean_credential)


class AddPasskey(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(
        label=_("A name, so that you know it again"),
        help_text=_("For example: key ring, phone, office computer"),
        required=False,
        max_length=60,
    )
    credential = Credential()

    def clean(self) -> dict[str, Any]:
        result: dict[str, Any] = _or_wrong(super().clean)
        return result


class SetPassword(forms.Form):
    """On the page of an invitation. The code is asked only from those who have printed a sheet before."""

    password = password_field(_("Choose a password"), new=True, help_text=PASSWORD_HELP)
    recovery_code = forms.CharField(
        label=_("The code on your printed sheet"),
        help_text=_(
            "With it you can read at once what your desk was asked. Without it a colleague must let you in again."
        ),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, user: User, has_sheet: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not has_sheet:
            del self.fields["recovery_code"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class SheetSigns(forms.Form):
    """Four signs typed back from the printed sheet."""

    signs = forms.CharField(
        label=_("The four characters"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
    )


class PasskeyName(forms.Form):
    name = forms.CharField(
        label=_("A name, so that you know it again"),
        help_text=_("For example: key ring, phone, office computer"),
        max_length=60,
    )


def digits(typed: str) -> str:
    """ASCII digits from any script's; everything else is dropped."""
    return "".join(str(unicodedata.decimal(sign)) for sign in typed if unicodedata.decimal(sign, None) is not None)


def _or_wrong(clean: Any) -> Any:
    """A forged credential makes fido2 stumble in many ways: each is a wrong passkey, none is our error."""
    try:
        return clean()
    except STUMBLES as problem:
        raise get_mfa_adapter().validation_error("incorrect_passkey") from problem
