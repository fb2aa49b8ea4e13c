"""Where is Λιέγη? A person finds their town in any script and spelling, and is asked only when it is not plain."""

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from umn.languages.names import INTERFACE
from umn.places import own_names
from umn.places.queries import by_id, clear_winner, country_named, kilometres, look_up

LIEGE, MILANO, BRUSSELS, ATHENS, WIEN, KOELN, SOFIA = 2792413, 3173435, 2800866, 264371, 2761369, 2886242, 727011
OUR_COUNTRIES = ("AT", "BE", "BG", "DE", "ES", "FR", "GR", "IT", "SI")

TYPED = {
    LIEGE: ["Liège", "LIÈGE", "Liege", "Λιέγη", "Λιεγη", "Lüttich", "Luettich", "Luttich", "Luik", "Liegi", "Lieja",
            "لييج", "بلييج", "لياج", "Льеж", "Льєж", "لیژ", "liegge", "Lieege", " liège ", "Liè\u00adge",
            "\u202eLiège"],
    MILANO: ["Milano", "MILANO", "Milan", "Mailand", "Milaan", "Milán", "Μιλάνο", "ΜΙΛΑΝΟ", "ميلانو", "Милан", "Мілан",
             "Mediolan", "মিলান", "Milnao", "Milanno", "米蘭"],
    BRUSSELS: ["Bruxelles", "Brussel", "Brussels", "Brüssel", "Bruessel", "Bruselas", "Bruxeles", "Bruxels", "Bruksela",
               "Βρυξέλλες", "Брюссель", "بروكسل", "ببروكسل", "بروکسل", "ব্রাসেলস", "布鲁塞尔"],
    ATHENS: ["Αθήνα", "αθηνα", "ΑΘΗΝΑ", "Athens", "Athènes", "Athen", "Athene", "Atene", "Афины", "أثينا", "اثينا",
             "Athina"],
    WIEN: ["Wien", "Vienna", "Viyana", "Wiedeń", "فيينا", "Βιέννη"],
    KOELN: ["Köln", "Koeln", "Koln", "Keulen", "Cologne", "Κολωνία", "كولونيا", "Кёльн", "Кельн"],
    SOFIA: ["Sofia", "София", "sofija", "Σόφια", "صوفيا"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "typed"), [(place, typed) for place, all_typed in TYPED.items() for typed in all_typed]
)
def test_finds_the_place_whatever_it_is_called(place, typed):
    found = look_up(typed)
    assert clear_winner(found) is not None
    assert clear_winner(found).id == place


@pytest.mark.parametrize(
    ("typed", "name", "kind"),
    [
        ("Λέσβος", "Lesbos", "island"),
        ("Lesvos", "Lesbos", "island"),
        ("Lampedusa", "Lampedusa", "island"),
        ("Sicily", "Sicilia", "region"),
        ("Ceuta", "Ceuta", "town"),
        ("Melilla", "Melilla", "town"),
        ("San Sebastián", "Donostia / San Sebastián", "town"),
        ("Donostia", "Donostia / San Sebastián", "town"),
        ("Frankfurt am Main", "Frankfurt am Main", "town"),
        ("Sesto San Giovanni", "Sesto San Giovanni", "town"),
        ("laquila", "L'Aquila", "town"),
        ("L’Aquila", "L'Aquila", "town"),
        ("Aix en Provence", "Aix-en-Provence", "town"),
        ("s hertogenbosch", "'s-Hertogenbosch", "town"),
        ("Lodz", "Łódź", "town"),
        ("Istanbul", "Istanbul", "town"),
        ("Aarhus", "Århus", "town"),
    ],
)
def test_finds_islands_enclaves_and_names_of_several_words(typed, name, kind):
    place = clear_winner(look_up(typed, countries=OUR_COUNTRIES))
    assert (place.name, place.kind) == (name, kind)


@pytest.mark.parametrize(
    "typed", ["Valencia", "Frankfurt", "San Cristóbal", "Reggio", "Villeneuve", "Tripoli", "Nicosia"]
)
def test_asks_which_one_where_several_are_about_as_likely(typed):
    found = look_up(typed, countries=("BE", "DE", "GR", "IT"))
    assert (clear_winner(found), len({match.place.id for match in found}) > 1) == (None, True)


def test_a_town_where_we_have_points_is_meant_rather_than_one_elsewhere_and_the_others_are_still_offered():
    found = look_up("Valencia", countries=("ES",))
    assert clear_winner(found).country == "ES"
    assert {"ES", "VE"} <= {match.place.country for match in found}
    assert clear_winner(look_up("Athens")).country == "GR"
    assert [match.place.country for match in look_up("Athens")] == ["GR", "US"]


