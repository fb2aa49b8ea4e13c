"""Somebody at a desk says who could work there too. One click of the coordinator invites them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from umn.ledger import actions as ledger
from umn.people import queries, rules
from umn.people.actions.invitations import AlreadyHere, Invited, invite
from umn.people.choices import Role
from umn.people.labels import actor
from umn.people.models import Proposal, User
from umn.post import actions as post

MOST = 5  # open proposals of one person


class TooMany(Exception):
    """This person has proposed several colleagues already; the coordinator decides first."""


@transaction.atomic
def propose(*, by: User, email: str, name: str, language: str, at: datetime) -> None:
    """Tell the coordinators of a colleague for one's own organisation; the same one twice changes nothing.

    Raises rules.NotAllowed for who works for no organisation, AlreadyHere, TooMany.
    """
    address = email.strip().lower()
    works_for = queries.works_for(by)
    if works_for is None:
        raise rules.NotAllowed
    if User.objects.filter(email=address).exists():
        raise AlreadyHere
    if Proposal.objects.filter(email=address).exists():
        return
    if Proposal.objects.filter(proposed_by=by).count() >= MOST:
        raise TooMany
    made = Proposal.objects.create(
        email=address, name=name.strip(), language=language, organisation=works_for, proposed_by=by,
        proposed_on=timezone.localdate(at),
    )  # fmt: skip
    _record("people.proposed", by=by, proposal=made, at=at)
    for each in queries.coordinators():
        post.write(
            kind="people/letters/proposal",
            to=each.email,
            language=each.language,
            context={"name": each.name, "colleague": by.name, "proposed": made.name},
            dedupe=f"{letters_of(made)}{each.pk}",
            at=at,
        )


@transaction.atomic
def invite_proposed(proposal: Proposal, *, by: User, at: datetime) -> Invited:
    """Ask them in as an operator. Raises AlreadyHere when somebody has invited them meanwhile."""
    invited = invite(
        by=by,
        email=proposal.email,
        name=proposal.name,
        language=proposal.language,
        role=Role.OPERATOR,
        organisation=proposal.organisation,
        at=at,
    )
    _over(proposal)
    return invited


@transaction.atomic
def decline(proposal: Proposal, *, by: User, at: datetime) -> None:
    _record("people.proposal-declined", by=by, proposal=proposal, at=at)
    _over(proposal)


def letters_of(proposal: Proposal) -> str:
    return f"people.proposal/{proposal.pk}/"


def _over(proposal: Proposal) -> None:
    post.withdraw(dedupe_prefix=letters_of(proposal))
    proposal.delete()


def _record(verb: str, *, by: User, proposal: Proposal, at: datetime) -> None:
    ledger.record(verb=verb, by=actor(by), subject="people.proposal", subject_id=str(proposal.pk), at=at)
