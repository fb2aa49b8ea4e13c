"""The contact points on a drawing of Europe, and beside it all of them by country."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Avg, Count, QuerySet
from django.utils import translation
from django.utils.translation import ngettext

from umn.directory.choices import Kind, Status
from umn.directory.models import Location
from umn.directory.queries.area import NEAR
from umn.directory.wording import country_text
from umn.languages import names
from umn.places.projection import HEIGHT, WIDTH, on_paper
from umn.places.queries import Place, by_id, kilometres

MOST_NAMES = 16  # on the drawing; all of them are in the list
LETTER = 7.5  # width of a letter on the drawing, about


@dataclass(frozen=True, slots=True)
class Town:
    """A place with contact points; `place` (GeoNames) leads to what is near it."""

    place: int
    name: str
    language: str
    direction: str
    count: int


@dataclass(frozen=True, slots=True)
class Dot:
    """One or more towns within reach of each other, drawn at the biggest."""

    town: Town
    text: str  # "Milan and around: 9 contact points"
    x: int
    y: int
    size: float
    label_x: int = 0  # 0: no room for the name
    before: bool = False


@dataclass
class Country:
    code: str
    name: str
    count: int
    towns: list[Town] = field(default_factory=list)
    elsewhere: int = 0  # by telephone, on the web, or where no source names a town


@dataclass(frozen=True)
class Map:
    dots: tuple[Dot, ...]
    countries: tuple[Country, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place | None
    country: str
    count: int
    is_place_to_go: bool


def map_of(*, language: str) -> Map:
    """Every place where somebody works, closed ones left out, in the reader's `language`."""
    with translation.override(language):
        rows, points = _rows(), _points()
        spots = [(row.place, row.count) for row in rows if row.place and row.is_place_to_go]
        return Map(tuple(_dots(spots, language)), tuple(_countries(rows, points, language)))


def _rows() -> list[_Row]:
    """Towns with how many points, in one query."""
    counted = (
        _places()
        .values_list("place_id", "point__country", "is_region", "point__kind")
        .annotate(points=Count("point", distinct=True), north=Avg("lat"))
    )
    found: dict[tuple[int | None, str, bool], int] = defaultdict(int)
    for place_id, country, is_region, kind, points, north in counted:
        to_go = kind in (Kind.OFFICE, Kind.OUTREACH) and not is_region and north is not None
        found[place_id, country, to_go] += points
    return [
        _Row(by_id(place_id) if place_id else None, country, count, to_go)
        for (place_id, country, to_go), count in found.items()
    ]


def _points() -> dict[str, int]:
    """How many points each country has; one that is in several towns counts once."""
    return dict(_places().values_list("point__country").annotate(points=Count("point", distinct=True)))


def _places() -> QuerySet[Location]:
    return Location.objects.exclude(point__status=Status.CLOSED).filter(point__organisation__practice=False).order_by()


def _dots(spots: Iterable[tuple[Place, int]], language: str) -> list[Dot]:
    """The biggest towns, whose names people know; what is within reach of one of them belongs to it."""
    heads: list[tuple[Place, list[int]]] = []
    for place, count in sorted(spots, key=lambda spot: (-spot[0].population, spot[0].id)):
        head = next((one for one in heads if kilometres(one[0].lat, one[0].lon, place.lat, place.lon) <= NEAR), None)
        if head:
            head[1].append(count)
        else:
            heads.append((place, [count]))
    heads.sort(key=lambda head: -sum(head[1]))
    dots = [_dot(place, counts, language) for place, counts in heads]
    return _labelled([dot for dot in dots if 0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT])


def _dot(place: Place, counts: Sequence[int], language: str) -> Dot:
    count = sum(counts)
    town = _town(place, count, language)
    said = {"place": town.name, "count": count}
    if len(counts) > 1:
        text = ngettext(
            "%(place)s and around: %(count)d contact point", "%(place)s and around: %(count)d contact points", count
        )
    else:
        text = ngettext("%(place)s: %(count)d contact point", "%(place)s: %(count)d contact points", count)
    x, y = on_paper(place.lat, place.lon)
    return Dot(town, text % said, round(x), round(y), min(5 + count**0.5, 12))


def _labelled(dots: list[Dot]) -> list[Dot]:
    """Names where there is room for them beside the dot, those with most points first."""
    taken = [(dot.x - dot.size, dot.x + dot.size, dot.y - dot.size, dot.y + dot.size) for dot in dots]
    shown, named = [], 0
    for dot in dots:
        wide, gap = len(dot.town.name) * LETTER, dot.size + 4
        for before in (False, True) if named < MOST_NAMES else ():
            start = dot.x - gap - wide if before else dot.x + gap
            box = (start, start + wide, dot.y - 8, dot.y + 8)
            if box[0] > 0 and box[1] < WIDTH and not any(_meet(box, other) for other in taken):
                taken.append(box)
                named += 1
                at = round(dot.x - gap if before else dot.x + gap)
                dot = Dot(dot.town, dot.text, dot.x, dot.y, dot.size, label_x=at, before=before)
                break
        shown.append(dot)
    return shown


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _countries(rows: Iterable[_Row], points: Mapping[str, int], language: str) -> list[Country]:
    found: dict[str, Country] = {}
    for row in rows:
        name = country_text(row.country, language)
        country = found.setdefault(row.country, Country(row.country, name, points[row.country]))
        if row.place and row.is_place_to_go:
            country.towns.append(_town(row.place, row.count, language))
        else:
            country.elsewhere += row.count
    for country in found.values():
        country.towns.sort(key=lambda town: (-town.count, town.name))
    return sorted(found.values(), key=lambda country: country.name)


def _town(place: Place, count: int, language: str) -> Town:
    name, name_language = place.name_in(language)
    return Town(place.id, name, name_language, names.direction(name_language), count)
