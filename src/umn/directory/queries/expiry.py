"""Until when a page about points stays true by itself."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from umn.directory.hours import HoursState


def expires(states: Iterable[HoursState], *, at: datetime) -> datetime:
    """The next moment at which something may change: that a place opens or closes; or, where nothing does, the next
    full hour. Midnight, wherever the place is, is one: *today*, *tomorrow* and the age of a fact end with the day."""
    next_hour = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return min([next_hour, *(state.until for state in states if state.until)])
