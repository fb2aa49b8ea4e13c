"""Who took over from whom: A from B, B from C. A circle, should there be one, ends where it began."""

from collections.abc import Iterator

from umn.directory.choices import Status
from umn.directory.models import ContactPoint


def takes_over(point: ContactPoint) -> ContactPoint | None:
    """Where people are sent who come to this point: who took over in the end, if that one is not closed for good."""
    if point.successor is None:
        return None
    found = next((one for one in _chain(point.successor) if one.status != Status.CLOSED), None)
    return None if found is None or found.pk == point.pk else found


def leads_to(point: ContactPoint, other: ContactPoint) -> bool:
    """Whether `other` is the point itself or among those that took over from it."""
    return any(one.pk == other.pk for one in _chain(point))


def sending_here(point: ContactPoint) -> list[str]:
    """Keys of the points whose pages send people here, directly or by way of others."""
    found: dict[int, str] = {}
    asked = {point.pk}
    while asked:
        rows = dict(ContactPoint.objects.filter(successor__in=asked).values_list("pk", "key"))
        asked = rows.keys() - found.keys() - {point.pk}
        found.update(rows)
    return [key for pk, key in found.items() if pk != point.pk]


def _chain(point: ContactPoint) -> Iterator[ContactPoint]:
    seen: set[int] = set()
    one: ContactPoint | None = point
    while one is not None and one.pk not in seen:
        seen.add(one.pk)
        yield one
        one = one.successor
