"""What a person reads says truly which language it is in."""

import datetime
from dataclasses import dataclass

import pytest

from umn.languages.dates import date_text, day_name, last_day, month_name
from umn.languages.texts import Shown, best


@dataclass
class Row:
    language: str
    text: str
    state: str = "published"
    field: str = "name"


ITALIAN = Row("it", "Comune di Milano", "source")
ENGLISH = Row("en", "City of Milan")
ARABIC = Row("ar", "بلدية ميلانو", "machine")


def test_the_wanted_language_comes_first_even_when_a_machine_wrote_it_and_says_so():
    assert best([ITALIAN, ENGLISH, ARABIC], "name", "ar") == Shown("بلدية ميلانو", "ar", "rtl", "machine", True)


def test_then_english_then_the_source_then_any():
    assert best([ITALIAN, ENGLISH], "name", "fr") == Shown("City of Milan", "en", "ltr", "published", False)
    assert best([ARABIC, ITALIAN], "name", "fr") == Shown("Comune di Milano", "it", "ltr", "source", False)
    assert best([Row("sl", "Občina"), Row("el", "Δήμος")], "name", "fr").language == "el"


def test_dari_readers_get_persian_and_the_page_is_told_so():
    persian = Row("fa", "شهرداری")
    assert best([ENGLISH, persian], "name", "fa-AF") == Shown("شهرداری", "fa", "rtl", "published", True)


def test_drafts_missing_texts_and_other_fields_are_never_shown():
    rows = [Row("fr", "brouillon", "draft"), Row("fr", "  ", "published"), Row("fr", "note", field="note")]
    shown = best(rows, "name", "fr")
    assert (bool(shown), str(shown), shown.state, shown.is_wanted) == (False, "", "missing", False)


@pytest.mark.parametrize(
    ("date", "language", "said"),
    [
        (datetime.date(2022, 10, 4), "en", "4 October 2022"),
        (datetime.datetime(2022, 10, 4, 9, tzinfo=datetime.UTC), "en", "4 October 2022"),
        ("2022-10-04", "fr", "4 octobre 2022"),
        ("2013-04", "fr", "avril 2013"),
        ("2013-04", "en", "April 2013"),
        ("2013-4", "ar", "أبريل 2013"),
        ("2018", "ar", "2018"),
        ("2018", "xx", "2018"),
        ("2026-03-05", "de", "5. März 2026"),
        ("2026-03-05", "es", "5 de marzo de 2026"),
        ("2026-03-05", "it", "5 marzo 2026"),
        ("2026-03-05", "nl", "5 maart 2026"),
        ("2026-03-05", "sl", "5. marca 2026"),
        ("2026-03", "sl", "marec 2026"),
        ("2026-03-05", "el", "5 Μαρτίου 2026"),
        ("2026-03", "el", "Μάρτιος 2026"),
        ("2026-03-05", "bg", "5 март 2026"),
        ("2026-03-05", "uk", "5 березня 2026"),
        ("2026-03", "uk", "березень 2026"),
    ],
)
def test_a_date_known_only_to_the_month_stays_so(date, language, said):
    assert date_text(date, language) == said


@pytest.mark.parametrize("text", ["", "recently", "2013-13", "2022-02-30", "04/2013", "0000", "unknown"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        date_text(text, "en")


def test_a_partial_date_is_as_old_as_its_last_day():
    assert last_day("2024-02") == datetime.date(2024, 2, 29)
    assert last_day("2023-12") == last_day("2023") == datetime.date(2023, 12, 31)
    assert last_day("2023-05-06") == datetime.date(2023, 5, 6)


def test_days_and_months_in_the_readers_words():
    assert (day_name(0, "fr"), day_name(6, "ar"), month_name(8, "en")) == ("lundi", "الأحد", "August")
