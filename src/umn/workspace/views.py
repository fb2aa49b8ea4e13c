"""Pages of the workspace that show more than one room."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from umn.directory import queries as directory
from umn.enquiries import actions as enquiry_actions
from umn.enquiries import queries as enquiries
from umn.people.access import SignedIn, coordinators, operators
from umn.people.keys import private_key
from umn.people.labels import actor
from umn.post import actions as post
from umn.post import queries as post_queries
from umn.workspace import shown


@operators
def today(request: SignedIn) -> HttpResponse:
    """What must be answered first."""
    now = timezone.now()
    enquiry_actions.catch_up(by=request.user, private_key=private_key(request), at=now)
    day = enquiries.today(user=request.user, private_key=private_key(request), at=now)
    context = {
        "day": day,
        "standing": enquiries.standing(user=request.user, language=request.LANGUAGE_CODE),
        "waiting": shown.lines(day.waiting, language=request.LANGUAGE_CODE),
        "answered": shown.lines(day.answered, language=request.LANGUAGE_CODE),
        "post": post_queries.health(at=now) if request.user.is_coordinator else None,
        "wrong": directory.corrections.number_waiting(request.user),
    }
    return render(request, "workspace/today.html", context)


@coordinators
def letters(request: SignedIn) -> HttpResponse:
    """Letters that are still here. Where no mail server is set up, they can be read."""
    now = timezone.now()
    context = {
        "letters": [shown.letter(each, language=request.LANGUAGE_CODE) for each in post_queries.letters(at=now)],
        "readable": not settings.EMAIL_URL,
        "health": post_queries.health(at=now),
        "held": shown.held(post_queries.held(at=now), language=request.LANGUAGE_CODE),
    }
    return render(request, "workspace/letters.html", context)


@coordinators
@require_POST
def letter(request: SignedIn, pk: UUID) -> HttpResponse:
    """Try a letter once more that could not be sent."""
    if post.send_again(letter_id=pk, by=actor(request.user), at=timezone.now()):
        messages.success(request, _("The letter goes out again."))
    else:
        messages.info(request, _("This letter is not waiting for a new try any more."))
    return redirect("work-letters")
