"""The words by which places are filtered: made from the facts, kept with them, asked of a small and a large directory
with the same answer."""

import pytest

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from umn.directory import facets, queries
from umn.directory.actions.faceting import keep_facets, renew_facets
from umn.directory.actions.touching import touched
from umn.directory.models import ContactPoint, Facet, Location, Service, SpokenLanguage, Trait
from umn.directory.queries import nearby
from umn.directory.queries.area import Area
from umn.places.queries import by_id

WHOLE_WEEK = "Mo-Fr 09:00-17:00"


def words(key):
    return set(Facet.objects.filter(location__point__key=key).values_list("code", flat=True))


def trait(point, code, **known):
    return Trait.objects.create(point=point, code=code, **{**factories.source(), **known})


def test_a_point_is_found_by_everything_that_it_offers(topics):
    made = factories.point(
        "all", languages=["fr", "fa-AF"], topics=["unpaid"], phone="+32 4 1", rule="Tu 14:00-19:00", free=True,
        appointment="not-needed", reach="country",
    )  # fmt: skip
    trait(made, "woman")
    trait(made, "no-papers")
    keep_facets([made.pk])

    assert words("all") == {
        "any", "afar", "speaks:fr", "speaks:fa", "topic:unpaid", "need:open", "need:phone", "need:evening",
        "need:woman", "need:no-papers", "need:no-appointment", "need:free",
    }  # fmt: skip


def test_a_point_of_which_little_is_known_is_found_by_no_more_than_that(topics):
    factories.point("bare")
    factories.point("recalled", rule="Su 09:00-12:00", basis="recalled")
    trait(ContactPoint.objects.get(key="recalled"), "no-papers", basis="recalled")
    renew_facets(MONDAY)

    assert (words("bare"), words("recalled")) == ({"any"}, {"any"})


def test_closed_points_and_rehearsals_have_no_words(topics):
    closed, practice = factories.point("closed"), factories.point("practice")
    ContactPoint.objects.filter(pk=closed.pk).update(
        status="closed", closed_since="2026", closed_since_date="2026-01-01"
    )
    practice.organisation.practice = True
    practice.organisation.save()
    touched(["closed", "practice"])

    assert (words("closed"), words("practice")) == (set(), set())


@pytest.mark.parametrize("premises", ["police", "immigration"])
def test_a_place_at_the_police_never_counts_as_asking_for_no_papers(topics, premises):
    made = factories.point("there")
    trait(made, "no-papers")
    Location.objects.filter(point=made).update(premises=premises)
    keep_facets([made.pk])

    assert "need:no-papers" not in words("there")


@pytest.mark.parametrize(
    ("rule", "late"),
    {
        WHOLE_WEEK: False, "Mo 09:00-18:00": True, "Mo 09:00-17:59": False, "Su 09:00-12:00": True,
        "Sa,Su 09:00-12:00": True, "Fr-Mo 09:00-12:00": True, "Mo-Sa 09:00-12:00": False, "Fr 22:00-02:00": True,
        "24/7": True, "Mo-Fr": False, "": False,
    }.items(),
)  # fmt: skip
def test_which_hours_are_sundays_or_evenings(rule, late):
    assert facets.may_be_late(rule) is late


def test_what_changes_takes_its_words_along_and_nothing_is_written_twice(topics, django_assert_num_queries):
    made = factories.point("point", languages=["fr"])
    before = set(Facet.objects.values_list("pk", flat=True))
    touched(["point"])
    assert set(Facet.objects.values_list("pk", flat=True)) == before

    SpokenLanguage.objects.filter(point=made).update(language="ar")
    Location.objects.filter(point=made).update(lat=50.0, lon=4.0)
    touched(["point"])

    assert words("point") == {"any", "speaks:ar"}
    assert set(Facet.objects.values_list("lat", "lon", "country")) == {(50.0, 4.0, "BE")}


def test_many_points_cost_as_many_queries_as_one(topics, django_assert_max_num_queries):
    ids = [factories.point(languages=["fr"], topics=["unpaid"]).pk for _ in range(3)]
    Facet.objects.all().delete()

    with django_assert_max_num_queries(11):  # with a savepoint
        keep_facets(ids)

    assert Facet.objects.count() == 9


@pytest.fixture(params=["small", "large"])
def directory(request, monkeypatch):
    """Both ways of asking give the same answer."""
    monkeypatch.setattr(nearby._Size, "is_large", request.param == "large")
    monkeypatch.setattr(nearby._Size, "of_words", {})


