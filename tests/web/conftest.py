"""The six problems of the first page."""

import pytest
from django.conf import settings as product

from umn.vocabulary.models import Topic, TopicText


@pytest.fixture
def problems(db):
    """The six problems, as the starter data has them."""
    for position, key in enumerate(product.PROBLEM_TILES):
        topic, _ = Topic.objects.get_or_create(key=key, defaults={"kind": "problem", "position": position})
        TopicText.objects.get_or_create(topic=topic, language="en", defaults={"label": f"My {key}", "synonyms": []})
