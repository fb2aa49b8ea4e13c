"""What is known of a contact point, fact by fact."""

from django.db import models
from django.db.models import Q

from umn.directory.choices import Basis, ChannelKind, Level, Precision, Premises, TraitCode
from umn.directory.models.point import ContactPoint
from umn.directory.models.sourced import Sourced
from umn.vocabulary.models import Topic


class Location(Sourced):
    """A place where the point is met; what is sourced is the address. Position 0 is the main one."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="locations")
    position = models.PositiveSmallIntegerField(default=0)
    place_id = models.PositiveIntegerField(null=True, blank=True, db_index=True)  # GeoNames
    city = models.CharField(max_length=120)  # as the source writes it
    city_basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.SEEN)
    is_region = models.BooleanField(default=False)  # the source names a region only
    address = models.CharField(max_length=200, blank=True)  # in the script of the country
    lat = models.FloatField(null=True, blank=True)  # degrees north, WGS 84
    lon = models.FloatField(null=True, blank=True)  # degrees east
    precision = models.CharField(max_length=10, choices=Precision.choices, default=Precision.CITY)
    premises = models.CharField(max_length=12, choices=Premises.choices, blank=True)

    class Meta(Sourced.Meta):
        abstract = False
        ordering = ("position",)
        indexes = (models.Index(fields=["lat", "lon"], name="places_by_coordinates"),)
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["point", "position"], name="place_position_once"),
            models.CheckConstraint(condition=Q(lat=None) | Q(lat__gte=-90, lat__lte=90), name="place_lat_in_range"),
            models.CheckConstraint(condition=Q(lon=None) | Q(lon__gte=-180, lon__lte=180), name="place_lon_in_range"),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="place_lat_and_lon_or_none",
            ),
            models.CheckConstraint(
                condition=Q(precision=Precision.CITY)
                | (Q(precision=Precision.ADDRESS, lat__isnull=False) & ~Q(address="")),
                name="place_door_has_coordinates",
            ),
            models.CheckConstraint(
                condition=Q(premises="") | Q(premises__in=Premises.values), name="place_premises_known"
            ),
        ]

    def __str__(self) -> str:
        return self.city


class Channel(Sourced):
    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=10, choices=ChannelKind.choices)
    value = models.CharField(max_length=200)  # a number as printed, an address, a site without "https://"

    class Meta(Sourced.Meta):
        abstract = False
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=ChannelKind.values), name="channel_kind_known"),
            models.CheckConstraint(condition=~Q(value=""), name="channel_says_something"),
            models.UniqueConstraint(fields=["point", "kind", "value"], name="channel_once"),
        ]

    def __str__(self) -> str:
        return self.value


class OpeningHours(Sourced):
    """The week of one place as one OSM rule; empty when only words are known (then a text `hours`)."""

    location = models.OneToOneField(Location, on_delete=models.CASCADE, related_name="hours")
    rule = models.CharField(max_length=500, blank=True)  # seven days with three spans each fit
    timezone = models.CharField(max_length=40)  # IANA
    country = models.CharField(max_length=2)  # whose public holidays count

    class Meta(Sourced.Meta):
        abstract = False
        constraints = [*Sourced.Meta.constraints]

    def __str__(self) -> str:
        return self.rule


class SpokenLanguage(Sourced):
    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=20)  # BCP 47; MANY_LANGUAGES for what no source lists
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.STAFF)

    class Meta(Sourced.Meta):
        abstract = False
        indexes = (models.Index(fields=["language"], name="points_by_language"),)
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(condition=Q(level__in=Level.values), name="spoken_level_known"),
            models.UniqueConstraint(fields=["point", "language"], name="spoken_once"),
        ]

    def __str__(self) -> str:
        return self.language


class Service(Sourced):
    """The point helps with this topic."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="services")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")

    class Meta(Sourced.Meta):
        abstract = False
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["point", "topic"], name="service_once"),
        ]

    def __str__(self) -> str:
        return f"{self.point_id}: {self.topic_id}"


class Trait(Sourced):
    """Something that decides whether a person dares to go there."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="traits")
    code = models.CharField(max_length=12, choices=TraitCode.choices)

    class Meta(Sourced.Meta):
        abstract = False
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(condition=Q(code__in=TraitCode.values), name="trait_known"),
            models.UniqueConstraint(fields=["point", "code"], name="trait_once"),
        ]

    def __str__(self) -> str:
        return self.code
