"""Which contact points fit a question, and why."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils import translation

from umn.directory.choices import Status
from umn.directory.queries.candidates import FAR, NEAR, Area, Candidate, candidates
from umn.directory.queries.cards import card, freshness, speaks_it
from umn.directory.queries.facts import facts_of, texts_of
from umn.directory.queries.shown import Fit
from umn.people.choices import Standing
from umn.places.queries import Place
from umn.vocabulary.queries import covers

AT_MOST = 5


def fitting(*, topic: str, place: Place | None, reads: str, at: datetime, language: str | None = None) -> list[Fit]:
    """Open points that a question about `topic` (key) from `place` may go to, best first, at most five.

    `reads`: the language (BCP 47) in which the person writes and reads; `language` that of the page (the active one).
    Members of UnionMigrantNet in the town, then in the country; where there is none, points outside the network;
    where there are none either, members next door. Never a closed point, never a public authority: those only when
    chosen by name. The point that coordinates the network comes after the others of its country.
    """
    area = Area(place)
    wanted = covers(topic)
    found = [one for one in candidates(area) if _may_be_asked(one)]
    facts = facts_of([one.location.point_id for one in found])
    for one in found:
        one.known = facts[one.location.point_id]
    best = sorted(_pool(found, area), key=_order(area, wanted, reads, at))[:AT_MOST]
    texts = texts_of([one.location.point_id for one in best], fields=("name", "desk", "services"))
    nearest = min((one.km for one in best if one.km is not None), default=None)
    page = language or translation.get_language() or "en"
    with translation.override(page):
        return [
            Fit(
                card(
                    one.location,
                    one.facts,
                    texts[one.location.point_id],
                    at=at,
                    language=page,
                    km=one.km,
                    from_country=area.home,
                    speaks=reads,
                ),
                one.km,
                _reasons(one, area, wanted, reads, is_nearest=nearest is not None and one.km == nearest),
            )
            for one in best
        ]


def _may_be_asked(one: Candidate) -> bool:
    point = one.location.point
    return point.status == Status.OPEN and not point.is_authority


def _pool(found: Sequence[Candidate], area: Area) -> list[Candidate]:
    """Members at home; else others at home; else members next door."""
    members = [one for one in found if _is_member(one)]
    if not area.home:
        return members
    at_home = [one for one in found if one.country == area.home or (one.km is not None and one.km <= NEAR)]
    # The coordinator alone is no reason to keep back a point that gives advice.
    advising = [one for one in at_home if _is_member(one) and not one.location.point.coordinates]
    if advising:
        return [one for one in at_home if _is_member(one)]
    return [one for one in at_home if not _is_member(one)] or members


def _order(area: Area, wanted: set[str], reads: str, at: datetime) -> Callable[[Candidate], tuple[object, ...]]:
    def order(one: Candidate) -> tuple[object, ...]:
        near = one.is_near(area) if area.place else False
        point = one.location.point
        return (
            point.coordinates,
            not near,
            one.country != area.home,
            not one.facts.topic_keys,  # who names no service may give no advice at all
            not wanted & one.facts.topic_keys,
            not speaks_it(one.facts.spoken, reads),
            FAR if one.km is None else round(one.km),
            freshness(one.location, at=at),
            point.key,
        )

    return order


def _reasons(one: Candidate, area: Area, wanted: set[str], reads: str, *, is_nearest: bool) -> list[str]:
    same_city = area.place is not None and one.location.place_id == area.place.id
    given = {
        "same_city": same_city,
        "nearest": is_nearest and not same_city,
        "same_country": bool(area.home) and one.country == area.home and not same_city,
        "topic": bool(wanted & one.facts.topic_keys),
        "speaks": speaks_it(one.facts.spoken, reads),
        "member": _is_member(one),
    }
    return [code for code, is_given in given.items() if is_given]


def _is_member(one: Candidate) -> bool:
    return bool(one.location.point.organisation.standing == Standing.UMN)
