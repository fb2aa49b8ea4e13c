"""What the topics are called, which one a person means, and which offices' areas answer it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Prefetch

from umn.languages import names
from umn.languages.normalise import fold
from umn.vocabulary.choices import TopicKind
from umn.vocabulary.models import Topic, TopicText
from umn.vocabulary.phrases import Found, Phrases

__all__ = ["Found", "ShownTopic", "covers", "label", "phrases_in", "topics", "topics_in"]


@dataclass(frozen=True)
class ShownTopic:
    """A topic in the reader's words, and the language that the words really are in."""

    key: str
    kind: str
    label: str
    label_language: str


def topics(language: str) -> list[ShownTopic]:
    """All topics in their order, areas before problems as the file has them."""
    shown = []
    # Synonyms are long and not shown: every home page and search would read thousands of them.
    labels = Prefetch("texts", TopicText.objects.exclude(label="").defer("synonyms"))
    for topic in Topic.objects.prefetch_related(labels):
        said = {text.language: text.label for text in topic.texts.all() if text.label}
        used = next((one for one in (*names.related(language), "en", *sorted(said)) if one in said), "und")
        shown.append(ShownTopic(topic.key, topic.kind, said.get(used, topic.key), used))
    return shown


def label(key: str, language: str) -> str:
    """What a topic is called, in English where the language has no word; "" for an unknown key."""
    said = dict(TopicText.objects.filter(topic__key=key).exclude(label="").values_list("language", "label"))
    return next((said[one] for one in (*names.related(language), "en", *sorted(said)) if one in said), "")


def covers(key: str) -> set[str]:
    """The keys that satisfy a topic: itself, and the areas in which its help is found. Empty for an unknown key."""
    found: set[str] = set()
    pairs = list(Topic.objects.values_list("key", "broader__key"))
    waiting = {key} & {known for known, _ in pairs}
    while waiting:
        found |= waiting
        waiting = {above for below, above in pairs if below in waiting and above} - found
    return found


def topics_in(folded_words: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The topics that a person's words name, longest phrase first, each with the words it was named by."""
    return [(found.key, tuple(folded_words[found.start : found.end])) for found in phrases_in(folded_words)]


def phrases_in(folded_words: Sequence[str], *, language: str = "en") -> list[Found]:
    """Where in the words (from `fold(text).split()`) topics are named; no word is used twice.

    A phrase that means different things in two languages is taken in the reader's `language` if it is one of them.
    One wrong letter is forgiven in words from six letters, two from ten.
    """
    return _phrases().find(folded_words, language=language)


_held: dict[tuple[object, ...], Phrases] = {}


def _phrases() -> Phrases:
    """All phrases, folded. Kept in the process until a text changes, in whichever process it was changed."""
    state = TopicText.objects.aggregate(count=Count("pk"), newest=Max("changed_at"), last=Max("pk"))
    version = state["count"], state["newest"], state["last"]
    held = _held.get(version)
    if held is None:
        held = _read()
        _held.clear()
        _held[version] = held
    return held


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
