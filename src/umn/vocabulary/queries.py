"""What the topics are called, which one a person means, and which offices' areas answer it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import Prefetch

from umn.languages import names
from umn.languages.normalise import fold
from umn.vocabulary.choices import TopicKind
from umn.vocabulary.models import Topic, TopicText
from umn.vocabulary.phrases import Found, Phrases

__all__ = ["Found", "ShownTopic", "Vocabulary", "covers", "current", "label", "phrases_in", "topics", "topics_in"]


@dataclass(frozen=True)
class ShownTopic:
    """A topic in the reader's words, and the language that the words really are in."""

    key: str
    kind: str
    label: str
    label_language: str


def topics(language: str) -> list[ShownTopic]:
    """All topics in their order, areas before problems as the file has them."""
    return current().topics(language)


def label(key: str, language: str) -> str:
    """What a topic is called, in English where the language has no word; "" for an unknown key."""
    said = dict(TopicText.objects.filter(topic__key=key).exclude(label="").values_list("language", "label"))
    return next((said[one] for one in (*names.related(language), "en", *sorted(said)) if one in said), "")


def covers(key: str) -> set[str]:
    """The keys that satisfy a topic: itself, and the areas in which its help is found. Empty for an unknown key."""
    return current().covers(key)


def topics_in(folded_words: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The topics that a person's words name, longest phrase first, each with the words it was named by."""
    return [(found.key, tuple(folded_words[place] for place in found.places)) for found in phrases_in(folded_words)]


def phrases_in(folded_words: Sequence[str], *, language: str = "en") -> list[Found]:
    """Where in the words (from `fold(text).split()`) topics are named; no word is used twice.

    A phrase that means different things in two languages is taken in the reader's `language` if it is one of them.
    One wrong letter is forgiven in words from six letters, two from ten; so is a case ending, and two words between.
    """
    return current().phrases.find(folded_words, language=language)


class Vocabulary:
    """All of it, as it is now: read when it is first needed, kept in the process until something changes."""

    def __init__(self) -> None:
        self._topics: dict[str, list[ShownTopic]] = {}

    def topics(self, language: str) -> list[ShownTopic]:
        if language not in self._topics:
            self._topics[language] = _shown(language)
        return self._topics[language]

    def covers(self, key: str) -> set[str]:
        found: set[str] = set()
        waiting = {key} & self._broader.keys()
        while waiting:
            found |= waiting
            waiting = {above for below in waiting for above in self._broader[below]} - found
        return found

    @cached_property
    def _broader(self) -> dict[str, set[str]]:
        above: dict[str, set[str]] = defaultdict(set)
        for below, broader in Topic.objects.values_list("key", "broader__key"):
            above[below] |= {broader} if broader else set()
        return dict(above)

    @cached_property
    def phrases(self) -> Phrases:
        """All phrases, folded."""
        return _read()


_held: dict[tuple[object, ...], Vocabulary] = {}
_VERSION = (
    f"SELECT COUNT(*), MAX(changed_at), MAX(id), (SELECT COUNT(*) FROM {Topic._meta.db_table}),"  # noqa: S608 - our own table
    f" (SELECT COUNT(*) FROM {Topic.broader.through._meta.db_table}) FROM {TopicText._meta.db_table}"
)


def current() -> Vocabulary:
    """One look whether anything has changed, in whichever process; ask it for more than one thing where you can."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        version = tuple(cursor.fetchone() or ())
    held = _held.get(version)
    if held is None:
        held = Vocabulary()
        _held.clear()
        _held[version] = held
    return held


def _shown(language: str) -> list[ShownTopic]:
    shown = []
    # Synonyms are long and not shown: every home page and search would read thousands of them.
    labels = Prefetch("texts", TopicText.objects.exclude(label="").defer("synonyms"))
    for topic in Topic.objects.prefetch_related(labels):
        said = {text.language: text.label for text in topic.texts.all() if text.label}
        used = next((one for one in (*names.related(language), "en", *sorted(said)) if one in said), "und")
        shown.append(ShownTopic(topic.key, topic.kind, said.get(used, topic.key), used))
    return shown


def _read() -> Phrases:
    meanings: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    rows = TopicText.objects.select_related("topic").order_by("-topic__kind", "topic__position", "language")
    for text in rows:  # problems before areas: what a person says before what an office does
        label_too = [text.label] if text.topic.kind == TopicKind.PROBLEM else []
        for phrase in [*label_too, *text.synonyms]:
            words = tuple(fold(phrase).split())
            if words:
                meanings[words].append((text.language, text.topic.key))
    return Phrases(dict(meanings))
