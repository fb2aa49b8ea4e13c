"""An office has closed: what its askers allowed is passed on to its successor. Nothing is mailed to askers; the next
visit with the number says where the question lies now."""

import os
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from umn.enquiries import keys, queries, rules
from umn.enquiries.actions.asking import add_item
from umn.enquiries.choices import PASSED_ON, Role, State
from umn.enquiries.models import Desk, Enquiry
from umn.ledger.actions import record
from umn.people.labels import actor
from umn.people.models import User
from umn.post import actions as post
from umn.seal.box import Tampered

AT_ONCE = 200  # questions; who has more presses again


class NoHeir(Exception):
    """Nobody took over, or their desk cannot read."""


def pass_on(desk: Desk, *, by: User, private_key: bytes, at: datetime) -> int:
    """Seal what may be passed on to the successor's desk; how many. Each question in its own transaction.

    A second time, or after a crash, it goes on with what is left. Raises NoHeir; PermissionDenied for who may not read.
    """
    if not rules.may_read(by, desk):
        raise PermissionDenied
    if queries.heirs_desk(desk) is None:
        raise NoHeir
    privates = keys.opened_copies(desk.keys.filter(member=by).select_related("desk"), private_key)
    due = [case for case in queries.may_be_passed_on(desk, by) if case.desk_key_version in privates][:AT_ONCE]
    return sum(_passed(case, desk, privates[case.desk_key_version], by=by, at=at) for case in due)


def _passed(case: Enquiry, desk: Desk, private: bytes, *, by: User, at: datetime) -> bool:
    with transaction.atomic():
        heir = queries.heirs_desk(desk)  # with its key as it is now: somebody may have left it since the last question
        enquiry = Enquiry.objects.select_for_update().filter(pk=case.pk).first()
        changed = ("desk_id", "desk_key_version", "may_pass_on")
        if heir is None or enquiry is None or any(getattr(enquiry, name) != getattr(case, name) for name in changed):
            return False
        try:
            case_keys = keys.opened_by_desk(enquiry, private)
        except Tampered:  # the log has raised the alarm; the others go on
            return False
        enquiry.items.filter(role=Role.NOTE).delete()
        queries.drafts_of(enquiry).delete()
        event = {"event": PASSED_ON, "from": desk.point.key, "to": heir.point.key}
        add_item(enquiry, case_keys, role=Role.DESK, text="", at=at, event=event)
        keys.wrap_for_desk(enquiry, heir, case_keys, staff=os.urandom(32))
        enquiry.claimed_by = None
        _count_from_today(enquiry, at=at)
        _tell(heir, at=at)
        record(
            verb="pass-on", by=actor(by), subject="enquiry", subject_id=str(enquiry.pk), at=at,
            details={"to": heir.point.key},
        )  # fmt: skip
    return True


def _count_from_today(enquiry: Enquiry, *, at: datetime) -> None:
    """The new desk's promise counts from today; what was answered already keeps its days."""
    if enquiry.state == State.WAITING:
        rules.touch(enquiry, at=at)
    else:
        enquiry.version += 1
        enquiry.save()


def _tell(heir: Desk, *, at: datetime) -> None:
    """One letter a day to each member of the new desk, however many questions come."""
    for copy in queries.holders(heir):
        post.write(
            kind="enquiries/letters/passed-on",
            to=copy.member.email,
            language=copy.member.language,
            context={"name": copy.member.name},
            dedupe=f"enquiries.passed-on/{heir.pk}/{localdate(at)}/{copy.member_id}",
            at=at,
        )
