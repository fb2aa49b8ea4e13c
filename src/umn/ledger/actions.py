"""Record what was done; forget what must be forgotten."""

import logging
import re
import traceback
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from umn.ledger import journal, retention
from umn.ledger.models import Entry, RetentionRun

logger = logging.getLogger(__name__)

# Codes, not sentences: a question, a name or an address cannot pass as one.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,63}")


def record(
    *,
    verb: str,
    by: str,
    subject: str,
    subject_id: str,
    details: dict[str, str] | None = None,
    at: datetime,
) -> None:
    """Writes one line, in the caller's transaction. Only the day of `at` is kept.

    `verb`, `subject`, `subject_id` and everything in `details` are codes of at most 64 characters;
    `by` is a label such as "operator 12", "asker" or "system". Raises ValueError for anything that could
    carry content or an address.
    """
    details = details or {}
    for code in (verb, subject, subject_id, *details, *details.values()):
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise ValueError("The ledger takes codes only (letters, digits, _ . : / + -; at most 64).")
    if not by or len(by) > 120 or "@" in by or not by.isprintable():
        raise ValueError("`by` is a short label of who acted, never an address.")
    Entry(day=timezone.localdate(at), verb=verb, by=by, subject=subject, subject_id=subject_id, details=details).save(
        force_insert=True
    )


def forget(*, at: datetime) -> list[RetentionRun]:
    """Runs every retention rule and records how much each took away; the runs of the day, by rule.

    Each rule has its own transaction: one that fails is recorded with the code of its error and stops no other.
    """
    runs = [_run(rule, at=at) for rule in retention.rules()]
    journal.empty()
    return runs


def _run(rule: retention.Rule, *, at: datetime) -> RetentionRun:
    day = timezone.localdate(at)
    try:
        with transaction.atomic():
            return _note(rule.name, day, count=rule.forget(at), failed="")
    except Exception as error:
        # The message of an error may quote a row: its class and the places are enough to find it.
        places = "".join(traceback.format_tb(error.__traceback__))
        logger.error("Retention rule %s failed: %s\n%s", rule.name, type(error).__name__, places)
        return _note(rule.name, day, count=0, failed=type(error).__name__[:64])


def _note(name: str, day: date, *, count: int, failed: str) -> RetentionRun:
    run, _ = RetentionRun.objects.get_or_create(rule=name, day=day)
    RetentionRun.objects.filter(pk=run.pk).update(count=F("count") + count, failed=failed)
    run.refresh_from_db()
    return run
