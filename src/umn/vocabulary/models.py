from django.db import models
from django.db.models import Q

from umn.vocabulary.choices import TopicKind


class Topic(models.Model):
    """What help is about: an area in which offices work, or a problem as a person says it."""

    key = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=TopicKind.choices)
    position = models.PositiveSmallIntegerField()
    # A problem sits in the areas where its help is found.
    broader = models.ManyToManyField("self", symmetrical=False, related_name="narrower", blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TopicKind.values), name="vocabulary_topic_kind_known"),
            models.CheckConstraint(condition=~Q(key=""), name="vocabulary_topic_has_key"),
        ]

    def __str__(self) -> str:
        return self.key


class TopicText(models.Model):
    """What a topic is called in one language, and the other phrases that people type for it."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=20)
    label = models.CharField(max_length=120, blank=True)  # blank: understood in this language, not shown in it yet
    synonyms = models.JSONField(default=list, blank=True)  # list of phrases as typed
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["topic", "language"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "language"], name="vocabulary_topictext_once_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} ({self.language})"
