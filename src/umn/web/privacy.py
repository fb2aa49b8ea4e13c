"""What is kept for how long: the rules that the rooms registered, and the two that no room can run itself."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from umn.languages.dates import date_text
from umn.ledger import queries as ledger

# Set where the portal runs (docs/running.md): rotation of the logs, age of the oldest backup.
KEEP_LOGS = timedelta(days=14)
KEEP_BACKUPS = timedelta(days=30)


@dataclass(frozen=True)
class Kept:
    """One line: what, for how long, and when it was last cleared ("" when never or not known)."""

    what: str
    how_long: str
    cleared_on: str


def kept(language: str) -> list[Kept]:
    """Everything that has an end, in the active language; one query."""
    lines = [
        Kept(rule.purpose, rule.keep, date_text(rule.last_day, language) if rule.last_day and not rule.failed else "")
        for rule in ledger.rules()
    ]
    return [*lines, *_outside_the_rooms()]


def idle_minutes() -> int:
    """After so many minutes without a touch an open conversation closes itself."""
    return settings.ASKER_IDLE_SECONDS // 60


def _outside_the_rooms() -> list[Kept]:
    return [
        Kept(_("Notes about errors of the machine, without your address and without your words"), _days(KEEP_LOGS), ""),
        Kept(
            _("Copies kept in case the machine breaks. What you deleted is gone from them too by then"),
            _days(KEEP_BACKUPS),
            "",
        ),
    ]


def _days(period: timedelta) -> str:
    return ngettext("%(days)d day", "%(days)d days", period.days) % {"days": period.days}
