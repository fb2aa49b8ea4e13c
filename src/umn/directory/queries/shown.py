"""What the pages and other rooms get: contact points ready to show. Nothing here reads the database."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext

from umn.directory.hours import DayHours, HoursState
from umn.directory.provenance import Provenance
from umn.languages.texts import Shown


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language spoken at a point; `wanted` when it is the one that was asked for."""

    code: str
    autonym: str
    name: str
    direction: str
    wanted: bool
    source: Provenance


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach a point. `note` is only there when something must be known before using it."""

    kind: str  # phone, email, website
    value: str
    href: str
    note: Shown
    source: Provenance
    source_text: str
    from_country: str = ""  # a number without country code works from telephones of this country only


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    label: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Some days of the week with the same hours: "Monday to Friday", "09:00–12:00"; `by_appointment` for all spans."""

    days: str
    times: tuple[str, ...]
    by_appointment: bool


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one place. `state` is unknown unless the hours may be relied on; `rows` are shown either way."""

    state: HoursState
    state_text: str
    week: tuple[DayHours, ...]
    rows: tuple[HoursRow, ...]
    days_only: str  # weekdays without times, in words
    note: Shown
    reliable: bool
    source: Provenance
    source_text: str
    holiday_soon: str  # date of a public holiday within the next week


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a point is met. `address` is in the script of its country, for showing to a driver."""

    city: str
    city_language: str
    text: str  # "in Liège"
    address: str
    address_language: str
    address_direction: str
    local_city: str
    where: Shown  # words instead of an address: "seat of the union"
    note: Shown
    is_known: bool
    source: Provenance
    source_text: str
    hours: Hours | None
    lat: float | None  # of the door only
    lon: float | None


@dataclass(frozen=True, slots=True)
class Card:
    """A contact point in a list."""

    key: str
    name: Shown
    desk: Shown
    services: Shown
    standing: str  # umn, city, outside, closed
    is_authority: bool
    country: str
    country_name: str
    abroad: bool
    place_text: str
    km: float | None
    state: HoursState
    state_text: str
    spoken: tuple[Spoken, ...]
    others: str  # interpreters, many or empty
    phone: str
    website: str
    free: bool
    appointment: str
    reach: str
    topics: frozenset[str]
    source: Provenance
    source_text: str
    point_id: int = 0

    @property
    def closed(self) -> bool:
        return self.standing == "closed"


@dataclass(frozen=True)
class ShownPoint:
    """Everything about one contact point."""

    key: str
    point_id: int
    name: Shown
    own_names: tuple[Shown, ...]  # as it calls itself, where that is not what the reader sees
    short: Shown
    desk: Shown
    kind_text: Shown
    standing: str
    membership: str
    coordinates: bool
    organisation_kind: str
    is_authority: bool
    practice: bool
    country: str
    country_name: str
    kind: str
    reach: str
    status: str
    closed_since: str
    closed_until: str
    closed_why: Shown
    successor: "Card | None"
    instead: "tuple[Card, ...]"
    state: HoursState  # of the main place
    state_text: str
    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    spoken: tuple[Spoken, ...]
    spoken_source: Provenance | None
    spoken_source_text: str
    others: str
    languages_note: Shown
    topics: tuple[Topic, ...]
    services: Shown
    services_source: Provenance
    services_source_text: str
    access: Shown
    cost: Shown
    free: bool
    appointment: str
    notes: Shown
    source: Provenance
    source_text: str
    expires: datetime  # when something on the page changes by itself

    @property
    def main_place(self) -> Place:
        return self.places[0]

    @property
    def described_places(self) -> tuple[Place, ...]:
        """Places without a street address of which something is said all the same."""
        return tuple(place for place in self.places if not place.address and (place.where or place.note))

    @property
    def streetless_cities(self) -> str:
        """Towns where the point is, too, at an address that nobody knows. Nothing for help by telephone or web."""
        bare = [place.city for place in self.places if not (place.address or place.where or place.note)]
        return gettext(", ").join(bare) if self.kind in ("office", "outreach") else ""

    @property
    def is_open(self) -> bool:
        return self.status == "open"

    @property
    def phones(self) -> tuple[Way, ...]:
        return tuple(way for way in self.ways if way.kind == "phone")

    @property
    def emails(self) -> tuple[Way, ...]:
        return tuple(way for way in self.ways if way.kind == "email")

    @property
    def websites(self) -> tuple[Way, ...]:
        return tuple(way for way in self.ways if way.kind == "website")


@dataclass(frozen=True, slots=True)
class Fit:
    """A point that a question may go to. `reasons`: same_city, nearest, same_country, topic, speaks, member."""

    point: Card
    km: float | None  # from the middle of the place, in kilometres
    reasons: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.point.key
