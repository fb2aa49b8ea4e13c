"""The portal's own languages; and one that Django does not know is a language like the others."""

import datetime
import gettext

import polib
import pytest
from django import forms
from django.conf import settings
from django.conf.global_settings import LANGUAGES_BIDI
from django.conf.locale import LANG_INFO
from django.core import validators
from django.utils import translation

from scripts.catalogue import plurals
from umn.languages import interface, names, said_by_django, spoken
from umn.languages.cldr import country_names, language_names
from umn.languages.dates import date_text, day_name, list_text

UNKNOWN_TO_DJANGO = ["ti", "so", "am", "ps", "ckb"]  # of those that people of the network speak
DJANGO = {code: known for code, known in LANG_INFO.items() if code not in UNKNOWN_TO_DJANGO}


def test_every_interface_language_is_called_by_its_own_name():
    eleven = {
        "en": "English", "de": "Deutsch", "es": "Español", "fr": "Français", "it": "Italiano", "nl": "Nederlands",
        "sl": "Slovenščina", "el": "Ελληνικά", "bg": "Български", "uk": "Українська", "ar": "العربية",
    }  # fmt: skip
    assert {code: name for code, name in settings.LANGUAGES if code in eleven} == eleven
    assert all(name[0].isupper() or not name[0].islower() for _, name in settings.LANGUAGES)


@pytest.mark.parametrize("reader", interface.CODES)
def test_every_language_we_know_has_a_name_in_each_interface_language(reader):
    nameless = [
        code
        for code in [*spoken.CODES, "pa-Arab"]
        if not spoken.NAMES.get(code, {}).get(reader) and code not in language_names(reader)
    ]
    assert nameless == [], f"add them to spoken.NAMES in {reader}"


def test_no_two_languages_share_a_name():
    shared = {
        (reader, code, other)
        for reader in interface.CODES
        for code in spoken.CODES
        for other in spoken.CODES
        if code < other and names.name(code, reader).casefold() == names.name(other, reader).casefold()
    }
    assert shared == set()


@pytest.fixture
def with_unknown_ones(monkeypatch):
    monkeypatch.setattr(interface, "CODES", tuple(dict.fromkeys([*interface.CODES, *UNKNOWN_TO_DJANGO])))


def test_django_is_told_of_the_languages_that_it_lacks_and_of_no_other(with_unknown_ones):
    told = interface.for_django(DJANGO)
    assert told.keys().isdisjoint(DJANGO)
    facts = {code: (told[code]["name"], told[code]["name_local"], told[code]["bidi"]) for code in UNKNOWN_TO_DJANGO}
    assert facts == {
        "ti": ("Tigrinya", "ትግርኛ", False),
        "so": ("Somali", "Soomaali", False),
        "am": ("Amharic", "አማርኛ", False),
        "ps": ("Pashto", "پښتو", True),
        "ckb": ("Central Kurdish", "کوردیی ناوەندی", True),
    }
    assert all(one["code"] == code for code, one in told.items())
    assert ("ti", "ትግርኛ") in interface.languages()


@pytest.fixture
def django_knows_them(with_unknown_ones, settings, monkeypatch, tmp_path):
    """As settings.py does it at the start, with files of words as `scripts/messages` begins them: empty."""
    for code in UNKNOWN_TO_DJANGO:
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        polib.POFile().save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path]
    for code, told in interface.for_django(DJANGO).items():
        monkeypatch.setitem(LANG_INFO, code, told)
    settings.LANGUAGES = interface.languages()
    settings.LANGUAGES_BIDI = interface.right_to_left(LANGUAGES_BIDI)


def test_such_a_language_is_served_and_falls_back_to_english_words(django_knows_them):
    for code in UNKNOWN_TO_DJANGO:
        with translation.override(code):
            assert (translation.get_language(), translation.gettext("Find help")) == (code, "Find help")
            assert translation.get_language_bidi() == (names.direction(code) == "rtl")
            assert translation.get_language_info(code)["name_local"] == interface.autonym(code)
        assert translation.get_supported_language_variant(code) == code


@pytest.mark.parametrize("code", UNKNOWN_TO_DJANGO)
def test_such_a_language_has_its_dates_and_names_from_cldr(code):
    day = datetime.date(2026, 11, 26)
    english = date_text(day, "en"), day_name(0, "en"), list_text(["a", "b", "c"], "en")
    assert all(own != said for own, said in zip(
        (date_text(day, code), day_name(0, code), list_text(["a", "b", "c"], code)), english, strict=True))  # fmt: skip
    assert len(country_names(code)) > 200
    assert names.name("ar", code) != names.name("ar", "en")


@pytest.mark.parametrize(
    ("code", "number", "forms_of"),
    [
        ("ti", 2, {0: 0, 1: 0, 2: 1}), ("so", 2, {0: 1, 1: 0, 2: 1}), ("wo", 1, {0: 0, 1: 0, 2: 0}),
        ("uk", 3, {1: 0, 2: 1, 5: 2, 21: 0}), ("sl", 4, {1: 0, 2: 1, 3: 2, 5: 3}), ("xx", 2, {0: 1, 1: 0, 2: 1}),
    ],
)  # fmt: skip
def test_plural_forms_are_those_of_cldr_where_the_list_of_gettext_ends(code, number, forms_of):
    count, rule = plurals(code)
    choose = gettext.c2py(rule)
    assert (count, {many: choose(many) for many in forms_of}) == (number, forms_of)


def test_a_language_that_cldr_lacks_too_is_shown_by_its_code_and_in_english():
    assert interface.autonym("xx") == "Xx"
    assert (names.name("ar", "xx"), date_text("2026-03", "xx")) == ("العربية", "March 2026")


def test_the_sentences_of_forms_that_we_have_translated_are_those_that_django_says():
    """A new Django that says it otherwise would speak English again to readers of a language that it lacks."""
    said = {
        str(forms.Field.default_error_messages["required"]),
        str(forms.ChoiceField.default_error_messages["invalid_choice"]),
        str(forms.DateField.default_error_messages["invalid"]),
        str(forms.IntegerField.default_error_messages["invalid"]),
        str(validators.EmailValidator.message),
        str(validators.ProhibitNullCharactersValidator.message),
    }
    assert set(said_by_django.SENTENCES) == said
    limits = validators.MaxLengthValidator.message, validators.MinLengthValidator.message
    for told, limit in zip(said_by_django.COUNTED, limits, strict=True):
        for number in (1, 5):
            numbers = {"limit_value": number, "show_value": 9}
            assert told % numbers == limit % numbers


def test_forms_answer_in_our_words_where_django_has_none(django_knows_them, tmp_path, settings):
    words = polib.POFile()
    words.append(polib.POEntry(msgid="This field is required.", msgstr="in our words"))
    words.save_as_mofile(str(tmp_path / "ti" / "LC_MESSAGES" / "django.mo"))
    settings.LOCALE_PATHS = list(settings.LOCALE_PATHS)  # so that Django reads them again
    with translation.override("ti"):
        assert forms.CharField().default_error_messages["required"] == "in our words"
