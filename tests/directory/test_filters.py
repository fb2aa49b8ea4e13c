"""The filters of the finder, what stands beside them, and which of several towns is meant."""

import sys

import pytest

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from umn.directory import queries
from umn.directory.actions.faceting import keep_facets
from umn.directory.models import Location, Trait


def find(q="", *, language="en", **more):
    return queries.find(q=q, language=language, at=MONDAY, **more)


def keys(finding, code):
    return [card.key for group in finding.groups if group.code == code for card in group.cards]


def add_trait(point, code, **known):
    Trait.objects.create(point=point, code=code, **{**factories.source(), **known})
    keep_facets([point.pk])


def offered(finding):
    return [facet.code for facet in finding.facets]


def test_filters_may_be_put_together_and_each_taken_away(topics):
    factories.point("both", phone="+32 4 1", free=True)
    factories.point("phone", phone="+32 4 2")
    factories.point("free", free=True)

    one, both = find("Liège", need=["phone"]), find("Liège", need=["free", "phone"])

    assert keys(one, "near") == ["both", "phone"]
    assert [(facet.code, facet.count, facet.query) for facet in one.facets] == [
        ("free", 1, "?q=Li%C3%A8ge&place=2792413&need=phone&need=free")
    ]
    assert keys(both, "near") == ["both"]
    assert {facet.code: facet.query for facet in both.active} == {
        "phone": "?q=Li%C3%A8ge&place=2792413&need=free",
        "free": "?q=Li%C3%A8ge&place=2792413&need=phone",
    }
    assert offered(both) == []


def test_sunday_and_evening_are_told_by_hours_that_may_be_relied_on(topics):
    factories.point("sunday", rule="Su 10:00-12:00")
    factories.point("evening", rule="Mo-We 09:00-12:00; Th 14:00-18:00")
    factories.point("day", rule="Mo-Fr 09:00-17:30")
    factories.point("by-word", rule='Mo-Fr 17:00-19:00 "ask first"')
    factories.point("old", rule="Su 10:00-12:00", as_of="2019")

    assert set(keys(find("Liège", need="evening"), "near")) == {"sunday", "evening"}
    assert next(facet.count for facet in find("Liège").facets if facet.code == "evening") == 2


def test_a_filter_that_nothing_offers_is_not_offered(topics):
    factories.point("bare")

    assert offered(find("Liège")) == []
    assert find("Liège").says_no_papers is False


def test_asking_no_papers_is_believed_only_of_a_fresh_source_and_never_at_the_police(topics):
    add_trait(factories.point("told"), "no-papers")
    add_trait(factories.point("old"), "no-papers", **factories.source("seen", "2019"))
    at_the_police = factories.point("police")
    Location.objects.filter(point=at_the_police).update(premises="police")
    add_trait(at_the_police, "no-papers")

    found = find("Liège", need="no-papers")

    assert keys(found, "near") == ["told"]
    assert found.says_no_papers is True
    assert {card.key: (card.no_papers, card.warning != "") for card in find("Liège").cards} == {
        "told": (True, False),
        "old": (False, False),
        "police": (False, True),
    }


def test_beside_no_papers_stands_what_that_does_not_mean(topics, client):
    add_trait(factories.point("told"), "no-papers")
    said = "Not asking for papers does not mean it is safe."

    assert client.get("/en/find/?q=Liège").content.decode().count(said) == 2  # at the filter, on the card
    assert client.get("/en/find/?q=Liège&need=no-papers").content.decode().count(said) == 2
    assert client.get("/en/points/told/").content.decode().count(said) == 1


def test_a_place_at_the_police_says_so_before_its_address(topics, client):
    made = factories.point("there", address="Rue 1, Liège", lat=50.64, lon=5.57)
    Location.objects.filter(point=made).update(premises="police")
    add_trait(made, "no-papers")
    said = "This place is at or near a police building."

    card, page = (client.get(address).content.decode() for address in ("/en/find/?q=Liège", "/en/points/there/"))

    assert 0 < card.index(said) < card.index("in Liège")
    assert 0 < page.index(said) < page.index("Rue 1, Liège</p>")
    assert "do not ask for papers" not in page


