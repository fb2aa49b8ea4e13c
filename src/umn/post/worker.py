"""The one who carries the letters, and does the day's forgetting. Nothing but SIGTERM makes it stop."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error as DatabaseAway
from django.db import connection
from django.utils import timezone

from umn.ledger import actions as ledger
from umn.ledger import queries as ledger_queries
from umn.post import claims, duties, envelopes, rules, sending, settling
from umn.post.models import Heartbeat, Letter

logger = logging.getLogger(__name__)

BEAT_EVERY = timedelta(seconds=15)
FORGET_AGAIN_AFTER = timedelta(hours=1)  # when a retention rule failed
LOOK_EVERY = 2.0  # seconds between two looks into an empty box
LONGEST_PAUSE = 60.0  # seconds; while the mail server or the database is away

_chance = secrets.SystemRandom().random


class Worker:
    """Carries one letter at a time. Any number of workers may run beside each other.

    `clock` tells the time, `lease` is how long a letter belongs to the worker that took it.
    """

    def __init__(self, *, clock: Callable[[], datetime] = timezone.now, lease: timedelta = rules.LEASE) -> None:
        self.clock = clock
        self.lease = lease
        self.stopping = threading.Event()
        self._newest_first = True
        self._pause = 0.0
        self._last_beat: datetime | None = None
        self._last_forgetting: datetime | None = None
        self._duties = duties.Round()

    def run(self) -> None:
        """Works until `stop`; whatever happens with one letter, or to the database, the next round comes."""
        stumbled = 0.0
        while not self.stopping.is_set():
            try:
                busy = self.round()
                stumbled, wait = 0.0, self._pause or (0.0 if busy else LOOK_EVERY)
            except Exception as error:
                # The message may quote a row; the class is enough to start looking.
                logger.error("The worker stumbled over %s and goes on.", type(error).__name__)
                connection.close()
                stumbled = wait = _longer(stumbled)
            self.stopping.wait(wait)

    def stop(self) -> None:
        """Ends after the letter now in hand."""
        self.stopping.set()

    def round(self) -> bool:
        """A sign of life, what is due, and at most one letter; whether there was one."""
        self.beat()
        self.forget_when_due()
        self._duties.do(at=self.clock())
        return self.carry_one()

    def beat(self) -> None:
        at = self.clock()
        if self._last_beat is None or not timedelta(0) <= at - self._last_beat < BEAT_EVERY:
            self._last_beat = at
            Heartbeat.objects.update_or_create(name="worker", defaults={"at": at})

    def forget_when_due(self) -> None:
        at = self.clock()
        if self._last_forgetting is not None and timedelta(0) <= at - self._last_forgetting < FORGET_AGAIN_AFTER:
            return
        self._last_forgetting = at  # before, not after: forgetting that stumbles must not hold up the letters
        if not ledger_queries.forgotten(at=at):
            ledger.forget(at=at)

    def carry_one(self) -> bool:
        at = self.clock()
        if not settings.EMAIL_URL:
            return settling.keep_all(at=at) > 0
        letter = self._claim(at)
        if letter is None:
            self._pause = 0.0
            return False
        in_all = min(sending.SECONDS_IN_ALL, self.lease.total_seconds() * 0.75)
        with sending.Line(in_all=in_all) as line:
            outcome = self._send(line, letter)
            self._settle(letter, outcome)
        self._pause = _longer(self._pause) if outcome.code == rules.UNREACHABLE else 0.0
        return True

    def _claim(self, at: datetime) -> Letter | None:
        self._newest_first = not self._newest_first
        first = claims.claim(at=at, newest_first=self._newest_first, lease=self.lease)
        return first or claims.claim(at=at, newest_first=not self._newest_first, lease=self.lease)

    def _send(self, line: sending.Line, letter: Letter) -> sending.Outcome:
        try:
            envelope = envelopes.unseal(letter)
            return line.send(envelopes.message(envelope, uid=letter.uid))
        except envelopes.Unreadable:
            return sending.Outcome("never", "unreadable")
        except Exception:
            return sending.Outcome("never", "unsendable")

    def _settle(self, letter: Letter, outcome: sending.Outcome) -> None:
        """Writes down what became of the letter; a database that is away for a moment must not repeat it."""
        while True:
            try:
                self._write_down(letter, outcome)
                return
            except DatabaseAway:
                if letter.lease_until is None or self.clock() >= letter.lease_until:
                    raise
                connection.close()
                time.sleep(0.5)

    def _write_down(self, letter: Letter, outcome: sending.Outcome) -> None:
        at = self.clock()
        if outcome.what == "sent":
            ours = settling.deliver(letter, at=at)
        elif outcome.what == "later":
            ours = settling.put_off(letter, error=outcome.code, at=at, chance=_chance())
        else:
            ours = settling.fail(letter, error=outcome.code, at=at)
        if outcome.what != "sent" or not ours:
            words = "" if ours else " (its lease was over)"
            logger.warning("Letter %s, %s: %s %s%s", letter.uid, letter.kind, outcome.what, outcome.code, words)


def _longer(pause: float) -> float:
    return min(max(1.0, pause * 2), LONGEST_PAUSE)
