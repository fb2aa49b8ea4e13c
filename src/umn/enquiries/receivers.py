"""What happens elsewhere and matters here."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from umn.directory.models import ContactPoint
from umn.enquiries import actions, queries
from umn.enquiries.models import DeskKey
from umn.people.models import User
from umn.people.signals import keys_renewed, operator_joined, operator_left


@receiver(operator_joined)
def first_member_sets_up_the_desk(sender: Any, *, user: User, at: datetime, **rest: Any) -> None:
    """Points of this organisation without a desk get one, with this person's key; so do desks that nobody can open.

    Wherever somebody holds the key, that colleague lets the newcomer in.
    """
    organisations = user.affiliations.filter(until=None).values("organisation")
    for point in ContactPoint.objects.filter(organisation__in=organisations, desk=None):
        actions.set_up_desk(point, by=user, at=at)
    for desk in queries.beyond_opening().filter(point__organisation__in=organisations):
        actions.renew_desk(desk, by=user, at=at)


@receiver(operator_left)
@receiver(keys_renewed)
def copies_of_lost_keys_go(sender: Any, *, user: User, **rest: Any) -> None:
    """Who left, or lost their key, holds no desk any more; a colleague can let them in again."""
    DeskKey.objects.filter(member=user).delete()
