"""How long the ledger itself remembers."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from umn.ledger import retention
from umn.ledger.models import Entry, RetentionRun

KEEP = timedelta(days=2 * 365)


def forget_entries(at: datetime) -> int:
    return Entry.objects.filter(day__lt=timezone.localdate(at) - KEEP).forget()


def forget_runs(at: datetime) -> int:
    return RetentionRun.objects.filter(day__lt=timezone.localdate(at) - KEEP).delete()[0]


retention.rule(
    name="ledger.entries",
    purpose=_("The list of what was done here, by whom and on which day. It holds no question and no answer."),
    keep=KEEP,
    forget=forget_entries,
)
retention.rule(
    name="ledger.retention-runs",
    purpose=_("The list of what was deleted on which day. It holds numbers only."),
    keep=KEEP,
    forget=forget_runs,
)