def test_the_reader_finds_a_woman_adviser(topics):
    add_trait(factories.point("woman"), "woman")
    factories.point("nobody-said")

    assert keys(find("Liège", need=["woman"]), "near") == ["woman"]
    assert [card.woman for card in find("Liège").cards] == [False, True]


def test_help_lines_stay_under_any_filter_and_say_when_they_do_not_match(topics):
    factories.point("office", phone="+32 4 1", free=True)
    factories.point("line", city=factories.BRUSSELS, reach="country", phone="+32 2 1")

    found = find("Liège", need=["free", "phone"])

    assert {card.key: card.fits for card in found.cards} == {"office": True, "line": False}
    assert {card.key: card.fits for card in find("Liège", need=["phone"]).cards} == {"office": True, "line": True}
    assert keys(found, "helplines") == ["line"]


def test_every_language_spoken_there_is_offered_by_its_own_name_mine_first(topics):
    factories.point(languages=["fr", "en"])
    factories.point(languages=["fr", "ar", "ti", "so", "ur", "bn", "tr"])

    french, arabic = find("Liège", language="fr"), find("Liège", language="ar")

    assert [facet.code for facet in french.languages] == ["fr", "ar", "bn", "en", "so", "ti", "tr", "ur"]
    assert [facet.code for facet in arabic.languages][:2] == ["ar", "fr"]
    bengali = next(facet for facet in french.languages if facet.code == "bn")
    assert (bengali.text, bengali.language, bengali.direction) == ("বাংলা", "bn", "ltr")
    assert bengali.query == "?q=Li%C3%A8ge&place=2792413&speaks=bn"


@pytest.mark.parametrize("typed", ["বাংলা", "bengali", "bn"])
def test_a_language_may_be_typed_in_any_script(topics, typed):
    factories.point("speaks", languages=["bn"])
    factories.point("other", languages=["fr"])

    assert keys(find("Liège", speaks=typed), "near") == ["speaks"]


def test_the_other_towns_of_the_name_are_offered_in_one_line(starter):
    athens = find("Athens unpaid", need="phone")
    valencia = find("Valencia", place="2509954")

    assert athens.title == "Help near Athens"
    assert [(other.text, other.detail) for other in athens.others] == [("Athens", "United States, near Atlanta")]
    assert athens.others[0].query == "?q=Athens&place=4180386&topic=unpaid&need=phone"
    assert ("Valencia", "Venezuela") in [(other.text, other.detail) for other in valencia.others]
    assert find("Liège").others == ()


def test_which_place_is_said_with_its_country_and_a_city_near_it(starter):
    said = {(choice.text, choice.detail) for choice in find("Valencia").choices}

    assert {("Valencia", "Spain"), ("Valence", "France, near Grenoble")} <= said


def test_a_choice_of_places_is_made_with_the_keyboard_alone(starter, client):
    page = client.get("/en/find/?q=Valencia&need=phone").content.decode()

    assert "<h1>Which place do you mean?</h1>" in page
    assert 'href="/en/find/?q=Valencia&amp;place=2509954&amp;need=phone"' in page


def test_more_is_said_without_a_number_where_nobody_counted(topics, client, monkeypatch):
    monkeypatch.setattr(sys.modules["umn.directory.queries.find"], "AROUND", 14)
    for number in range(16):
        factories.point(f"point-{number:02}")

    group = find("Liège").groups[0]

    assert (len(group.cards), group.rest, group.more) == (12, 0, "?q=Li%C3%A8ge&place=2792413&all=1")
    assert ">Show more</a>" in client.get("/en/find/?q=Liège").content.decode()
    assert len(find("Liège", everything=True).groups[0].cards) == 16
