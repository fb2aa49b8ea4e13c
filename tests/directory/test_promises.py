"""What must never be true is a constraint of the database."""

import pytest
from django.db import IntegrityError, transaction

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from umn.directory.models import ContactPoint, Location, PointText, SpokenLanguage

TODAY = MONDAY.date()

BROKEN_POINTS = {
    "closed without a day": {"status": "closed"},
    "closed for a time without a day": {"status": "closed_for_a_time"},
    "open, but closed since": {"closed_since_date": TODAY},
    "open, but closed until": {"closed_until": TODAY},
    "reopened before it closed": {
        "status": "closed_for_a_time",
        "closed_since_date": TODAY,
        "closed_until": TODAY.replace(year=2020),
    },
    "a status nobody knows": {"status": "dreaming"},
    "a country nobody knows": {"country": "be"},
    "a kind nobody knows": {"kind": "tent"},
    "a reach nobody knows": {"reach": "moon"},
    "an appointment nobody knows": {"appointment": "perhaps"},
    "a basis nobody knows": {"basis": "rumour"},
    "confirmed on no day": {"basis": "confirmed"},
    "confirmed and only seen": {"basis": "seen", "confirmed_on": TODAY},
    "a date without its words": {"as_of": ""},
}


@pytest.mark.parametrize("values", BROKEN_POINTS.values(), ids=BROKEN_POINTS)
def test_a_point_that_cannot_be(topics, values):
    made = factories.point()

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.filter(pk=made.pk).update(**values)


def test_a_point_is_not_its_own_successor(topics):
    made = factories.point()

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.filter(pk=made.pk).update(successor=made)


def test_only_one_point_coordinates(topics):
    factories.point(coordinates=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.point(coordinates=True)


BROKEN_PLACES = {
    "beyond the pole": {"lat": 90.1},
    "beyond the other pole": {"lat": -90.1},
    "beyond the date line": {"lon": 180.1},
    "latitude alone": {"lon": None},
    "longitude alone": {"lat": None},
    "a door without an address": {"precision": "address"},
    "a door without coordinates": {"precision": "address", "address": "Rue 1", "lat": None, "lon": None},
}


@pytest.mark.parametrize("values", BROKEN_PLACES.values(), ids=BROKEN_PLACES)
def test_a_place_that_cannot_be(topics, values):
    made = factories.point()

    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(point=made).update(**values)


def test_nothing_is_said_twice(topics):
    made = factories.point(languages=["fr"], name="Bureau")

    with pytest.raises(IntegrityError), transaction.atomic():
        SpokenLanguage.objects.create(point=made, language="fr", **factories.source())
    with pytest.raises(IntegrityError), transaction.atomic():
        PointText.objects.create(point=made, language="en", field="name", text="Office", state="source")
    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.create(point=made, position=0, city="Liège", **factories.source())
