"""Nothing is more certain than its source: where a fact is from, how old it is, and whether it may be relied on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from django.utils import timezone

from umn.directory.choices import Basis
from umn.languages.dates import date_text

# Older than this, a fact is shown as "known in <year>, ask before you go". 24 months, leap day or not.
OLD_AFTER_MONTHS = 24

Trust = Literal["confirmed", "seen", "undated", "recalled", "old", "unknown"]
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
    """`trust` picks the sentence to show; `day` is its date in the reader's words, `year` that of an old fact."""

    trust: Trust
    day: str
    year: str
    url: str


def trust(fact: HasSource, *, at: datetime) -> Trust:
    """How far a fact may be relied on at the moment `at`. Only `confirmed` and `seen` count as known."""
    if fact.basis in (Basis.RECALLED, Basis.UNKNOWN):
        return "recalled" if fact.basis == Basis.RECALLED else "unknown"
    day = fact.confirmed_on or fact.as_of_date
    if day is None:
        return "undated"
    if day < _years_ago(timezone.localdate(at)):
        return "old"
    return "confirmed" if fact.basis == Basis.CONFIRMED else "seen"


def is_reliable(fact: HasSource, *, at: datetime) -> bool:
    return trust(fact, at=at) in RELIABLE


def provenance(fact: HasSource, *, at: datetime, language: str) -> Provenance:
    """What the line under a fact says, ready to show in `language`."""
    known = trust(fact, at=at)
    day: date | str | None = fact.confirmed_on or fact.as_of or None
    year = str(day)[:4] if day else ""
    # What is only recalled has no source that a reader could check.
    url = fact.source_url if known in ("seen", "old", "undated") and fact.basis == Basis.SEEN else ""
    return Provenance(known, date_text(day, language) if day else "", year, url)


def _years_ago(today: date) -> date:
    years = OLD_AFTER_MONTHS // 12
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # 29 February
        return today.replace(year=today.year - years, day=28) + timedelta(days=1)
