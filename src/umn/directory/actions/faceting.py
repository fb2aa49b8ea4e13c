"""Keep the words by which places are filtered: `Facet` follows the facts."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from umn.directory import facets
from umn.directory.models import Facet, Location

AT_ONCE = 500  # places whose facts are held in memory


@transaction.atomic
def keep_facets(points: Collection[int]) -> None:
    """The facets of these points (primary keys) are made anew where they are not right. Few queries however many."""
    ids = list(points)
    for start in range(0, len(ids), AT_ONCE):
        _keep(ids[start : start + AT_ONCE])


def renew_facets(at: datetime) -> None:
    """Those of all points: for a database that is older than facets, and should one ever have been forgotten.
    A duty of the worker; `at` is when it runs."""
    keep_facets(Location.objects.order_by().values_list("point_id", flat=True).distinct())


def _keep(points: Collection[int]) -> None:
    places = (
        Location.objects.filter(point__in=points)
        .select_related("point__organisation", "hours")
        .prefetch_related(
            "point__languages",
            "point__services__topic",
            "point__channels",
            "point__traits",
            "point__special_hours",
        )
    )
    right = {
        (place.pk, code): Facet(location=place, code=code, country=place.point.country, lat=place.lat, lon=place.lon)
        for place in places
        for code in facets.of(place)
    }
    wrong = []
    for held in Facet.objects.filter(location__point__in=points):
        wanted = right.get((held.location_id, held.code))
        if wanted is not None and (held.country, held.lat, held.lon) == (wanted.country, wanted.lat, wanted.lon):
            del right[held.location_id, held.code]
        else:
            wrong.append(held.pk)
    Facet.objects.filter(pk__in=wrong).delete()
    Facet.objects.bulk_create(right.values(), batch_size=1000)
