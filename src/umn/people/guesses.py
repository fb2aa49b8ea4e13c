"""Wrong guesses, counted without an address: per account (known or not), and over all accounts.

A guess is counted before it is looked at, so that a hundred at once are a hundred; a right one is taken back.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from umn.people import rules
from umn.people.models import WrongGuesses
from umn.seal import server

EVERYBODY = "everybody"


@transaction.atomic
def take(account: str, *, at: datetime) -> timedelta:
    """Count one guess at `account`; answers how long it must still rest; zero: this guess may be looked at."""
    row, together = _row(account, at), _row(EVERYBODY, at)
    under_attack = together.count >= rules.ATTACK
    rest = row.last_at + rules.wait_after(row.count, under_attack=under_attack) - at
    if row.count and rest > timedelta(0):
        return rest
    for each in (row, together):
        each.count += 1
        each.last_at = at
        each.save(update_fields=["count", "last_at"])
    return timedelta(0)


@transaction.atomic
def was_right(account: str) -> None:
    """The guess that was counted last was no guess."""
    WrongGuesses.objects.filter(digest=_digest(account)).delete()
    WrongGuesses.objects.filter(digest=_digest(EVERYBODY)).update(count=Greatest(F("count") - 1, 0))


def forget(at: datetime) -> int:
    """Takes away what no longer counts; how many rows."""
    return WrongGuesses.objects.filter(last_at__lt=at - rules.FORGOTTEN_AFTER).delete()[0]


def _row(account: str, at: datetime) -> WrongGuesses:
    row, _ = WrongGuesses.objects.select_for_update().get_or_create(
        digest=_digest(account), defaults={"count": 0, "since": at, "last_at": at}
    )
    began = row.since if account == EVERYBODY else row.last_at
    if at - began > rules.FORGOTTEN_AFTER:
        row.count, row.since = 0, at
        row.save(update_fields=["count", "since"])
    return row


def _digest(account: str) -> bytes:
    return server.mac("guesses", account.strip().lower().encode())
