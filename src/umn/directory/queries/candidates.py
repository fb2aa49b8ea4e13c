"""Which points come into question for a search, in one query, nearest first."""

import math
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, F, FloatField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from umn.directory.borders import neighbours
from umn.directory.choices import Status
from umn.directory.models import Location
from umn.directory.queries.facts import Known
from umn.people.choices import Standing
from umn.places.queries import Place, kilometres

NEAR = 50  # kilometres: what a person can reach and come back from in a day
WIDE = 120  # kilometres, around the middle of an island or a region
LIMIT = 600  # places looked at for one page
FAR = 9_999_999.0


@dataclass(frozen=True)
class Area:
    """Where to look: around a place, in a country, or everywhere (both empty)."""

    place: Place | None = None
    country: str = ""

    @property
    def countries(self) -> tuple[str, ...]:
        """The country itself, then those next door."""
        home = self.place.country if self.place else self.country
        return (home, *neighbours(home)) if home else ()

    @property
    def home(self) -> str:
        return self.countries[0] if self.countries else ""

    @property
    def is_wide(self) -> bool:
        """An island or a region: kilometres from its middle would mean little."""
        return self.place is not None and self.place.kind not in ("town", "district")

    @property
    def reach(self) -> int:
        return WIDE if self.is_wide else NEAR


@dataclass
class Candidate:
    """A point at its place nearest to the searched one. `km`: None where either is not on the map."""

    location: Location
    km: float | None
    score: float = 0.0
    known: Known | None = None

    @property
    def key(self) -> str:
        return self.location.point.key

    @property
    def country(self) -> str:
        return self.location.point.country

    @property
    def facts(self) -> Known:
        return self.known or Known()

    def is_near(self, area: Area) -> bool:
        """In the place itself or within reach; in a country search, in that country."""
        if area.place is None:
            return bool(area.country) and self.country == area.country
        if self.location.place_id == area.place.id:
            return True
        return self.km is not None and self.km <= area.reach and not (area.is_wide and self.country != area.home)


def candidates(area: Area, *, named: Collection[str] = ()) -> list[Candidate]:
    """Every point of the area and of the countries next door, each once. Closed ones only when named by key."""
    rows = Location.objects.filter(point__organisation__practice=False).filter(
        ~Q(point__status=Status.CLOSED) | Q(point__key__in=list(named))
    )
    if area.countries:
        reachable = Q(point__country__in=area.countries) | Q(point__key__in=list(named))
        rows = rows.filter(reachable | _box(area.place, area.reach) if area.place else reachable)
    rows = rows.select_related("point__organisation", "hours")
    nearest: dict[int, Candidate] = {}
    for location in _nearest_first(rows, area)[:LIMIT]:
        found = Candidate(location, _distance(area.place, location))
        held = nearest.get(location.point_id)
        if held is None or (found.km if found.km is not None else FAR) < (held.km if held.km is not None else FAR):
            nearest[location.point_id] = found
    return list(nearest.values())


def standing_rank(candidate: Candidate) -> int:
    """Members of the network before others; public authorities after those, for some people fear them."""
    standing = candidate.location.point.organisation.standing
    return {Standing.UMN.value: 0, Standing.OUTSIDE.value: 1, Standing.CITY.value: 2}.get(standing, 3)


def _nearest_first(rows: QuerySet[Location], area: Area) -> QuerySet[Location]:
    order = Case(
        *(When(point__country=country, then=Value(number)) for number, country in enumerate(area.countries)),
        default=Value(99),
        output_field=IntegerField(),
    )
    if area.place is None:
        return (
            rows.annotate(order=order).order_by("order", "position", "point_id")
            if area.home
            else rows.order_by("position", "point_id")
        )
    narrow = math.cos(math.radians(area.place.lat))
    north, east = F("lat") - area.place.lat, (F("lon") - area.place.lon) * narrow
    apart = Coalesce(north * north + east * east, Value(FAR), output_field=FloatField())
    return rows.annotate(apart=apart).order_by("apart", "position", "point_id")


def _box(place: Place, reach: int) -> Q:
    """A rectangle around the place that holds everything within `reach` kilometres, for the index on (lat, lon)."""
    north = reach / 111.2
    east = min(180.0, north / max(0.01, math.cos(math.radians(place.lat))))
    return Q(
        lat__gte=place.lat - north,
        lat__lte=place.lat + north,
        lon__gte=place.lon - east,
        lon__lte=place.lon + east,
    )


def _distance(place: Place | None, location: Location) -> float | None:
    if place is None or location.lat is None or location.lon is None:
        return None
    return kilometres(place.lat, place.lon, location.lat, location.lon)
