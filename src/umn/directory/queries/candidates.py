"""Which points come into question for a search, nearest first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from umn.directory import facets
from umn.directory.models import ContactPoint, Location, OpeningHours
from umn.directory.queries.area import NEAR, Area
from umn.directory.queries.facts import Known
from umn.directory.queries.nearby import Nearby, Spot
from umn.directory.queries.rows import Rows
from umn.directory.queries.special_days import fetch_special_days
from umn.people.choices import Standing
from umn.people.models import Organisation

LIMIT = 200  # places looked at where all that are around come into question
FAR = 9_999_999.0

__all__ = ["FAR", "NEAR", "Area", "Candidate", "candidates", "fetched", "standing_rank"]


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
    """The points of the area and of the countries next door, each once. Closed ones only when named by key."""
    spots = Nearby(area, named=list(named)).spots(((facets.ANY,),), limit=LIMIT)
    return fetched([*spots.found, *spots.named])


def fetched(spots: Sequence[Spot]) -> list[Candidate]:
    """The points of these spots, each once, at its place that comes first."""
    places = {place.pk: place for place in _places({spot.location_id for spot in spots})}
    found: dict[int, Candidate] = {}
    for spot in spots:
        place = places.get(spot.location_id)
        if place is not None and not _is_nearer(found.get(place.point_id), spot):
            found[place.point_id] = Candidate(place, spot.km)
    return list(found.values())


def _places(ids: Collection[int]) -> list[Location]:
    """The places with their point, its organisation and special days, and their hours."""
    found = []
    for place, point, organisation, hours in _PLACES.read(ids, False):
        point.organisation, place.point = organisation, point
        place._state.fields_cache["hours"] = hours
        found.append(place)
    fetch_special_days([place.point for place in found])
    return found


_PLACES = Rows(
    Location,
    ContactPoint,
    Organisation,
    OpeningHours,
    source="FROM {Location} a JOIN {ContactPoint} b ON b.id = a.point_id"
    " JOIN {Organisation} c ON c.id = b.organisation_id LEFT JOIN {OpeningHours} d ON d.location_id = a.id"
    " WHERE a.id IN ({marks}) AND c.practice = %s",
)


def standing_rank(candidate: Candidate) -> int:
    """Members of the network before others; public authorities after those, for some people fear them."""
    standing = candidate.location.point.organisation.standing
    return {Standing.UMN.value: 0, Standing.OUTSIDE.value: 1, Standing.CITY.value: 2}.get(standing, 3)


def _is_nearer(held: Candidate | None, spot: Spot) -> bool:
    """Whether what is held already is at least as near as this one."""
    if held is None:
        return False
    return (FAR if held.km is None else held.km) <= (FAR if spot.km is None else spot.km)
