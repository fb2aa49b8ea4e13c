"""When somebody goes, their desk gets a new key that they never held. What older questions are sealed to stays with
those who remain, who leave it behind question by question (docs/decisions/0014-a-new-key-when-somebody-leaves.md).
"""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from umn.enquiries import keys, queries
from umn.enquiries.models import Desk, DeskKey, Enquiry, PaperKey, PastKey
from umn.ledger.actions import record
from umn.people.keys import NoKey
from umn.people.labels import SYSTEM, actor
from umn.people.models import User
from umn.people.rules import missing_step
from umn.seal import pairs
from umn.seal.box import Tampered

log = logging.getLogger("umn.enquiries")


def give_first_key(desk: Desk) -> bytes:
    """A fresh pair for a desk (unsaved); answers the private half, for its first member."""
    pair = pairs.new_pair()
    desk.public_key = pair.public
    desk.mac = keys.desk_mac(desk)
    paper = PaperKey.objects.filter(retired_on=None).first()
    desk.private_for_paper = keys.wrap_desk_for_paper(desk, paper, pair.private) if paper else None
    return pair.private


def hand_over(desk: Desk, member: User, private: bytes, *, at: datetime, version: int | None = None) -> None:
    """A copy of the desk's private key (the present one, or that of `version`) for this member."""
    DeskKey.objects.update_or_create(
        desk=desk,
        member=member,
        key_version=version or desk.key_version,
        defaults={
            "wrapped": keys.wrap_desk_for(desk, member, private, version=version),
            "since": localdate(at),
        },
    )


def renew_desk(desk: Desk, *, by: User, at: datetime) -> bool:
    """A fresh key pair for a desk that nobody can open any more. Old cases come back with their askers' next visits.

    False, and nothing changes but the ledger, while it waits for who was shut out lately.
    """
    with transaction.atomic():
        desk = Desk.objects.select_for_update(no_key=True).get(pk=desk.pk)
        if queries.waits_for_who_was_shut_out(desk, at=at):
            record(verb="renewal-waits", by=actor(by), subject="desk", subject_id=desk.point.key, at=at)
            return False
        desk.key_version += 1
        private = give_first_key(desk)
        desk.save()
        DeskKey.objects.filter(desk=desk).delete()
        PastKey.objects.filter(desk=desk).delete()
        hand_over(desk, by, private, at=at)
        record(verb="renew-desk", by=actor(by), subject="desk", subject_id=desk.point.key, at=at)
    return True


def renew_desks_that_waited(at: datetime) -> None:
    """Who was shut out has not come back in time: a colleague who has signed in meanwhile gets the desk's new key."""
    for desk in queries.beyond_opening().filter(keys__isnull=False).distinct().select_related("point"):
        ready = [each for each in queries.members(desk) if missing_step(each) is None]
        if ready and not queries.waits_for_who_was_shut_out(desk, at=at):
            renew_desk(desk, by=ready[0], at=at)


def change_key(desk: Desk, *, at: datetime) -> bool:
    """A new key for everybody who may read here now; the older one is kept while questions are sealed to it.

    False, and nothing changes, when nobody may read here.
    """
    with transaction.atomic():
        desk = Desk.objects.select_for_update(no_key=True).get(pk=desk.pk)
        members = [copy.member for copy in queries.holders(desk)]
        if not members:
            return False
        PastKey.objects.create(
            desk=desk,
            key_version=desk.key_version,
            private_for_paper=desk.private_for_paper,
            retired_on=localdate(at),
        )
        desk.key_version += 1
        private = give_first_key(desk)
        desk.save()
        for member in members:
            _hand_over_if_sound(desk, member, private, at=at)
        record(verb="change-desk-key", by=SYSTEM, subject="desk", subject_id=desk.point.key, at=at)
    return True


def catch_up(*, by: User, private_key: bytes | None, at: datetime, most: int = 25) -> int:
    """Seal older questions to the present key of their desk, as far as this member's copies open them; how many.

    Each in its own transaction: whatever stops it in between, nothing is lost and the next visit goes on.
    """
    if private_key is None:
        return 0
    behind = list(queries.behind(by).values_list("pk", flat=True)[:most])
    return sum(_caught_up(case, by=by, private_key=private_key) for case in behind)


def forget_past_keys(at: datetime) -> int:
    """Copies of older keys that no question is sealed to any more. A day late: a question may be on its way."""
    gone = 0
    for past in PastKey.objects.filter(retired_on__lt=localdate(at)):
        with transaction.atomic():
            if not Enquiry.objects.filter(desk=past.desk_id, desk_key_version=past.key_version).exists():
                DeskKey.objects.filter(desk=past.desk_id, key_version=past.key_version).delete()
                past.delete()
                gone += 1
    return gone


def _caught_up(case_id: UUID, *, by: User, private_key: bytes) -> bool:
    with transaction.atomic():
        enquiry = Enquiry.objects.select_for_update(of=("self",)).select_related("desk").filter(pk=case_id).first()
        if enquiry is None or enquiry.desk_key_version == enquiry.desk.key_version:
            return False
        private = keys.desk_private(enquiry.desk, by, private_key, version=enquiry.desk_key_version)
        if private is None:
            return False
        try:
            case_keys = keys.opened_by_desk(enquiry, private)
        except Tampered:  # the log has raised the alarm; the others go on
            return False
        assert case_keys.staff is not None
        keys.wrap_for_desk(enquiry, enquiry.desk, case_keys, staff=case_keys.staff)
        enquiry.save(update_fields=["desk_key_version", "key_for_desk", "staff_key_for_desk"])
    return True


def _hand_over_if_sound(desk: Desk, member: User, private: bytes, *, at: datetime) -> None:
    """A public key that somebody touched gets nothing, and stops nobody from being shut out."""
    try:
        hand_over(desk, member, private, at=at)
    except (NoKey, Tampered):
        log.error("A member's public key is not the one this server marked: user %s got no copy.", member.pk)
