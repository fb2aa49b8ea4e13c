"""Fills a throw-away database with as many made-up contact points as wanted: `python -m bench.points 10000`.

They stand in real towns, in bigger ones more of them, speak what people speak and are open as offices are. The database
is the one of the settings (UMN_DATA, DATABASE_URL); one that holds any point already is left alone.
"""

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import django

TODAY = date(2026, 11, 22)
ORGANISATIONS = 200
# The first sixty: in three cities enough for a full page, and in another city of each country who helps all of it.
CITIES = {"Milano": (3173435, 3169070), "Berlin": (2950159, 2867714), "Madrid": (3117735, 3128760)}
THERE, AFAR = 16, 4
AT_ONCE = 50_000  # points made and written in one go
# How often each is spoken, helped with or open like that.
LANGUAGES = {
    "en": 60,
    "fr": 30,
    "it": 25,
    "de": 25,
    "es": 20,
    "ar": 12,
    "ro": 8,
    "uk": 6,
    "tr": 4,
    "bn": 1.5,
    "ti": 0.2,
}
TOPICS = {"work-rights": 60, "permit": 40, "social-info": 30, "union": 25, "family": 15, "diplomas": 5, "return": 1}
RULES = {
    "Mo-Fr 09:00-17:00": 40,
    "Mo-Fr 09:00-12:30,14:00-16:00": 20,
    "Tu,Th 14:00-19:00": 10,
    "Sa,Su 10:00-14:00": 2,
    "": 28,
}
SHARES = {"phone": 0.7, "free": 0.3, "no-appointment": 0.2, "woman": 0.02, "no-papers": 0.005, "afar": 0.002}

Rows = dict[str, list[tuple[Any, ...]]]


