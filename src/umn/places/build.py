"""The gazetteer as one read-only file: made from the two committed tables, opened by every process."""

import functools
import gc
import hashlib
import json
import lzma
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from django.conf import settings

from umn.languages import normalise
from umn.languages.normalise import fold, squeezed
from umn.places import own_names

TABLE = Path(__file__).parent / "data" / "gazetteer.tsv.xz"
OWN, MAIN, ALTERNATE = 0, 1, 2  # where a spelling comes from
LIKENESS_FROM = 5000  # inhabitants; smaller places are found by their right spelling only
_PEOPLE = {"town": 20_000, "island": 200_000, "region": 200_000}  # where our entry gives none: for its weight only
_CITY, _DISTRICT_WITHIN, _DISTRICT_SHARE = 200_000, 0.05, 5  # inhabitants, degrees of latitude (5 km), times smaller

_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin TEXT, lat REAL, lon REAL,
                    population INTEGER, kind TEXT, names TEXT);
CREATE TABLE spelling (key TEXT, source INTEGER, place INTEGER, population INTEGER, folded TEXT, shown TEXT,
                       PRIMARY KEY (key, source, place)) WITHOUT ROWID;
-- A word with one or two wrong letters still begins or ends as it should: no more is needed to look for likeness.
CREATE TABLE by_start (start TEXT, length INTEGER, key TEXT, PRIMARY KEY (start, length, key)) WITHOUT ROWID;
CREATE TABLE by_end (ending TEXT, length INTEGER, key TEXT, PRIMARY KEY (ending, length, key)) WITHOUT ROWID;
"""


@dataclass
class _Row:
    id: int
    name: str
    country: str
    admin: str
    lat: float
    lon: float
    population: int
    alternates: list[str]
    own: list[own_names.OwnName] = field(default_factory=list)

    def names(self) -> dict[str, str]:
        return {language: text for one in self.own for language, text in one.names.items()}

    def spellings(self) -> Iterator[tuple[str, int, str]]:
        """Folded form, source and spelling, best source first."""
        for source, texts in (
            (OWN, [text for one in self.own for text in one.spellings()]),
            # "Donostia / San Sebastián" is called either; "Frankfurt (Oder)" is called Frankfurt.
            (MAIN, [self.name, self.name.split(" (")[0], *self.name.split(" / ")]),
            (ALTERNATE, self.alternates),
        ):
            for text in texts:
                yield fold(text), source, text


@functools.cache
def digest() -> str:
    """What the file is made from, in sixteen letters: another table or another normaliser gives another file."""
    made_from = hashlib.sha256()
    for path in (TABLE, own_names.PATH, Path(__file__), Path(normalise.__file__)):
        made_from.update(path.read_bytes() if path.exists() else b"")
    return made_from.hexdigest()[:16]


def build(folder: Path | None = None) -> Path:
    """The gazetteer in this folder (settings.BUILD_DIR when none is given), made now if it is not there yet.

    Several processes may do so at once: each writes a file of its own and puts it in place whole.
    Raises own_names.BadNames when our own table cannot be read.
    """
    folder = Path(folder or settings.BUILD_DIR)
    target = folder / f"gazetteer-{digest()}.sqlite"
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{target.name}.{os.getpid()}.part"
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as file, _without_collector():
            _fill(file, read()[0])
        unfinished.chmod(0o444)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in folder.glob("gazetteer-*.sqlite"):
        if old != target:
            old.unlink(missing_ok=True)
    return target


@contextmanager
def _without_collector() -> Iterator[None]:
    """A million small objects and no cycle among them: looking for cycles takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read() -> tuple[list[_Row], list[own_names.OwnName]]:
    """All places with our own names laid over them, and the entries of our table whose place GeoNames lacks."""
    found: list[_Row] = []
    for line in lzma.decompress(TABLE.read_bytes()).decode().splitlines():
        if line.startswith("#"):
            continue
        country, number, name, admin, lat, lon, population, others = line.split("\t")
        alternates = others.split("|") if others else []
        found.append(_Row(int(number), name, country, admin, float(lat), float(lon), int(population), alternates))
    return found, _lay_over(found, own_names.load())


def _lay_over(found: list[_Row], own: list[own_names.OwnName]) -> list[own_names.OwnName]:
    """Give each entry to the place that it means, or make it a place; hand back those that are neither."""
    by_id = {row.id: row for row in found}
    named: dict[tuple[str, str], _Row] = {}
    for row in sorted(found, key=lambda row: row.population):
        named[row.country, row.name] = row
    unmatched = []
    for one in own:
        meant = by_id.get(one.geonames_id or 0)
        if meant is None and one.geonames_id is None and one.lat is None:
            meant = named.get((one.country, one.geonames or one.name))
        if meant is not None and meant.country == one.country:
            meant.own.append(one)
            meant.alternates.append(meant.name)
            meant.name = one.name  # GeoNames calls the large ones in English, we as their people do
        elif one.lat is not None and one.lon is not None:
            people = one.population or _PEOPLE[one.kind]
            found.append(_Row(one.id, one.name, one.country, "", one.lat, one.lon, people, [], [one]))
        else:
            unmatched.append(one)
    return unmatched


def _districts(places: list[_Row]) -> set[int]:
    """Parts of a city that stand in the table as places: Paris 06 Luxembourg, La Latina in Madrid."""
    cities: dict[tuple[int, int], list[_Row]] = defaultdict(list)
    for city in (row for row in places if row.population >= _CITY):
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                cities[round(city.lat * 10) + north, round(city.lon * 10) + east].append(city)
    return {
        row.id
        for row in places
        for city in cities.get((round(row.lat * 10), round(row.lon * 10)), ())
        if city.country == row.country and city.population >= _DISTRICT_SHARE * max(row.population, 1)
        if abs(city.lat - row.lat) < _DISTRICT_WITHIN and abs(city.lon - row.lon) < 1.5 * _DISTRICT_WITHIN
    }


def _fill(file: sqlite3.Connection, places: list[_Row]) -> None:
    file.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + _SCHEMA)
    place_rows, spellings, alike = [], [], set()
    districts = _districts(places)
    for row in places:
        names = json.dumps(row.names(), ensure_ascii=False) if row.own else "{}"
        kind = row.own[0].kind if row.own else "district" if row.id in districts else "town"
        place_rows.append((row.id, row.name, row.country, row.admin, row.lat, row.lon, row.population, kind, names))
        seen: set[str] = set()
        for folded, source, shown in row.spellings():
            key = squeezed(folded)
            if key and key not in seen:
                seen.add(key)
                spellings.append((key, source, row.id, row.population, folded, shown))
        if row.population >= LIKENESS_FROM or row.own:
            alike |= seen
    file.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", place_rows)
    # In the order of their keys: a table filled so is packed tight and written in one go.
    spellings.sort(key=itemgetter(0))
    file.executemany("INSERT INTO spelling VALUES (?,?,?,?,?,?)", spellings)
    by_length = sorted(sorted(key for key in alike if len(key) >= 3), key=len)
    for table, part in (("by_start", itemgetter(slice(2))), ("by_end", itemgetter(slice(-3, None)))):
        ordered = sorted(by_length, key=part)
        file.executemany(f"INSERT INTO {table} VALUES (?,?,?)", ((part(key), len(key), key) for key in ordered))  # noqa: S608 - our own table
    file.commit()
