"""What people may see of the post: is it flowing, what failed, and what is kept here because nobody sends it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import Count, Min, Q
from django.utils import timezone

from umn.post import envelopes, rules
from umn.post.choices import Arrival, Held, State
from umn.post.models import Heartbeat, Incoming, Letter


@dataclass(frozen=True)
class Health:
    """For the health page: counts and ages, nothing about any letter. `ok` says whether somebody must look."""

    ok: bool
    worker_alive: bool
    oldest_due_minutes: int | None
    server_away: bool
    failed: int


@dataclass(frozen=True)
class ShownLetter:
    """One letter for a coordinator; `to`, `subject` and `body` are empty unless it is kept here to be read."""

    id: UUID
    kind: str
    to: str
    subject: str
    body: str
    state: State
    day: date
    error: str


@dataclass(frozen=True)
class FailedLetter:
    kind: str
    dedupe: str
    day: date
    error: str


@dataclass(frozen=True)
class HeldLetters:
    """So many letters came in on a day and could not be used, for one reason."""

    day: date
    reason: str
    count: int


def held(*, at: datetime) -> list[HeldLetters]:
    """Letters that came in and could not be used, newest day first; nothing of what they say."""
    since = timezone.localdate(at) - rules.KEEP_INCOMING
    rows = Incoming.objects.filter(state=Arrival.HELD, came_on__gte=since).values("came_on", "reason")
    counted = rows.annotate(count=Count("pk")).order_by("-came_on", "reason")
    return [HeldLetters(row["came_on"], str(Held(row["reason"]).label), row["count"]) for row in counted]


def health(*, at: datetime) -> Health:
    """Not ok: a letter due for more than 15 minutes, the mail server away for about as long, or no worker alive
    for 2 minutes."""
    due = Q(state=State.WAITING, not_before__lte=at) | Q(state=State.SENDING, lease_until__lte=at)
    oldest: datetime | None = Letter.objects.filter(due).aggregate(oldest=Min("not_before"))["oldest"]
    beat = Heartbeat.objects.filter(name="worker").values_list("at", flat=True).first()
    away = Letter.objects.filter(
        state=State.WAITING, last_error=rules.UNREACHABLE, attempts__gte=rules.ATTEMPTS_UNTIL_AWAY
    ).exists()
    alive = rules.is_alive(beat, at=at)
    late = oldest is not None and at - oldest > rules.DUE_TOO_LONG
    return Health(
        ok=alive and not late and not away,
        worker_alive=alive,
        oldest_due_minutes=int((at - oldest).total_seconds() // 60) if oldest else None,
        server_away=away,
        failed=Letter.objects.filter(state=State.FAILED).count(),
    )


def letters(
    *, at: datetime, state: Literal["waiting", "sending", "kept", "failed"] | None = None, limit: int = 200
) -> list[ShownLetter]:
    """The letters that are still here, newest first, at most `limit`; for coordinators.

    Kept letters are opened for reading. All others show their state only.
    """
    # What is past its time is not shown, even where the day's forgetting has not come to it yet.
    today = timezone.localdate(at)
    found = Letter.objects.exclude(state=State.KEPT, created_on__lt=today - rules.KEEP_UNSENT).exclude(
        state=State.FAILED, created_on__lt=today - rules.KEEP_FAILED
    )
    if state:
        found = found.filter(state=state)
    return [_shown(letter) for letter in found.order_by("-pk")[:limit]]


def failed(*, dedupe_prefix: str) -> list[FailedLetter]:
    """Failed letters of the events whose dedupe key begins so; end the prefix with its separator ("case/12/")."""
    rows = Letter.objects.filter(state=State.FAILED, dedupe__startswith=dedupe_prefix).order_by("pk")
    return [FailedLetter(row.kind, row.dedupe, row.created_on, row.last_error) for row in rows.defer("payload")]


def _shown(letter: Letter) -> ShownLetter:
    envelope, error = envelopes.Envelope("", "", ""), letter.last_error
    if letter.state == State.KEPT:
        try:
            envelope = envelopes.unseal(letter)
        except envelopes.Unreadable:
            error = "unreadable"
    return ShownLetter(
        id=letter.uid,
        kind=letter.kind,
        to=envelope.to,
        subject=envelope.subject,
        body=envelope.body,
        state=State(letter.state),
        day=letter.created_on,
        error=error,
    )
