"""Who comes first, and who is in which group."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from umn.directory import hours
from umn.directory.choices import Appointment, ChannelKind, Reach, Status
from umn.directory.queries.candidates import FAR, Area, Candidate, standing_rank
from umn.directory.queries.cards import freshness, speaks_it, state_of

# A score from which a point counts as named: a whole word of its name or desk (see search_words.WEIGHTS).
NAMED = 4.8


@dataclass(frozen=True)
class Wish:
    """What the points should offer. `topics`: keys of which one is enough; the first one is what was asked for."""

    topic: str
    topics: frozenset[str]
    speaks: str
    need: str
    at: datetime

    def without(self, *, topic: bool = False, speaks: bool = False) -> "Wish":
        return Wish(
            "" if topic else self.topic,
            frozenset() if topic else self.topics,
            "" if speaks else self.speaks,
            self.need,
            self.at,
        )

    def is_met(self, one: Candidate) -> bool:
        return self.topic_met(one) and self.language_met(one) and self.need_met(one)

    def topic_met(self, one: Candidate) -> bool:
        return not self.topic or bool(self.topics & one.facts.topic_keys)

    def language_met(self, one: Candidate) -> bool:
        return not self.speaks or speaks_it(one.facts.spoken, self.speaks)

    def need_met(self, one: Candidate) -> bool:
        point = one.location.point
        if self.need == "open":
            return state_of(one.location, at=self.at).kind == hours.OPEN
        if self.need == "phone":
            return one.facts.channel(ChannelKind.PHONE) is not None
        if self.need == "no-appointment":
            return point.appointment == Appointment.NOT_NEEDED
        return bool(point.free) if self.need == "free" else True


@dataclass
class Sorted:
    """The candidates in their groups, best first, and what had to be left out to fill the first one."""

    near: list[Candidate] = field(default_factory=list)
    helplines: list[Candidate] = field(default_factory=list)
    country: list[Candidate] = field(default_factory=list)
    abroad: list[Candidate] = field(default_factory=list)
    closed: list[Candidate] = field(default_factory=list)
    nobody_speaks: bool = False
    nobody_helps: bool = False


def sort(found: Iterable[Candidate], area: Area, wish: Wish) -> Sorted:
    """Into groups. Nobody near who meets the wish: then who is near, whatever they speak and help with."""
    closed = [one for one in found if one.location.point.status == Status.CLOSED]
    known = [one for one in found if one.location.point.status != Status.CLOSED]
    by_distance = sorted(known, key=_order(wish))
    around = [one for one in by_distance if one.is_near(area) and wish.need_met(one)]
    result = Sorted(closed=closed)
    _fill_near(result, around, wish)
    taken = {one.key for one in result.near}
    left = [one for one in by_distance if one.key not in taken]
    at_home = [one for one in left if one.country == area.home]
    afar = [one for one in at_home if one.location.point.reach == Reach.COUNTRY and wish.need_met(one)]
    result.helplines = _speakers_first(afar, wish)
    taken |= {one.key for one in result.helplines}
    result.country = [one for one in at_home if one.key not in taken and wish.is_met(one)]
    result.abroad = [one for one in left if one.country != area.home and wish.is_met(one)]
    return result


def best_anywhere(found: Iterable[Candidate], wish: Wish, *, named: bool) -> list[Candidate]:
    """Without a place: those that meet the wish; with words, those that the words name, best first."""
    open_ones = [one for one in found if one.location.point.status != Status.CLOSED and wish.is_met(one)]
    if named:
        order = _order(wish)
        return sorted((one for one in open_ones if one.score), key=lambda one: (-one.score, order(one)))
    return sorted(open_ones, key=_order(wish))


def _fill_near(result: Sorted, around: list[Candidate], wish: Wish) -> None:
    for topic, speaks in ((False, False), (False, True), (True, False), (True, True)):
        eased = wish.without(topic=topic, speaks=speaks)
        result.near = [one for one in around if eased.is_met(one)]
        if result.near:
            result.nobody_helps = topic and bool(wish.topic)
            result.nobody_speaks = speaks and bool(wish.speaks)
            break
    else:
        result.nobody_speaks = bool(wish.speaks)
    if result.nobody_speaks:
        result.near = sorted(result.near, key=lambda one: not one.facts.others)


def _speakers_first(ones: list[Candidate], wish: Wish) -> list[Candidate]:
    def order(one: Candidate) -> tuple[bool, bool, bool]:
        speaks = bool(wish.speaks) and wish.language_met(one)
        return not speaks, not (wish.speaks and one.facts.others), not wish.topic_met(one)

    return sorted(ones, key=order)


def _order(wish: Wish) -> Callable[[Candidate], tuple[object, ...]]:
    def order(one: Candidate) -> tuple[object, ...]:
        km = FAR if one.km is None else round(one.km)
        is_what_was_asked = bool(wish.topic) and wish.topic in one.facts.topic_keys
        return (
            one.score < NAMED,
            km,
            freshness(one.location, at=wish.at),
            standing_rank(one),
            not is_what_was_asked,
            one.key,
        )

    return order
