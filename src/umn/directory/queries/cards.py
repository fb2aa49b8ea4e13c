"""From rows to a card: one contact point in a list, in the reader's language."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from umn.directory import hours
from umn.directory.choices import Appointment, Basis, ChannelKind, Precision, Status, TraitCode
from umn.directory.freshness import stage
from umn.directory.hours import HoursState
from umn.directory.models import ContactPoint, Location, PointText
from umn.directory.provenance import HasSource, Provenance, is_reliable, provenance, trust
from umn.directory.queries.facts import Known
from umn.directory.queries.shown import Card, Spoken
from umn.directory.queries.special_days import SOON_ON_CARDS, shown_special, special_of, zone_at
from umn.directory.wording import country_text, place_text, source_text, state_text
from umn.languages import names
from umn.languages.dates import date_text
from umn.languages.models import TextState
from umn.languages.texts import Shown, best
from umn.places.queries import by_id

# Fresh before unconfirmed before old.
FRESHNESS = {"confirmed": 0, "seen": 0, "doubtful": 0, "undated": 1, "recalled": 1, "unknown": 1, "old": 2}


def freshest(facts: Iterable[HasSource], *, at: datetime) -> HasSource:
    """The fact that says best whether the point is there: reliable before undated before old, then the latest."""

    def rank(fact: HasSource) -> tuple[int, int, int]:
        known = trust(fact, at=at)
        day = fact.confirmed_on or fact.as_of_date
        return FRESHNESS[known], int(known == "unknown"), -(day.toordinal() if day else 0)

    return min(facts, key=rank)


def state_of(location: Location, *, at: datetime) -> HoursState:
    """Whether a place is open at the moment `at`, as far as reliable hours and its special days say."""
    point = location.point
    if point.status != Status.OPEN:
        return HoursState(hours.CLOSED)
    by_appointment = point.appointment == Appointment.REQUIRED
    week = getattr(location, "hours", None)
    known, special = hours.NOT_KNOWN, special_of(location)
    if special or (week is not None and week.rule):
        known = hours.state(
            week.rule if week else "",
            zone_at(location),
            week.country if week else point.country,
            at,
            trusted=week is not None and is_reliable(week, at=at),
            appointment=by_appointment,
            special=special,
        )
    if known.kind == hours.UNKNOWN and by_appointment and (is_reliable(point, at=at) or _said_lately(point, at=at)):
        return HoursState(hours.APPOINTMENT)
    return known


def _said_lately(point: ContactPoint, *, at: datetime) -> bool:
    """Whether its people have looked through the page's form, where appointments stand, within a year."""
    return stage(point.edited_on, today=timezone.localdate(at)) in ("fresh", "due", "asked")


def card(
    location: Location,
    known: Known,
    texts: Sequence[PointText],
    *,
    at: datetime,
    language: str,
    km: float | None = None,
    from_country: str = "",
    speaks: str = "",
    fits: bool = True,
) -> Card:
    """The card of the point of `location`. `km` from the middle of the searched city: shown for a real address only.

    `from_country`: where the person searches (ISO 3166); a point anywhere else says its country.
    """
    point = location.point
    own = [text for text in texts if text.location_id is None]
    shown_km = km if location.precision == Precision.ADDRESS else None
    state = state_of(location, at=at)
    source = source_of(location, at=at, language=language)
    return Card(
        **_who(point, known, language),
        name=name_of(point, own, language),
        desk=best(own, "desk", language),
        services=best(own, "services", language),
        abroad=from_country != point.country,
        place_text=place_line(location, language=language, km=shown_km),
        km=shown_km,
        state=state,
        state_text=state_line(location, state, at=at, language=language),
        soon=shown_special(location, at=at, language=language, within=SOON_ON_CARDS)[:1],
        spoken=spoken(known, at=at, language=language, wanted=speaks),
        source=source,
        source_text=source_text(source),
        premises=location.premises,
        no_papers=has_trait(location, known, TraitCode.NO_PAPERS, at=at),
        woman=has_trait(location, known, TraitCode.WOMAN, at=at),
        fits=fits,
    )


