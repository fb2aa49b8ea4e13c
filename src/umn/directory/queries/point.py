"""Everything about one contact point."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.timezone import localdate

from umn.directory.choices import Basis, ChannelKind, Precision, Status, TraitCode
from umn.directory.freshness import AFTER, months_before
from umn.directory.hours import HoursState
from umn.directory.models import ContactPoint, Location, OpeningHours, PointText
from umn.directory.provenance import provenance
from umn.directory.queries.candidates import Area, candidates
from umn.directory.queries.cards import card, city_name, name_of, place_line, source_of, spoken, state_line, state_of
from umn.directory.queries.expiry import expires
from umn.directory.queries.facts import Fact, Known, facts_of, texts_of
from umn.directory.queries.find import CARD_TEXTS
from umn.directory.queries.opening import opening
from umn.directory.queries.rows import Rows
from umn.directory.queries.shown import Card, Place, ShownPoint, ShownTrait, Topic, Way
from umn.directory.queries.sorting import Wish, sort
from umn.directory.queries.special_days import fetch_special_days, shown_special, zone_at
from umn.directory.succession import takes_over
from umn.directory.wording import country_text, source_text
from umn.languages import names
from umn.languages.dates import date_text
from umn.languages.models import SHOWN_STATES
from umn.languages.texts import Shown, best
from umn.people.models import Organisation
from umn.places import queries as places
from umn.places.gazetteer import local_language
from umn.ui.dialling import to_dial
from umn.vocabulary.queries import topics

_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
# Field of ShownPoint → field of PointText.
SAID = {
    "short": "short",
    "desk": "desk",
    "kind_text": "kind",
    "services": "services",
    "access": "access",
    "cost": "cost",
    "limits": "limits",
    "languages_note": "languages",
    "notes": "notes",
    "closed_why": "closed",
}
INSTEAD = 3  # points offered in place of a closed one


def point(key: str, *, language: str, at: datetime) -> ShownPoint | None:
    """The point with this key, in the reader's `language`, as it is at the moment `at` (aware); None if unknown."""
    if not is_key(key):
        return None
    row, organisation = next(_POINT.read([key]), (None, None))
    if row is None:
        return None
    row.organisation = organisation
    fetch_special_days([row])
    with translation.override(language):
        return _shown(row, _locations(row), language=language, at=at)


def _locations(row: ContactPoint) -> list[Location]:
    """Its places with their hours, the main one first."""
    found = []
    for location, hours in _PLACES.read([row.pk]):
        location._state.fields_cache["hours"] = hours
        found.append(location)
    return found


_POINT = Rows(
    ContactPoint,
    Organisation,
    source="FROM {ContactPoint} a JOIN {Organisation} b ON b.id = a.organisation_id WHERE a.key IN ({marks})",
)
_PLACES = Rows(
    Location,
    OpeningHours,
    source="FROM {Location} a LEFT JOIN {OpeningHours} b ON b.location_id = a.id WHERE a.point_id IN ({marks})"
    " ORDER BY a.position",
)


def is_key(text: str) -> bool:
    """Whether this can be the key of a point at all; PostgreSQL refuses to look for some texts."""
    return _KEY.fullmatch(text) is not None


