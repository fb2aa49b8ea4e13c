"""Who is asked whether a page is still true, and what the link in the letter opens."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localdate

from umn.directory import tokens
from umn.directory.choices import Basis, ChannelKind, Status
from umn.directory.models import Channel, Checkup, ContactPoint
from umn.people.models import Affiliation, User
from umn.places.gazetteer import local_language
from umn.places.queries import by_id

LINK_GOOD_FOR = timedelta(days=60)
# Of an affiliation. Who was invited and has not come yet looks after nothing.
LOOKS_AFTER = Q(until=None, user__is_active=True) & ~Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)


class NoSuchLink(Exception):
    """The token was never ours, is too old, or a newer letter has taken its place."""


def by_token(token: str, *, at: datetime, locked: bool = False) -> Checkup:
    """What the link with this token asks about, answered or not. Raises NoSuchLink."""
    digest = tokens.digest(token)
    rows = Checkup.objects.select_for_update(of=("self",)) if locked else Checkup.objects.all()
    found = rows.select_related("point").filter(digest=digest).first() if digest else None
    if found is None or found.asked_on < localdate(at) - LINK_GOOD_FOR:
        raise NoSuchLink
    return found


def not_known_since(day: date) -> list[tuple[ContactPoint, date | None]]:
    """Working points of which nobody has known anything since before `day`, the oldest first, with the day on which
    they were last asked."""
    rows = working().filter(known_on__lt=day).annotate(last_asked=Max("checkups__asked_on"))
    return [(row, row.last_asked) for row in rows.order_by("known_on", "pk")]


def asked_today(at: datetime) -> dict[int, int]:
    """How many points of each organisation, by primary key, were asked on this day."""
    rows = Checkup.objects.filter(asked_on=localdate(at)).values("point__organisation")
    return {row["point__organisation"]: row["count"] for row in rows.annotate(count=Count("pk"))}


def working() -> QuerySet[ContactPoint]:
    """Points whose pages must stay true. Practice points are looked after in practice folders only."""
    real = Q() if settings.PRACTICE else Q(organisation__practice=False)
    return ContactPoint.objects.filter(real).exclude(status=Status.CLOSED).select_related("organisation")


def operators_of(points: Collection[ContactPoint]) -> dict[int, list[User]]:
    """The people who look after these points, by primary key of the organisation, in one query."""
    found: dict[int, list[User]] = defaultdict(list)
    people = Affiliation.objects.filter(LOOKS_AFTER, organisation__in={point.organisation_id for point in points})
    for row in people.select_related("user").order_by("user_id"):
        found[row.organisation_id].append(row.user)
    return found


def office_addresses(points: Collection[ContactPoint]) -> dict[int, str]:
    """The e-mail address on the page of each point, by primary key, in one query. Not of those who said stop, and
    not one that was only recalled: it may be somebody else's by now."""
    asking = [point.pk for point in points if point.letters_stopped_on is None]
    channels = Channel.objects.filter(point__in=asking, kind=ChannelKind.EMAIL).exclude(
        basis__in=[Basis.RECALLED, Basis.UNKNOWN]
    )
    found: dict[int, str] = {}
    for channel in channels.order_by("pk"):
        found.setdefault(channel.point_id, channel.value)
    return found


def language_of(point: ContactPoint) -> str:
    """In which language an office is written to that has no operator here: that of its town, where we speak it."""
    main = point.locations.first()
    place = by_id(main.place_id) if main and main.place_id else None
    local = place.local_name()[1] if place else local_language(point.country)
    return local if local in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
