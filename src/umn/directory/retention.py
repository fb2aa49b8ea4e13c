"""What the directory forgets, and when."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from umn.directory.models import Checkup, Correction, SpecialHours
from umn.ledger import retention

KEEP_SPECIAL_DAYS = timedelta(days=30)
KEEP_DECIDED = timedelta(days=90)
KEEP_WAITING = timedelta(days=400)
KEEP_CHECKUPS = timedelta(days=2 * 365)


def forget_special_days(at: datetime) -> int:
    """Those that are over."""
    return SpecialHours.objects.filter(last__lt=timezone.localdate(at) - KEEP_SPECIAL_DAYS).delete()[0]


def forget_corrections(at: datetime) -> int:
    today = timezone.localdate(at)
    over = Q(decided_on__lt=today - KEEP_DECIDED) | Q(decided_on=None, sent_on__lt=today - KEEP_WAITING)
    return Correction.objects.filter(over).delete()[0]


def forget_checkups(at: datetime) -> int:
    return Checkup.objects.filter(asked_on__lt=timezone.localdate(at) - KEEP_CHECKUPS).delete()[0]


def register() -> None:
    retention.rule(
        name="directory.special-days",
        purpose=_("Days on which a contact point was closed or open at other hours, after they are over."),
        keep=KEEP_SPECIAL_DAYS,
        forget=forget_special_days,
    )
    retention.rule(
        name="directory.corrections",
        purpose=_("What visitors say is wrong on a page: 90 days after somebody has looked at it, or 400 days."),
        keep=KEEP_DECIDED,
        forget=forget_corrections,
    )
    retention.rule(
        name="directory.checkups",
        purpose=_("That an office was asked whether its page is still true, and on which day it answered."),
        keep=KEEP_CHECKUPS,
        forget=forget_checkups,
    )
