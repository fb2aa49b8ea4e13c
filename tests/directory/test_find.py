"""One box: a place in any script, a problem, a language, or all at once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from tests.flat import flat
from umn.directory import queries
from umn.directory.models import ContactPoint


def find(q="", *, language="en", **more):
    return queries.find(q=q, language=language, at=MONDAY, **more)


def keys(finding, code):
    return [card.key for group in finding.groups if group.code == code for card in group.cards]


NEAR = {
    "avocat arabe Liège": ["monde-des-possibles", "liege"],
    "Λιέγη": ["monde-des-possibles", "liege"],
    "Lüttich": ["monde-des-possibles", "liege"],
    "Luik": ["monde-des-possibles", "liege"],
    "لييج": ["monde-des-possibles", "liege"],
    "Льеж": ["monde-des-possibles", "liege"],
    "liege": ["monde-des-possibles", "liege"],
    "sans papiers Bruxelles": ["csc-bruxelles"],
    "salaire impayé Milan": ["cgil-milano"],
    "Αθήνα": ["eka", "generation-2-0", "athens", "ine-gsee"],
    "Fano": ["cgil-fano", "cgil-pesaro", "cgil-montecchio", "cgil-urbino", "anolf-ancona"],
    "hamburg unpaid": ["migrar-hamburg"],
}


@pytest.mark.parametrize(("q", "expected"), NEAR.items())
def test_who_is_near(starter, q, expected):
    assert keys(find(q), "near") == expected


@pytest.mark.parametrize("q", ["Mailand", "Μιλάνο", "ميلانو", "Milano", "Mlano"])
def test_milan_by_any_name_shows_the_city_first_and_the_towns_around_after(starter, q):
    near = keys(find(q), "near")

    assert near[:4] == ["anolf-milano", "fisascat-milano", "milano", "cgil-milano"]
    assert set(near[4:]) >= {"uil-sesto", "cgil-monza", "cgil-limbiate"}


def test_a_topic_alone_in_arabic_shows_who_helps_and_asks_for_the_country(starter):
    found = find("بدون أوراق", language="ar")

    assert (found.asked.topic, found.place) == ("permit", "")
    assert all({"permit", "social-security"} & card.topics for card in found.cards)
    assert keys(found, "anywhere")[:2] == ["anolf-milano", "cepag"]
    assert {facet.code: facet.count for facet in found.countries}["BE"] == 2


def test_a_language_nobody_near_speaks_is_said_and_asking_in_it_offered(starter):
    found = find("avocat arabe Liège")

    assert found.notices == ("Near Liège nobody is listed who speaks Arabic, but there are interpreters. Ask first.",)
    assert [(step.text, step.route, step.query) for step in found.steps] == [
        ("Ask in Arabic anyway", "ask", "?place=Li%C3%A8ge&at=2792413&reads=ar")
    ]
    assert find("bengali Liège", language="fr").asked.speaks == "bn"


def test_who_speaks_the_language_comes_alone(starter):
    found = find("Milano arabic")

    assert keys(found, "near") == ["milano"]
    assert found.notices == ()


def test_a_name_that_means_several_places_is_asked_about_and_the_choice_kept(starter):
    asked = find("Valencia unpaid")
    spain = next(choice for choice in asked.choices if (choice.text, choice.detail) == ("Valencia", "Spain"))
    chosen = find("Valencia", topic="unpaid", place="2509954")

    assert asked.title == "Which place do you mean?"
    assert asked.cards == ()
    assert spain.query == "?q=Valencia&place=2509954&topic=unpaid"
    assert (chosen.title, chosen.choices) == ("Help near Valencia", ())


def test_a_place_that_is_typed_anew_replaces_the_chosen_one(starter):
    assert find("Liège", place="2509954").title == "Help near Liège"


def test_help_lines_of_the_country_stand_beside_local_results(starter):
    assert keys(find("Tampere"), "helplines") == ["sak", "rakennusliitto", "pam"]
    assert keys(find("Napoli permit"), "helplines") == ["jumamap"]


def test_a_country_shows_what_it_has_and_an_empty_one_those_next_door(starter):
    ireland, portugal = find("Ireland"), find("Portugal")

    assert (ireland.title, keys(ireland, "near")) == ("Help in Ireland", ["mrci", "siptu-carlow"])
    assert portugal.notices == ("In Portugal we know no contact point yet.",)
    assert {card.country for card in portugal.cards} == {"ES"}
    assert all(card.abroad for card in portugal.cards)


def test_members_come_before_others_and_fresh_before_old_at_one_place(topics):
    factories.point("old-member", as_of="2016")
    factories.point("city", standing="city", kind="city")
    factories.point("outside", standing="outside")
    factories.point("undated-member", as_of="")
    factories.point("member")
    factories.point("next-town", city=factories.NAMUR)

    found = find("Liège")

    assert keys(found, "near") == ["member", "outside", "city", "undated-member", "old-member"]
    assert keys(found, "country") == ["next-town"]


def test_kilometres_are_shown_for_a_door_only(topics):
    factories.point("door", address="Rue 1, Liège", lat=50.66, lon=5.60)
    factories.point("somewhere")

    lines = {card.key: card.place_text for card in find("Liège").cards}

    assert lines == {"somewhere": "in Liège", "door": "in Liège, about 4 km away"}
    assert [card.place_text for card in find("Belgium").cards] == ["in Liège", "in Liège"]


def test_what_the_source_leaves_open_about_the_place_is_said(starter):
    cards = {card.key: card.place_text for card in find("Madrid", everything=True).cards}

    assert cards["ugt-fica"] == "probably in Madrid: the source names no town"
    assert cards["cite-asturias"] == "somewhere in Asturias: the source names no town"


def test_every_filter_that_is_offered_has_a_result(starter):
    for q in ("Milano", "Berlin", "Bruxelles permit", "Helsinki", "Spain"):
        found = find(q, everything=True)
        for facet in found.facets:
            assert facet.count > 0
            assert len(find(q, everything=True, need=facet.code).cards) > 0, (q, facet.code)
        for facet in found.languages:
            assert len(find(q, everything=True, speaks=facet.code).cards) > 0, (q, facet.code)


def test_filters_can_be_taken_away_again(starter):
    found = find("Milano unpaid arabic", need="phone")
    links = {facet.code: facet.query for facet in found.active}

    assert links == {
        "topic": "?q=Milano&place=3173435&speaks=ar&need=phone",
        "speaks": "?q=Milano&place=3173435&topic=unpaid&need=phone",
        "phone": "?q=Milano&place=3173435&topic=unpaid&speaks=ar",
    }


def test_open_now_means_open_now(starter):
    assert keys(find("Milano", need="open"), "near") == ["milano"]
    assert keys(find("Milano", need="no-appointment"), "near") == ["milano"]


def test_nothing_found_always_offers_the_next_thing(starter):
    lost = find("xyzzy", need="open", speaks="bn", topic="family")

    assert lost.notices == ("We did not find “xyzzy”.",)
    assert [step.text for step in lost.steps] == [
        "Search again without “Open now”",
        "Search in all languages",
        "Search for any kind of help",
        "Search in all of Europe",
        "Ask in Bengali anyway",
    ]


def test_a_point_is_found_by_its_name_even_when_it_is_closed(starter):
    assert keys(find("anolf"), "named")[:2] == ["anolf-milano", "anolf-fvg"]
    closed = find("Barcelona cite catalunya")
    assert keys(closed, "closed") == ["cite-catalunya"]
    assert [card.state_text for card in closed.cards if card.closed] == ["Closed or closing for good"]


def test_a_named_point_comes_before_the_others_near_it(starter):
    assert keys(find("Milano cgil"), "near")[0] == "cgil-milano"
    assert keys(find("Welcome Center Milano"), "near")[0] == "milano"


def test_practice_points_are_never_shown(topics):
    made = factories.point("rehearsal")
    made.organisation.practice = True
    made.organisation.save()

    assert find("Liège").cards == ()


def test_what_is_not_understood_is_said_and_left_out(starter):
    found = find("Liège", topic="<b>", speaks="klingon!", need="magic", place="x", country="QQ")

    assert found.problems == (
        "We do not know that place any more. Please type its name.",
        "We do not know this topic, so we left it out: “<b>”.",
        "We do not know this language, so we left it out: “klingon!”.",
        "We do not know this filter, so we left it out: “magic”.",
    )
    assert keys(found, "near") == ["monde-des-possibles", "liege"]


def test_the_results_are_in_the_readers_language_and_say_which_language_they_are_in(starter):
    card = next(card for card in find("أثينا", language="ar").cards if card.key == "eka")

    assert (card.name.language, card.name.direction) == ("en", "ltr")
    assert (card.services.language, card.services.state) == ("ar", "machine")
    assert "أثينا" in card.place_text


def test_the_price_of_a_search_does_not_grow_and_stays_within_eight_queries(topics):
    def add():
        factories.point(languages=["fr", "ar"], topics=["unpaid", "permit"], phone="+32 4 1", rule="Mo 09:00-10:00")

    queries_used = flat(add, lambda: find("impayé arabe Liège bureau", need="phone"))

    assert queries_used <= 8


def test_a_page_is_kept_no_longer_than_what_it_says_is_true(starter):
    just_before_five = datetime(2026, 11, 23, 15, 58, tzinfo=UTC)
    found = queries.find(q="Liège", language="en", at=just_before_five)

    assert found.expires == just_before_five + timedelta(minutes=2)


def test_points_closed_for_a_time_say_until_when(topics):
    made = factories.point("resting", rule="Mo-Fr 09:00-17:00")
    ContactPoint.objects.filter(pk=made.pk).update(
        status="closed_for_a_time", closed_since="2026-11-20", closed_since_date="2026-11-20", closed_until="2026-12-01"
    )

    assert [card.state_text for card in find("Liège").cards] == ["Closed until 1 December 2026"]


@pytest.mark.parametrize("hostile", ["\x00", "\ud800", "x" * 100_000, "\u202e", "'; --", "9" * 40])
def test_hostile_words_are_answered_by_the_queries_too(starter, hostile):
    more = dict.fromkeys(("topic", "speaks", "need", "place", "country"), hostile)

    assert find(hostile, **more).steps
    assert queries.point(hostile, language="en", at=MONDAY) is None
    assert queries.by_keys([hostile]) == {}
    assert not queries.point_exists(hostile)
    assert not queries.takes_questions(hostile)
    assert queries.fitting(topic=hostile[:100], place=None, reads=hostile[:100], at=MONDAY)
