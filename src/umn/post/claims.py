"""Who may send which letter now. A lease instead of a lock: it ends by itself when its worker dies."""

import uuid
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils import timezone

from umn.post import rules, settling
from umn.post.choices import State
from umn.post.models import Letter

_DOMAINS_LOOKED_AT = 20


def claim(*, at: datetime, newest_first: bool, lease: timedelta = rules.LEASE) -> Letter | None:
    """Takes one due letter for `lease`; None when nothing is due (or others have it all).

    Two ways of choosing, used in turn, so that no heap of dead addresses can stand before a good one: the letter
    written last among those never tried; or, domain by domain, the one whose domain has failed least.
    """
    due = Letter.objects.filter(_due(at, lease))
    if newest_first:
        return _take(due.filter(attempts=0).order_by("-pk"), at=at, lease=lease)
    for domain in _domains_by_failures(_due(at, lease)):
        letter = _take(due.filter(domain=domain).order_by("attempts", "not_before", "pk"), at=at, lease=lease)
        if letter:
            return letter
    return None


def _due(at: datetime, lease: timedelta) -> Q:
    # A moment further ahead than anything is ever put off was written by a clock that has since been set back.
    not_put_off = Q(not_before__lte=at) | Q(not_before__gt=at + rules.FURTHEST)
    lease_over = Q(lease_until__lte=at) | Q(lease_until__gt=at + 2 * max(lease, rules.LEASE))
    return Q(state=State.WAITING) & not_put_off | Q(state=State.SENDING) & lease_over


def _domains_by_failures(due: Q) -> list[str]:
    on_their_way = Letter.objects.filter(state__in=[State.WAITING, State.SENDING])
    return list(
        on_their_way.values("domain")
        .annotate(failures=Sum("attempts"), oldest=Min("not_before", filter=due), due=Count("pk", filter=due))
        .filter(due__gt=0)
        .order_by("failures", "oldest")
        .values_list("domain", flat=True)[:_DOMAINS_LOOKED_AT]
    )


def _take(candidates: QuerySet[Letter], *, at: datetime, lease: timedelta) -> Letter | None:
    if not candidates.exists():  # no write transaction only to find an empty box
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            candidates = candidates.select_for_update(skip_locked=True)
        letter = candidates.first()
        if letter is None:
            return None
        left_by, token = letter.lease_token, uuid.uuid4()
        letter_is_ours = Letter.objects.filter(pk=letter.pk, state=letter.state, lease_token=left_by).update(
            state=State.SENDING, lease_until=at + lease, lease_token=token, attempts=letter.attempts + 1
        )
        if not letter_is_ours:
            return None
        letter.state, letter.lease_token, letter.lease_until = State.SENDING, token, at + lease
        letter.attempts += 1
        if left_by and _took_its_workers_down(letter, at):
            settling.fail(letter, error="worker-died", at=at)
            return None
        return letter


def _took_its_workers_down(letter: Letter, at: datetime) -> bool:
    """A letter whose worker never came back, again and again for a week: it must not do so for ever."""
    today = timezone.localdate(at)
    return not rules.may_try_again(created_on=letter.created_on, today=today, attempts=letter.attempts)