def _who(point: ContactPoint, known: Known, language: str) -> dict[str, Any]:
    """What a card takes over as it is."""
    phone, website = known.channel(ChannelKind.PHONE), known.channel(ChannelKind.WEBSITE)
    return {
        "key": point.key,
        "point_id": point.pk,
        "standing": point.organisation.standing,
        "is_authority": point.is_authority,
        "country": point.country,
        "country_name": country_text(point.country, language),
        "others": known.others,
        "phone": phone.value if phone else "",
        "website": website.value if website else "",
        "free": bool(point.free),
        "appointment": point.appointment,
        "reach": point.reach,
        "topics": frozenset(known.topic_keys),
    }


def has_trait(location: Location, known: Known, code: str, *, at: datetime) -> bool:
    """Whether a source that may be relied on says so. Nobody who asks for no papers does so at the police."""
    trait = known.trait(code)
    if trait is None or (code == TraitCode.NO_PAPERS and location.premises):
        return False
    return is_reliable(trait, at=at)


def name_of(point: ContactPoint, own: Sequence[PointText], language: str) -> Shown:
    """The name nearest to the reader's language; the key of a point that nobody has named yet."""
    return best(own, "name", language) or Shown(point.key, "en", "ltr", TextState.DRAFT, is_wanted=False)


def source_of(location: Location, *, at: datetime, language: str) -> Provenance:
    """Of the point as a whole. A single fact that the office has confirmed does not speak for the others."""
    facts = [fact for fact in _known_facts(location) if fact is location.point or fact.basis != Basis.CONFIRMED]
    return provenance(freshest(facts, at=at), at=at, language=language)


def freshness(location: Location, *, at: datetime) -> int:
    """0 for what is known, 1 for what is undated, unconfirmed or older than 18 months, 2 for what is old."""
    fact = freshest(_known_facts(location), at=at)
    known = trust(fact, at=at)
    if known == "doubtful" and stage(fact.confirmed_on or fact.as_of_date, today=timezone.localdate(at)) == "sunk":
        return FRESHNESS["undated"]
    return FRESHNESS[known]


def _known_facts(location: Location) -> list[HasSource]:
    """What says that the point is there; an address that nobody found says nothing."""
    facts: list[HasSource] = [location.point]
    if location.basis != Basis.UNKNOWN:
        facts.append(location)
    if getattr(location, "hours", None) is not None:
        facts.append(location.hours)
    return facts


def place_line(location: Location, *, language: str, km: float | None = None) -> str:
    city, _ = city_name(location, language)
    return place_text(city, km=km, is_region=location.is_region, is_certain=location.city_basis != Basis.RECALLED)


def city_name(location: Location, language: str) -> tuple[str, str]:
    """The city for this reader, and the language that its name is in."""
    place = by_id(location.place_id) if location.place_id else None
    if place is not None:
        return place.name_in(language)
    return location.city or country_text(location.point.country, language), ""


def state_line(location: Location, state: HoursState, *, at: datetime, language: str) -> str:
    point = location.point
    if point.status == Status.OPEN:
        return state_text(state, now=at, language=language)
    return closed_text(point.status, date_text(point.closed_until, language) if point.closed_until else "")


def closed_text(status: str, until: str) -> str:
    if status == Status.CLOSED:
        return gettext("Closed or closing for good")
    if until:
        return gettext("Closed until %(day)s") % {"day": until}
    return gettext("Closed for a time")


def spoken(known: Known, *, at: datetime, language: str, wanted: str = "") -> tuple[Spoken, ...]:
    """The listed languages, the wanted one first."""
    found = [
        Spoken(
            code=fact.value,
            autonym=names.autonym(fact.value),
            name=names.name(fact.value, language),
            direction=names.direction(fact.value),
            wanted=bool(wanted) and speaks_it({fact.value}, wanted),
            source=provenance(fact, at=at, language=language),
        )
        for fact in known.languages
        if fact.value in known.spoken
    ]
    return tuple(sorted(found, key=lambda one: not one.wanted))


def speaks_it(codes: set[str], wanted: str) -> bool:
    """Whether one of the languages is the wanted one, whatever its region."""
    return names.base(wanted) in {names.base(code) for code in codes}
