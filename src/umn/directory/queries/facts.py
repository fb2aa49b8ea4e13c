"""Everything that stands beside a contact point, fetched at once however many points there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value

from umn.directory.choices import MANY_LANGUAGES, ChannelKind, Level
from umn.directory.models import Channel, PointText, Service, SpokenLanguage


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


_COLUMNS = Fact._fields


@dataclass
class Known:
    """The facts of one point, sorted."""

    languages: list[Fact] = field(default_factory=list)
    topics: list[Fact] = field(default_factory=list)
    channels: list[Fact] = field(default_factory=list)

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

    def channel(self, kind: ChannelKind) -> Fact | None:
        return next((fact for fact in self.channels if fact.detail == kind), None)


def facts_of(points: Collection[int]) -> dict[int, Known]:
    """Languages, topics and channels of the points, by primary key, in one query."""
    found: dict[int, Known] = defaultdict(Known)
    for point in points:
        found[point] = Known()
    if not points:
        return found
    languages = _columns(SpokenLanguage.objects.filter(point__in=points), "language", "language", "level")
    topics = _columns(Service.objects.filter(point__in=points), "topic", "topic__key", "topic__kind")
    channels = _columns(Channel.objects.filter(point__in=points), "channel", "value", "kind")
    for row in languages.union(topics, channels, all=True):
        fact = Fact(*row)
        {"language": found[fact.point_id].languages, "topic": found[fact.point_id].topics}.get(
            fact.what, found[fact.point_id].channels
        ).append(fact)
    for known in found.values():
        known.languages.sort(key=lambda fact: (fact.detail != Level.STAFF, fact.value))
        known.topics.sort(key=lambda fact: (fact.detail, fact.value))
        known.channels.sort(key=lambda fact: (ChannelKind.values.index(fact.detail), fact.value))
    return found


def texts_of(points: Collection[int], *, fields: Iterable[str] = ()) -> dict[int, list[PointText]]:
    """The texts of the points in all their languages, by primary key, in one query."""
    found: dict[int, list[PointText]] = defaultdict(list)
    if points:
        texts = PointText.objects.filter(point__in=points)
        for text in texts.filter(field__in=list(fields)) if fields else texts:
            found[text.point_id].append(text)
    return found


def _columns(rows: QuerySet[Any], what: str, value: str, detail: str) -> QuerySet[Any, Any]:
    named = rows.annotate(what=Value(what, output_field=CharField()), a_value=F(value), a_detail=F(detail)).order_by()
    columns: QuerySet[Any, Any] = named.values_list("point_id", "what", "a_value", "a_detail", *_COLUMNS[4:])
    return columns
