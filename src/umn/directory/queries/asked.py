"""What a search asks for: what was typed and chosen, cleaned, understood, and written as a link again."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.utils.translation import gettext

from umn.directory.facets import NEEDS
from umn.directory.queries.area import Area
from umn.languages import names
from umn.languages.cldr import country_names
from umn.places.queries import Match, Place, by_id
from umn.search.queries import understand

LONGEST = 200  # characters that are searched


@dataclass(frozen=True)
class Asked:
    """The search as it was understood. `q` holds only what no other field says: the name of a place, other words."""

    q: str = ""
    place: int | None = None
    country: str = ""
    topic: str = ""
    speaks: str = ""
    needs: tuple[str, ...] = ()
    everything: bool = False

    def query(self, **changes: object) -> str:
        """ "?q=…&speaks=ar": this search with some fields changed, for a link."""
        asked = replace(self, **{"everything": False, **changes})  # type: ignore[arg-type]  # fields of any type, by name
        fields = {
            "q": asked.q,
            "place": asked.place,
            "country": asked.country if asked.place is None else "",
            "topic": asked.topic,
            "speaks": asked.speaks,
            "need": asked.needs,
            "all": "1" if asked.everything else "",
        }
        return "?" + urlencode({name: value for name, value in fields.items() if value}, doseq=True)

    def without_need(self, need: str) -> str:
        return self.query(needs=tuple(one for one in self.needs if one != need))


@dataclass
class Reading:
    """An `Asked`, the place it means, and what could not be understood (sentences to show)."""

    asked: Asked
    area: Area
    words: list[str] = field(default_factory=list)
    choices: list[Match] = field(default_factory=list)
    others: list[Match] = field(default_factory=list)  # places of the same name as the one that was found
    problems: list[str] = field(default_factory=list)
    shown_place: str = ""


def read(
    *, q: str, topic: str, speaks: str, needs: Sequence[str], place: str, country: str, topics: set[str], language: str
) -> Reading:
    """Never fails: whatever is not understood becomes a sentence in `problems` and is left out."""
    problems: list[str] = []
    if len(q) > LONGEST:
        problems.append(gettext("That was very long. We searched only for the beginning of it."))
    typed = clean(q)[:LONGEST]
    understood = understand(typed, language)
    matches = list(understood.place_matches)
    chosen = _chosen_place(place, matches, problems)
    chosen = chosen or understood.place
    asked = Asked(
        topic=understood.topic or _known_topic(topic, topics, problems),
        speaks=understood.speaks or _known_language(speaks, problems),
        needs=_known_needs(needs, problems),
        place=chosen.id if chosen else None,
        country="" if chosen else understood.country or _known_country(country, problems),
    )
    shown = _shown_name(chosen, matches, language)
    words = list(understood.words)
    kept = [shown or (matches[0].shown_name if matches else ""), *words]
    asked = replace(asked, q=" ".join(word for word in kept if word))
    return Reading(
        asked=asked,
        area=Area(chosen, asked.country),
        words=words,
        choices=matches if understood.ambiguous and chosen is None else [],
        others=[match for match in matches if chosen and match.how == "exact" and match.place.id != chosen.id],
        problems=problems,
        shown_place=shown,
    )


def clean(text: str) -> str:
    """Without control and direction characters, which could turn a sentence around."""
    joiners = "\u200c\u200d"  # Persian and Indic spellings need them
    return "".join(sign for sign in text if sign in joiners or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def quoted(text: str) -> str:
    """What was typed, short enough to say back."""
    short = clean(text).strip()
    return short if len(short) <= 40 else f"{short[:40]}…"


def _chosen_place(place: str, matches: list[Match], problems: list[str]) -> Place | None:
    """The place of the link that was followed, unless another one was typed since."""
    if not place:
        return None
    found = by_id(int(place)) if place.isascii() and place.isdecimal() and len(place) < 12 else None
    if found is None:
        problems.append(gettext("We do not know that place any more. Please type its name."))
        return None
    return found if not matches or found.id in {match.place.id for match in matches} else None


def _shown_name(place: Place | None, matches: list[Match], language: str) -> str:
    if place is None:
        return ""
    return next((match.shown_name for match in matches if match.place.id == place.id), place.name_in(language)[0])


def _known_topic(topic: str, topics: set[str], problems: list[str]) -> str:
    if topic and topic not in topics:
        said = {"topic": quoted(topic)}
        problems.append(gettext("We do not know this topic, so we left it out: “%(topic)s”.") % said)
    return topic if topic in topics else ""


def _known_language(speaks: str, problems: list[str]) -> str:
    if not speaks:
        return ""
    code = names.standard(speaks[:20])
    known = code if names.is_known(names.base(code)) else names.parse(speaks)
    if known is None:
        said = {"language": quoted(speaks)}
        problems.append(gettext("We do not know this language, so we left it out: “%(language)s”.") % said)
    return known or ""


def _known_needs(needs: Sequence[str], problems: list[str]) -> tuple[str, ...]:
    for need in dict.fromkeys(needs):
        if need and need not in NEEDS:
            said = {"need": quoted(need)}
            problems.append(gettext("We do not know this filter, so we left it out: “%(need)s”.") % said)
    return tuple(need for need in NEEDS if need in needs)


def _known_country(country: str, problems: list[str]) -> str:
    if country and country not in country_names("en"):
        said = {"country": quoted(country)}
        problems.append(gettext("We do not know this country, so we left it out: “%(country)s”.") % said)
        return ""
    return country
