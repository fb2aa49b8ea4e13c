"""What this room forgets, and when. The privacy page reads the same periods."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from umn.enquiries import rules
from umn.enquiries.choices import KEEP_ANSWERED
from umn.enquiries.models import AskerSession, Enquiry, Withdrawal
from umn.ledger.retention import rule
from umn.post import actions as post


def old_enquiries(at: datetime) -> int:
    old = Enquiry.objects.filter(delete_on__lte=localdate(at))
    for case in old.values_list("pk", flat=True):
        post.withdraw(dedupe_prefix=rules.letters_of(case))
    return old.delete()[1].get("enquiries.Enquiry", 0)


def old_conversations(at: datetime) -> int:
    return AskerSession.objects.filter(opened_on__lt=localdate(at)).delete()[0]


def old_withdrawals(at: datetime) -> int:
    return Withdrawal.objects.filter(withdrawn_on__lte=localdate(at - KEEP_ANSWERED)).delete()[0]


def register() -> None:
    rule(
        name="enquiries.conversations",
        purpose=_("A question and its answer: 90 days after the last word; an unanswered one after a year"),
        keep=KEEP_ANSWERED,
        forget=old_enquiries,
    )
    rule(
        name="enquiries.sessions",
        purpose=_("A conversation that was left open on a phone"),
        keep=timedelta(days=1),
        forget=old_conversations,
    )
    rule(
        name="enquiries.withdrawals",
        purpose=_("That a question was taken back (not what it said)"),
        keep=KEEP_ANSWERED,
        forget=old_withdrawals,
    )
