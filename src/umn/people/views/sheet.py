"""The recovery sheet: a code shown once, printed, and four characters of it typed back."""

import secrets

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from umn.languages.dates import date_text
from umn.people import actions, keys, queries, rules
from umn.people.access import SignedIn, signing_in
from umn.people.forms import SheetSigns
from umn.people.models import User
from umn.people.views.sign_in import freshly_confirmed
from umn.seal import kdf, server

SESSION = "sheet"  # which group is asked for, and a digest of it: the code itself is kept nowhere


@signing_in
def sheet(request: SignedIn) -> HttpResponseBase:
    """What the sheet is for; then the four characters."""
    if rules.missing_step(request.user) == "work-second-step":
        return redirect("work-second-step")
    asked = request.session.get(SESSION)
    form = SheetSigns(request.POST if request.method == "POST" and asked else None)
    if asked and form.is_valid():
        if secrets.compare_digest(_digest(request.user, form.cleaned_data["signs"]), asked["digest"]):
            actions.confirm_sheet(by=request.user, at=timezone.now())
            del request.session[SESSION]
            messages.success(request, _("Your recovery sheet is confirmed. Keep it where you keep your keys."))
            return redirect("work-today")
        form.add_error(
            "signs", _("These are not the four characters of this group. Look at the sheet again, or print a new one.")
        )
    context = {"form": form, "group": asked["group"] if asked else None, "state": queries.sign_in_state(request.user)}
    return render(request, "people/sheet.html", context)


@signing_in
def code(request: SignedIn) -> HttpResponseBase:
    """The code itself, in the answer to a form and never again."""
    if request.method != "POST":
        return redirect("work-recovery-sheet")
    if queries.sign_in_state(request.user).sheet_confirmed_on:
        return freshly_confirmed(_show_code)(request)
    return _show_code(request)


def _show_code(request: SignedIn) -> HttpResponse:
    private = keys.private_key(request)
    assert private is not None, "signing_in lets in nobody without a key"
    try:
        groups = keys.grouped(actions.print_sheet(by=request.user, private=private, at=timezone.now()))
    except kdf.Busy:
        messages.error(request, _("Many people are signing in just now. Please try again in a minute."))
        return redirect("work-recovery-sheet")
    group = secrets.randbelow(len(groups))
    request.session[SESSION] = {"group": group + 1, "digest": _digest(request.user, groups[group])}
    return render(
        request, "people/code.html", {"groups": groups, "day": date_text(timezone.localdate(), request.LANGUAGE_CODE)}
    )


def _digest(user: User, signs: str) -> str:
    return server.mac("sheet", str(user.pk).encode(), keys.normalise(signs).encode()).hex()
