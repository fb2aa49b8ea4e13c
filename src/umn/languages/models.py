from django.db import models
from django.db.models import Q


class TextState(models.TextChoices):
    """How far a text may be trusted to say what was meant."""

    MISSING = "missing", "missing"
    DRAFT = "draft", "draft"
    MACHINE = "machine", "translated by machine, not read by anyone"
    REVIEWED = "reviewed", "read by a speaker"
    PUBLISHED = "published", "published"
    SOURCE = "source", "written in this language"


SHOWN_STATES = (TextState.SOURCE, TextState.PUBLISHED, TextState.REVIEWED, TextState.MACHINE)


class Text(models.Model):
    """One field of a thing, said in one language.

    A subclass adds the foreign key to the thing (`related_name="texts"`) and
    `UniqueConstraint(fields=[<thing>, "language", "field"])`; a `Meta` of its own inherits from `Text.Meta`
    and adds to `constraints` with `[*Text.Meta.constraints, …]`.
    """

    language = models.CharField(max_length=20)  # BCP 47, as `languages.names.standard` spells it
    field = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=TextState.choices, default=TextState.DRAFT)
    reviewer = models.CharField(max_length=200, blank=True)  # as they wish to be named; not everyone has an account
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TextState.values), name="%(app_label)s_%(class)s_state_known"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(state=TextState.MISSING), name="%(app_label)s_%(class)s_says_something"
            ),
            models.CheckConstraint(
                condition=~Q(state=TextState.REVIEWED) | (~Q(reviewer="") & Q(reviewed_on__isnull=False)),
                name="%(app_label)s_%(class)s_reviewed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.language}, {self.state})"
