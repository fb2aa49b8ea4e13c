from django.db import models

WORD_LENGTH = 40  # letters kept of a word


class SearchEntry(models.Model):
    """One thing that can be found, in one language. `kind` and `key` say which, so that no room above is known."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    language = models.CharField(max_length=20)
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="search_entry_once_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.language})"


class SearchWord(models.Model):
    """A folded word of an entry. `start` and `ending` find it by equality, which both databases do by index."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=WORD_LENGTH)
    weight = models.FloatField()  # of the heaviest text in which it stands
    start = models.CharField(max_length=2)
    ending = models.CharField(max_length=2)

    class Meta:
        indexes = [
            models.Index(fields=["start", "word"], name="search_word_start"),
            models.Index(fields=["ending", "word"], name="search_word_ending"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["entry", "word"], name="search_word_once_per_entry"),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="search_word_weighs_something"),
        ]

    def __str__(self) -> str:
        return self.word
