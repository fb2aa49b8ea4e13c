"""Open, closed, by appointment or unknown: the four answers, from an OSM `opening_hours` rule.

A rule is believed only in the strict form that `is_complete` describes, because OSM itself reads "Mo-Fr" as open at
03:00. A comment never counts as open. On a public holiday of the country an office counts as closed, unless its
rule says something about holidays. Days that the office itself has set (`special`) count more than both.
Specification: https://wiki.openstreetmap.org/wiki/Key:opening_hours
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours as Schedule
from opening_hours import State, validate
from opening_hours.opening_hours import UnknownCountryError

from umn.directory import special as special_days
from umn.directory.special import Special

Answer = Literal["open", "closed", "appointment", "unknown"]
OPEN: Answer = "open"
CLOSED: Answer = "closed"
APPOINTMENT: Answer = "appointment"
UNKNOWN: Answer = "unknown"

DAY_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS = "24/7"
BY_APPOINTMENT = "by appointment"
LOOK_AHEAD = timedelta(days=21)

_DAY = rf"(?:{'|'.join(DAY_CODES)})"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*"
_TIME = r"(?:[01]\d|2[0-4]):[0-5]\d"
_SPAN = rf"{_TIME}-{_TIME}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATES = rf"{_MONTH}(?: \d\d)?(?:-(?:{_MONTH}(?: \d\d)?|\d\d))?"
_PART = re.compile(
    rf"24/7|(?:{_DATES} )?(?:{_DAYS}|PH) {_SPAN}(?:,{_SPAN})*(?: \"[^\"]{{1,60}}\")?"
    rf"|(?:{_DATES} )?(?:PH|{_DAYS}) off|{_DATES} off"
)
_DAYS_ONLY = re.compile(_DAYS)
# The week of an office that told us single days only: known on those, unknown on all others.
_UNKNOWN_WEEK = "00:00-24:00 unknown"

# The library knows no holidays for Kosovo, and for the United Kingdom it lacks New Year's Day.
# Holidays that move with the moon are missing for Kosovo: the fixed ones are better than none.
_HOLIDAYS_OF_OUR_OWN = {
    "GB": "Jan 01",
    "XK": "Jan 01-Jan 02,Jan 07,Feb 17,Apr 09,May 01,May 09,Dec 25",
}


@dataclass(frozen=True, slots=True)
class HoursState:
    """`until`: when this answer ends; `opens`: when the next opening begins, for a closed office. In local time."""

    kind: Answer
    until: datetime | None = None
    opens: datetime | None = None
    opens_by_appointment: bool = False
    comment: str = ""
    holiday: bool = False


NOT_KNOWN = HoursState(UNKNOWN)


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day of the week (0 = Monday) with its spans of local time; a span's comment may say "by appointment"."""

    weekday: int
    spans: tuple[tuple[time, time, str], ...]


@lru_cache(maxsize=2048)
def is_complete(rule: str) -> bool:
    """Whether every part of the rule has days and times, nothing is left to guess, and it opens at all."""
    parts = [part.strip() for part in rule.split(";")]
    whole = all(_PART.fullmatch(part) for part in parts) and not all(part.endswith(" off") for part in parts)
    return whole and bool(validate(rule))


def days_only(text: str) -> tuple[int, ...]:
    """The weekdays of a note such as "We-Fr" or "Mo,Th", which says nothing about times; else empty."""
    if not _DAYS_ONLY.fullmatch(text):
        return ()
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = DAY_CODES.index(first), DAY_CODES.index(last or first)
        days += [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]
    return tuple(sorted(set(days)))


def state(
    rule: str,
    zone: str,
    country: str,
    at: datetime,
    *,
    trusted: bool = True,
    appointment: bool = False,
    special: Sequence[Special] = (),
) -> HoursState:
    """The answer at the moment `at` (aware; else ValueError) for a place in the IANA `zone` and ISO `country`.

    `trusted` is False for hours that are old, undated or unconfirmed: the answer is then unknown.
    `appointment`: the office sees people by appointment only, so that "open" becomes "by appointment".
    `special`: days that are not as usual (`special.for_place`); the office said so itself, however old its week is.
    """
    if at.tzinfo is None:
        raise ValueError("`at` needs a time zone.")
    known = trusted and is_complete(rule)
    if not known and not special:
        return NOT_KNOWN
    usual = _with_holidays(rule, country) if known else _UNKNOWN_WEEK
    return _state(usual, zone, country, at, appointment, tuple(special))


