"""One clock for everything that is known: after how many months what happens."""

from datetime import date
from functools import lru_cache
from typing import Literal

Stage = Literal["fresh", "due", "asked", "doubtful", "sunk", "old", "undated"]

# From the oldest to the youngest: after so many months a fact is …
AFTER: dict[Stage, int] = {
    "old": 24,  # "known in <year>, ask before you go"
    "sunk": 18,  # comes after fresher ones
    "doubtful": 12,  # said on the page; hours count as unknown
    "asked": 6,  # the office gets a letter
    "due": 3,  # on the coordinator's list
}
STAGES: tuple[Stage, ...] = ("due", "asked", "doubtful", "sunk", "old", "undated", "fresh")
LETTERS = (6, 9, 12)  # months after which the office is asked by letter, as long as it does not answer


@lru_cache(maxsize=4096)
def stage(known_on: date | None, *, today: date) -> Stage:
    """How far what was known on a day has aged. A day counts: exactly three months ago is still fresh."""
    if known_on is None:
        return "undated"
    for reached, months in AFTER.items():
        if known_on < months_before(today, months):
            return reached
    return "fresh"


def months_before(today: date, months: int) -> date:
    """The same day so many months earlier; where that month is too short, the first day of the next one."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    try:
        return today.replace(year=year, month=month + 1)
    except ValueError:
        return date(year, month + 2, 1)


def letter_is_due(known_on: date | None, last_asked: date | None, *, today: date) -> bool:
    """Whether a letter should go out by itself: once after each of LETTERS, never more."""
    if known_on is None:
        return False
    reached = [months for months in LETTERS if known_on < months_before(today, months)]
    return bool(reached) and (last_asked is None or known_on >= months_before(last_asked, reached[-1]))
