"""Who may get a question, and why."""

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from tests.flat import flat
from umn.directory import queries
from umn.directory.models import ContactPoint
from umn.places.queries import by_id


def fits(topic="unpaid", *, city=factories.LIEGE, reads="fr"):
    place = by_id(city) if city else None
    return [(fit.key, fit.reasons) for fit in queries.fitting(topic=topic, place=place, reads=reads, at=MONDAY)]


def test_a_question_from_liege_goes_to_the_member_in_liege(starter):
    found = fits(reads="ar")

    assert found[0] == ("monde-des-possibles", ["same_city", "member"])
    assert found[1] == ("cepag", ["same_country", "topic", "member"])
    assert found[-1][0] == "etuc"


def test_the_member_who_helps_with_it_and_speaks_the_language_comes_first(topics):
    factories.point("silent")
    factories.point("speaks", languages=["ar"], topics=["union"])
    factories.point("helps", languages=["ar"], topics=["work-rights"])

    assert fits(reads="ar") == [
        ("helps", ["same_city", "topic", "speaks", "member"]),
        ("speaks", ["same_city", "speaks", "member"]),
        ("silent", ["same_city", "member"]),
    ]


def test_closed_points_and_public_authorities_never_fit(topics):
    factories.point("city", standing="city", kind="city")
    factories.point("ministry", standing="outside", kind="authority")
    gone = factories.point("gone")
    ContactPoint.objects.filter(pk=gone.pk).update(status="closed", closed_since="2026", closed_since_date="2026-01-01")
    away = factories.point("away")
    ContactPoint.objects.filter(pk=away.pk).update(status="closed_for_a_time", closed_since_date="2026-01-01")

    assert fits() == []


def test_points_outside_the_network_fit_only_where_there_is_no_member(topics):
    factories.point("outside", standing="outside", topics=["unpaid"])
    assert fits() == [("outside", ["same_city", "topic"])]

    factories.point("coordinator", city=factories.BRUSSELS, coordinates=True)
    assert fits() == [("outside", ["same_city", "topic"])]

    factories.point("member", city=factories.NAMUR)
    assert [key for key, _ in fits()] == ["member", "coordinator"]


def test_without_anybody_in_the_country_the_members_next_door_fit(topics):
    factories.point("over-the-border", city=factories.AACHEN)

    assert fits() == [("over-the-border", ["nearest", "member"])]
    assert fits(city=factories.BRUSSELS) == [("over-the-border", ["nearest", "member"])]


def test_without_a_place_members_fit_by_what_they_do(topics):
    factories.point("silent")
    factories.point("helps", city=factories.MILAN, topics=["unpaid"])
    factories.point("outside", standing="outside", topics=["unpaid"])

    assert fits(city=None) == [("helps", ["topic", "member"]), ("silent", ["member"])]


def test_the_price_does_not_grow(topics):
    place = by_id(factories.LIEGE)

    used = flat(
        lambda: factories.point(languages=["fr"], topics=["unpaid"]),
        lambda: queries.fitting(topic="unpaid", place=place, reads="fr", at=MONDAY),
    )

    assert used <= 6


def test_names_places_and_telephones_for_other_rooms(starter):
    points = queries.by_keys(["eka", "liege", "nobody"])

    assert set(points) == {"eka", "liege"}
    assert (points["eka"].is_authority, points["liege"].is_authority) == (False, True)
    assert queries.where(points["eka"], "en") == "in Athens"
    assert str(queries.point_name(points["eka"].pk, language="el")) == "Εργατοϋπαλληλικό Κέντρο Αθήνας"
    assert (queries.point_exists("eka"), queries.point_exists("\x00")) == (True, False)
    assert [queries.takes_questions(key) for key in ("eka", "liege", "cite-catalunya", "nobody")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert queries.keys_matching("Liège", language="en", at=MONDAY)[:2] == ["monde-des-possibles", "liege"]
    assert queries.with_telephone(at=MONDAY)[0][0].key == "cepag"