def test_a_city_and_its_districts_are_one_answer():
    assert [match.place.name for match in look_up("Paris")] == ["Paris"]


def test_the_beginning_of_a_name_is_enough_from_three_letters():
    assert look_up("Thessal")[0].place.name == "Thessaloniki"
    assert look_up("Thessal")[0].how == "prefix"
    assert look_up("zq") == []


def test_says_how_it_was_found_and_under_which_spelling():
    assert [(match.how, match.shown_name) for match in look_up("Λιεγη")] == [("exact", "Λιέγη")]
    assert [(match.how, match.shown_name) for match in look_up("بلييج")] == [("exact", "لييج")]  # "in Liège"
    assert (look_up("liegge")[0].how, look_up("liegge")[0].wrong_letters) == ("similar", 1)


def test_a_place_is_named_in_the_readers_language_and_says_truly_in_which():
    liege = by_id(LIEGE)
    assert [liege.name_in(language) for language in ("fr", "de", "ar", "xx")] == [
        ("Liège", "fr"), ("Lüttich", "de"), ("لييج", "ar"), ("Liège", "en"),
    ]  # fmt: skip
    assert (by_id(BRUSSELS).local_name(), by_id(ATHENS).local_name()) == (("Bruxelles", "fr"), ("Αθήνα", "el"))
    small = look_up("Veliko Tarnovo")[0].place
    assert small.name_in("fr")[1] in ("fr", "en", "bg-Latn")


@pytest.mark.parametrize("reader", INTERFACE)
def test_every_place_of_our_table_has_a_name_for_every_reader(reader):
    """Where the letters are the same and the reader's language has no name of its own, it is the place's own."""
    unnamed = [one.name for one in own_names.load() if by_id(one.id).name_in(reader)[1] != reader]
    assert unnamed == [], f"names.yaml: add their names in {reader}"


def test_a_reader_of_other_letters_gets_the_name_in_them_and_a_reader_of_latin_letters_the_local_one():
    namur, girona = 2790471, 3121456
    assert [by_id(namur).name_in(one)[0] for one in ("de", "it", "nl", "el", "bg", "uk")] == [
        "Namur", "Namur", "Namen", "Ναμύρ", "Намюр", "Намюр",
    ]  # fmt: skip
    assert [by_id(girona).name_in(one) for one in ("es", "de", "el")] == [
        ("Gerona", "es"), ("Girona", "de"), ("Χιρόνα", "el"),
    ]  # fmt: skip
    assert by_id(girona).local_name() == ("Girona", "ca")
    assert by_id(ATHENS).name_in("sl") == ("Atene", "sl")


def test_an_unknown_number_is_no_place():
    assert [by_id(number) for number in (0, -1, 1, 2**70)] == [None] * 4


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Belgique", "BE"), ("Belgium", "BE"), ("بلجيكا", "BE"), ("België", "BE"), ("Ελλάδα", "GR"), ("Greece", "GR"),
        ("اليونان", "GR"), ("Allemagne", "DE"), ("Deutschland", "DE"), ("ألمانيا", "DE"), ("بألمانيا", "DE"),
        ("Italie", "IT"), ("Italia", "IT"), ("UK", "GB"), ("Türkiye", "TR"), ("Turkey", "TR"), ("Kosovo", "XK"),
        ("Україна", "UA"), ("Czech Republic", "CZ"), ("Suomi", "FI"), ("Österreich", "AT"), ("Holland", "NL"),
        ("Liège", None), ("", None), ("français", None), ("x" * 10_000, None),
    ],
)  # fmt: skip
def test_countries_by_their_names(text, country):
    assert country_named(text) == country


def test_distances():
    assert kilometres(50.6337, 5.5675, 50.8505, 4.3488) == pytest.approx(89, abs=1)
    assert kilometres(10, 20, 10, 20) == 0
    assert kilometres(0, 0, 0, 180) == pytest.approx(20015, abs=1)


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        " ",
        '"',
        "NEAR(a b)",
        "*",
        "%",
        "_",
        "' OR 1=1 --",
        "a\0b",
        "\ud800",
        "🆘",
        "\u202e",
        "x" * 10_000,
        "é" * 10_000,
        "ﷺ" * 999,
    ],
)
def test_hostile_text_finds_nothing_and_breaks_nothing(hostile):
    assert isinstance(look_up(hostile), list)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_may_be_looked_up_in_bounded_time(text):
    began = time.process_time()
    assert len(look_up(text)) <= 8
    assert time.process_time() - began < 1


def test_threads_have_a_connection_each():
    names: list[str] = []
    threads = [threading.Thread(target=lambda: names.append(look_up("Luik")[0].place.name)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names == ["Liège"] * 4
