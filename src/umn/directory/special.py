"""Days on which an office is not open as usual, and how they change the rule of its week.

An entry for one place wins over one for the whole point: whoever enters something for the whole point takes away
what was set for its places on those days (`actions.days`), so an entry for a place is always the later word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

DAY = 24 * 60  # minutes
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Span = tuple[int, int]  # minutes after midnight, at most DAY


@dataclass(frozen=True, slots=True)
class Special:
    """From `first` to `last`, both included, `spans` stand in place of the week; none: closed all day."""

    first: date
    last: date
    spans: tuple[Span, ...] = ()
    instead: str = ""
    reason: str = ""
    note: str = ""
    note_language: str = ""
    location_id: int | None = None
    id: int = 0

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


class Row(Protocol):
    """A row of `SpecialHours`."""

    pk: int
    location_id: int | None
    first: date
    last: date
    spans: str
    instead: str
    reason: str
    note: str
    note_language: str


def of_row(row: Row) -> Special:
    return Special(
        first=row.first,
        last=row.last,
        spans=spans_of(row.spans),
        instead=row.instead,
        reason=row.reason,
        note=row.note,
        note_language=row.note_language,
        location_id=row.location_id,
        id=row.pk,
    )


def spans_of(text: str) -> tuple[Span, ...]:
    """ "09:00-12:00,14:00-16:00" as minutes. Raises ValueError for anything else, and for what runs past midnight."""
    return tuple(_span(part) for part in text.split(",")) if text else ()


def spans_text(spans: Iterable[Span]) -> str:
    """Minutes as "09:00-12:00,14:00-16:00"."""
    return ",".join(f"{clock(start)}-{clock(end)}" for start, end in spans)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def for_place(every: Iterable[Special], location_id: int | None) -> tuple[Special, ...]:
    """What counts at one place, in the order in which a later one overrides an earlier."""
    mine = [one for one in every if one.location_id in (None, location_id)]
    return tuple(sorted(mine, key=lambda one: (one.location_id is not None, one.first, one.id)))


def on(day: date, special: Sequence[Special]) -> Special | None:
    """What counts on this day, out of what `for_place` gave."""
    return next((one for one in reversed(special) if one.covers(day)), None)


def coming(special: Sequence[Special], today: date) -> tuple[Special, ...]:
    """Those that are not over, the next one first."""
    return tuple(sorted((one for one in special if one.last >= today), key=lambda one: (one.first, one.id)))


def rule_part(special: Special) -> str:
    """As a part of an OSM rule that overrides the parts before it: "2026 Nov 26 off"."""
    first, last = _osm_day(special.first), _osm_day(special.last)
    days = first if first == last else f"{first}-{last}"
    return f"{days} {spans_text(special.spans) or 'off'}"


def left_of(first: date, last: date, *, without: tuple[date, date]) -> tuple[tuple[date, date], ...]:
    """What is left of the days from `first` to `last` without others: nothing, one piece or two."""
    begins, ends = without
    if ends < first or begins > last:
        return ((first, last),)
    before = ((first, begins - timedelta(days=1)),) if begins > first else ()
    after = ((ends + timedelta(days=1), last),) if ends < last else ()
    return before + after


def _osm_day(day: date) -> str:
    return f"{day.year} {_MONTHS[day.month - 1]} {day.day:02d}"


def _span(text: str) -> Span:
    start, end = (_minutes(part) for part in text.split("-"))
    if not start < end <= DAY:
        raise ValueError(f"not hours of one day: {text!r}")
    return start, end


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
