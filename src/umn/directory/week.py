"""The week as a form shows it, and the OSM rule that it is kept as: one and the same, both ways."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from umn.directory.hours import ALWAYS, BY_APPOINTMENT, DAY_CODES, days_only, is_complete
from umn.directory.special import DAY, Span, spans_of, spans_text
from umn.directory.typed_times import MOST_SPANS

_PART = re.compile(r'(PH|[A-Z][A-Za-z,-]*) (off|[\d:,-]+)(?: "([^"]*)")?')
ALL_DAY: tuple[Span, ...] = ((0, DAY),)


@dataclass(frozen=True, slots=True)
class Day:
    """No spans: closed."""

    spans: tuple[Span, ...] = ()
    by_appointment: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday, and what counts on public holidays."""

    days: tuple[Day, ...] = (Day(),) * 7
    holidays: Day = Day()

    @property
    def is_empty(self) -> bool:
        return not any(day.spans for day in (*self.days, self.holidays))


@dataclass(frozen=True, slots=True)
class Read:
    """A rule as the form can show it, and the parts of it that it cannot."""

    week: Week
    not_shown: tuple[str, ...] = ()


def rule_of(week: Week) -> str:
    """The strict rule that `hours.is_complete` accepts; empty for a week without any times."""
    if week.is_empty:
        return ""
    if all(day == Day(ALL_DAY) for day in (*week.days, week.holidays)):
        return ALWAYS
    alike: dict[Day, list[int]] = {}
    for number, day in enumerate(week.days):
        if day.spans:
            alike.setdefault(day, []).append(number)
    parts = [f"{_day_codes(numbers)} {_times(day)}" for day, numbers in alike.items()]
    parts.append(f"PH {_times(week.holidays)}" if week.holidays.spans else "PH off")
    return "; ".join(parts)


def week_of(rule: str) -> Read:
    """What a form shows of a rule; a rule that nobody can rely on is not shown at all."""
    if not rule or not is_complete(rule):
        return Read(Week(), (rule,) if rule else ())
    days, holidays, not_shown = [Day()] * 7, Day(), []
    for part in (part.strip() for part in rule.split(";")):
        if part == ALWAYS:
            days, holidays = [Day(ALL_DAY)] * 7, Day(ALL_DAY)
            continue
        found = _read(part)
        if found is None:
            not_shown.append(part)
            continue
        which, day = found
        if which == "PH":
            holidays = day
        for number in days_only(which):
            days[number] = day
    return Read(Week(tuple(days), holidays), tuple(not_shown))


def _read(part: str) -> tuple[str, Day] | None:
    found = _PART.fullmatch(part)
    if found is None:
        return None
    which, times, comment = found[1], found[2], found[3]
    if comment is not None and comment.casefold() != BY_APPOINTMENT:
        return None
    try:
        spans = () if times == "off" else spans_of(times)
    except ValueError:  # past midnight: the form asks for two days instead
        return None
    in_order = all(one[1] <= following[0] for one, following in pairwise(spans))
    if len(spans) > MOST_SPANS or not in_order or (which != "PH" and not days_only(which)):
        return None
    return which, Day(spans, comment is not None)


def _times(day: Day) -> str:
    return spans_text(day.spans) + (f' "{BY_APPOINTMENT}"' if day.by_appointment else "")


def _day_codes(numbers: Iterable[int]) -> str:
    """ "Mo-We,Fr"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(DAY_CODES[run[0]] if len(run) == 1 else f"{DAY_CODES[run[0]]}-{DAY_CODES[run[-1]]}" for run in runs)
