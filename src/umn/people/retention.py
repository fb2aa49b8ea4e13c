"""What is forgotten of people, and when."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from umn.ledger import retention
from umn.people import guesses, rules
from umn.people.models import Invitation, Proposal, User

KEEP_INVITATIONS = timedelta(days=30)
KEEP_PROPOSALS = timedelta(days=60)
KEEP_PEOPLE = timedelta(days=400)  # after the day on which they left


def forget_sessions(at: datetime) -> int:
    return Session.objects.filter(expire_date__lt=at).delete()[0]


def forget_invitations(at: datetime) -> int:
    day = timezone.localdate(at - KEEP_INVITATIONS)
    over = Q(accepted_on__lt=day) | Q(withdrawn_on__lt=day) | Q(valid_until__lt=at - KEEP_INVITATIONS)
    return Invitation.objects.filter(over).delete()[0]


def forget_people(at: datetime) -> int:
    """Who was shut out or left long ago: the whole row goes. Their answers stay, without an author."""
    left = User.objects.filter(is_active=False)
    left.filter(disabled_on=None).update(disabled_on=timezone.localdate(at))
    return left.filter(disabled_on__lt=timezone.localdate(at - KEEP_PEOPLE)).delete()[1].get("people.User", 0)


def forget_proposals(at: datetime) -> int:
    return Proposal.objects.filter(proposed_on__lt=timezone.localdate(at - KEEP_PROPOSALS)).delete()[0]


retention.rule(
    name="people.left",
    purpose=_("The name and the e-mail address of somebody who has left a contact point. Their answers stay."),
    keep=KEEP_PEOPLE,
    forget=forget_people,
)
retention.rule(
    name="people.proposals",
    purpose=_("The name and the e-mail address of a colleague who was proposed for a desk."),
    keep=KEEP_PROPOSALS,
    forget=forget_proposals,
)
retention.rule(
    name="people.sessions",
    purpose=_("So that somebody who works at a contact point stays signed in while working."),
    keep=timedelta(minutes=30),
    forget=forget_sessions,
)
retention.rule(
    name="people.invitations",
    purpose=_("So that a link in an invitation opens once and then no more."),
    keep=KEEP_INVITATIONS,
    forget=forget_invitations,
)
retention.rule(
    name="people.wrong-guesses",
    purpose=_("So that nobody can try thousands of passwords. Holds no address of a computer."),
    keep=rules.FORGOTTEN_AFTER,
    forget=guesses.forget,
)
