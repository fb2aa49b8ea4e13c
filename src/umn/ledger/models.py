"""What was done, by whom, when; and what was forgotten."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(Exception):
    """The ledger is written once; only its own retention rule takes lines away."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly("A line of the ledger is never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnly("Lines of the ledger are only forgotten, by their retention rule.")

    def forget(self) -> int:
        """Takes the lines away for good and says how many. For the retention rule alone."""
        return self._raw_delete(using=self.db)


class Entry(models.Model):
    """One line: on that day, someone did something to something. Codes only: no content, no personal data.

    The subject is a label and an id as text, not a foreign key, so that the ledger never blocks an erasure.
    The database refuses changes too (a trigger, see the first migration).
    """

    day = models.DateField()
    verb = models.CharField(max_length=64)
    by = models.CharField(max_length=120)
    subject = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["day"], name="ledger_entry_day"),
            models.Index(fields=["subject", "subject_id"], name="ledger_entry_subject"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("A line of the ledger is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Lines of the ledger are only forgotten, by their retention rule.")


class RetentionRun(models.Model):
    """What a retention rule took away on one day; `failed` holds the code of the error when it could not."""

    rule = models.CharField(max_length=64)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)
    failed = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "day"], name="ledger_one_run_of_a_rule_a_day")]
