import pytest

from umn.vocabulary.actions import load_topics


@pytest.fixture
def topics(db):
    """The topics as they come with the portal."""
    load_topics()
