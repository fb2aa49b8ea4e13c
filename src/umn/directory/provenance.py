"""Nothing is more certain than its source: where a fact is from, how old it is, and whether it may be relied on."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, Protocol

from django.utils import timezone

from umn.directory import freshness
from umn.directory.choices import Basis
from umn.languages.dates import date_text, last_day

Trust = Literal["confirmed", "seen", "doubtful", "undated", "recalled", "old", "unknown"]
RELIABLE: tuple[Trust, ...] = ("confirmed", "seen")


class HasSource(Protocol):
    """What a row of a `Sourced` model has, and `queries.facts.Fact`."""

    @property
    def basis(self) -> str: ...
    @property
    def source_url(self) -> str: ...
    @property
    def as_of(self) -> str: ...
    @property
    def as_of_date(self) -> date | None: ...
    @property
    def confirmed_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Provenance:
    """`trust` picks the sentence to show; `day` is its date in the reader's words, `year` that of an old fact.

    For a doubtful fact `by_office` says whether the office itself had confirmed it, `perhaps` that its date is too
    coarse to tell whether a year has passed.
    """

    trust: Trust
    day: str
    year: str
    url: str
    by_office: bool = False
    perhaps: bool = False


def trust(fact: HasSource, *, at: datetime) -> Trust:
    """How far a fact may be relied on at the moment `at`. Only `confirmed` and `seen` count as known."""
    if fact.basis in (Basis.RECALLED, Basis.UNKNOWN):
        return "recalled" if fact.basis == Basis.RECALLED else "unknown"
    day = fact.confirmed_on or fact.as_of_date
    if day is None:
        return "undated"
    stage = freshness.stage(day, today=_today(at))
    if stage == "old":
        return "old"
    if stage in ("doubtful", "sunk"):
        return "doubtful"
    return "confirmed" if fact.basis == Basis.CONFIRMED else "seen"


def is_reliable(fact: HasSource, *, at: datetime) -> bool:
    return trust(fact, at=at) in RELIABLE


def provenance(fact: HasSource, *, at: datetime, language: str) -> Provenance:
    """What the line under a fact says, ready to show in `language`."""
    known = trust(fact, at=at)
    day: date | str | None = fact.confirmed_on or fact.as_of or None
    year = str(day)[:4] if day else ""
    # What is only recalled has no source that a reader could check.
    url = fact.source_url if known in ("seen", "doubtful", "old", "undated") and fact.basis == Basis.SEEN else ""
    return Provenance(
        known,
        date_text(day, language) if day else "",
        year,
        url,
        by_office=fact.confirmed_on is not None,
        perhaps=known == "doubtful" and _may_be_younger(fact, at),
    )


def _may_be_younger(fact: HasSource, at: datetime) -> bool:
    """A source that says "2025" may be from its last day."""
    year_ago = freshness.months_before(_today(at), freshness.AFTER["doubtful"])
    return fact.confirmed_on is None and bool(fact.as_of) and last_day(fact.as_of) >= year_ago


@lru_cache(maxsize=64)  # asked for each fact of a page
def _today(at: datetime) -> date:
    return timezone.localdate(at)
