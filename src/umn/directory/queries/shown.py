"""What the pages and other rooms get: contact points ready to show. Nothing here reads the database."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from django.utils.translation import gettext

from umn.directory.choices import Premises
from umn.directory.hours import DayHours, HoursState
from umn.directory.provenance import Provenance
from umn.directory.special import Special
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
class ShownSpecial:
    """One or more days that are not as usual: "Closed on Thursday 26 November." and what to do instead."""

    text: str
    instead: str  # a sentence, or empty
    reason: str  # a sentence, or empty
    note: Shown  # the office's own words, in the language they are in
    days: Special


@dataclass(frozen=True, slots=True)
class ShownTrait:
    """What decides whether some people dare to go there, with its source; never more certain than that."""

    code: str  # no-papers, woman
    source: Provenance
    source_text: str


@dataclass(frozen=True, slots=True)
class HoursDay:
    """One weekday; no times: closed."""

    name: str
    times: tuple[str, ...]
    by_appointment: bool
    today: bool


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
    days: tuple[HoursDay, ...]  # all seven; none when no times are known
    times_in: str  # "These are the times in Rome."
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
    special: tuple[ShownSpecial, ...]  # days to come that are not as usual
    lat: float | None  # of the door only
    lon: float | None
    premises: str = ""  # police or immigration: said before the address

    @property
    def warning(self) -> str:
        """What some people must know before they read the address; empty for almost all places."""
        return premises_text(self.premises)

    @property
    def map_link(self) -> str:
        """Opens the map that is on the telephone, if there is one; nothing is asked of another site (RFC 5870)."""
        at = "0,0" if self.lat is None else f"{self.lat},{self.lon}"
        return f"geo:{at}?q={quote(self.address)}"


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
    premises: str = ""  # police or immigration
    no_papers: bool = False
    woman: bool = False
    fits: bool = True  # offers all that was asked for; help lines are shown either way
    soon: tuple[ShownSpecial, ...] = ()  # the next day that is not as usual, when it is near

    @property
    def closed(self) -> bool:
        return self.standing == "closed"

    @property
    def warning(self) -> str:
        return premises_text(self.premises)


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
    limits: Shown  # what they cannot do, in their own words
    free: bool
    traits: tuple[ShownTrait, ...]
    appointment: str
    notes: Shown
    source: Provenance
    source_text: str
    known: Provenance  # what says best that the point is there, as its card says it
    known_text: str
    gone: bool  # closed for good more than two years ago
    expires: datetime  # when something on the page changes by itself
    day_ends: datetime  # the next midnight at one of its places

    @property
    def main_place(self) -> Place:
        return self.places[0]

    @property
    def described_places(self) -> tuple[Place, ...]:
        """Places without a street address of which something is said all the same."""
        told = (place for place in self.places if place.where or place.note or place.premises)
        return tuple(place for place in told if not place.address)

    @property
    def streetless_cities(self) -> str:
        """Towns where the point is, too, at an address that nobody knows. Nothing for help by telephone or web."""
        described = self.described_places
        bare = [place.city for place in self.places if not place.address and place not in described]
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


def premises_text(premises: str) -> str:
    """What must be said before an address; empty for almost all places."""
    if premises == Premises.POLICE:
        return gettext("This place is at or near a police building. You may meet police there.")
    if premises == Premises.IMMIGRATION:
        return gettext("This place is at or near an immigration office. You may meet its officers there.")
    return ""


@dataclass(frozen=True, slots=True)
class Fit:
    """A point that a question may go to. `reasons`: same_city, nearest, same_country, topic, speaks, member."""

    point: Card
    km: float | None  # from the middle of the place, in kilometres
    reasons: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.point.key
