"""What every change by the people of a contact point has in common."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from umn.directory import rules
from umn.directory.actions.touching import touched
from umn.directory.choices import Basis
from umn.directory.models import ContactPoint, Location, PointText, Sourced
from umn.languages.models import TextState
from umn.ledger.actions import record
from umn.people.labels import actor
from umn.people.models import User
from umn.people.rules import NotAllowed


class ChangedMeanwhile(Exception):
    """Somebody else saved something since the form was opened."""


def locked(point: ContactPoint, *, by: User) -> ContactPoint:
    """The point as it is now, for this transaction alone. Raises NotAllowed for who may not edit it."""
    return now_locked(point, by=by)


def now_locked(point: ContactPoint, *, by: User | None) -> ContactPoint:
    """The same; `by` is None for the clock, and for who proves themselves by a letter. Raises NotAllowed."""
    row = ContactPoint.objects.select_for_update().get(pk=point.pk)
    if by is not None and not rules.may_edit(by, row):
        raise NotAllowed
    return row


def confirm(fact: Sourced, *, by: User, on: date) -> None:
    """The office says so itself: the source that stood there before says it no more. Does not save."""
    fact.basis, fact.confirmed_on, fact.confirmed_by = Basis.CONFIRMED, on, actor(by)
    fact.source_url = fact.as_of = ""
    fact.as_of_date = None


def finish(point: ContactPoint, *, verb: str, changed: Iterable[str] = (), by: User, at: datetime) -> None:
    """What was changed is confirmed by itself; all the rest is as old as it was. Noted in the ledger, shown anew."""
    point.edited_on = timezone.localdate(at)
    point.save()
    record(
        verb=verb,
        by=actor(by),
        subject="point",
        subject_id=point.key,
        details=dict.fromkeys(changed, "changed"),
        at=at,
    )
    touched([point.key])


def say(
    point: ContactPoint,
    field: str,
    text: str,
    *,
    language: str,
    location: Location | None = None,
    keep_others: bool = False,
) -> None:
    """Puts the office's own words in place of what was said, in this language and, unless the others still say the
    same (`keep_others`), in all: a translation of the old words would be untrue. An empty text takes it away."""
    told = PointText.objects.filter(point=point, location=location, field=field)
    (told.filter(language=language) if keep_others and text else told).delete()
    if text:
        PointText.objects.create(
            point=point, location=location, field=field, language=language, text=text, state=TextState.SOURCE
        )
