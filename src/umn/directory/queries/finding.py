"""The answer to a search, ready to show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from umn.directory.queries.asked import Asked
from umn.directory.queries.shown import Card

GroupCode = Literal["named", "near", "anywhere", "helplines", "country", "abroad", "closed"]


@dataclass(frozen=True, slots=True)
class Group:
    """Points under one heading; behind the link `more` are `rest` others, or nobody has counted how many (0)."""

    code: GroupCode
    title: str
    cards: tuple[Card, ...]
    rest: int = 0
    more: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list. `query` is the link that puts it on or, when it is `on`, takes it away.

    `count`: how many it leaves, where that was counted; `language`, `direction`: where `text` is not in the reader's.
    """

    code: str
    text: str
    count: int | None
    on: bool
    query: str
    icon: str = ""
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several places that may be meant. `detail`: its country and what it is near."""

    text: str
    language: str
    direction: str
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
    others: tuple[Choice, ...]  # places of the same name that are less likely meant
    groups: tuple[Group, ...]
    active: tuple[Facet, ...]
    facets: tuple[Facet, ...]
    languages: tuple[Facet, ...]  # each by its own name
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
    def says_no_papers(self) -> bool:
        """Whether asking for no papers is a filter here: then it is said what that does not mean."""
        return any(facet.code == "no-papers" for facet in (*self.active, *self.facets))

    @property
    def is_search(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(self.typed.strip()) or self.asked != Asked()
