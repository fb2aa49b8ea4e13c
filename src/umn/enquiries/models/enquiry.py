"""A question and its conversation. Whatever a person wrote is sealed; what stands here in the clear is all there is.

In the clear: desk, state, language, topic, days (never times), padded sizes, who of the desk works on it.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from umn.enquiries.choices import CloseReason, Role, State
from umn.enquiries.models.desk import Desk


class Enquiry(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="enquiries")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    language = models.CharField(max_length=16)  # in which the person wants to read the answer
    topic = models.CharField(max_length=40)
    consent_version = models.CharField(max_length=16)
    may_pass_on = models.BooleanField(default=False)
    asked_on = models.DateField()
    changed_on = models.DateField()
    delete_on = models.DateField(db_index=True)
    # The receipt leads to `lookup`; the case key is wrapped once for the receipt and once for the desk.
    lookup = models.BinaryField(max_length=32, unique=True)
    key_for_asker = models.BinaryField()
    key_for_desk = models.BinaryField()
    staff_key_for_desk = models.BinaryField()  # notes and drafts: the asker's key does not open them
    desk_key_version = models.PositiveIntegerField()
    # Counted up with every change: who writes says which version they saw.
    version = models.PositiveIntegerField(default=1)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="claimed_enquiries"
    )
    close_reason = models.CharField(max_length=12, choices=CloseReason.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["desk", "state", "asked_on"], name="queue_of_a_desk")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="a_known_state"),
            models.CheckConstraint(condition=Q(state=State.CLOSED) ^ Q(close_reason=""), name="closed_with_a_reason"),
        ]


class Item(models.Model):
    """One thing that was said. `sequence` counts within the case and is bound into the seal, like the role."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="items")
    sequence = models.PositiveIntegerField()
    role = models.CharField(max_length=8, choices=Role.choices)
    sealed = models.BinaryField()
    said_on = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="enquiry_items"
    )
    once = models.BinaryField(max_length=32, null=True, unique=True)  # digest of the form's seed: a repeat adds nothing

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "sequence"], name="one_item_per_place"),
            models.CheckConstraint(condition=~Q(role=Role.ASKER) | Q(author=None), name="askers_stay_anonymous"),
        ]


class Draft(models.Model):
    """The one answer in the making of a case, shared by the desk, sealed under the staff key."""

    enquiry = models.OneToOneField(Enquiry, on_delete=models.CASCADE, related_name="draft")
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    written_on = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="enquiry_drafts"
    )


class AskerSession(models.Model):
    """An open conversation on somebody's phone. The row opens nothing: its key is in that phone's cookie."""

    lookup = models.BinaryField(max_length=32, unique=True)  # digest of the cookie
    sealed = models.BinaryField()  # which case, its key, last seen when
    opened_on = models.DateField(db_index=True)


class Withdrawal(models.Model):
    """All that the desk sees of a question its asker took back."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="withdrawals")
    enquiry_id = models.UUIDField(unique=True)
    once = models.BinaryField(max_length=32, null=True, unique=True)  # its form, sent again, does not bring it back
    withdrawn_on = models.DateField(db_index=True)


class WrongNumbers(models.Model):
    """How many wrong numbers were typed in one minute, by everybody together. Kept for an hour."""

    minute = models.BigIntegerField(unique=True)  # minutes since 1970
    count = models.PositiveIntegerField(default=1)
