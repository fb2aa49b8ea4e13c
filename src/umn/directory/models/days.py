"""Days on which a contact point is not open as usual."""

from django.db import models
from django.db.models import F, Q

from umn.directory.choices import Instead, Reason
from umn.directory.models.facts import Location
from umn.directory.models.point import ContactPoint


class SpecialHours(models.Model):
    """From `first` to `last`, both included, `spans` stand in place of the week. schema.org: specialOpeningHours."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="special_hours")
    # Empty: at all its places.
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.CASCADE, related_name="special_hours"
    )
    first = models.DateField()
    last = models.DateField()
    spans = models.CharField(max_length=80, blank=True)  # "09:00-12:00,14:00-16:00"; empty: closed
    instead = models.CharField(max_length=8, choices=Instead.choices, blank=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    note = models.CharField(max_length=200, blank=True)  # the operator's own words
    note_language = models.CharField(max_length=20, blank=True)  # BCP 47
    made_by = models.CharField(max_length=120)  # a label such as "operator 12"
    made_on = models.DateField()

    class Meta:
        ordering = ("first", "pk")
        indexes = (models.Index(fields=["point", "last"], name="special_hours_to_come"),)
        constraints = (
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="special_hours_end_after_they_begin"),
            models.CheckConstraint(
                condition=Q(instead="") | Q(instead__in=Instead.values), name="special_hours_instead_known"
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(reason__in=Reason.values), name="special_hours_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(note="") | ~Q(note_language=""), name="special_hours_note_has_a_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"
