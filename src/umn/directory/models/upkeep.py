"""How a contact point is kept true: its office is asked, visitors say what is wrong."""

from django.db import models
from django.db.models import Q

from umn.directory.choices import Answer, Decision, Via, Wrong
from umn.directory.models.point import ContactPoint
from umn.seal import box, server


class Checkup(models.Model):
    """The office was asked whether everything is still true. Of the link in the letter only a digest is kept."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="checkups")
    digest = models.BinaryField(max_length=32, unique=True)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=120)  # a label: "system" or "coordinator 3"
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    via = models.CharField(max_length=10, choices=Via.choices, blank=True)

    class Meta:
        indexes = (models.Index(fields=["point", "asked_on"], name="checkups_of_a_point"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", via="", answered_on=None)
                | (Q(answer__in=Answer.values, via__in=Via.values) & Q(answered_on__isnull=False)),
                name="checkup_answered_whole_or_not",
            ),
            models.UniqueConstraint(
                fields=["point"], condition=Q(answered_on=None), name="one_open_checkup_of_a_point"
            ),
        )

    def __str__(self) -> str:
        return f"{self.point_id}, {self.asked_on}"


class Correction(models.Model):
    """A visitor without account says what is wrong on a page. Nothing is public until somebody has looked at it."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="corrections")
    wrong = models.CharField(max_length=10, choices=Wrong.choices)
    sealed = models.BinaryField(default=b"", blank=True)  # the words, with the server key; empty where there are none
    language = models.CharField(max_length=20)  # of the page that it was written on, BCP 47
    sent_on = models.DateField()
    and_more = models.PositiveIntegerField(default=0)  # sent later, when so many waited that they were only counted
    once = models.BinaryField(max_length=32, unique=True)  # digest of the form's seed: a repeat makes no second one
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.WAITING)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)  # a label such as "operator 12"

    class Meta:
        indexes = (models.Index(fields=["decision", "point"], name="corrections_to_look_at"),)
        constraints = (
            models.CheckConstraint(condition=Q(wrong__in=Wrong.values), name="correction_wrong_known"),
            models.CheckConstraint(
                condition=Q(decision=Decision.WAITING, decided_on=None, decided_by="")
                | (
                    Q(decision__in=[Decision.ACCEPTED, Decision.DECLINED], decided_on__isnull=False) & ~Q(decided_by="")
                ),
                name="correction_decided_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.point_id}: {self.wrong}"

    @property
    def words(self) -> str:
        """What was written. Raises box.Tampered: another server key, or a row that was changed or moved."""
        if not self.sealed:
            return ""
        return box.open_(server.key("directory.correction"), self.sealed, ad=bytes(self.once).hex()).decode()

    @words.setter
    def words(self, written: str) -> None:
        key = server.key("directory.correction")
        self.sealed = box.shut(key, written.encode(), ad=bytes(self.once).hex()) if written else b""
