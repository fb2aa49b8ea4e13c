"""The page behind the link of an invitation: a password, and then straight on."""

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from umn.people import actions, keys, queries
from umn.people.access import everyone
from umn.people.adapters import busy
from umn.people.forms import SetPassword
from umn.people.models import User
from umn.people.sessions import typed_password
from umn.seal import kdf


@everyone
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    now = timezone.now()
    try:
        user = actions.open_invitation(token, at=now).user
    except actions.NotOpen:
        return render(request, "people/link_over.html", status=404)
    data = request.POST if request.method == "POST" else None
    form = SetPassword(data, user=user, has_sheet=queries.has_sheet(user))
    if form.is_valid():
        try:
            return _accepted(request, token, form)
        except actions.NotOpen:
            return render(request, "people/link_over.html", status=404)
        except keys.NoKey:
            form.add_error(
                "recovery_code",
                _("This code does not open your key. Look at the sheet again, or leave this empty."),
            )
        except kdf.Busy:
            form.add_error(None, busy())
    return render(request, "people/invitation.html", {"form": form, "person": user})


def _accepted(request: HttpRequest, token: str, form: SetPassword) -> HttpResponseBase:
    user, private = actions.accept(
        token=token,
        password=form.cleaned_data["password"],
        recovery_code=form.cleaned_data.get("recovery_code", ""),
        at=timezone.now(),
    )
    return _signed_in(request, user, private)


def _signed_in(request: HttpRequest, user: User, private: bytes) -> HttpResponseBase:
    if request.user.is_authenticated:
        logout(request)  # somebody else at this computer
    keys.remember(request, user, private)
    typed_password(request)
    response: HttpResponseBase = perform_login(request, user)
    return response
