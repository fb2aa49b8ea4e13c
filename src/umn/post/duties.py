"""What the worker does again and again for other rooms. A room registers its duties in its `apps.ready`.

A duty may run twice, or on two machines at once: it must do no harm then.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    name: str
    every: timedelta
    run: Callable[[datetime], object]  # gets the moment (aware)


_DUTIES: dict[str, Duty] = {}


def register(name: str, *, every: timedelta, run: Callable[[datetime], object]) -> None:
    """The worker runs it when it starts, and again `every` so long."""
    _DUTIES[name] = Duty(name, every, run)


@dataclass
class Round:
    """One worker's memory of when it did what."""

    _done: dict[str, datetime] = field(default_factory=dict)

    def do(self, *, at: datetime) -> None:
        """Everything that is due. A duty that fails is noted and comes again in its time; it stops nothing else."""
        for duty in list(_DUTIES.values()):
            last = self._done.get(duty.name)
            if last is not None and timedelta(0) <= at - last < duty.every:
                continue
            self._done[duty.name] = at
            try:
                duty.run(at)
            except Exception as error:
                # The message may quote a row; the class is enough to start looking.
                logger.error("The duty %s failed: %s", duty.name, type(error).__name__)
