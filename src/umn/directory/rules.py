"""Who may do what with a contact point."""

from datetime import date, timedelta

from django.db.models import Q

from umn.directory.models import ContactPoint
from umn.people.models import User


def may_edit(user: User, point: ContactPoint) -> bool:
    """The people of the organisation that runs the point, and coordinators any point."""
    if not user.is_active:
        return False
    return user.is_coordinator or user.affiliations.filter(organisation=point.organisation_id, until=None).exists()


def editable_by(user: User) -> Q:
    """The same question for many points at once: a filter of `ContactPoint`."""
    if not user.is_active:
        return Q(pk__in=())
    if user.is_coordinator:
        return Q()
    return Q(organisation__in=user.affiliations.filter(until=None).values("organisation"))


ASK_AGAIN_AFTER = timedelta(days=7)


def may_ask_again(last_asked: date | None, *, today: date) -> bool:
    """An office is not written to twice within a week, whoever wishes it."""
    return last_asked is None or today - last_asked >= ASK_AGAIN_AFTER
