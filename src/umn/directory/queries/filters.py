"""The filters of the finder: those that are on, and those that leave something."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext

from umn.directory.facets import NEEDS
from umn.directory.queries.asked import Asked
from umn.directory.queries.candidates import Candidate
from umn.directory.queries.finding import Facet
from umn.directory.queries.notices import need_text
from umn.directory.queries.sorting import offers
from umn.directory.wording import country_text
from umn.languages import names

NEED_ICONS = {
    "open": "clock",
    "phone": "phone",
    "evening": "moon",
    "woman": "user",
    "no-papers": "identification",
    "no-appointment": "calendar",
    "free": "gift",
}


def active(asked: Asked, topics: Mapping[str, str], language: str) -> list[Facet]:
    """The filters that are on, each with the link that takes it away."""
    on = []
    if asked.topic:
        on.append(Facet("topic", topics[asked.topic], None, True, asked.query(topic="")))
    if asked.speaks:
        said = {"language": names.name(asked.speaks, language)}
        on.append(Facet("speaks", gettext("Speaks %(language)s") % said, None, True, asked.query(speaks="")))
    for need in asked.needs:
        on.append(Facet(need, need_text(need), None, True, asked.without_need(need), NEED_ICONS[need]))
    return on


def needs(asked: Asked, left: Sequence[Candidate], *, at: datetime, whole: bool) -> list[Facet]:
    """What else may be asked for, where at least one of the points that are left offers it; how many, where all of
    them were looked at."""
    found = []
    for need in NEEDS:
        count = sum(1 for one in left if offers(one, need, at=at)) if need not in asked.needs else 0
        if count:
            query = asked.query(needs=(*asked.needs, need))
            found.append(Facet(need, need_text(need), count if whole else None, False, query, NEED_ICONS[need]))
    return found


def languages(asked: Asked, left: Sequence[Candidate], language: str) -> list[Facet]:
    """The languages that are spoken there by their own names: the reader's first, then those of most points."""
    if asked.speaks:
        return []
    spoken = Counter(names.base(code) for one in left for code in one.facts.spoken)
    mine = names.base(language)
    order = sorted(spoken, key=lambda code: (code != mine, -spoken[code], code))
    return [
        Facet(
            code,
            names.autonym(code),
            None,
            False,
            asked.query(speaks=code),
            language=code,
            direction=names.direction(code),
        )
        for code in order
    ]


def countries(asked: Asked, counted: Mapping[str, int | None], language: str) -> list[Facet]:
    """The countries where there is something, by name; with how many points, where they were counted."""
    named = sorted((country_text(code, language), code) for code in counted)
    return [Facet(code, text, counted[code], False, asked.query(country=code)) for text, code in named]
