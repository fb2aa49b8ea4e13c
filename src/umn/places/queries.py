"""Where is Λιέγη? Which one is meant? How far is it?"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from umn.languages.normalise import fold, squeezed, without_digraphs
from umn.places import gazetteer
from umn.places.build import ALTERNATE
from umn.places.countries import country_named, is_europe
from umn.places.gazetteer import Place

__all__ = ["Match", "Place", "by_id", "city_near", "clear_winner", "country_named", "kilometres", "look_up"]

How = Literal["exact", "prefix", "similar"]
LONGEST = 100  # characters of a name that are looked at
CLEAR = 20  # times as likely as the next: then nobody needs to be asked
_CITY, _CITY_WITHIN = 150_000, 150  # inhabitants, kilometres: what a small place is said to be near
_TOWN = 20_000  # inhabitants: a village is not what most people mean, even where we have points
SAME_AREA = {"town": 30, "district": 30, "island": 100, "region": 200}  # km: within it the same name is the same answer
_ARABIC_PREFIXES = ("بال", "ب", "لل", "ل", "و")
_PLACE = "p.id, p.name, p.country, p.admin, p.lat, p.lon, p.population, p.kind, p.names"


@dataclass(frozen=True)
class Match:
    """A place that may be meant. `weight` compares matches of one search: bigger is likelier."""

    place: Place
    how: How
    shown_name: str  # the spelling that was found
    weight: float
    wrong_letters: int = 0


def look_up(text: str, *, countries: Collection[str] = (), limit: int = 8, exactly: bool = False) -> list[Match]:
    """The places that a name may mean, likeliest first; empty when none is near enough.

    First the exact spelling in any script (with "Frankfurt" also the towns whose name goes on after it). Where there
    is none: the beginning of a name, from three letters, and one wrong letter in words of four to six, two in longer
    ones, whichever is likelier. A town in one of `countries` (ISO 3166, those where we have contact points) counts
    as twenty times as large as it is. `exactly`: right spellings only, a tenth of the time.
    """
    folded = fold(text[:LONGEST])
    key = squeezed(folded)
    if not key:
        return []
    found = (
        _exact(folded, countries)
        or _exact(without_digraphs(folded), countries)
        or _exact(_without_arabic_prefix(folded), countries)
        or ([] if exactly else _ranked([*_beginning(key, countries), *_similar(key, countries)]))
    )
    return found[:limit]


@lru_cache(maxsize=1024)  # the file does not change under a process
def by_id(number: int) -> Place | None:
    """The place with GeoNames' number (or one of ours), or None."""
    if not 0 < number < 2**63:
        return None
    row = gazetteer.connection().execute(f"SELECT {_PLACE} FROM place p WHERE id = ?", (number,)).fetchone()  # noqa: S608 - our own words
    return gazetteer.place(row) if row else None


@lru_cache(maxsize=512)
def city_near(place: Place) -> Place | None:
    """The nearest city of its country that people elsewhere have heard of; None for such a city itself, for islands
    and regions, and where none is near."""
    if place.kind not in ("town", "district") or place.population >= _CITY:
        return None
    rows = gazetteer.connection().execute(
        f"SELECT {_PLACE} FROM place p WHERE country = ? AND kind = 'town' AND population >= ? AND id <> ?"  # noqa: S608 - our own words
        " AND lat BETWEEN ? AND ?",
        (place.country, _CITY, place.id, place.lat - _CITY_WITHIN / 111, place.lat + _CITY_WITHIN / 111),
    )
    cities = [(kilometres(place.lat, place.lon, one.lat, one.lon), one.id, one) for one in map(gazetteer.place, rows)]
    nearest = min(cities, default=None)
    return nearest[2] if nearest and nearest[0] <= _CITY_WITHIN else None


def clear_winner(matches: Collection[Match]) -> Place | None:
    """The place that is meant, if that is plain; None when the person should be asked (or nothing was found).

    Plain: no other is left that is more than a twentieth as likely.
    """
    ranked = sorted(matches, key=lambda match: -match.weight)
    if not ranked:
        return None
    first, *rivals = ranked
    return first.place if all(first.weight >= CLEAR * rival.weight for rival in rivals) else None


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))