@lru_cache(maxsize=512)  # one page asks the same several times
def _state(
    usual: str, zone: str, country: str, at: datetime, appointment: bool, special: tuple[Special, ...]
) -> HoursState:
    local = at.astimezone(ZoneInfo(zone))
    schedule = _schedule(_with_special(usual, special), zone, country)
    kind, comment = _read(*schedule.state(local), appointment=appointment)
    until = schedule.next_change(local)
    if kind == OPEN and _is_a_night_taken_out(local, usual, special):
        return HoursState(UNKNOWN, until=until)
    if kind != CLOSED:
        return HoursState(kind, until=until, comment=comment)
    opens, by_appointment = _next_opening(schedule, local, appointment=appointment)
    holiday = special_days.on(local.date(), special) is None and is_holiday(country, local)
    return HoursState(CLOSED, until=until, opens=opens, opens_by_appointment=by_appointment, holiday=holiday)


def week(rule: str, zone: str, at: datetime) -> tuple[DayHours, ...]:
    """The seven days of the local week that contains `at`, without its holidays; empty for an incomplete rule."""
    if not is_complete(rule):
        return ()
    today = at.astimezone(ZoneInfo(zone)).date()
    return _week(rule, zone, today - timedelta(days=today.weekday()))


@lru_cache(maxsize=2048)
def _week(rule: str, zone: str, monday: date) -> tuple[DayHours, ...]:
    tz = ZoneInfo(zone)
    schedule = _schedule(rule, zone, "")
    days = []
    for number in range(7):
        day = monday + timedelta(days=number)
        start = datetime.combine(day, time(0), tz)
        end = datetime.combine(day + timedelta(days=1), time(0), tz)
        spans = [
            (begins.time(), ends.time(), comment)
            for begins, ends, kind, comment in schedule.intervals(start, end)
            if kind != State.CLOSED
        ]
        days.append(DayHours(number, tuple(spans)))
    return tuple(days)


def is_holiday(country: str, local: datetime) -> bool:
    """Whether the local day of `local` is a public holiday of the country, as far as its calendar is known."""
    return _holidays(country).is_open(local)


def _read(kind: State, comment: str, *, appointment: bool) -> tuple[Answer, str]:
    if kind == State.CLOSED:
        return CLOSED, comment
    if appointment or BY_APPOINTMENT in comment.casefold():
        return APPOINTMENT, comment
    return (UNKNOWN, comment) if comment or kind == State.UNKNOWN else (OPEN, comment)


def _next_opening(schedule: Schedule, local: datetime, *, appointment: bool) -> tuple[datetime | None, bool]:
    for begins, _ends, kind, comment in schedule.intervals(local, local + LOOK_AHEAD):
        answer, _ = _read(kind, comment, appointment=appointment)
        if answer in (OPEN, APPOINTMENT):
            return begins, answer == APPOINTMENT
        if kind == State.UNKNOWN:
            break  # it may well open before the next opening that we know of
    return None, False


def _with_holidays(rule: str, country: str) -> str:
    if rule == ALWAYS or re.search(r"\bPH\b", rule):
        return rule
    own = _HOLIDAYS_OF_OUR_OWN.get(country)
    return f"{rule}; PH off" + "".join(f"; {day} off" for day in (own.split(",") if own else ()))


def _with_special(rule: str, special: Sequence[Special]) -> str:
    """The rule with the special days behind it, where they override it."""
    return "; ".join([rule, *(special_days.rule_part(one) for one in special)])


def _is_a_night_taken_out(local: datetime, rule: str, special: Sequence[Special]) -> bool:
    """The library lets a night run on into this morning although the day on which it began is not as usual."""
    crosses = any(span[:5] > span[6:] or span[6:] > "24:00" for span in re.findall(_SPAN, rule))
    yesterday, today = local.date() - timedelta(days=1), local.date()
    return crosses and special_days.on(yesterday, special) is not None and special_days.on(today, special) is None


@lru_cache(maxsize=2048)
def _schedule(rule: str, zone: str, country: str) -> Schedule:
    known = country if country and _has_calendar(country) else None
    return Schedule(rule, timezone=ZoneInfo(zone), country=known, auto_country=False, auto_timezone=False)


@lru_cache(maxsize=256)
def _holidays(country: str) -> Schedule:
    own = _HOLIDAYS_OF_OUR_OWN.get(country)
    rule = "; ".join(["PH 00:00-24:00", *(f"{day} 00:00-24:00" for day in (own.split(",") if own else ()))])
    return Schedule(rule, country=country if _has_calendar(country) else None, auto_country=False)


@lru_cache(maxsize=256)
def _has_calendar(country: str) -> bool:
    try:
        Schedule("PH off", country=country)
    except UnknownCountryError:
        return False
    return True
