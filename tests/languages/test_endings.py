"""A word in a case is still the word: guesses at what it was, to be looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umn.languages import names
from umn.languages.endings import basic_forms
from umn.languages.normalise import fold
from umn.places.queries import country_named


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("Афінах", "uk", "Афіни"), ("Празі", "uk", "Прага"), ("Відні", "uk", "Відень"), ("Брюсселі", "uk", "Брюссель"),
        ("Львові", "uk", "Львів"), ("Італії", "uk", "Італія"), ("арабською", "uk", "арабська"),
        ("Праге", "ru", "Прага"), ("заплатата", "bg", "заплата"), ("паспортът", "bg", "паспорт"),
        ("Πειραιά", "el", "Πειραιάς"), ("Βόλου", "el", "Βόλος"), ("Βρυξελλών", "el", "Βρυξέλλες"),
        ("Αθήνας", "el", "Αθήνα"), ("Gradcu", "sl", "Gradec"), ("Kopru", "sl", "Koper"), ("Trsta", "sl", "Trst"),
        ("Atenah", "sl", "Atene"), ("Ljubljani", "sl", "Ljubljana"), ("arabščini", "sl", "arabščina"),
    ],
)  # fmt: skip
def test_guesses_the_word_before_its_ending(typed, language, meant):
    assert fold(meant) in basic_forms(fold(typed), language)


def test_takes_nothing_off_short_words_nor_off_languages_without_endings():
    assert [basic_forms(*one) for one in (("rimu", "sl"), ("trsta", "en"), ("trsta", "de"), ("", "uk"))] == [[]] * 4


@given(st.text(max_size=40), st.sampled_from(["en", "sl", "uk", "el", "xx"]))
def test_any_text_gives_a_few_guesses_and_never_itself(text, language):
    guesses = basic_forms(fold(text), language)
    assert (len(guesses) <= 12, fold(text) in guesses) == (True, False)


SAID = {
    "es": ("árabe", "en árabe"), "de": ("Arabisch", "arabischsprachige"), "it": ("arabo", "araba"),
    "nl": ("Arabisch", "Arabischtalig"), "el": ("αραβικά", "αραβόφωνος"), "bg": ("арабски", "арабска"),
    "sl": ("arabščini", "arabsko"), "uk": ("арабською", "арабський"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_languages_are_recognised_in_the_words_and_cases_of_each_interface_language(language, said):
    assert [names.parse(one.removeprefix("en "), language) for one in said] == ["ar", "ar"]


@pytest.mark.parametrize(
    ("typed", "language", "code"),
    [
        ("Tigrinya", "de", "ti"), ("tigriña", "es", "ti"), ("tigrino", "it", "ti"), ("τιγκρινικά", "el", "ti"),
        ("тигриня", "bg", "ti"), ("тигринья", "uk", "ti"), ("tigrinjščina", "sl", "ti"), ("φαρσί", "el", "fa"),
        ("фарсі", "uk", "fa"), ("Paschtu", "de", "ps"), ("пущу", "bg", "ps"), ("kurmandži", "sl", "ku"),
        ("кюрдски", "bg", "ku"), ("Berbers", "nl", "ber"), ("bengalese", "it", "bn"), ("ουκρανέζικα", "el", "uk"),
        ("ромська", "uk", "rom"), ("bosansko", "sl", "bs"), ("Vlaams", "nl", "nl"), ("moldavo", "it", "ro"),
    ],
)  # fmt: skip
def test_peoples_own_words_for_languages(typed, language, code):
    assert names.parse(typed, language) == code


def test_without_a_reader_no_ending_is_taken_off():
    assert (names.parse("арабською"), names.parse("арабською", "uk")) == (None, "ar")


@pytest.mark.parametrize(
    ("typed", "language", "country"),
    [
        ("Alemania", "es", "DE"), ("Inglaterra", "es", "GB"), ("Niederlande", "de", "NL"), ("Tschechien", "de", "CZ"),
        ("Inghilterra", "it", "GB"), ("Paesi Bassi", "it", "NL"), ("Engeland", "nl", "GB"), ("Duitsland", "nl", "DE"),
        ("Γερμανίας", "el", "DE"), ("Ολλανδία", "el", "NL"), ("Холандия", "bg", "NL"), ("Гърция", "bg", "GR"),
        ("Nemčiji", "sl", "DE"), ("Avstrije", "sl", "AT"), ("Німеччині", "uk", "DE"), ("Бельгії", "uk", "BE"),
        ("Нідерландах", "uk", "NL"), ("Англії", "uk", "GB"),
    ],
)  # fmt: skip
def test_countries_in_the_words_and_cases_of_each_interface_language(typed, language, country):
    assert country_named(typed, language) == country
