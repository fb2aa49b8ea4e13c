"""A second person for a desk: proposed by who works there, invited by the coordinator."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from umn.people import actions, queries, rules
from umn.people.access import SignedIn, coordinators, operators
from umn.people.team_forms import Propose
from umn.people.views.team import say_on_its_way


@operators
def propose(request: SignedIn) -> HttpResponseBase:
    form = Propose(request.POST if request.method == "POST" else None, initial={"language": request.LANGUAGE_CODE})
    if form.is_valid() and _proposed(request, form):
        messages.success(
            request, _("Thank you. Your coordinator has a letter now and can send the invitation with one click.")
        )
        return redirect("work-today")
    return render(request, "people/proposal.html", {"form": form})


@coordinators
@require_POST
def proposal(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.proposal(pk)
    if found is None:
        raise Http404
    if "invite" not in request.POST:
        actions.decline(found, by=request.user, at=timezone.now())
        messages.success(request, _("The proposal is gone. Nobody was told."))
        return redirect("work-team")
    try:
        actions.invite_proposed(found, by=request.user, at=timezone.now())
        say_on_its_way(request, found.name)
    except actions.AlreadyHere:
        actions.decline(found, by=request.user, at=timezone.now())
        messages.info(request, _("Somebody with this e-mail address is in the team already."))
    return redirect("work-team")


def _proposed(request: SignedIn, form: Propose) -> bool:
    try:
        actions.propose(by=request.user, at=timezone.now(), **form.cleaned_data)
    except actions.AlreadyHere:
        form.add_error("email", _("Somebody with this e-mail address is in the team already."))
    except actions.TooMany:
        form.add_error(None, _("You have proposed several people already. Your coordinator decides about them first."))
    except rules.NotAllowed:
        form.add_error(None, _("You belong to no organisation here. Ask your coordinator to invite your colleague."))
    return not form.errors
