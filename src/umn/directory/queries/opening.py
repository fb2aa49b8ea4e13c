"""The hours of one place in the reader's language."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from umn.directory import hours
from umn.directory.models import Location, PointText
from umn.directory.provenance import is_reliable, provenance
from umn.directory.queries.cards import state_line, state_of
from umn.directory.queries.shown import Hours, HoursRow
from umn.directory.wording import source_text, time_text, weekdays_text
from umn.languages.dates import date_text
from umn.languages.texts import best

SOON = 7  # days


def opening(location: Location, texts: Sequence[PointText], *, at: datetime, language: str) -> Hours | None:
    """The week, the state at `at` and the note of a place; None when nothing at all is known about its hours."""
    week = getattr(location, "hours", None)
    if week is None:
        return None
    own = [text for text in texts if text.location_id == location.pk]
    note = best(own, "hours", language)
    source = provenance(week, at=at, language=language)
    reliable = is_reliable(week, at=at) and bool(week.rule)
    state = state_of(location, at=at)
    english = next((text.text for text in own if text.field == "hours" and text.language == "en"), "")
    days = hours.days_only(english)
    days_and_hours = hours.week(week.rule, week.timezone, at)
    return Hours(
        state=state,
        state_text=state_line(location, state, at=at, language=language),
        week=days_and_hours,
        rows=_rows(days_and_hours, language),
        days_only=weekdays_text(days, language) if days else "",
        note=best((), "hours", language) if days else note,
        reliable=reliable,
        source=source,
        source_text=source_text(source),
        holiday_soon=_holiday_soon(week.country, week.timezone, at, language) if reliable else "",
    )


def _rows(week: Sequence[hours.DayHours], language: str) -> tuple[HoursRow, ...]:
    """Days that follow each other with the same hours in one row; days without hours are left out."""
    rows = []
    for spans, days in groupby(week, key=lambda day: day.spans):
        if not spans:
            continue
        named = tuple(day.weekday for day in days)
        times = tuple(f"{time_text(start, language)} – {time_text(end, language)}" for start, end, _comment in spans)
        by_appointment = all(hours.BY_APPOINTMENT in comment.casefold() for _start, _end, comment in spans)
        rows.append(HoursRow(weekdays_text(named, language), times, by_appointment))
    return tuple(rows)


def _holiday_soon(country: str, zone: str, at: datetime, language: str) -> str:
    local = at.astimezone(ZoneInfo(zone)).replace(hour=12, minute=0)
    for number in range(SOON):
        day = local + timedelta(days=number)
        if hours.is_holiday(country, day):
            return date_text(day.date(), language)
    return ""
