"""The answer to a search, ready to show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from umn.directory.queries.asked import Asked
from umn.directory.queries.shown import Card

GroupCode = Literal["named", "near", "anywhere", "helplines", "country", "abroad", "closed"]


@dataclass(frozen=True, slots=True)
class Group:
    """Points under one heading; `rest` more are behind the link `more`."""

    code: GroupCode
    title: str
    cards: tuple[Card, ...]
    rest: int = 0
    more: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list. `query` is the link that puts it on or, when it is `on`, takes it away."""

    code: str
    text: str
    count: int | None
    on: bool
    query: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several places that may be meant."""

    text: str
    detail: str
    query: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next. `route` is the name of an address ("find", "ask"), `query` goes behind it."""

    text: str
    route: str
    query: str
    icon: str


@dataclass(frozen=True)
class Finding:
    typed: str
    asked: Asked
    title: str
    place: str  # name of the place or country in the reader's language; empty: nowhere in particular
    topic: str  # label of the topic, in the reader's language or the nearest to it
    language: str  # name of the language that was asked for
    problems: tuple[str, ...]  # what was not understood
    notices: tuple[str, ...]  # what the list cannot give
    choices: tuple[Choice, ...]
    groups: tuple[Group, ...]
    active: tuple[Facet, ...]
    facets: tuple[Facet, ...]
    countries: tuple[Facet, ...]
    steps: tuple[Step, ...]
    expires: datetime

    @property
    def beside(self) -> tuple[Group, ...]:
        """Help lines stand beside the local results, where there is room."""
        return tuple(group for group in self.groups if group.code == "helplines")

    @property
    def first(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.code not in ("helplines", "country", "abroad"))

    @property
    def further(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.code in ("country", "abroad"))

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for group in self.groups for card in group.cards)

    @property
    def is_search(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(self.typed.strip()) or self.asked != Asked()
