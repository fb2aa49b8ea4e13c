"""Days on which an office is not open as usual."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from umn.directory import special
from umn.directory.actions import editing
from umn.directory.models import ContactPoint, SpecialHours
from umn.directory.special import Special
from umn.people.labels import actor
from umn.people.models import User


def add_special(point: ContactPoint, *, days: Special, by: User, at: datetime) -> bool:
    """Sets these days; True when something else was set for them before.

    The later word wins: what stood there for the same days is taken out, and the rest of it stays. An entry for the
    whole point takes out those of its places too; one for a place leaves the whole point's to its other places.
    The same entry twice leaves one.
    """
    with transaction.atomic():
        locked = editing.locked(point, by=by)
        earlier = SpecialHours.objects.filter(point=locked, first__lte=days.last, last__gte=days.first)
        if days.location_id:
            earlier = earlier.filter(location=days.location_id)
        replaced = False
        for row in earlier:
            replaced |= replace(special.of_row(row), id=0) != replace(days, id=0)
            _take_out(row, days)
        _write(locked, days, made_by=actor(by), made_on=timezone.localdate(at))
        editing.finish(locked, verb="directory.days-set", by=by, at=at)
    return replaced


def remove_special(point: ContactPoint, *, pk: int, by: User, at: datetime) -> bool:
    """These days are as usual again; False when somebody has taken them away already."""
    with transaction.atomic():
        locked = editing.locked(point, by=by)
        gone, _ = SpecialHours.objects.filter(point=locked, pk=pk).delete()
        if gone:
            editing.finish(locked, verb="directory.days-removed", by=by, at=at)
    return bool(gone)


def _take_out(row: SpecialHours, days: Special) -> None:
    pieces = special.left_of(row.first, row.last, without=(days.first, days.last))
    row.delete()
    for first, last in pieces:
        row.pk, row.first, row.last = None, first, last
        row.save(force_insert=True)


def _write(point: ContactPoint, days: Special, *, made_by: str, made_on: date) -> None:
    SpecialHours.objects.create(
        point=point,
        location_id=days.location_id,
        first=days.first,
        last=days.last,
        spans=special.spans_text(days.spans),
        instead=days.instead,
        reason=days.reason,
        note=days.note,
        note_language=days.note_language if days.note else "",
        made_by=made_by,
        made_on=made_on,
    )
