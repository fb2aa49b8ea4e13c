"""The words this room counts with, and how long it keeps what it knows."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What the desk has to do. Nothing here tells who asked."""

    WAITING = "waiting", _("waiting for an answer")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class Role(models.TextChoices):
    """Who wrote an item. Notes never leave the desk."""

    ASKER = "asker", _("the person who asks")
    DESK = "desk", _("the contact point")
    NOTE = "note", _("note for colleagues")


class CloseReason(models.TextChoices):
    ANSWERED = "answered", _("The question is answered.")
    ELSEWHERE = "elsewhere", _("Someone else is helping now.")
    SILENT = "silent", _("The person did not come back.")
    UNFIT = "unfit", _("This was not a question for us.")


PASSED_ON = "passed-on"  # an event inside the seal: the office closed, and the asker had agreed
LONGEST_TEXT = 10_000  # characters of a question, a reply, an answer, a note
FIRST_ANSWER_DAYS = 3  # working days a desk promises unless it says otherwise
KEEP_ANSWERED = timedelta(days=90)  # after the last word, and after an answer that nobody fetched
KEEP_AT_MOST = timedelta(days=365)  # from the day of asking, whatever happens
REPEAT_WINDOW = timedelta(minutes=30)  # a form sent again shows its number again
CONSENT_VERSION = "2026-11"
