"""Giving back a desk's key, ending one's sign-in, and passing on what lies at the desk of a closed office."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from umn.enquiries import actions, queries
from umn.people import actions as people
from umn.people.access import SignedIn, operators
from umn.people.keys import private_key
from umn.people.rules import NotAllowed


@operators
def leaving(request: SignedIn) -> HttpResponse:
    """One's desks, each with what leaving it means; and the end of one's own sign-in."""
    language, problem = request.LANGUAGE_CODE, ""
    if request.method == "POST" and "everything" in request.POST:
        return _end_sign_in(request)
    if request.method == "POST" and request.POST.get("desk"):
        problem = _leave(request, request.POST["desk"])
        if not problem:
            return redirect("work-leaving")
    context = {
        "desks": queries.my_desks(user=request.user, language=language),
        "problem": problem,
    }
    return render(request, "enquiries/leaving.html", context, status=400 if problem else 200)


def _leave(request: SignedIn, key: str) -> str:
    """Leaves the desk; answers what stood in the way."""
    desk = queries.desk(key, user=request.user)
    if desk is None:
        raise Http404
    try:
        actions.leave_desk(desk, by=request.user, private_key=private_key(request), at=timezone.now())
    except actions.LastMember:
        return _(
            "You are the only one who can open the questions of this desk. Find a second person, or close it first."
        )
    messages.success(request, _("You have left the desk. It has a new key; the answers you wrote stay."))
    return ""


def _end_sign_in(request: SignedIn) -> HttpResponse:
    if queries.sole_open_desks(request.user):
        messages.error(request, _("First leave or close the desks where you are the only one."))
        return redirect("work-leaving")
    try:
        people.leave(by=request.user, at=timezone.now())
    except NotAllowed:
        messages.error(request, _("You are the last coordinator. Invite another one first."))
        return redirect("work-leaving")
    logout(request)
    return render(request, "enquiries/left.html")


@operators
def handover(request: SignedIn, key: str) -> HttpResponse:
    """What lies at the desk of a closed office: how much may be passed on, to whom, and what waits for its asker."""
    desk = queries.desk(key, user=request.user)
    shown = queries.handover(desk, user=request.user, language=request.LANGUAGE_CODE) if desk else None
    if desk is None or shown is None:
        raise Http404
    if request.method == "POST":
        unlocked = private_key(request)
        try:
            assert unlocked is not None, "operators lets in nobody without a key"
            done = actions.pass_on(desk, by=request.user, private_key=unlocked, at=timezone.now())
        except (actions.NoHeir, PermissionDenied):
            messages.error(request, _("Nothing was passed on. Look at this page again: something has changed."))
        else:
            words = ngettext("%(number)d question was passed on.", "%(number)d questions were passed on.", done) % {
                "number": done
            }
            messages.success(request, words)
        return redirect("work-handover", key)
    return render(request, "enquiries/handover.html", {"shown": shown})