def _shown(row: ContactPoint, locations: list[Location], *, language: str, at: datetime) -> ShownPoint:
    known = facts_of([row.pk])[row.pk]
    texts = texts_of([row.pk], language=language)[row.pk]
    own = [text for text in texts if text.location_id is None]
    # A point without any place is somewhere in its country.
    locations = locations or [Location(point=row, city="", basis=Basis.UNKNOWN)]
    for location in locations:
        location.point = row
    shown_places = tuple(_place(location, texts, language=language, at=at) for location in locations)
    source = provenance(row, at=at, language=language)
    known_by = source_of(locations[0], at=at, language=language)
    spoken_source = provenance(known.languages[0], at=at, language=language) if known.languages else None
    services_source = provenance(known.topics[0], at=at, language=language) if known.topics else source
    state = state_of(locations[0], at=at)
    successor, instead = _instead(row, locations[0], language=language, at=at)
    return ShownPoint(
        **_who(row, language),
        **_said(own, row, language),
        own_names=_own_names(own, row, language),
        successor=successor,
        instead=instead,
        state=state,
        state_text=state_line(locations[0], state, at=at, language=language),
        places=shown_places,
        ways=tuple(_way(fact, own, row, language=language, at=at) for fact in known.channels),
        spoken=spoken(known, at=at, language=language),
        spoken_source=spoken_source,
        spoken_source_text=source_text(spoken_source) if spoken_source else "",
        others=known.others,
        topics=_topics(known, language),
        traits=_traits(known, locations[0], language=language, at=at),
        services_source=services_source,
        services_source_text=source_text(services_source),
        source=source,
        source_text=source_text(source),
        known=known_by,
        known_text=source_text(known_by),
        gone=_is_gone(row, at),
        expires=expires(_states(locations, successor, instead, at=at), at=at),
        day_ends=_day_ends(locations, at),
    )


def _is_gone(row: ContactPoint, at: datetime) -> bool:
    """Closed for good so long ago that search engines should forget its address."""
    since = row.closed_since_date
    return row.status == Status.CLOSED and since is not None and since < months_before(localdate(at), AFTER["old"])


def _said(own: Sequence[PointText], row: ContactPoint, language: str) -> dict[str, Any]:
    texts = {field: best(own, name, language) for field, name in SAID.items()}
    return {**texts, "name": name_of(row, own, language)}


def _who(row: ContactPoint, language: str) -> dict[str, Any]:
    """What stands on the point itself and its organisation."""
    return {
        "key": row.key,
        "point_id": row.pk,
        "standing": row.organisation.standing,
        "membership": row.membership,
        "coordinates": row.coordinates,
        "organisation_kind": row.organisation.kind,
        "is_authority": row.is_authority,
        "practice": row.organisation.practice,
        "country": row.country,
        "country_name": country_text(row.country, language),
        "kind": row.kind,
        "reach": row.reach,
        "status": row.status,
        "closed_since": date_text(row.closed_since or row.closed_since_date, language) if row.closed_since_date else "",
        "closed_until": date_text(row.closed_until, language) if row.closed_until else "",
        "free": bool(row.free),
        "appointment": row.appointment,
    }


def _place(location: Location, texts: Sequence[PointText], *, language: str, at: datetime) -> Place:
    own = [text for text in texts if text.location_id == location.pk]
    city, city_language = city_name(location, language)
    there = places.by_id(location.place_id) if location.place_id else None
    address_language = there.local_name()[1] if there else local_language(location.point.country)
    source = provenance(location, at=at, language=language)
    at_the_door = location.precision == Precision.ADDRESS
    return Place(
        city=city,
        city_language=city_language,
        text=place_line(location, language=language),
        address=location.address,
        address_language=address_language,
        address_direction=names.direction(address_language),
        local_city=there.local_name()[0] if there else location.city,
        where=best(own, "where", language),
        note=best(own, "address", language),
        is_known=location.basis != Basis.UNKNOWN,
        source=source,
        source_text=source_text(source),
        hours=opening(location, texts, at=at, language=language),
        special=shown_special(location, at=at, language=language),
        lat=location.lat if at_the_door else None,
        lon=location.lon if at_the_door else None,
        premises=location.premises,
    )