def near(place, *wanted, limit=36, named=()):
    asked = wanted or ((facets.ANY,),)
    words = [word for part in asked for word in part]
    area = Area(by_id(place)) if isinstance(place, int) else Area(country=place)
    spots = nearby.Nearby(area, words=words, named=named).spots(asked, limit=limit)
    keys = dict(Location.objects.values_list("pk", "point__key"))
    return [[keys[spot.location_id] for spot in part] for part in (spots.found, spots.afar, spots.named)]


def test_the_nearest_come_first_and_only_those_that_offer_all_of_it(topics, directory):
    factories.point("brussels", city=factories.BRUSSELS, languages=["ar"], phone="+32 2 1")
    factories.point("namur", city=factories.NAMUR, languages=["ar", "fr"])
    factories.point("liege", languages=["ar"], phone="+32 4 1", topics=["unpaid"])
    factories.point("aachen", city=factories.AACHEN, languages=["ar"], phone="+49 1 11")
    factories.point("milan", city=factories.MILAN, languages=["ar"], phone="+39 1 11")

    assert near(factories.LIEGE)[0] == ["liege", "aachen", "namur", "brussels"]
    assert near(factories.LIEGE, ("speaks:ar",), ("need:phone",))[0] == ["liege", "aachen", "brussels"]
    assert near(factories.LIEGE, ("topic:unpaid", "topic:permit"))[0] == ["liege"]
    assert near(factories.LIEGE, limit=2)[0] == ["liege", "aachen"]
    assert near(factories.LIEGE, ("speaks:bn",))[0] == []


def test_help_from_afar_and_who_was_named_come_along(topics, directory):
    factories.point("line", city=factories.BRUSSELS, reach="country")
    factories.point("line-elsewhere", city=factories.MILAN, reach="country")
    factories.point("far", city=factories.MILAN)

    assert near(factories.LIEGE, ("speaks:bn",), named=["far", "nobody"]) == [[], ["line"], ["far"]]


def test_a_country_comes_before_those_next_door_and_places_off_the_map_are_not_lost(topics, directory):
    factories.point("next-door", city=factories.AACHEN)
    factories.point("home")
    unplaced = factories.point("somewhere", city=factories.NAMUR)
    Location.objects.filter(point=unplaced).update(lat=None, lon=None)
    keep_facets([unplaced.pk])

    assert near("BE")[0] == ["home", "somewhere", "next-door"]
    assert near(factories.LIEGE)[0] == ["home", "next-door", "somewhere"]


def test_the_finder_says_the_same_of_a_large_directory(starter, directory):
    found = queries.find(q="Milano", speaks="ar", need=["phone"], language="en", at=MONDAY)
    liege = queries.find(q="avocat arabe Liège", language="en", at=MONDAY)
    unpaid = queries.find(topic="unpaid", language="en", at=MONDAY)

    assert [card.key for card in found.first[0].cards] == ["milano"]
    assert [card.key for card in liege.first[0].cards] == ["monde-des-possibles", "liege"]
    assert {"BE", "IT", "DE", "GR"} <= {facet.code for facet in unpaid.countries}


def test_a_large_directory_knows_its_countries_without_counting(topics, directory):
    factories.point("liege", languages=["ar"])
    factories.point("aachen", city=factories.AACHEN, languages=["ar"])
    factories.point("milan", city=factories.MILAN)
    asked = nearby.Nearby(Area(), words=["speaks:ar"])

    assert asked.countries((("speaks:ar",),)) == ([] if not nearby._Size.is_large else ["BE", "DE"])


def test_a_directory_that_has_grown_is_found_out(topics, monkeypatch):
    monkeypatch.setattr(nearby, "SMALL", 2)
    monkeypatch.setattr(nearby._Size, "is_large", False)
    for number in range(4):
        factories.point(f"point-{number}")

    assert len(near(factories.LIEGE)[0]) == 4
    assert nearby._Size.is_large is True


def test_services_of_a_point_are_all_words(starter):
    """Nothing that the starter data offers is missing from the words."""
    offered = set(Service.objects.exclude(point__status="closed").values_list("point__key", "topic__key"))
    found = set(Facet.objects.filter(code__startswith="topic:").values_list("location__point__key", "code"))

    assert {(key, f"topic:{topic}") for key, topic in offered} == found
