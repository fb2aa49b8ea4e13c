from datetime import UTC, datetime

import pytest
from django.db import transaction

from umn.directory.actions import load_starter
from umn.directory.models import ContactPoint
from umn.people.models import Organisation
from umn.search.models import SearchEntry

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # 11:00 in Brussels


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    """The starter data, loaded once for all tests of this folder and taken away after the last of them."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        load_starter(at=MONDAY)
        yield
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def starter(loaded, db):
    return loaded


@pytest.fixture
def topics(loaded, db):
    """The vocabulary, and not a single point: those of `loaded` come back after the test."""
    ContactPoint.objects.all().delete()
    Organisation.objects.all().delete()
    SearchEntry.objects.all().delete()
