"""The coordinator's pages: who is in the team, and what can be done for each."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from umn.people import actions, queries, rules, signals
from umn.people.access import SignedIn, coordinators
from umn.people.queries import Member
from umn.people.team_forms import Invite, Person


@coordinators
def team(request: SignedIn) -> HttpResponseBase:
    choices = queries.organisation_choices(request.LANGUAGE_CODE)
    form = Invite(
        request.POST if request.method == "POST" else None,
        organisations=choices,
        initial={"language": request.LANGUAGE_CODE},
    )
    if form.is_valid() and _invited(request, form.cleaned_data, form):
        return redirect("work-team")
    context = {
        "groups": queries.team(by=request.user, language=request.LANGUAGE_CODE, at=timezone.now()),
        "proposals": queries.proposals(request.LANGUAGE_CODE),
        "form": form,
    }
    return render(request, "people/team.html", context)


@coordinators
def person(request: SignedIn, pk: int) -> HttpResponseBase:
    member = _member(request, pk)
    form = Person(
        request.POST if request.method == "POST" else None,
        organisations=queries.organisation_choices(request.LANGUAGE_CODE, kept=member.organisation_key),
        initial={
            "name": member.user.name,
            "language": member.user.language,
            "organisation": member.organisation_key,
        },
    )
    if form.is_valid():
        actions.edit(
            by=request.user,
            user=member.user,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            organisation=queries.organisation(form.cleaned_data["organisation"]),
            at=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("work-person", pk)
    return render(request, "people/person.html", {"member": member, "form": form})


@coordinators
@require_POST
def link(request: SignedIn, pk: int) -> HttpResponse:
    member = _member(request, pk)
    try:
        actions.send_new_link(by=request.user, user=member.user, at=timezone.now())
    except rules.NotAllowed:
        messages.error(request, _("This person cannot get a link now."))
    else:
        say_on_its_way(request, member.user.name)
    return redirect("work-person", pk)


@coordinators
def standing(request: SignedIn, pk: int) -> HttpResponse:
    """Shutting out is asked once more, with what it means; letting in again is one press."""
    member = _member(request, pk)
    if request.method != "POST":
        if not (member.user.is_active and member.may_be_looked_after):
            return redirect("work-person", pk)
        context = {"member": member, "warnings": signals.warnings_of(member.user, language=request.LANGUAGE_CODE)}
        return render(request, "people/shut_out.html", context)
    try:
        _stand(request, member)
    except rules.NotAllowed:
        messages.error(request, _("You cannot shut out yourself or the last coordinator."))
    return redirect("work-person", pk)


def _stand(request: SignedIn, member: Member) -> None:
    if request.POST.get("standing") == "enabled":
        actions.enable(by=request.user, user=member.user, at=timezone.now())
        messages.success(request, _("%(name)s can sign in again.") % {"name": member.user.name})
    elif request.POST.get("standing") == "disabled":
        actions.disable(by=request.user, user=member.user, at=timezone.now())
        messages.success(
            request, _("%(name)s cannot sign in any more. Nothing was deleted.") % {"name": member.user.name}
        )


@coordinators
@require_POST
def second_step(request: SignedIn, pk: int) -> HttpResponse:
    member = _member(request, pk)
    try:
        actions.forget_second_step(by=request.user, user=member.user, at=timezone.now())
    except rules.NotAllowed:
        messages.error(request, _("For your own second step, go to “My sign-in”."))
    else:
        messages.success(
            request,
            _("%(name)s will set up a new second step at the next sign-in.") % {"name": member.user.name},
        )
    return redirect("work-person", pk)


def _member(request: SignedIn, pk: int) -> Member:
    member = queries.member(pk, by=request.user, language=request.LANGUAGE_CODE, at=timezone.now())
    if member is None:
        raise Http404
    return member


def _invited(request: SignedIn, typed: dict[str, Any], form: Invite) -> bool:
    try:
        actions.invite(
            by=request.user,
            email=typed["email"],
            name=typed["name"],
            language=typed["language"],
            role=typed["role"],
            organisation=queries.organisation(typed["organisation"]),
            at=timezone.now(),
        )
    except actions.AlreadyHere:
        form.add_error("email", _("Somebody with this e-mail address is in the team already."))
        return False
    say_on_its_way(request, typed["name"])
    return True


def say_on_its_way(request: SignedIn, name: str) -> None:
    messages.success(request, _("The letter to %(name)s is on its way. The link is good for 7 days.") % {"name": name})
    if not settings.EMAIL_URL:
        messages.info(request, _("No mail server is set up here: you find the letter under “Letters”."))
