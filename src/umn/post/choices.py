"""Where a letter stands, and how a delivery ended."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    WAITING = "waiting", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    KEPT = "kept", _("kept here: no mail server is set up")
    FAILED = "failed", _("could not be sent")


class Ending(TextChoices):
    """What is counted once a letter is done with. A sent letter is no row any more, only a count."""

    SENT = "sent", _("sent")
    KEPT = "kept", _("kept here")
    FAILED = "failed", _("could not be sent")
