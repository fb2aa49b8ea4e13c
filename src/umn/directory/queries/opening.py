"""The hours of one place in the reader's language."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from umn.directory import hours
from umn.directory.models import Location, PointText
from umn.directory.provenance import is_reliable, provenance
from umn.directory.queries.cards import city_name, state_line, state_of
from umn.directory.queries.shown import Hours, HoursDay, HoursRow
from umn.directory.wording import country_text, source_text, time_text, weekdays_text
from umn.languages.dates import date_text, day_name
from umn.languages.texts import best

SOON = 7  # days
Spans = tuple[tuple[time, time, str], ...]


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
    today = at.astimezone(ZoneInfo(week.timezone)).weekday()
    return Hours(
        state=state,
        state_text=state_line(location, state, at=at, language=language),
        week=days_and_hours,
        rows=_rows(days_and_hours, language),
        days=tuple(_day(day, today=today, language=language) for day in days_and_hours),
        times_in=_times_in(location, language) if days_and_hours else "",
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
        rows.append(HoursRow(weekdays_text(named, language), _times(spans, language), _by_appointment(spans)))
    return tuple(rows)


def _day(day: hours.DayHours, *, today: int, language: str) -> HoursDay:
    return HoursDay(
        name=day_name(day.weekday, language),
        times=_times(day.spans, language),
        by_appointment=bool(day.spans) and _by_appointment(day.spans),
        today=day.weekday == today,
    )


def _times(spans: Spans, language: str) -> tuple[str, ...]:
    midnight = time(0)
    return tuple(
        gettext("all day and night")
        if start == end == midnight
        else f"{time_text(start, language)} – {time_text(end, language)}"
        for start, end, _comment in spans
    )


def _by_appointment(spans: Spans) -> bool:
    return all(hours.BY_APPOINTMENT in comment.casefold() for _start, _end, comment in spans)


def _times_in(location: Location, language: str) -> str:
    """Whose clock it is: people read this from other countries, and telephone."""
    place, _ = city_name(location, language)
    if location.is_region or not place:
        place = country_text(location.point.country, language)
    return gettext("Times are those of the clock in %(place)s.") % {"place": place}


def _holiday_soon(country: str, zone: str, at: datetime, language: str) -> str:
    local = at.astimezone(ZoneInfo(zone)).replace(hour=12, minute=0)
    for number in range(SOON):
        day = local + timedelta(days=number)
        if hours.is_holiday(country, day):
            return date_text(day.date(), language)
    return ""
