"""Where a search looks."""

from dataclasses import dataclass
from functools import cached_property

from umn.directory.borders import neighbours
from umn.places.queries import Place

NEAR = 50  # kilometres: what a person can reach and come back from in a day
WIDE = 120  # kilometres, around the middle of an island or a region


@dataclass(frozen=True)
class Area:
    """Around a place, in a country, or everywhere (both empty)."""

    place: Place | None = None
    country: str = ""

    @cached_property
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
