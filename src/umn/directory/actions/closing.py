"""A contact point closes, for a time or for good; somebody takes over; it opens again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from umn.directory import queries, signals, succession
from umn.directory.actions.editing import now_locked
from umn.directory.actions.touching import touched
from umn.directory.choices import Basis, Status
from umn.directory.models import ContactPoint, PointText
from umn.languages.models import TextState
from umn.ledger.actions import record
from umn.people.models import User


@dataclass(frozen=True, slots=True)
class Closing:
    """`until`: the last closed day, for a time only; `successor`: key of the point to go to instead, or empty;
    `why`: own words in `language` (BCP 47)."""

    for_good: bool
    since: date
    until: date | None = None
    successor: str = ""
    why: str = ""
    language: str = "en"


class NotPossible(Exception):
    """`code`: future, until, successor, circle."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check(point: ContactPoint, closing: Closing, *, at: datetime) -> ContactPoint | None:
    """The successor, if there is one. Raises NotPossible."""
    today = localdate(at)
    if closing.since > today:
        raise NotPossible("future")
    if closing.until and (closing.for_good or closing.until < max(today, closing.since)):
        raise NotPossible("until")
    if not closing.successor:
        return None
    successor = queries.by_keys([closing.successor]).get(closing.successor)
    if successor is None or successor.organisation.practice != point.organisation.practice:
        raise NotPossible("successor")
    if succession.leads_to(successor, point):
        raise NotPossible("circle")
    if successor.status == Status.CLOSED and succession.takes_over(successor) is None:
        raise NotPossible("successor")
    return successor


def close(point: ContactPoint, closing: Closing, *, by_label: str, by: User | None = None, at: datetime) -> None:
    """The page says so at once. Raises NotPossible; NotAllowed where `by` may not edit the point (any more)."""
    with transaction.atomic():
        locked = now_locked(point, by=by)
        successor = check(locked, closing, at=at)
        locked.status = Status.CLOSED if closing.for_good else Status.CLOSED_FOR_A_TIME
        locked.closed_since, locked.closed_since_date = closing.since.isoformat(), closing.since
        locked.closed_until, locked.successor = closing.until, successor
        _confirm(locked, by_label, at)
        PointText.objects.filter(point=locked, field="closed").delete()
        if closing.why:
            PointText.objects.create(
                point=locked, field="closed", language=closing.language, text=closing.why, state=TextState.SOURCE
            )
        record(
            verb="directory.closed",
            by=by_label,
            subject="point",
            subject_id=locked.key,
            details={"status": locked.status} | ({"successor": successor.key} if successor else {}),
            at=at,
        )
        signals.point_closed.send(ContactPoint, point=locked, successor=successor, by=by_label, at=at)
        touched([locked.key, *succession.sending_here(locked)])


def reopen(point: ContactPoint, *, by_label: str, by: User | None = None, at: datetime) -> None:
    """It works again; what stood there about the closing goes. An open point stays as it is. Raises NotAllowed."""
    with transaction.atomic():
        locked = now_locked(point, by=by)
        if locked.status == Status.OPEN:
            return
        locked.status, locked.closed_since = Status.OPEN, ""
        locked.closed_since_date = locked.closed_until = locked.successor = None
        _confirm(locked, by_label, at)
        PointText.objects.filter(point=locked, field="closed").delete()
        record(verb="directory.reopened", by=by_label, subject="point", subject_id=locked.key, at=at)
        signals.point_opened.send(ContactPoint, point=locked, by=by_label, at=at)
        touched([locked.key, *succession.sending_here(locked)])


def reopen_when_over(at: datetime) -> None:
    """The day after the last closed day that the office itself had named, its page is as before."""
    over = ContactPoint.objects.filter(status=Status.CLOSED_FOR_A_TIME, closed_until__lt=localdate(at))
    for point in over.filter(basis=Basis.CONFIRMED):
        reopen(point, by_label="system", at=at)


def _confirm(point: ContactPoint, by_label: str, at: datetime) -> None:
    """Who closes or opens a point is there; the day of the closing is confirmed, not its hours or numbers."""
    if by_label != "system":
        point.basis, point.confirmed_on, point.confirmed_by = Basis.CONFIRMED, localdate(at), by_label
    point.save()
