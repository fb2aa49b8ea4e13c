"""Who may do what, and when something is due."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from umn.enquiries.choices import KEEP_ANSWERED, KEEP_AT_MOST, State
from umn.enquiries.models import Desk, Enquiry
from umn.people.models import User


def may_read(user: User, desk: Desk) -> bool:
    """People of the office who hold the desk's key, and nobody else: a coordinator's role opens no case."""
    return may_join(user, desk) and desk.keys.filter(member=user, key_version=desk.key_version).exists()


def somebody_else_reads(desk: Desk, user: User) -> bool:
    """Whether the desk can be opened without this user."""
    return any(may_read(copy.member, desk) for copy in desk.keys.exclude(member=user).select_related("member"))


def may_manage(user: User, desk: Desk) -> bool:
    """Coordinators open and close any desk; members their own."""
    return user.is_active and (user.is_coordinator or may_read(user, desk))


def may_join(user: User, desk: Desk) -> bool:
    """People of the organisation that runs the point; a colleague with the key lets them in."""
    return user.is_active and user.affiliations.filter(organisation=desk.point.organisation_id, until=None).exists()


def delete_on(enquiry: Enquiry, *, today: date) -> date:
    """Waiting questions stay until answered, at most a year; all others 90 days after the last word."""
    latest = enquiry.asked_on + KEEP_AT_MOST
    return latest if enquiry.state == State.WAITING else min(latest, today + KEEP_ANSWERED)


def touch(enquiry: Enquiry, *, at: datetime) -> None:
    """Something was said or decided: new day, next version, new day of deletion (saved)."""
    enquiry.changed_on = localdate(at)
    enquiry.version += 1
    enquiry.delete_on = delete_on(enquiry, today=enquiry.changed_on)
    enquiry.save()


def due_on(asked_on: date, working_days: int) -> date:
    """The day by which a first answer was promised. Saturdays and Sundays do not count."""
    day = asked_on
    while working_days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            working_days -= 1
    return day


def letters_of(case: UUID) -> str:
    """With what the post's keys of all letters about one case begin."""
    return f"enquiry/{case}/"
