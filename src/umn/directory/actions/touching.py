"""What must follow every change of a contact point, in the same transaction."""

from collections.abc import Iterable
from datetime import date

from umn.directory import search_words
from umn.directory.actions.faceting import keep_facets
from umn.directory.models import ContactPoint
from umn.pages import actions as pages

OF_ALL_POINTS = "points"  # tag of pages that show which points there are


def tag(key: str) -> str:
    """What a finished page that shows this point is tagged with."""
    return f"point:{key}"


def touched(keys: Iterable[str]) -> None:
    """The points with these keys have changed: search words, facets and the day they were last known follow;
    finished pages that show them are forgotten. Call it last, inside the transaction of the change."""
    keys = list(keys)
    points = list(ContactPoint.objects.filter(key__in=keys).prefetch_related("texts", "locations__hours"))
    for point in points:
        search_words.index(point)
        point.known_on = _known_on(point)
    ContactPoint.objects.bulk_update(points, ["known_on"], batch_size=500)
    keep_facets([point.pk for point in points])
    pages.changed(OF_ALL_POINTS, *(tag(key) for key in keys))


def _known_on(point: ContactPoint) -> date | None:
    return point.confirmed_on or point.as_of_date
