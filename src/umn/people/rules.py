"""What people may do, and how long a wrong guess must wait."""

from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from umn.people.models import Keyring, User

FREE_GUESSES = 5  # per account
FREE_GUESSES_UNDER_ATTACK = 2
ATTACK = 100  # wrong guesses over all accounts before the rules tighten
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)  # without another wrong guess


class NotAllowed(Exception):
    """The rule says no."""


def may_sign_in(user: User) -> bool:
    """Practice sign-ins were printed on a screen: they open practice folders only."""
    return user.is_active and (settings.PRACTICE or not user.practice)


def missing_step(user: User) -> str | None:
    """URL name of what a signed-in person must still do before the workspace opens, or None."""
    if user.practice:
        return None
    if not is_mfa_enabled(user):
        return "work-second-step"
    if not Keyring.objects.filter(user=user, sheet_confirmed_on__isnull=False).exists():
        return "work-recovery-sheet"
    return None


def wait_after(count: int, *, under_attack: bool) -> timedelta:
    """How long an account must rest after `count` wrong guesses in a row: nothing, then 30 s, doubling to 15 min."""
    free = FREE_GUESSES_UNDER_ATTACK if under_attack else FREE_GUESSES
    if count < free:
        return timedelta(0)
    doublings = min(count - free, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def may_look_after(by: User, user: User) -> bool:
    """Coordinators look after others; for oneself there is *My sign-in*. Nobody shuts themselves out."""
    return by.is_coordinator and by.is_active and by.pk != user.pk


def may_disable(by: User, user: User, coordinators: list[User]) -> bool:
    """`coordinators`: all who are active, as the database has them now. One of them must remain."""
    if by not in coordinators or not may_look_after(by, user):
        return False
    return any(each.pk != user.pk for each in coordinators)


def may_leave(user: User, coordinators: list[User]) -> bool:
    """Everybody may, but the last coordinator. `coordinators`: all who are active."""
    return not user.is_coordinator or any(each.pk != user.pk for each in coordinators)


def may_get_a_link(user: User) -> bool:
    """A disabled person is enabled first; a practice sign-in keeps the password that was printed."""
    return user.is_active and not user.practice
