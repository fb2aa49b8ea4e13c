"""What can be done to the words we classify with."""

from django.db import transaction

from umn.pages import actions as pages
from umn.vocabulary import starter_file
from umn.vocabulary.models import Topic, TopicText

OF_TOPICS = "topics"  # tag of finished pages that name areas of help or problems


@transaction.atomic
def load_topics() -> int:
    """Bring the topics to what the starter file says; how many rows were changed. A second time changes nothing.

    A topic that the file no longer has stays: services may point at it. Raises `starter_file.BadTopics`
    and then changes nothing.
    """
    told = starter_file.load()
    topics = {topic.key: topic for topic in Topic.objects.prefetch_related("texts", "broader")}
    changed = 0
    for position, one in enumerate(told):
        topic = topics.get(one.key) or Topic(key=one.key)
        if topic.pk is None or (topic.kind, topic.position) != (one.kind, position):
            topic.kind, topic.position = one.kind, position
            topic.save()
            changed += 1
        topics[one.key] = topic
        changed += _load_texts(topic, one)
    for one in told:
        topic = topics[one.key]
        if {area.key for area in topic.broader.all()} != set(one.broader):
            topic.broader.set([topics[key] for key in one.broader])
            changed += 1
    if changed:
        pages.changed(OF_TOPICS)
    return changed


def _load_texts(topic: Topic, told: starter_file.StarterTopic) -> int:
    """The labels and synonyms of one topic; how many rows were changed."""
    held = {text.language: text for text in topic.texts.all()}
    changed = 0
    for language in sorted(set(told.label) | set(told.synonyms)):
        text = held.pop(language, None) or TopicText(topic=topic, language=language)
        wanted = told.label.get(language, ""), told.synonyms.get(language, [])
        if text.pk is None or (text.label, text.synonyms) != wanted:
            text.label, text.synonyms = wanted
            text.save()
            changed += 1
    for stale in held.values():
        stale.delete()
        changed += 1
    return changed
