"""The words by which a place can be filtered, made from its facts. Pure; `actions.touching` keeps them as rows.

A word is a promise that a look at the place is worth it, no more: how old a fact is changes from day to day, so
`queries.sorting` looks again at everything that it shows.
"""

import re
from collections.abc import Iterable, Sequence

from umn.directory.choices import MANY_LANGUAGES, Appointment, Basis, ChannelKind, Reach, Status, TraitCode
from umn.directory.hours import ALWAYS, is_complete
from umn.directory.models import ContactPoint, Location
from umn.languages import names

ANY = "any"
AFAR = "afar"  # helps its whole country by telephone or on the web
# In the order in which they are offered.
NEEDS = ("open", "phone", "evening", "woman", "no-papers", "no-appointment", "free")
EVENING = 18  # from this hour on

_TOLD = (Basis.CONFIRMED, Basis.SEEN)
_ENDS = re.compile(r"(\d\d):\d\d-(\d\d):\d\d")
_DAYS = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))?\b")
_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def speaks(language: str) -> str:
    return f"speaks:{names.base(language)}"


def topic(key: str) -> str:
    return f"topic:{key}"


def need(code: str) -> str:
    return f"need:{code}"


def of(location: Location) -> frozenset[str]:
    """All words of a place; none for what the finder never shows by itself. Reads the point with its organisation,
    languages, services with topics, channels, traits and special hours, and the hours: prefetch them."""
    point = location.point
    if point.status == Status.CLOSED or point.organisation.practice:
        return frozenset()
    words = {ANY, *_of_the_point(point)}
    if _may_be_open(location):
        words.add(need("open"))
    week = getattr(location, "hours", None)
    if week is not None and week.basis in _TOLD and may_be_late(week.rule):
        words.add(need("evening"))
    if location.premises:
        words.discard(need(TraitCode.NO_PAPERS))
    return frozenset(words)


def may_be_late(rule: str) -> bool:
    """Whether an OSM rule could mean Sundays or evenings; never False for one that does."""
    if not is_complete(rule):
        return False
    if rule == ALWAYS or any(int(ends) >= EVENING or ends < begins for begins, ends in _ENDS.findall(rule)):
        return True
    return any(_has_sunday(first, last or first) for first, last in _DAYS.findall(rule))


def _of_the_point(point: ContactPoint) -> set[str]:
    words = {speaks(one.language) for one in point.languages.all() if one.language != MANY_LANGUAGES}
    words |= {topic(one.topic.key) for one in point.services.all()}
    words |= {need(one.code) for one in point.traits.all() if one.basis in _TOLD}
    if any(one.kind == ChannelKind.PHONE for one in point.channels.all()):
        words.add(need("phone"))
    if point.appointment == Appointment.NOT_NEEDED:
        words.add(need("no-appointment"))
    if point.free:
        words.add(need("free"))
    if point.reach == Reach.COUNTRY:
        words.add(AFAR)
    return words


def _may_be_open(location: Location) -> bool:
    week = getattr(location, "hours", None)
    told = week is not None and week.basis in _TOLD and is_complete(week.rule)
    return told or _any(location.point.special_hours.all())


def _any(rows: Iterable[object]) -> bool:
    return next(iter(rows), None) is not None


def _has_sunday(first: str, last: str) -> bool:
    start, end = _WEEK.index(first), _WEEK.index(last)
    return end < start or end == 6


def wanted(*, topics: Iterable[str], spoken: str, needs: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What a search asks for: of each part at least one word must be there; ANY alone when nothing is asked for."""
    parts = [(need(code),) for code in needs]
    if spoken:
        parts.append((speaks(spoken),))
    covered = tuple(sorted(map(topic, topics)))
    return (*parts, *((covered,) if covered else ())) or ((ANY,),)
