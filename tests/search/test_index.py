"""What is indexed is found: as it is, by its beginning, with a slip, in any script."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from umn.languages.normalise import fold_words
from umn.search.actions import forget, index
from umn.search.models import SearchEntry, SearchWord
from umn.search.queries import score

POSSIBLES = {
    "fr": [(10.0, "Le Monde des Possibles"), (1.0, "Aide juridique et cours de français à Liège")],
    "ar": [(10.0, "لو موند دي بوسيبل"), (1.0, "مساعدة قانونية للعمال")],
}
CENTRE = {"el": [(10.0, "Κέντρο Ένταξης Μεταναστών"), (1.0, "νομική βοήθεια")]}


@pytest.fixture
def points(db):
    index(kind="point", key="possibles", texts=POSSIBLES)
    index(kind="point", key="centre", texts=CENTRE)
    index(kind="guide", key="possibles", texts={"fr": [(1.0, "possibles")]})


def scored(query):
    return score(fold_words(query))


def test_a_word_as_it_is_counts_more_than_its_beginning_and_that_more_than_a_slip(points):
    assert scored("possibles") == {"possibles": 10.0}
    assert scored("possib") == {"possibles": 6.0}
    assert scored("possibels") == {"possibles": 3.0}
    assert scored("posibles") == {"possibles": 3.0}


def test_words_add_up_and_an_unknown_word_takes_nothing_away(points):
    assert scored("possibles juridique") == {"possibles": 11.0}
    assert scored("possibles zzzzzz") == {"possibles": 10.0}
    assert (scored("zzzzzz"), scored(""), score([])) == ({}, {}, {})


def test_finds_across_accents_scripts_and_languages(points):
    assert scored("ΜΕΤΑΝΑΣΤΩΝ") == scored("μεταναστων") == {"centre": 10.0}
    assert scored("قانونيه") == {"possibles": 1.0}
    assert scored("FRANCAIS") == {"possibles": 1.0}


def test_kinds_are_kept_apart(points):
    assert score(["possibles"], kind="guide") == {"possibles": 1.0}
    assert score(["possibles"], kind="event") == {}


def test_indexing_again_changes_nothing_and_other_texts_replace_the_old(points):
    before = list(SearchWord.objects.order_by("pk").values_list("pk", "word"))
    index(kind="point", key="possibles", texts=POSSIBLES)
    assert list(SearchWord.objects.order_by("pk").values_list("pk", "word")) == before
    index(kind="point", key="possibles", texts={"fr": [(10.0, "Autre nom")], "en": []})
    assert (scored("possibles"), scored("autre")) == ({}, {"possibles": 10.0})
    assert list(SearchEntry.objects.filter(kind="point", key="possibles").values_list("language", "title")) == [
        ("fr", "Autre nom")
    ]


def test_what_is_forgotten_is_not_found(points):
    forget(kind="point", key="possibles")
    assert scored("possibles") == {}
    assert score(["possibles"], kind="guide") == {"possibles": 1.0}


def test_one_question_to_the_database_for_one_word_or_many(points, django_assert_num_queries):
    for words in (["possibles"], ["possibles", "aide", "centre", "zz", "قانوني", "a", "b", "c", "d"]):
        with django_assert_num_queries(1):
            score(words)


def test_more_than_eight_words_are_not_looked_for(points):
    assert score([*(f"zz{number}" for number in range(8)), "possibles"]) == {}


def test_the_database_keeps_one_entry_per_language_and_one_row_per_word(points):
    entry = SearchEntry.objects.get(kind="point", key="centre")
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchEntry.objects.create(kind="point", key="centre", language="el")
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchWord.objects.create(entry=entry, word=entry.words.first().word, weight=1, start="a", ending="a")


def test_very_long_words_and_texts_are_kept_within_bounds(db):
    index(kind="point", key="long", texts={"fr": [(1.0, "x" * 10_000 + " " + "mot " * 1000)]})
    assert sorted(SearchWord.objects.values_list("word", flat=True)) == ["mot", "x" * 40]
    assert score(["x" * 10_000]) == {"long": 1.0}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_whatever_is_indexed_is_found_by_its_own_words(db, text):
    index(kind="point", key="any", texts={"fr": [(2.0, text)]})
    assert all(score([word]) == {"any": 2.0} for word in fold_words(text))
