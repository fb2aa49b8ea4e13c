"""Letters on their way out. A letter that has arrived leaves nothing but a count."""

import uuid

from django.db import models
from django.db.models import Q

from umn.post.choices import Arrival, Ending, Held, State


class Letter(models.Model):
    """One letter. To whom, subject and text are sealed with the server key; see `envelopes`."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=100)
    dedupe = models.CharField(max_length=200, unique=True)
    payload = models.BinaryField()
    # A keyed digest of the address's domain: enough to treat domains fairly, useless to who takes the database.
    domain = models.CharField(max_length=16)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    created_on = models.DateField()
    # The time of day is known only while it is needed to send; what stays here keeps the day alone.
    not_before = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    last_error = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "not_before"], name="post_letter_due")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="post_letter_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.SENDING, lease_until__isnull=False, lease_token__isnull=False)
                | (~Q(state=State.SENDING) & Q(lease_until__isnull=True, lease_token__isnull=True)),
                name="post_letter_leased_exactly_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.WAITING, State.SENDING]) ^ Q(not_before__isnull=True),
                name="post_letter_timed_exactly_until_settled",
            ),
        ]


class Delivered(models.Model):
    """That an event already had its letter, after the letter is gone: a keyed digest and a day, nothing else."""

    dedupe = models.CharField(max_length=64, primary_key=True)
    day = models.DateField()


class DeliveryCount(models.Model):
    """How many letters of a kind ended in which way on a day."""

    day = models.DateField()
    kind = models.CharField(max_length=100)
    outcome = models.CharField(max_length=6, choices=Ending.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "kind", "outcome"], name="post_one_count_a_day_kind_outcome"),
            models.CheckConstraint(condition=Q(outcome__in=Ending.values), name="post_outcome_known"),
        ]


class Heartbeat(models.Model):
    """When a worker last said that it is alive. One row."""

    name = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField()


class Incoming(models.Model):
    """One letter that came in, sealed with the server key as it came, before anybody has looked into it.

    Once it is done with, nothing of it stays but the digest of its Message-ID: the same letter again is no second one.
    """

    digest = models.BinaryField(max_length=32, unique=True)
    payload = models.BinaryField()
    state = models.CharField(max_length=7, choices=Arrival.choices, default=Arrival.WAITING)
    reason = models.CharField(max_length=12, choices=Held.choices, blank=True)
    came_on = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)  # at reading it

    class Meta:
        indexes = [models.Index(fields=["state", "came_on"], name="post_incoming_to_do")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Arrival.values), name="post_incoming_state_known"),
            models.CheckConstraint(
                condition=(Q(state=Arrival.HELD) & Q(reason__in=Held.values)) | (~Q(state=Arrival.HELD) & Q(reason="")),
                name="post_incoming_held_for_a_reason",
            ),
        ]