def _way(fact: Fact, own: Sequence[PointText], row: ContactPoint, *, language: str, at: datetime) -> Way:
    """A telephone number, address or site with its link. Numbers without "+" work inside their country only."""
    source = provenance(fact, at=at, language=language)
    kind = ChannelKind(fact.detail)
    href = {
        ChannelKind.PHONE: f"tel:{to_dial(fact.value)}",
        ChannelKind.EMAIL: f"mailto:{fact.value}",
        ChannelKind.WEBSITE: f"https://{fact.value}",
    }[kind]
    inland = kind == ChannelKind.PHONE and not fact.value.startswith("+")
    return Way(
        kind=kind.value,
        value=fact.value,
        href=href,
        note=best(own, kind.value, language),
        source=source,
        source_text=source_text(source),
        from_country=country_text(row.country, language) if inland else "",
    )


def _own_names(own: Sequence[PointText], row: ContactPoint, language: str) -> tuple[Shown, ...]:
    """The names on the door: what the point calls itself in the languages of its country, unless shown already."""
    shown = best(own, "name", language)
    mine = [text for text in own if text.field == "name" and text.state in SHOWN_STATES and text.text != shown.text]
    local = local_language(row.country)
    on_the_door = [text for text in mine if text.language == local] or [text for text in mine if text.language != "en"][
        :1
    ]
    return tuple(
        Shown(text.text, text.language, names.direction(text.language), text.state, is_wanted=False)
        for text in on_the_door
    )


def _topics(known: Known, language: str) -> tuple[Topic, ...]:
    if not known.topics:
        return ()
    labels = {one.key: one for one in topics(language)}
    shown = [labels[fact.value] for fact in known.topics if fact.value in labels]
    return tuple(Topic(one.key, one.label, one.label_language, names.direction(one.label_language)) for one in shown)


def _traits(known: Known, location: Location, *, language: str, at: datetime) -> tuple[ShownTrait, ...]:
    """Nobody who asks for no papers does so at the police."""
    told = [fact for fact in known.traits if not (fact.value == TraitCode.NO_PAPERS and location.premises)]
    sources = [provenance(fact, at=at, language=language) for fact in told]
    return tuple(
        ShownTrait(fact.value, source, source_text(source))
        for fact, source in zip(told, sources, strict=True)
        if source.trust != "unknown"
    )


def _instead(
    row: ContactPoint, location: Location, *, language: str, at: datetime
) -> tuple[Card | None, tuple[Card, ...]]:
    """For a point that does not work: who took over, or else who is near."""
    if row.status == Status.OPEN:
        return None, ()
    there = places.by_id(location.place_id) if location.place_id else None
    area = Area(there, "" if there else row.country)
    follower = takes_over(row)
    found = [one for one in candidates(area, named=[follower.key] if follower else []) if one.key != row.key]
    facts = facts_of([one.location.point_id for one in found])
    for one in found:
        one.known = facts[one.location.point_id]
    parts = sort(found, area, Wish("", frozenset(), "", (), at))
    nearest = [*parts.near, *parts.country, *parts.helplines]
    successors = [one for one in found if follower and one.location.point_id == follower.pk]
    shown = (successors or nearest)[: 1 if successors else INSTEAD]
    texts = texts_of([one.location.point_id for one in shown], fields=CARD_TEXTS, language=language)
    cards = tuple(
        card(
            one.location,
            one.facts,
            texts[one.location.point_id],
            at=at,
            language=language,
            km=one.km,
            from_country=row.country,
        )
        for one in shown
    )
    return (cards[0], ()) if successors else (None, cards)


def _states(
    locations: Sequence[Location], successor: Card | None, instead: Sequence[Card], *, at: datetime
) -> list[HoursState]:
    """Every *open* or *closed* that the page shows."""
    cards = [*instead, successor] if successor else instead
    return [*(state_of(location, at=at) for location in locations), *(one.state for one in cards)]


def _day_ends(locations: Sequence[Location], at: datetime) -> datetime:
    """The next midnight at one of its places."""
    zones = {ZoneInfo(zone_at(location)) for location in locations}
    return min(datetime.combine(at.astimezone(zone).date() + timedelta(days=1), time(0), zone) for zone in zones)
