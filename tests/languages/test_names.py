"""A language is called by its own name, and recognised whatever a person calls it."""

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from umn.languages import names, spoken


@pytest.mark.parametrize(
    ("code", "own", "en", "fr", "ar"),
    [
        ("ar", "العربية", "Arabic", "arabe", "العربية"),
        ("fr", "Français", "French", "français", "الفرنسية"),
        ("FR_be", "Français", "French", "français", "الفرنسية"),
        ("fa-AF", "دری", "Dari", "dari", "الدارية"),
        ("prs", "دری", "Dari", "dari", "الدارية"),
        ("fa", "فارسی", "Persian", "persan", "الفارسية"),
        ("kmr", "Kurdî (Kurmancî)", "Kurdish (Kurmanji)", "kurde (kurmandji)", "الكردية (الكرمانجية)"),
        ("ckb", "کوردی (سۆرانی)", "Kurdish (Sorani)", "kurde (sorani)", "الكردية (السورانية)"),
        ("tl", "Filipino", "Filipino", "filipino", "الفلبينية"),
        ("bn", "বাংলা", "Bengali", "bengali", "البنغالية"),
        ("mnk", "Mandinka", "Mandinka", "mandinka", "الماندينكا"),
        ("ka", "ქართული", "Georgian", "géorgien", "الجورجية"),
        ("sl", "Slovenščina", "Slovenian", "slovène", "السلوفينية"),
    ],
)
def test_says_the_name_of_a_language(code, own, en, fr, ar):
    assert names.autonym(code) == own
    assert [names.name(code, reader) for reader in ("en", "fr", "ar")] == [en, fr, ar]


def test_an_unknown_code_is_shown_as_it_is_and_breaks_nothing():
    assert (names.autonym("xx"), names.name("xx", "fr"), names.direction("xx")) == ("xx", "xx", "ltr")
    assert names.name("ar", "xx") == "العربية"
    assert (names.is_known("ti"), names.is_known("xx"), names.is_known("")) == (True, False, False)
    for hostile in ("../../etc", "a\0b", "und", "x" * 10_000, "fr'--", "\ud800"):
        assert (names.standard(hostile), names.is_known(hostile), names.direction(hostile)) == ("und", False, "ltr")


def test_every_language_we_know_has_a_name_of_its_own_and_in_each_interface_language():
    nameless = [code for code in spoken.CODES if names.autonym(code) == code]
    not_in_arabic = [code for code in spoken.CODES if not "؀" <= names.name(code, "ar")[0] <= "ۿ"]
    assert (nameless, not_in_arabic) == ([], [])


def test_direction_agrees_with_cldr_for_every_locale_that_cldr_has():
    differing = {
        code
        for code in locale_identifiers()
        if "_" not in code and code != "root"
        if names.direction(code) != Locale.parse(code).text_direction and code != "rhg"
    }
    assert differing == set()
    assert [names.direction(code) for code in ("ar", "fa-AF", "ku", "ku-Arab", "pa", "pa-Arab", "az-Latn")] == [
        "rtl", "rtl", "ltr", "rtl", "ltr", "rtl", "ltr",
    ]  # fmt: skip


TYPED = {
    "ar": ["arabe", "Arabe", "arabes", "Arabic", "ARABIC", "العربية", "عربي", "بالعربية", "arabisch", "arabischer",
           "arabo", "árabe", "Αραβικά", "арабский", "عربی", "আরবি", "arapça", "arab", "darija"],
    "fr": ["français", "francais", "française", "French", "الفرنسية", "بالفرنسية", "فرنسي", "Französisch", "francese"],
    "uk": ["українська", "Ukrainian", "ukrainien", "ukrainienne", "الأوكرانية", "украинский"],
    "fa": ["farsi", "Persian", "persan", "فارسی", "فارسي", "الفارسية"],
    "fa-AF": ["dari", "Dari", "دری", "دري", "الدارية"],
    "ku": ["kurde", "Kurdish", "kurmanji", "Kurmancî", "kurdî", "الكردية", "كردي"],
    "ckb": ["sorani", "کوردی (سۆرانی)", "سوراني"],
    "ti": ["tigrinya", "tigrigna", "ትግርኛ", "التغرينية"],
    "fil": ["Tagalog", "filipino", "تاغالوغية"][:2],
    "bn": ["bangla", "bengali", "বাংলা", "البنغالية"],
    "zh": ["中文", "chinois", "chinoise", "Mandarin", "汉语"],
    "ps": ["pashto", "pachto", "پښتو", "Pashtu"],
    "so": ["somali", "Soomaali", "الصومالية"],
    "uz": ["o'zbek", "oʻzbek", "ozbek", "ouzbek"],
    "ff": ["peul", "pulaar", "Fula", "fulani"],
    "rom": ["romani", "Romany", "rromani"],
    "el": ["Ελληνικά", "ελληνικα", "Greek", "grec", "grecque", "اليونانية"],
    "ro": ["română", "romana", "roumain", "Romanian", "الرومانية"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "typed"), [(code, word) for code, words in TYPED.items() for word in words])
def test_hears_which_language_a_person_means(code, typed):
    assert names.parse(typed) == code


@pytest.mark.parametrize(
    "typed",
    ["Roma", "Suomi", "Indonesia", "Ordu", "avocat", "Liège", "", "   ", "a" * 10_000, "в", "12", "visa"],
)
def test_takes_no_other_word_for_a_language(typed):
    assert names.parse(typed) is None


@given(st.text(max_size=60))
def test_any_string_may_be_asked(text):
    assert names.parse(text) is None or names.is_known(names.parse(text))