def _exact(folded: str | None, countries: Collection[str]) -> list[Match]:
    """Places of this name; then those whose name goes on: "Frankfurt" may be Frankfurt (Oder)."""
    if not folded:
        return []
    same = _rows("s.key = ?", (squeezed(folded),))
    if not same:
        return []
    going_on = (
        _rows(
            "s.key >= ? AND s.key < ? AND s.folded LIKE ? AND s.source < ?",
            (squeezed(folded), _after(squeezed(folded)), f"{folded} %", ALTERNATE),
        )
        if len(folded) > 3
        else []
    )
    return _ranked([*_matches(same, "exact", countries), *_matches(going_on, "prefix", countries, likely=0.01)])


def _beginning(key: str, countries: Collection[str]) -> list[Match]:
    if len(key) < 3:
        return []
    return _matches(_rows("s.key >= ? AND s.key < ?", (key, _after(key))), "prefix", countries, likely=0.3)


def _similar(key: str, countries: Collection[str]) -> list[Match]:
    wrong = 0 if len(key) < 4 else 1 if len(key) < 7 else 2
    if not wrong or len(key) > 40:
        return []
    within = len(key) - wrong, len(key) + wrong
    # A long word is looked for among those that begin with the same two letters, a short one with the same letter.
    first, last = (key[:2], key[:2]) if wrong == 2 else (key[0], _after(key[0]))
    candidates = [
        row[0]
        for row in gazetteer.connection().execute(
            "SELECT key FROM by_start WHERE start BETWEEN ? AND ? AND length BETWEEN ? AND ?"
            " UNION SELECT key FROM by_end WHERE ending = ? AND length BETWEEN ? AND ?",
            (first, last, *within, key[-3:], *within),
        )
    ]
    near = process.extract(
        key, candidates, scorer=DamerauLevenshtein.distance, processor=None, score_cutoff=wrong, limit=12
    )
    found: list[Match] = []
    for spelling, distance, _ in near:
        alike = _matches(_rows("s.key = ?", (spelling,)), "similar", countries, likely=0.05**distance)
        found += [replace(match, wrong_letters=int(distance)) for match in alike]
    return found


def _after(key: str) -> str:
    return key + "\U0010ffff"


def _without_arabic_prefix(folded: str) -> str | None:
    """ "ببروكسل" (in Brussels) → "بروكسل"."""
    for prefix in _ARABIC_PREFIXES:
        if folded.startswith(prefix) and len(folded) - len(prefix) >= 3:
            return folded.removeprefix(prefix)
    return None


Row = tuple[int, str, str, str, float, float, int, str, str, int, str]


def _rows(condition: str, values: tuple[object, ...]) -> list[Row]:
    # The condition is one of the texts above; what a person typed goes in as values only.
    return gazetteer.connection().execute(
        f"SELECT {_PLACE}, s.source, s.shown FROM spelling s JOIN place p ON p.id = s.place WHERE {condition}"  # noqa: S608 - our own words
        " ORDER BY s.source > 1, s.population DESC LIMIT 40", values,
    ).fetchall()  # fmt: skip


def _matches(rows: Iterable[Row], how: How, countries: Collection[str], likely: float = 1.0) -> list[Match]:
    found = []
    for row in rows:
        place = gazetteer.place(row[:9])
        weight = max(place.population, 500) * likely
        weight *= 0.1 if row[9] == ALTERNATE else 1  # a stray alternate name is less likely meant than a name
        weight *= 1 if is_europe(place.country) else 0.1
        weight *= 0.01 if place.kind == "district" else 1
        weight *= CLEAR if place.country in countries and place.population >= _TOWN else 1
        found.append(Match(place, how, row[10], weight))
    return found


def _ranked(matches: list[Match]) -> list[Match]:
    """Likeliest first, each place once, and no district of a city that is there already."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (-one.weight, one.place.id)):
        if not any(one.place.id == match.place.id or _same_area(one, match) for one in kept):
            kept.append(match)
    return kept


def _same_area(one: Match, other: Match) -> bool:
    """Whether these are one answer: two entries for one town, or a city and its district of that name."""
    first, second = one.place, other.place
    if first.country != second.country:
        return False
    name, longer = sorted((fold(one.shown_name), fold(other.shown_name)), key=len)
    if longer != name and not longer.startswith(f"{name} "):
        return False
    return kilometres(first.lat, first.lon, second.lat, second.lon) < SAME_AREA[first.kind]
