"""A desk reads the questions of one contact point. Its key opens them; its members hold that key, wrapped."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from umn.directory.choices import Status
from umn.directory.models import ContactPoint


class Desk(models.Model):
    """Takes questions only while it is open and at least one member holds its key."""

    point = models.OneToOneField(ContactPoint, on_delete=models.PROTECT, related_name="desk")
    coordinates = models.BooleanField(default=False)  # reads for every point whose own desk is not open
    reads = models.JSONField(default=list)  # BCP 47 tags of the languages its members read
    first_answer_days = models.PositiveSmallIntegerField(default=3)  # working days, promised in public
    public_key = models.BinaryField(max_length=32)
    key_version = models.PositiveIntegerField(default=1)
    mac = models.BinaryField(max_length=32)  # of the server key, so that nobody can slip in a key of their own
    private_for_paper = models.BinaryField(null=True)  # the network's paper key can open every desk
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    deputy_asked_on = models.DateField(null=True)  # when its only member was last asked to find a second one

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coordinates"], condition=Q(coordinates=True), name="one_desk_coordinates"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on__isnull=False), name="closed_after_it_was_opened"
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Takes new questions: its people opened it, and its office has not closed. Reads `point`."""
        return self.opened_on is not None and self.closed_on is None and self.point.status != Status.CLOSED


class DeskKey(models.Model):
    """A member's copy of the desk's private key, wrapped for that member alone; of an older one too, while questions
    are sealed to it."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="keys")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_keys")
    wrapped = models.BinaryField()
    key_version = models.PositiveIntegerField(default=1)
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desk", "member", "key_version"], name="one_copy_per_key")]


class PastKey(models.Model):
    """A key that the desk had before, as long as questions are sealed to it. Its members' copies are their DeskKeys."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="past_keys")
    key_version = models.PositiveIntegerField()
    private_for_paper = models.BinaryField(null=True)
    retired_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desk", "key_version"], name="one_past_key_per_version")]


class PaperKey(models.Model):
    """The public half of the network's key on paper. The private half is held by two people, half each."""

    public_key = models.BinaryField(max_length=32)
    mac = models.BinaryField(max_length=32)
    made_on = models.DateField()
    retired_on = models.DateField(null=True)
