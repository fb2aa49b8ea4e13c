from django.db import models

from umn.directory.models.facts import Location


class Facet(models.Model):
    """What a place offers, one row for each word to filter by, so that a rare wish is found as fast as a common one.

    Derived from the facts by `actions.touching`; nothing is known only here. `code`: "any", "speaks:ar",
    "topic:unpaid", "need:phone" …; `lat` and `lon` are copies, empty where the place is not on the map.
    """

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="facets")
    code = models.CharField(max_length=60)
    country = models.CharField(max_length=2)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)

    class Meta:
        indexes = (
            # With all that is asked for: the rows themselves are never read.
            models.Index(fields=["code", "lat", "lon", "country", "location"], name="facets_near"),
            # With the latitude: places that are not on the map are found by its absence.
            models.Index(fields=["code", "country", "lat"], name="facets_of_a_country"),
        )
        constraints = (models.UniqueConstraint(fields=["location", "code"], name="facet_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.location_id}"
