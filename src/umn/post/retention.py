"""What the post forgets, and when."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from umn.ledger import retention
from umn.post import rules
from umn.post.choices import State
from umn.post.models import Delivered, Incoming, Letter


def forget_kept(at: datetime) -> int:

    day = timezone.localdate(at) - rules.KEEP_UNSENT
    return Letter.objects.filter(state=State.KEPT, created_on__lt=day).delete()[0]


def forget_failed(at: datetime) -> int:
    day = timezone.localdate(at) - rules.KEEP_FAILED
    return Letter.objects.filter(state=State.FAILED, created_on__lt=day).delete()[0]


def forget_delivered(at: datetime) -> int:
    day = timezone.localdate(at) - rules.KEEP_DELIVERED
    return Delivered.objects.filter(day__lt=day).delete()[0]


def forget_incoming(at: datetime) -> int:
    day = timezone.localdate(at) - rules.KEEP_INCOMING
    return Incoming.objects.filter(came_on__lt=day).delete()[0]


retention.rule(
    name="post.kept-letters",
    purpose=_("Letters that our staff read here, because this portal sends no e-mail."),
    keep=rules.KEEP_UNSENT,
    forget=forget_kept,
)
retention.rule(
    name="post.failed-letters",
    purpose=_("E-mails that could not be sent. They are locked; our staff sees that sending failed, not the text."),
    keep=rules.KEEP_FAILED,
    forget=forget_failed,
)
retention.rule(
    name="post.delivered",
    purpose=_("A mark that an e-mail was sent, so that it is not sent twice. It shows no address and no words."),
    keep=rules.KEEP_DELIVERED,
    forget=forget_delivered,
)
retention.rule(
    name="post.incoming",
    purpose=_("E-mails that offices sent to us and that could not be used. They are locked; nobody reads them."),
    keep=rules.KEEP_INCOMING,
    forget=forget_incoming,
)
