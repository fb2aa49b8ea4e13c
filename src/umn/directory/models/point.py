"""A contact point: where a person finds help. Its facts stand beside it, each with its own source."""

from django.db import models
from django.db.models import F, Q

from umn.directory.choices import Appointment, Kind, Membership, Reach, Status
from umn.directory.models.sourced import Sourced
from umn.languages.models import Text
from umn.people.choices import Kind as OrganisationKind
from umn.people.models import Organisation


class ContactPoint(Sourced):
    key = models.SlugField(max_length=60, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="points")
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OFFICE)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.PLACE)
    membership = models.CharField(max_length=10, choices=Membership.choices, default=Membership.NAMED)
    coordinates = models.BooleanField(default=False)  # the point that coordinates the network
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    closed_since = models.CharField(max_length=10, blank=True)  # partial date
    closed_since_date = models.DateField(null=True, blank=True)
    closed_until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces")
    appointment = models.CharField(max_length=10, choices=Appointment.choices, blank=True)  # empty: not known
    free = models.BooleanField(null=True)
    # The last day for which anybody, or any source, says that the point is as shown; kept by `actions.touching`.
    known_on = models.DateField(null=True, blank=True, db_index=True)
    edited_on = models.DateField(null=True, blank=True)  # by its people: starter data does not overwrite it any more
    funded_until = models.DateField(null=True, blank=True)  # for the network only, never public
    # The office asked us not to write to the e-mail address on its page any more.
    letters_stopped_on = models.DateField(null=True, blank=True)
    # Of the starter entry that the point was made from: the same entry again changes nothing.
    starter_digest = models.CharField(max_length=64, blank=True)

    class Meta(Sourced.Meta):
        abstract = False
        indexes = (models.Index(fields=["country", "status"], name="points_of_a_country"),)
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(condition=Q(country__regex=r"^[A-Z][A-Z]$"), name="point_country_is_a_code"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="point_kind_known"),
            models.CheckConstraint(condition=Q(reach__in=Reach.values), name="point_reach_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="point_status_known"),
            models.CheckConstraint(
                condition=Q(appointment="") | Q(appointment__in=Appointment.values), name="point_appointment_known"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, closed_since_date=None, closed_until=None)
                | (~Q(status=Status.OPEN) & Q(closed_since_date__isnull=False)),
                name="point_closed_since_a_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_until=None) | Q(closed_until__gte=F("closed_since_date")),
                name="point_closed_until_after_since",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")), name="point_is_not_its_own_successor"
            ),
            models.UniqueConstraint(fields=["coordinates"], condition=Q(coordinates=True), name="one_coordinator"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_authority(self) -> bool:
        """A municipality or another public office: some people fear those. Reads `organisation`."""
        return self.organisation.kind in (OrganisationKind.CITY, OrganisationKind.AUTHORITY)


class PointText(Text):
    """`name short desk kind services access cost limits languages email phone notes closed` of a point;
    `where address hours` of one of its places."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="texts")
    location = models.ForeignKey(
        "directory.Location", null=True, blank=True, on_delete=models.CASCADE, related_name="texts"
    )

    class Meta(Text.Meta):
        abstract = False
        constraints = [
            *Text.Meta.constraints,
            models.UniqueConstraint(
                fields=["point", "language", "field"],
                condition=Q(location=None),
                name="point_text_once_per_language",
            ),
            models.UniqueConstraint(
                fields=["location", "language", "field"],
                condition=Q(location__isnull=False),
                name="place_text_once_per_language",
            ),
        ]
