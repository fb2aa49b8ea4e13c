"""How a letter ends. Each ending holds only while the lease does: who lost it must not touch the letter."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from umn.post import envelopes, rules
from umn.post.choices import Ending, State
from umn.post.models import Delivered, DeliveryCount, Letter

_KEPT_AT_ONCE = 500


def deliver(letter: Letter, *, at: datetime) -> bool:
    """The mail server has it: the letter is gone, a count and the mark of its event stay. False: lease lost."""
    day = timezone.localdate(at)
    with transaction.atomic():
        gone, _ = _leased(letter).delete()
        if gone:
            Delivered.objects.bulk_create(
                [Delivered(dedupe=envelopes.digest_of(letter.dedupe), day=day)], ignore_conflicts=True
            )
            count(Ending.SENT, Counter([letter.kind]), at=at)
            # The server is back: whatever waited only for it goes now.
            Letter.objects.filter(state=State.WAITING, last_error=rules.UNREACHABLE).update(
                not_before=at, last_error=""
            )
    return bool(gone)


def put_off(letter: Letter, *, error: str, at: datetime, chance: float) -> bool:
    """Not now: tried again later, or given up after seven days. `error` is a code. False: lease lost."""
    today = timezone.localdate(at)
    if not rules.may_try_again(created_on=letter.created_on, today=today, attempts=letter.attempts):
        return fail(letter, error=error, at=at)
    wait = rules.wait_before(letter.attempts, error=error, chance=chance)
    return bool(
        _leased(letter).update(
            state=State.WAITING, lease_until=None, lease_token=None, not_before=at + wait, last_error=error
        )
    )


def fail(letter: Letter, *, error: str, at: datetime) -> bool:
    """Never: stays as a failed letter, still sealed, where people can see that it failed. False: lease lost."""
    with transaction.atomic():
        failed = _leased(letter).update(
            state=State.FAILED, not_before=None, lease_until=None, lease_token=None, last_error=error
        )
        if failed:
            count(Ending.FAILED, Counter([letter.kind]), at=at)
    return bool(failed)


def keep_all(*, at: datetime) -> int:
    """There is no mail server: every letter stays here to be read by a coordinator. At most 500 at once;
    returns how many."""
    waiting = Letter.objects.filter(state__in=[State.WAITING, State.SENDING])
    if not waiting.exists():
        return 0
    with transaction.atomic():
        kinds = dict(waiting.values_list("pk", "kind")[:_KEPT_AT_ONCE])
        kept = Letter.objects.filter(pk__in=kinds, state__in=[State.WAITING, State.SENDING]).update(
            state=State.KEPT, not_before=None, lease_until=None, lease_token=None, last_error=""
        )
        count(Ending.KEPT, Counter(kinds.values()), at=at)
    return kept


def _leased(letter: Letter) -> QuerySet[Letter]:
    return Letter.objects.filter(pk=letter.pk, state=State.SENDING, lease_token=letter.lease_token)


def count(ending: Ending, kinds: Mapping[str, int], *, at: datetime) -> None:
    """So many letters of each kind ended like this on the day of `at`."""
    day = timezone.localdate(at)
    for kind, number in sorted(kinds.items()):
        row, _ = DeliveryCount.objects.get_or_create(day=day, kind=kind, outcome=ending)
        DeliveryCount.objects.filter(pk=row.pk).update(count=F("count") + number)
