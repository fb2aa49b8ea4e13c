from datetime import UTC, datetime

import pytest
from django.db import transaction

from tests.enquiries.conftest import make_point
from tests.factories import directory as factories
from tests.factories import people
from umn.directory.actions import load_starter
from umn.directory.models import Channel, ContactPoint
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


@pytest.fixture
def on_monday(monkeypatch):
    """It is Monday, 23 November 2026, eleven in Brussels. Ask for it before signing anybody in."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


@pytest.fixture
def quiet_office(topics, on_monday):
    """An office in Liège, last known in March, with one operator who reads French."""
    made = factories.point(
        "liege-office", name="Bureau de Liège", as_of="2026-03-01", rule="Mo-Fr 09:00-17:00", phone="+32 4 232 02 92",
        languages=("fr", "ar"), address="Rue des Champs 97", topics=("unpaid",),
    )  # fmt: skip
    ContactPoint.objects.update(known_on=made.as_of_date)
    people.person(works_for=made.organisation, name="Marie Dubois", language="fr", email="marie@union.example")
    return ContactPoint.objects.get()


@pytest.fixture
def liege(topics):
    point = make_point("liege")
    Channel.objects.create(point=point, kind="phone", value="+32 4 232 01 20", basis="seen", as_of="")
    return point


@pytest.fixture
def marie(liege):
    return people.person(works_for=liege.organisation, language="fr")


@pytest.fixture
def work(client, marie):
    """Marie, signed in."""
    people.sign_in(client, marie)
    return client
