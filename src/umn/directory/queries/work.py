"""The points that somebody keeps true, for the workspace."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.translation import gettext

from umn.directory import hours, rules, special, versions, week
from umn.directory.choices import ChannelKind, Instead, Status
from umn.directory.models import ContactPoint, Location, PointText
from umn.directory.queries.cards import city_name, name_of, place_line, state_line, state_of
from umn.directory.queries.point import is_key
from umn.directory.queries.shown import ShownSpecial
from umn.directory.queries.special_days import in_words, specials_of, with_special_days, zone_at
from umn.directory.wording import country_text
from umn.languages.texts import Shown, best
from umn.people.models import User

MOST = 300  # points on one page; the list by freshness leads to all of them


@dataclass(frozen=True, slots=True)
class Listed:
    key: str
    name: Shown
    kind: str
    state_text: str
    place: str


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of one place, for its form."""

    location: Location
    city: str
    others: tuple[tuple[int, str], ...]  # position and name of the point's other places
    read: week.Read
    note: Shown
    old_note: str  # all that stands there now, also what the form does not show
    seen: str
    clock: str  # "Times in Rome. Public holidays in Italy …"


@dataclass(frozen=True, slots=True)
class PlannedDay:
    id: int
    shown: ShownSpecial
    city: str  # empty: at all places


def editable(key: str, *, user: User) -> ContactPoint | None:
    """The point with this key, if the user may edit it; what one may not edit looks like what is not there."""
    if not is_key(key):
        return None
    points = ContactPoint.objects.filter(rules.editable_by(user), key=key).select_related("organisation")
    places = Location.objects.select_related("hours").prefetch_related("texts")
    return points.prefetch_related(
        "texts", "channels", "languages", "traits", with_special_days(), Prefetch("locations", queryset=places)
    ).first()


def my_points(user: User, *, language: str, at: datetime) -> list[Listed]:
    """The points that somebody may edit, by name."""
    points = ContactPoint.objects.filter(rules.editable_by(user)).select_related("organisation")
    rows = points.prefetch_related("texts", "locations__hours", with_special_days()).order_by("key")[:MOST]
    return sorted((_listed(row, language=language, at=at) for row in rows), key=lambda one: one.name.text.casefold())


def places_of(point: ContactPoint) -> list[Location]:
    """Its places with the point itself behind each, as the queries of the public pages read them."""
    places = list(point.locations.all())
    for place in places:
        place.point = point
    return places


def week_at(point: ContactPoint, position: int | None, *, language: str) -> Week | None:
    """The hours of the place at this position, or of the first one; None for a point without that place."""
    places = places_of(point)
    found = next((place for place in places if position is None or place.position == position), None)
    if found is None:
        return None
    texts = list(found.texts.all())
    row = getattr(found, "hours", None)
    return Week(
        location=found,
        city=city_name(found, language)[0],
        others=tuple((place.position, city_name(place, language)[0]) for place in places if place != found),
        read=week.week_of(row.rule if row else ""),
        note=_note(texts, language),
        old_note=best(texts, "hours", language).text,
        seen=versions.of_hours(found, texts),
        clock=_clock(found, language),
    )


def planned(point: ContactPoint, *, language: str, at: datetime) -> list[PlannedDay]:
    """Days to come that are not as usual, at any place."""
    cities = {place.pk: city_name(place, language)[0] for place in places_of(point)}
    several = len(cities) > 1
    return [
        PlannedDay(one.id, in_words(one, language=language), cities.get(one.location_id or 0, "") if several else "")
        for one in special.coming(specials_of(point), today_at(point, at=at))
    ]


def today_at(point: ContactPoint, *, at: datetime) -> date:
    """Which day it is at the main place of the point."""
    places = places_of(point)
    return at.astimezone(ZoneInfo(zone_at(places[0] if places else Location(point=point)))).date()


def ways_instead(point: ContactPoint) -> tuple[Instead, ...]:
    """What people can do when the office is closed: only what its page offers."""
    kinds = {one.kind for one in point.channels.all()}
    offered = [Instead.PHONE] if ChannelKind.PHONE in kinds else []
    offered += [Instead.EMAIL] if ChannelKind.EMAIL in kinds else []
    return (*offered, Instead.ASK)


def place_choices(point: ContactPoint, *, language: str) -> list[tuple[int, str]]:
    return [(place.pk, city_name(place, language)[0]) for place in places_of(point)]


def works_there(user: User, point: ContactPoint) -> bool:
    return user.affiliations.filter(organisation=point.organisation_id, until=None).exists()


def _listed(row: ContactPoint, *, language: str, at: datetime) -> Listed:
    place = next(iter(places_of(row)), Location(point=row))
    state = state_of(place, at=at)
    own = [text for text in row.texts.all() if text.location_id is None]
    return Listed(
        key=row.key,
        name=name_of(row, own, language),
        kind=state.kind if row.status == Status.OPEN else "closed",
        state_text=state_line(place, state, at=at, language=language),
        place=place_line(place, language=language),
    )


def _note(texts: list[PointText], language: str) -> Shown:
    """The words beside the hours. A note that only lists days ("We-Fr") gives way to real hours."""
    english = next((text.text for text in texts if text.field == "hours" and text.language == "en"), "")
    return best([] if hours.days_only(english) else texts, "hours", language)


def _clock(place: Location, language: str) -> str:
    said = {"place": city_name(place, language)[0], "country": country_text(place.point.country, language)}
    return (
        gettext(
            "These are times in %(place)s. On public holidays in %(country)s you count as closed, "
            "unless you write hours for them below."
        )
        % said
    )
