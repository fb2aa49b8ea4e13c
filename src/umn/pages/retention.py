"""How long machines may sleep and still learn what changed."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from umn.ledger import retention
from umn.pages.models import PageChange

KEEP = timedelta(days=1)


def forget_changes(at: datetime) -> int:
    return PageChange.objects.filter(day__lt=timezone.localdate(at) - KEEP).delete()[0]


retention.rule(
    name="pages.changes",
    purpose=_("A mark that a public page has changed, so that everybody gets the new one. It says nothing else."),
    keep=KEEP,
    forget=forget_changes,
)
