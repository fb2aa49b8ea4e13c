"""Who could take over from a point that closes."""

from dataclasses import dataclass
from datetime import datetime

from umn.directory.models import ContactPoint
from umn.directory.queries.cards import name_of
from umn.directory.queries.named import by_keys, keys_matching, where
from umn.languages.texts import Shown

OFFERED = 5


@dataclass(frozen=True, slots=True)
class Offered:
    key: str
    name: Shown
    place: str


def offered(q: str, *, for_: ContactPoint, language: str, at: datetime) -> list[Offered]:
    """Working points for a name or a town, best first, without the one that closes."""
    keys = [key for key in keys_matching(q, language=language, at=at) if key != for_.key] if q.strip() else []
    points = by_keys(keys[:OFFERED])
    return [
        Offered(key, name_of(points[key], list(points[key].texts.all()), language), where(points[key], language))
        for key in keys[:OFFERED]
        if key in points
    ]
