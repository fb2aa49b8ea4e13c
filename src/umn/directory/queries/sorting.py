"""Who comes first, and who is in which group."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from umn.directory import hours
from umn.directory.choices import Appointment, ChannelKind, Reach, Status
from umn.directory.facets import EVENING, wanted
from umn.directory.models import Location
from umn.directory.provenance import is_reliable
from umn.directory.queries.candidates import FAR, Area, Candidate, standing_rank
from umn.directory.queries.cards import freshness, has_trait, speaks_it, state_of

# A score from which a point counts as named: a whole word of its name or desk (see search_words.WEIGHTS).
NAMED = 4.8


@dataclass(frozen=True)
class Wish:
    """What the points should offer. `topics`: keys of which one is enough; the first one is what was asked for."""

    topic: str
    topics: frozenset[str]
    speaks: str
    needs: tuple[str, ...]
    at: datetime

    def without(self, *, topic: bool = False, speaks: bool = False) -> "Wish":
        return Wish(
            "" if topic else self.topic,
            frozenset() if topic else self.topics,
            "" if speaks else self.speaks,
            self.needs,
            self.at,
        )

    @property
    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """The same in the words of `Facet`."""
        return wanted(topics=self.topics, spoken=self.speaks, needs=self.needs)

    def eased(self) -> "list[Wish]":
        """What may still help where nobody offers all of it: any language, then any topic, then neither."""
        steps = ((False, True), (True, False), (True, True))
        less = [self.without(topic=topic, speaks=speaks) for topic, speaks in steps]
        return [one for one in dict.fromkeys(less) if one != self]

    def is_met(self, one: Candidate) -> bool:
        return self.topic_met(one) and self.language_met(one) and self.need_met(one)

    def topic_met(self, one: Candidate) -> bool:
        return not self.topic or bool(self.topics & one.facts.topic_keys)

    def language_met(self, one: Candidate) -> bool:
        return not self.speaks or speaks_it(one.facts.spoken, self.speaks)

    def need_met(self, one: Candidate) -> bool:
        return all(offers(one, need, at=self.at) for need in self.needs)


def offers(one: Candidate, need: str, *, at: datetime) -> bool:
    """Whether the point meets this need at the moment `at`, as far as reliable facts say."""
    point = one.location.point
    if need == "open":
        return state_of(one.location, at=at).kind == hours.OPEN
    if need == "phone":
        return one.facts.channel(ChannelKind.PHONE) is not None
    if need == "evening":
        return is_late(one.location, at=at)
    if need == "no-appointment":
        return point.appointment == Appointment.NOT_NEEDED
    if need == "free":
        return bool(point.free)
    return has_trait(one.location, one.facts, need, at=at)


def is_late(location: Location, *, at: datetime) -> bool:
    """Open on Sunday, or until EVENING or later on any day, by hours that are whole and may be relied on."""
    week = getattr(location, "hours", None)
    if week is None or not is_reliable(week, at=at):
        return False
    return any(
        not comment and (day.weekday == 6 or ends.hour >= EVENING or ends <= begins)
        for day in hours.week(week.rule, week.timezone, at)
        for begins, ends, comment in day.spans
    )


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
    nobody_offers_all: bool = False  # somebody near helps or speaks, but not with everything else that was chosen


def sort(found: Iterable[Candidate], area: Area, wish: Wish) -> Sorted:
    """Into groups. Nobody near who meets the wish: then who is near, whatever they speak and help with."""
    closed = [one for one in found if one.location.point.status == Status.CLOSED]
    known = [one for one in found if one.location.point.status != Status.CLOSED]
    by_distance = sorted(known, key=_order(wish))
    near = [one for one in by_distance if one.is_near(area)]
    around = [one for one in near if wish.need_met(one)]
    result = Sorted(closed=closed)
    _fill_near(result, around, wish)
    _blame_the_filters(result, near, wish)
    taken = {one.key for one in result.near}
    left = [one for one in by_distance if one.key not in taken]
    at_home = [one for one in left if one.country == area.home]
    # They stand there whatever was asked for; the card says when they do not offer it.
    afar = [one for one in at_home if one.location.point.reach == Reach.COUNTRY]
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


def _blame_the_filters(result: Sorted, near: list[Candidate], wish: Wish) -> None:
    """ "Nobody helps" would be untrue where somebody does whom only a filter keeps out."""
    kept_out = (result.nobody_helps and any(wish.topic_met(one) for one in near)) or (
        result.nobody_speaks and any(wish.language_met(one) for one in near)
    )
    if wish.needs and kept_out and result.near:
        result.nobody_helps = result.nobody_speaks = False
        result.nobody_offers_all = True


def _speakers_first(ones: list[Candidate], wish: Wish) -> list[Candidate]:
    def order(one: Candidate) -> tuple[bool, ...]:
        speaks = bool(wish.speaks) and wish.language_met(one)
        return not wish.need_met(one), not speaks, not (wish.speaks and one.facts.others), not wish.topic_met(one)

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
