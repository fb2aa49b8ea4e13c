"""Everything that stands beside a contact point, fetched at once however many points there are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Model

from umn.directory.choices import MANY_LANGUAGES, ChannelKind, Level
from umn.directory.models import Channel, PointText, Service, SpokenLanguage, Trait
from umn.directory.queries.rows import Rows
from umn.languages import names
from umn.languages.models import TextState
from umn.vocabulary.models import Topic


class Fact(NamedTuple):
    """A channel, language or service of a point with its source; `what` says which, `detail` how."""

    point_id: int
    what: str
    value: str
    detail: str
    basis: str
    source_url: str
    as_of: str
    as_of_date: date | None
    confirmed_on: date | None


@dataclass
class Known:
    """The facts of one point, sorted."""

    languages: list[Fact] = field(default_factory=list)
    topics: list[Fact] = field(default_factory=list)
    channels: list[Fact] = field(default_factory=list)
    traits: list[Fact] = field(default_factory=list)

    @property
    def spoken(self) -> set[str]:
        return {fact.value for fact in self.languages if fact.value != MANY_LANGUAGES}

    @property
    def others(self) -> str:
        """`interpreters` or `many` when more languages are there than are listed; else empty."""
        return next((fact.detail for fact in self.languages if fact.value == MANY_LANGUAGES), "")

    @property
    def topic_keys(self) -> set[str]:
        return {fact.value for fact in self.topics}

    def trait(self, code: str) -> Fact | None:
        return next((fact for fact in self.traits if fact.value == code), None)

    def channel(self, kind: ChannelKind) -> Fact | None:
        return next((fact for fact in self.channels if fact.detail == kind), None)


def facts_of(points: Collection[int]) -> dict[int, Known]:
    """Languages, topics, channels and traits of the points, by primary key, in one query."""
    found: dict[int, Known] = defaultdict(Known)
    for point in points:
        found[point] = Known()
    if not points:
        return found
    marks = ", ".join(["%s"] * len(points))
    with connection.cursor() as cursor:
        cursor.execute(_FACTS.replace("{marks}", marks), [*points] * _KINDS)
        rows = cursor.fetchall()
    for row in rows:
        fact = Fact(*row[:-2], *map(_day, row[-2:]))
        known = found[fact.point_id]
        {"language": known.languages, "topic": known.topics, "trait": known.traits}.get(
            fact.what, known.channels
        ).append(fact)
    for known in found.values():
        known.languages.sort(key=lambda fact: (fact.detail != Level.STAFF, fact.value))
        known.topics.sort(key=lambda fact: (fact.detail, fact.value))
        known.channels.sort(key=lambda fact: (ChannelKind.values.index(fact.detail), fact.value))
    return found


def texts_of(
    points: Collection[int], *, fields: Collection[str] = (), language: str = ""
) -> dict[int, list[PointText]]:
    """The texts of the points, by primary key, in one query: of all fields or of some, in all languages or in those
    that a reader of `language` may be shown (`languages.texts.best`)."""
    found: dict[int, list[PointText]] = defaultdict(list)
    read, also = [*names.related(language), *names.related("en")] if language else [], ""
    if fields:
        also += f" AND a.field IN ({', '.join(['%s'] * len(fields))})"
    if read:
        also += f" AND (a.language IN ({', '.join(['%s'] * len(read))}) OR a.state = %s)"
    rows = Rows(PointText, source="FROM {PointText} a WHERE a.point_id IN ({marks})" + also)
    for (text,) in rows.read(points, *fields, *read, *([TextState.SOURCE] if read else ())):
        found[text.point_id].append(text)
    return found


def _facts(model: type[Model], what: str, value: str, detail: str, join: str = "") -> str:
    source = ", ".join(f"f.{column}" for column in Fact._fields[4:])
    return (
        f"SELECT f.point_id, '{what}', {value}, {detail}, {source} FROM {model._meta.db_table} f {join}"  # noqa: S608 - our own tables
        " WHERE f.point_id IN ({marks})"
    )


# Past the ORM, see `rows`.
_TOPIC = f"JOIN {Topic._meta.db_table} t ON t.id = f.topic_id"
_EACH = (
    _facts(SpokenLanguage, "language", "f.language", "f.level"),
    _facts(Service, "topic", "t.key", "t.kind", _TOPIC),
    _facts(Channel, "channel", "f.value", "f.kind"),
    _facts(Trait, "trait", "f.code", "f.code"),
)
_FACTS, _KINDS = " UNION ALL ".join(_EACH), len(_EACH)


def _day(value: date | str | None) -> date | None:
    """SQLite keeps days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
