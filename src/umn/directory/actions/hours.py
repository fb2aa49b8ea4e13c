"""The week of one place, as its people say it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from umn.directory import versions, zones
from umn.directory.actions import editing
from umn.directory.choices import Appointment
from umn.directory.models import Location, OpeningHours
from umn.people.models import User


def set_hours(
    location: Location,
    *,
    rule: str,
    note: str | None,
    language: str,
    only_by_appointment: bool = False,
    seen: str,
    by: User,
    at: datetime,
) -> None:
    """`rule` as `week.rule_of` writes it, empty where the office cannot say; `note` in `language` beside it, None to
    leave it as it is. `seen`: what the form showed (`versions.of_hours`).

    Raises editing.ChangedMeanwhile when that is not what stands there now, people.rules.NotAllowed, and KeyError for
    a country whose clock nobody knows.
    """
    with transaction.atomic():
        point = editing.locked(location.point, by=by)
        place = Location.objects.select_related("hours", "point").get(pk=location.pk, point=point)
        if versions.of_hours(place, place.texts.all()) != seen:
            raise editing.ChangedMeanwhile
        week = getattr(place, "hours", None) or OpeningHours(
            location=place, country=point.country, timezone=zones.zone_of(point.country, lon=place.lon)
        )
        week.rule = rule
        editing.confirm(week, by=by, on=timezone.localdate(at))
        week.save()
        if note is not None:
            editing.say(point, "hours", note, language=language, location=place)
        if only_by_appointment:
            point.appointment = Appointment.REQUIRED
        editing.finish(point, verb="directory.hours-set", by=by, at=at)
