"""What happens elsewhere and matters here."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from umn.directory.choices import Status
from umn.directory.models import ContactPoint
from umn.directory.signals import point_closed
from umn.enquiries import actions, queries
from umn.enquiries.models import Desk
from umn.people import queries as people
from umn.people.models import Organisation, User
from umn.people.signals import keys_renewed, left_organisation, operator_joined, operator_left, shutting_out
from umn.post import actions as post


@receiver(operator_joined)
def first_member_sets_up_the_desk(sender: Any, *, user: User, at: datetime, **rest: Any) -> None:
    """Points of this organisation without a desk get one, with this person's key; so do desks that nobody can open.

    Wherever somebody holds the key, that colleague is told that somebody waits to be let in.
    """
    organisations = user.affiliations.filter(until=None).values("organisation")
    for point in ContactPoint.objects.filter(organisation__in=organisations, desk=None):
        actions.set_up_desk(point, by=user, at=at)
    for desk in queries.beyond_opening().filter(point__organisation__in=organisations):
        actions.renew_desk(desk, by=user, at=at)
    for desk in Desk.objects.filter(point__organisation__in=organisations).select_related("point"):
        _tell_who_can_help(desk, user, at=at)


@receiver(keys_renewed)
def copies_of_lost_keys_go(sender: Any, *, user: User, at: datetime, **rest: Any) -> None:
    """Who lost their key opens no desk with the new one; a colleague can let them in again."""
    actions.give_up_lost_keys(user, at=at)


@receiver(operator_left)
def who_left_reads_nothing(sender: Any, *, user: User, at: datetime, **rest: Any) -> None:
    actions.take_keys(user, at=at)


@receiver(left_organisation)
def who_works_elsewhere_reads_nothing(
    sender: Any, *, user: User, organisation: Organisation, at: datetime, **rest: Any
) -> None:
    actions.take_keys(user, of=organisation, at=at)


@receiver(point_closed)
def questions_of_a_closed_office(sender: Any, *, point: ContactPoint, at: datetime, **rest: Any) -> None:
    """Who reads its questions is told where to hand them over."""
    desk = Desk.objects.filter(point=point).first()
    if desk is None or point.status != Status.CLOSED:
        return
    for copy in queries.holders(desk):
        _write("closed", desk, to=copy.member, event=f"closed/{localdate(at)}", at=at)


@receiver(shutting_out)
def what_would_be_lost(sender: Any, *, user: User, language: str, **rest: Any) -> list[str]:
    """Desks that only this person can open, with how many questions run there."""
    warnings = []
    for copy, running in queries.only_one_at(user):
        name = str(queries.name_of(copy.desk.point, language))
        warnings.append(
            _("{name} is the only one who can open the questions of {desk}.").format(name=user.name, desk=name)
        )
        if running:
            warnings.append(
                ngettext(
                    "{number} question is open there. Nobody can read it until this person is back, or until the "
                    "person who asked comes again.",
                    "{number} questions are open there. Nobody can read them until this person is back, or until the "
                    "people who asked come again.",
                    running,
                ).format(number=running)
            )
    return warnings


def _tell_who_can_help(desk: Desk, user: User, *, at: datetime) -> None:
    """Those who hold the key, that a colleague waits; where nobody holds it, the coordinators and their paper."""
    holders = [copy.member for copy in queries.holders(desk)]
    if user in holders:
        return
    ring = getattr(user, "keyring", None)
    kind = "let-in-again" if ring and ring.renewed_on else "let-in"
    event = f"let-in/{user.pk}/{localdate(at)}"
    for each in holders:
        _write(kind, desk, to=each, event=event, at=at, colleague=user.name)
    if not holders:
        for each in people.coordinators():
            _write("nobody-opens", desk, to=each, event=event, at=at, colleague=user.name)


def _write(kind: str, desk: Desk, *, to: User, event: str, at: datetime, **more: str) -> None:
    post.write(
        kind=f"enquiries/letters/{kind}",
        to=to.email,
        language=to.language,
        context={"name": to.name, "desk": str(queries.name_of(desk.point, to.language)), "key": desk.point.key, **more},
        dedupe=f"enquiries.desk/{desk.pk}/{event}/{to.pk}",
        at=at,
    )
