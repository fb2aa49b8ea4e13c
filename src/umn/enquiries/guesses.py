"""Guessing a number is slow for everybody together; nobody's address is needed for that."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Sum

from umn.enquiries.models import WrongNumbers
from umn.seal import kdf

FREE_PER_MINUTE = 20  # wrong numbers from the whole world; people mistype a few times, not this often


def wait_your_turn(*, at: datetime) -> None:
    """Return at once in quiet times; one at a time, a pause each, while wrong numbers pour in. Raises kdf.Busy."""
    recent = WrongNumbers.objects.filter(minute__gte=_minute(at) - 1).aggregate(count=Sum("count"))["count"] or 0
    if recent > FREE_PER_MINUTE:
        with kdf.one_slot(lane="guesses", slots=1, patience=settings.GUESS_PATIENCE_SECONDS):
            time.sleep(settings.GUESS_PAUSE_SECONDS)


def count_wrong(*, at: datetime) -> None:
    changed = WrongNumbers.objects.filter(minute=_minute(at)).update(count=F("count") + 1)
    if not changed:
        WrongNumbers.objects.bulk_create([WrongNumbers(minute=_minute(at))], ignore_conflicts=True)
        WrongNumbers.objects.filter(minute__lt=_minute(at - timedelta(hours=1))).delete()


def _minute(at: datetime) -> int:
    return int(at.timestamp() // 60)
