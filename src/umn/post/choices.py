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
    AUTOMATIC = "auto", "came in, written by a machine"


class Arrival(TextChoices):
    """Where a letter stands that came in."""

    WAITING = "waiting", "stored, not yet looked at"
    DONE = "done", "understood"
    HELD = "held", "could not be used"


class Held(TextChoices):
    """Why a letter that came in could not be used."""

    ADDRESS = "address", _("It was sent to an address that we do not have.")
    LINK = "link", _("The letter that it answers is too old, or was never ours.")
    UNREADABLE = "unreadable", _("It could not be read.")
    TOO_LARGE = "too-large", _("It was too large.")
    FAILED = "failed", _("Something broke on our side while it was read.")