def fill(count: int) -> None:
    """`count` points, the same ones each time; far more quickly than by the actions, and with the same rows."""
    from django.db import connection, transaction

    from umn.directory.models import ContactPoint
    from umn.vocabulary.actions import load_topics

    if ContactPoint.objects.exists():
        raise SystemExit("There are points in this database: it is not a throw-away one.")
    load_topics()
    _organisations()
    with _without_indexes(connection), transaction.atomic():
        for rows in _made(count):
            for table, listed in rows.items():
                _write(connection, table, listed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def towns() -> list[tuple[int, str, float, float, int]]:
    """GeoNames number, country, latitude, longitude and inhabitants of the towns of the gazetteer in Europe."""
    from umn.places import gazetteer
    from umn.places.countries import is_europe

    rows = gazetteer.connection().execute(
        "SELECT id, country, lat, lon, population FROM place WHERE kind = 'town' AND population >= 5000 ORDER BY id"
    )
    return [row for row in rows if is_europe(row[1])]


def _organisations() -> None:
    from umn.people.models import Organisation

    Organisation.objects.bulk_create(
        Organisation(key=f"bench-{number}", standing="umn" if number % 3 else "outside", kind="union", country="BE")
        for number in range(ORGANISATIONS)
    )


def _made(count: int) -> Iterator[Rows]:
    from umn.people.models import Organisation
    from umn.vocabulary.models import Topic

    chance = random.Random(7)  # noqa: S311 - the same points each time
    places = {town[0]: town for town in towns()}
    first = [town for city, other in CITIES.values() for town in (*[city] * THERE, *[other] * AFAR)]
    others = chance.choices(list(places), weights=[town[4] for town in places.values()], k=max(0, count - len(first)))
    chosen = [places[town] for town in (*first[:count], *others)]
    organisations = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    topics = dict(Topic.objects.values_list("key", "pk"))
    rows: Rows = {}
    for number, town in enumerate(chosen, start=1):
        is_afar = number <= len(first) and first[number - 1] in {other for _, other in CITIES.values()}
        for table, row in _point(number, town, chance, organisations, topics, is_afar=is_afar):
            rows.setdefault(table, []).append(row)
        if number % AT_ONCE == 0:
            yield rows
            rows = {}
    yield rows


def _point(
    number: int,
    town: tuple[int, str, float, float, int],
    chance: random.Random,
    organisations: Sequence[int],
    topics: dict[str, int],
    *,
    is_afar: bool,
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """One point with all its facts, as (model, values in the order of COLUMNS)."""
    place, country, lat, lon, _ = town
    has = {code for code, share in SHARES.items() if chance.random() < share} | ({"afar"} if is_afar else set())
    spoken = _some(chance, LANGUAGES)
    helps = [key for key in _some(chance, TOPICS) if key in topics]
    rule = chance.choices(list(RULES), weights=list(RULES.values()))[0]
    source = ("seen", "", "2026-11", TODAY.isoformat())
    appointment = "not-needed" if "no-appointment" in has else ""
    reach = "country" if "afar" in has else "place"
    organisation = organisations[number % len(organisations)]
    yield (
        "ContactPoint",
        (number, f"bench-{number}", organisation, country, reach, appointment, "free" in has or None, *source),
    )
    yield "Location", (number, number, place, "Town", lat, lon, *source)
    if rule:
        yield "OpeningHours", (number, number, rule, "Europe/Brussels", country, *source)
    if "phone" in has:
        yield "Channel", (number, number, "phone", f"+32 4 {number}", *source)
    for code in spoken:
        yield "SpokenLanguage", (number, code, *source)
    for key in helps:
        yield "Service", (number, topics[key], *source)
    for code in ("woman", "no-papers"):
        if code in has:
            yield "Trait", (number, code, *source)
    yield "PointText", (number, "en", "name", f"Contact point {number}", "source")
    yield "PointText", (number, "en", "services", "Unpaid wages, permits, family reunification, contracts.", "source")
    for code in sorted(_words(has, spoken, helps, rule)):
        yield "Facet", (number, code, country, lat, lon)


def _words(has: set[str], spoken: Iterable[str], helps: Iterable[str], rule: str) -> set[str]:
    from umn.directory import facets

    words = {facets.ANY, *map(facets.speaks, spoken), *map(facets.topic, helps)}
    words |= {facets.need(code) for code in has - {"afar"}} | ({facets.AFAR} if "afar" in has else set())
    if rule:
        words |= {facets.need("open")} | ({facets.need("evening")} if facets.may_be_late(rule) else set())
    return words


def _some(chance: random.Random, weights: dict[str, float]) -> list[str]:
    return sorted(set(chance.choices(list(weights), weights=list(weights.values()), k=chance.randint(1, 3))))


_SOURCE = ("basis", "source_url", "as_of", "as_of_date")
COLUMNS = {
    "ContactPoint": ("id", "key", "organisation_id", "country", "reach", "appointment", "free", *_SOURCE),
    "Location": ("id", "point_id", "place_id", "city", "lat", "lon", *_SOURCE),
    "OpeningHours": ("id", "location_id", "rule", "timezone", "country", *_SOURCE),
    "Channel": ("id", "point_id", "kind", "value", *_SOURCE),
    "SpokenLanguage": ("point_id", "language", *_SOURCE),
    "Service": ("point_id", "topic_id", *_SOURCE),
    "Trait": ("point_id", "code", *_SOURCE),
    "PointText": ("point_id", "language", "field", "text", "state"),
    "Facet": ("location_id", "code", "country", "lat", "lon"),
}


def _write(connection: Any, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """All columns of the table; what `COLUMNS` does not name gets the default of its field."""
    from django.apps import apps

    model = apps.get_model("directory", name)
    given = COLUMNS[name]
    fields = [field for field in model._meta.concrete_fields if field.attname in given or not field.primary_key]
    others = [field for field in fields if field.attname not in given]
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in others]
    columns = [*given, *(field.column for field in others)]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((*row, *defaults))
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})",  # noqa: S608 - our own tables
                [(*row, *defaults) for row in rows],
            )


class _without_indexes:
    """Indexes that no constraint needs are taken away and made again at the end: that is a tenth of the time."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.made: list[tuple[str, str]] = []

    def __enter__(self) -> None:
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'directory_%%'"
                    " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
                )
            else:
                cursor.execute(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                    " AND tbl_name LIKE 'directory_%%'"
                )
            self.made = cursor.fetchall()
            for name, _ in self.made:
                cursor.execute(f'DROP INDEX "{name}"')

    def __exit__(self, *error: object) -> None:
        with self.connection.cursor() as cursor:
            for _, sql in self.made:
                cursor.execute(sql)


def main() -> int:
    parser = argparse.ArgumentParser(description="Fill a throw-away database with made-up contact points.")
    parser.add_argument("count", type=int)
    count = parser.parse_args().count
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill(count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
