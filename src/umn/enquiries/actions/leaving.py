"""Somebody goes: by themselves, because the coordinator ends it, or because they work elsewhere now."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from umn.enquiries import queries, rules
from umn.enquiries.actions.new_keys import catch_up, change_key
from umn.enquiries.models import Desk, DeskKey, Draft, Enquiry
from umn.ledger.actions import record
from umn.people import queries as people
from umn.people.labels import actor
from umn.people.models import Organisation, User
from umn.post import actions as post


class LastMember(Exception):
    """Nobody else can open this desk: it needs a second member, or is closed first."""


def leave_desk(desk: Desk, *, by: User, private_key: bytes | None, at: datetime) -> None:
    """Give back one's copy of the desk's key; the desk gets a new one. Coordinators get a letter.

    Raises LastMember while the desk is open and nobody else holds its key.
    """
    catch_up(by=by, private_key=private_key, at=at, most=1000)
    with transaction.atomic():
        desk = Desk.objects.select_for_update(no_key=True).get(pk=desk.pk)
        copies = DeskKey.objects.filter(desk=desk, member=by)
        if not copies.exists():
            return
        if desk.is_open and not rules.somebody_else_reads(desk, by):
            raise LastMember
        copies.delete()
        change_key(desk, at=at)
        _free(Enquiry.objects.filter(desk=desk), by)
        record(verb="leave-desk", by=actor(by), subject="desk", subject_id=desk.point.key, at=at)
        _tell_coordinators(desk, by, at=at)


def take_keys(user: User, *, at: datetime, of: Organisation | None = None) -> None:
    """`user` reads no more at the desks of an organisation (None: anywhere). Each of them gets a new key.

    The last copy of a desk stays, and opens nothing while its member is gone: if they come back, nothing was lost.
    """
    with transaction.atomic():
        held = Desk.objects.filter(keys__member=user).distinct().order_by("pk")
        for desk in held.filter(point__organisation=of) if of else held:
            if change_key(desk, at=at):
                DeskKey.objects.filter(desk=desk, member=user).delete()
            _free(Enquiry.objects.filter(desk=desk), user)


def give_up_lost_keys(user: User, *, at: datetime) -> None:
    """Copies wrapped for a key pair that is lost, or in the wrong hands, go. Each desk gets a new key: whoever has the
    old password and a dump of the database reads nothing that is asked from now on."""
    with transaction.atomic():
        held = list(Desk.objects.filter(keys__member=user).distinct().order_by("pk"))
        DeskKey.objects.filter(member=user).delete()
        for desk in held:
            change_key(desk, at=at)


def _free(cases: QuerySet[Enquiry], user: User) -> None:
    """What they were working on is free again; drafts belong to the desk and stay, without their name."""
    cases.filter(claimed_by=user).update(claimed_by=None)
    Draft.objects.filter(enquiry__in=cases, author=user).update(author=None)


def _tell_coordinators(desk: Desk, who: User, *, at: datetime) -> None:
    for each in people.coordinators():
        if each.pk != who.pk:
            post.write(
                kind="enquiries/letters/left-desk",
                to=each.email,
                language=each.language,
                context={
                    "name": each.name,
                    "colleague": who.name,
                    "desk": str(queries.name_of(desk.point, each.language)),
                },
                dedupe=f"enquiries.left/{desk.pk}/{who.pk}/{localdate(at)}/{each.pk}",
                at=at,
            )
