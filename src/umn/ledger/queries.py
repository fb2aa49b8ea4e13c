"""What the ledger shows: what is kept for how long, and what was done to one thing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_timedelta
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import get_language

from umn.ledger import retention
from umn.ledger.models import Entry, RetentionRun


@dataclass(frozen=True)
class ShownRule:
    """One line of the privacy page, in the language now active."""

    name: str
    purpose: str
    keep: str
    last_day: date | None
    last_count: int
    failed: str


@dataclass(frozen=True)
class ShownEntry:
    day: date
    verb: str
    by: str
    details: dict[str, str]


def rules() -> list[ShownRule]:
    """Every retention rule with its last run; one query for all."""
    newest = RetentionRun.objects.filter(rule=OuterRef("rule")).values("rule").annotate(last=Max("day")).values("last")
    last = {run.rule: run for run in RetentionRun.objects.filter(day=Subquery(newest))}
    shown = []
    for rule in retention.rules():
        run_of = last.get(rule.name)
        shown.append(
            ShownRule(
                name=rule.name,
                purpose=str(rule.purpose),
                keep=_in_words(rule.keep) if isinstance(rule.keep, timedelta) else str(rule.keep),
                last_day=run_of.day if run_of else None,
                last_count=run_of.count if run_of else 0,
                failed=run_of.failed if run_of else "",
            )
        )
    return shown


def forgotten(*, at: datetime) -> bool:
    """Whether every rule has run, without an error, on the day of `at`."""
    done = set(RetentionRun.objects.filter(day=timezone.localdate(at), failed="").values_list("rule", flat=True))
    return all(rule.name in done for rule in retention.rules())


def entries(*, subject: str, subject_id: str) -> list[ShownEntry]:
    """What was done to one thing, oldest first."""
    lines = Entry.objects.filter(subject=subject, subject_id=subject_id)
    return [ShownEntry(day=e.day, verb=e.verb, by=e.by, details=e.details) for e in lines]


def _in_words(keep: timedelta) -> str:
    """Exactly that long, in the active language: "14 days", "2 years"."""
    unit: Literal["year", "day", "hour"] = "hour"
    if keep >= timedelta(days=365) and keep.days % 365 == 0:
        unit = "year"
    elif keep >= timedelta(days=1):
        unit = "day"
    try:
        locale = Locale.parse(get_language() or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    # A threshold out of reach: 90 days stay 90 days and do not become about three months.
    return format_timedelta(keep, granularity=unit, threshold=1e9, locale=locale)
