"""Which places offer what is wanted, nearest first: one query over `Facet`, as fast for a million points as for sixty.

A small directory is read whole and sorted here. A large one is never read whole: circles around the place grow until
enough is inside. The queries are written by hand: the ORM would take longer to write them than the database to answer,
and it cannot say "look further only where too few were near".
"""
# ruff: noqa: S608 - names of our own columns and numbers of ours; what a person asked for goes in as values

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection

from umn.directory import facets
from umn.directory.models import ContactPoint, Facet, Location
from umn.directory.queries.area import NEAR, Area
from umn.places.queries import Place, kilometres

SMALL = 600  # places that offer anything at all: up to so many, all are read
CIRCLES = (3, 15, 75, 375, 1875)  # kilometres
SIZED = 20_000  # rows that are counted to find the rarest word, once in the life of a process
OFF_THE_MAP = 10  # places without coordinates that are looked at, and helplines of a large directory

Wanted = tuple[tuple[str, ...], ...]  # of each part one word at least (`facets.wanted`)

_TABLE = Facet._meta.db_table
_COLUMNS = "f.location_id, f.lat, f.lon, f.country"
_NAMED = "named"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that offers what is wanted. `km` from the searched one; None where either is not on the map."""

    location_id: int
    country: str
    km: float | None

    def is_near(self, area: Area) -> bool:
        if area.place is None:
            return bool(area.country) and self.country == area.country
        return self.km is not None and self.km <= area.reach and not (area.is_wide and self.country != area.home)


@dataclass(frozen=True, slots=True)
class Spots:
    """`found`: nearest first, at most `limit` of them and then not `whole`. Whatever was wanted, `afar`: who helps the
    country by telephone or on the web; `named`: whose keys were given."""

    found: list[Spot]
    afar: list[Spot]
    named: list[Spot]
    whole: bool


class Nearby:
    """What is around one area. In a small directory one query answers all that is asked of it."""

    def __init__(self, area: Area, *, words: Iterable[str] = (), named: Sequence[str] = ()) -> None:
        """`words`: all that may be asked for, so that a small directory is read only once. `named`: keys of points."""
        self.area, self.named = area, named
        self._small = _read_small({facets.ANY, facets.AFAR, *words}, named)

    def spots(self, wanted: Wanted, *, limit: int) -> Spots:
        if self._small is None:
            return _large(self.area, wanted, self.named, limit)
        offered = self._small
        ids = set.intersection(*(set().union(*(offered.get(word, {}) for word in part)) for part in wanted))
        rows = [row for row in offered.get(facets.ANY, {}).values() if row[0] in ids]
        found = [spot for spot in _sorted(rows, self.area) if _belongs(spot, self.area)]
        afar = [_spot(row, self.area) for row in offered.get(facets.AFAR, {}).values() if row[3] == self.area.home]
        named = [_spot(row, self.area) for row in offered.get(_NAMED, {}).values()]
        return Spots(found[:limit], afar, named, whole=len(found) <= limit)

    def countries(self, wanted: Wanted) -> list[str]:
        """In which countries there is something, in a large directory; in a small one those found are all."""
        return [] if self._small is not None else _countries(wanted)


Row = tuple[int, float | None, float | None, str]


def _read_small(words: Iterable[str], named: Sequence[str]) -> dict[str, dict[int, Row]] | None:
    """Word → the places that offer it, by id; None for a large directory, where that would be too much."""
    if _Size.is_large:
        return None
    asked = sorted(words)
    marks = ", ".join(["%s"] * len(asked))
    sql = f"SELECT * FROM (SELECT f.code, {_COLUMNS} FROM {_TABLE} f WHERE f.code IN ({marks}) LIMIT %s) AS offered"
    values: list[object] = [*asked, len(asked) * SMALL + 1]
    if named:
        sql, values = f"{sql} UNION ALL {_by_name(named)}", [*values, *named]
    rows = _fetch(sql, values)
    offered: dict[str, dict[int, Row]] = {}
    for code, *row in rows:
        offered.setdefault(code, {})[row[0]] = (row[0], row[1], row[2], row[3])
    if len(offered.get(facets.ANY, {})) > SMALL or len(rows) > len(asked) * SMALL + len(named):
        _Size.is_large = True
        return None
    return offered


class _Size:
    """What this process has seen of the directory. Only a hint: both ways give the same answer."""

    is_large = False
    of_words: dict[str, int] = {}


def _by_name(named: Sequence[str]) -> str:
    return (
        f"SELECT '{_NAMED}', l.id, l.lat, l.lon, p.country FROM {Location._meta.db_table} l"
        f" JOIN {ContactPoint._meta.db_table} p ON p.id = l.point_id WHERE p.key IN ({', '.join(['%s'] * len(named))})"
    )


def _large(area: Area, wanted: Wanted, named: Sequence[str], limit: int) -> Spots:
    sql, values = _statement(area, sorted(wanted, key=_size), limit)
    if named:
        sql, values = f"{sql} UNION ALL {_by_name(named)}", [*values, *named]
    by_kind: dict[str, dict[int, Row]] = {"found": {}, facets.AFAR: {}, _NAMED: {}}
    for kind, *row in _fetch(sql, values):
        by_kind[kind].setdefault(row[0], (row[0], row[1], row[2], row[3]))
    found = [spot for spot in _sorted(by_kind["found"].values(), area) if _belongs(spot, area)]
    afar, by_name = ([_spot(row, area) for row in by_kind[kind].values()] for kind in (facets.AFAR, _NAMED))
    return Spots(found[:limit], afar, by_name, whole=False)


def _statement(area: Area, parts: Sequence[tuple[str, ...]], limit: int) -> tuple[str, list[object]]:
    asked: list[object] = [word for part in parts for word in part]
    where = _where(tuple(len(part) for part in parts))
    if area.place is None:
        countries: list[str | None] = [*area.countries] or [None]
        pieces, values = [], []
        for number, country in enumerate(countries):
            at = " AND f.country = %s" if country else ""
            pieces.append(f"SELECT 'found' AS kind, {_COLUMNS} FROM {_TABLE} f WHERE {where}{at} LIMIT %s")
            values += [*asked, *([country] if country else []), limit if number == 0 else OFF_THE_MAP]
    else:
        pieces, values = _circles(area.place, area, where, asked, limit)
    if area.home:
        pieces.append(
            f"SELECT '{facets.AFAR}' AS kind, {_COLUMNS} FROM {_TABLE} f WHERE f.code = %s AND f.country = %s LIMIT %s"
        )
        values += [facets.AFAR, area.home, OFF_THE_MAP]
    return " UNION ALL ".join(
        f"SELECT * FROM ({piece}) AS part_{number}" for number, piece in enumerate(pieces)
    ), values


def _circles(place: Place, area: Area, where: str, asked: list[object], limit: int) -> tuple[list[str], list[object]]:
    """Each circle is looked at only where those inside it hold less than `limit`."""
    narrow = math.cos(math.radians(place.lat))
    north, east = f"(f.lat - {place.lat!r})", f"((f.lon - {place.lon!r}) * {narrow!r})"
    apart = f"({north} * {north} + {east} * {east})"
    among = f"f.country IN ({', '.join(['%s'] * len(area.countries))})"
    pieces: list[str] = []
    values: list[object] = []
    for number, km in enumerate(CIRCLES):
        degrees = km / 111.2
        wide = min(360.0, degrees / max(0.01, narrow))
        box = (
            f"f.lat BETWEEN {place.lat - degrees!r} AND {place.lat + degrees!r}"
            f" AND f.lon BETWEEN {place.lon - wide!r} AND {place.lon + wide!r} AND {apart} <= {degrees * degrees!r}"
        )
        # A row to join: where it is missing, neither database reads any further.
        few = " AND ".join(f"(SELECT COUNT(*) FROM circle_{inner}) < {limit}" for inner in range(number))
        source = f"(SELECT 1 AS go WHERE {few}) g CROSS JOIN {_TABLE} f" if few else f"{_TABLE} f"
        # Within three kilometres of the middle all are as near: in a big city thousands need not be put in order.
        first = f"ORDER BY apart LIMIT {limit}" if number else f"LIMIT {4 * limit}"
        at_home = f" AND ({apart} <= {(area.reach / 111.2) ** 2!r} OR {among})" if km > area.reach else ""
        pieces.append(
            f"circle_{number} AS MATERIALIZED (SELECT {_COLUMNS}, {apart} AS apart FROM {source}"
            f" WHERE {where} AND {box}{at_home} {first})"
        )
        values += [*asked, *(area.countries if at_home else ())]
    last = " UNION ALL ".join(f"SELECT * FROM circle_{number}" for number in range(len(CIRCLES)))
    unplaced = (
        f"SELECT 'found' AS kind, {_COLUMNS} FROM {_TABLE} f WHERE {where} AND f.lat IS NULL AND {among} LIMIT %s"
    )
    columns = "'found' AS kind, location_id, lat, lon, country"
    whole = f"WITH {', '.join(pieces)} SELECT {columns} FROM ({last}) AS circles"
    return [whole, unplaced], [*values, *asked, *area.countries, OFF_THE_MAP]


@lru_cache(maxsize=256)
def _where(sizes: tuple[int, ...]) -> str:
    """The rarest word leads; the others are looked up for each of its places."""
    first, *others = (", ".join(["%s"] * size) for size in sizes)
    also = "".join(
        f" AND EXISTS (SELECT 1 FROM {_TABLE} x WHERE x.location_id = f.location_id AND x.code IN ({marks}))"
        for marks in others
    )
    return f"f.code IN ({first}){also}"


def _countries(wanted: Wanted) -> list[str]:
    """Country after country along the index, without counting what is in them."""
    parts = sorted(wanted, key=_size)
    asked: list[object] = [word for part in parts for word in part]
    step = f"SELECT f.country FROM {_TABLE} f WHERE {_where(tuple(map(len, parts)))}"
    sql = (
        f"WITH RECURSIVE there(country) AS (SELECT ({step} ORDER BY f.country LIMIT 1) UNION ALL"
        f" SELECT ({step} AND f.country > there.country ORDER BY f.country LIMIT 1) FROM there"
        " WHERE there.country IS NOT NULL) SELECT country FROM there WHERE country IS NOT NULL"
    )
    return [str(country) for (country,) in _fetch(sql, [*asked, *asked])]


def _size(part: tuple[str, ...]) -> int:
    """How many places offer one of the words, counted no further than SIZED."""
    for word in part:
        if word not in _Size.of_words:
            counted = f"SELECT COUNT(*) FROM (SELECT 1 FROM {_TABLE} f WHERE f.code = %s LIMIT {SIZED}) AS offered"
            _Size.of_words[word] = int(_fetch(counted, [word])[0][0])
    return sum(_Size.of_words[word] for word in part)


def _fetch(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _sorted(rows: Iterable[Row], area: Area) -> list[Spot]:
    """Nearest first; without a place the country itself first, in the order of the rows."""
    spots = [_spot(row, area) for row in rows]
    if area.place is not None:
        return sorted(spots, key=lambda spot: (spot.km is None, spot.km or 0.0, spot.location_id))
    rank = {country: number for number, country in enumerate(area.countries)}
    return sorted(spots, key=lambda spot: (rank.get(spot.country, 99), spot.location_id))


def _belongs(spot: Spot, area: Area) -> bool:
    return (
        not area.countries
        or spot.country in area.countries
        or (spot.km is not None and spot.km <= max(NEAR, area.reach))
    )


def _spot(row: Row, area: Area) -> Spot:
    number, lat, lon, country = row
    if area.place is None or lat is None or lon is None:
        return Spot(number, country, None)
    return Spot(number, country, kilometres(area.place.lat, area.place.lon, lat, lon))
