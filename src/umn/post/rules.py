"""When a letter is tried, tried again and given up."""

from datetime import date, datetime, timedelta

LEASE = timedelta(minutes=2)  # how long a letter belongs to the worker that took it
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_WAIT_FOR_SERVER = timedelta(minutes=15)
GIVE_UP_AFTER = timedelta(days=7)
FEWEST_ATTEMPTS = 8
JITTER = 0.2
# Nothing is ever put off longer than this: a moment further away was written by a clock that has since gone back.
FURTHEST = LONGEST_WAIT * (1 + JITTER)

DUE_TOO_LONG = timedelta(minutes=15)
HEARTBEAT_TOO_OLD = timedelta(minutes=2)

KEEP_UNSENT = timedelta(days=14)  # letters kept because there is no mail server
KEEP_FAILED = timedelta(days=28)
KEEP_DELIVERED = timedelta(days=30)

LONGEST_INCOMING = 2 * 1024 * 1024  # bytes; of a longer letter nothing is kept
LONGEST_HEADERS = 64 * 1024  # bytes
MOST_TRIES = 2  # at reading one letter
READ_WITHIN = timedelta(seconds=20)  # on a machine that has much else to do; the processor's time is far shorter
MOST_HELD_A_DAY = 200  # letters that could not be used; of more nothing is kept
KEEP_INCOMING = timedelta(days=28)  # letters that could not be used, and the marks of those that could

UNREACHABLE = "unreachable"  # the error code for our own mail server being away or refusing us
# 1 + 2 + 4 + 8 minutes: then the mail server has been away for a quarter of an hour.
ATTEMPTS_UNTIL_AWAY = 4


def wait_before(attempt: int, *, error: str, chance: float) -> timedelta:
    """How long a letter waits after its failed `attempt` (1, 2, …): 1 minute, doubling up to 6 hours.

    `chance` in [0, 1) spreads it by ±20 %. While our own mail server is away one probe is as good as another:
    then never longer than 15 minutes, so that post flows soon after it is back.
    """
    longest = LONGEST_WAIT_FOR_SERVER if error == UNREACHABLE else LONGEST_WAIT
    doublings: int = 2 ** min(attempt - 1, 20)
    wait = min(FIRST_WAIT * doublings, longest)
    return wait * (1 - JITTER + 2 * JITTER * chance)


def may_try_again(*, created_on: date, today: date, attempts: int) -> bool:
    """Seven days, and not fewer than eight attempts: a clock that jumps, or a worker that stood still for a week,
    must not give up letters that were hardly tried."""
    return today - created_on < GIVE_UP_AFTER or attempts < FEWEST_ATTEMPTS


def is_alive(beat: datetime | None, *, at: datetime) -> bool:
    return beat is not None and abs(at - beat) <= HEARTBEAT_TOO_OLD
