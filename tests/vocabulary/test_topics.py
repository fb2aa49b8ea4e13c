"""Eleven areas and six problems, in the words that people use for them."""

from collections import defaultdict
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from umn.languages.names import INTERFACE
from umn.languages.normalise import fold
from umn.vocabulary import starter_file
from umn.vocabulary.actions import load_topics
from umn.vocabulary.models import Topic, TopicText
from umn.vocabulary.phrases import Found, Phrases
from umn.vocabulary.queries import covers, label, phrases_in, topics_in
from umn.vocabulary.queries import topics as shown_topics

AREAS = [
    "work-rights", "job-access", "family", "diplomas", "return", "pre-departure", "social-security", "social-info",
    "union", "communities", "trafficking",
]  # fmt: skip
PROBLEMS = ["unpaid", "hours", "permit", "accident", "dismissed", "threatened"]


def test_loading_brings_all_topics_in_their_order_and_loading_again_changes_nothing(db, django_assert_num_queries):
    assert load_topics() > 17
    assert list(Topic.objects.values_list("key", "kind")) == [
        *((key, "area") for key in AREAS), *((key, "problem") for key in PROBLEMS),
    ]  # fmt: skip
    before = list(TopicText.objects.order_by("pk").values())
    with django_assert_num_queries(5):  # a savepoint, three reads, its release: nothing is written
        assert load_topics() == 0
    assert list(TopicText.objects.order_by("pk").values()) == before


def test_loading_mends_what_was_changed_and_leaves_a_topic_that_the_file_no_longer_has(topics):
    TopicText.objects.filter(topic__key="family", language="fr").update(label="autre")
    Topic.objects.get(key="unpaid").broader.clear()
    Topic.objects.create(key="old", kind="area", position=99)
    assert load_topics() == 2
    assert label("family", "fr") == "Famille et regroupement familial"
    assert Topic.objects.filter(key="old").exists()


def test_topics_are_shown_in_the_readers_language_or_say_in_which(topics):
    arabic = shown_topics("ar")
    assert [topic.key for topic in arabic] == AREAS + PROBLEMS
    assert {topic.label_language for topic in arabic} == {"ar"}
    assert {topic.label_language for topic in shown_topics("sl")} == {"sl"}
    assert {topic.label_language for topic in shown_topics("tr")} == {"en"}
    assert (label("unpaid", "en"), label("unpaid", "tr"), label("nothing", "en")) == (
        "I was not paid",
        "I was not paid",
        "",
    )


def test_showing_topics_costs_the_same_for_one_and_for_all(topics, django_assert_num_queries):
    with django_assert_num_queries(3):  # whether anything has changed, then topics and labels
        shown_topics("fr")
    with django_assert_num_queries(1):
        shown_topics("fr")
    Topic.objects.exclude(key="family").delete()
    with django_assert_num_queries(3):
        shown_topics("fr")


def test_the_help_for_a_problem_is_found_in_its_areas(topics):
    assert covers("dismissed") == {"dismissed", "work-rights", "job-access"}
    assert (covers("family"), covers("nothing")) == ({"family"}, set())


HEARD = [
    ("sans papiers", "permit"), ("SANS-PAPIERS", "permit"), ("undocumented", "permit"), ("بدون أوراق", "permit"),
    ("بدون اوراق", "permit"), ("salaire impayé", "unpaid"), ("salaires impayés", "unpaid"), ("not paid", "unpaid"),
    ("licencié", "dismissed"), ("licencier", "dismissed"), ("regroupement familial", "family"), ("لم شمل", "family"),
    ("lavoro nero", "work-rights"), ("sin papeles", "permit"), ("Arbeitsunfall", "accident"),
    ("без документів", "permit"), ("απλήρωτος", "unpaid"), ("weather", None), ("", None),
]  # fmt: skip


def test_hears_what_people_call_it(topics):
    heard = [(typed, next((key for key, _ in topics_in(fold(typed).split())), None)) for typed, _ in HEARD]
    assert heard == HEARD


def test_the_longest_phrase_is_heard_first_and_says_which_words_it_took(topics):
    words = fold("je n'ai pas de titre de séjour à Lyon").split()
    assert topics_in(words)[0] == ("permit", ("titre", "de", "sejour"))


def test_a_change_made_elsewhere_is_heard_at_once(topics):
    assert phrases_in(["zzzzzz"]) == []
    text = TopicText.objects.get(topic__key="hours", language="en")
    text.synonyms = [*text.synonyms, "zzzzzz"]
    text.save()
    assert phrases_in(["zzzzzz"]) == [Found("hours", 0, 1)]


def test_a_phrase_of_two_meanings_is_taken_in_the_readers_language():
    phrases = Phrases({("gift",): [("de", "poison"), ("en", "present")]})
    assert [phrases.find(["gift"], language=language)[0].key for language in ("en", "de", "fr")] == [
        "present", "poison", "poison",
    ]  # fmt: skip


def test_a_slip_is_forgiven_in_long_words_only_and_a_right_word_is_never_mended():
    phrases = Phrases({("salaire", "impaye"): [("fr", "unpaid")], ("visa",): [("fr", "permit")]})
    found = [phrases.find(words, language="fr") for words in (["salare", "impayee"], ["vise"], ["salaire"])]
    assert found == [[Found("unpaid", 0, 2, is_exact=False)], [], []]


def test_two_words_may_stand_between_those_of_a_phrase_but_not_three():
    phrases = Phrases({("zahlt", "nicht"): [("de", "unpaid")], ("grozi", "mi"): [("sl", "threatened")]})
    found = [
        phrases.find(said.split(), language="de") for said in ("zahlt den lohn nicht", "mi grozi", "zahlt a b c nicht")
    ]
    assert found == [
        [Found("unpaid", 0, 4, between=frozenset({1, 2}))], [Found("threatened", 0, 2)], [],
    ]  # fmt: skip
    assert found[0][0].places == [0, 3]


def test_a_case_ending_is_taken_off_before_a_slip_is_looked_for():
    phrases = Phrases({("плата",): [("bg", "unpaid")], ("платена",): [("bg", "hours")]})
    assert phrases.find(["платата"], language="bg") == [Found("unpaid", 0, 1, is_exact=False)]


def test_every_topic_is_said_in_many_ways_in_each_interface_language():
    few = [
        (topic.key, code, len(topic.synonyms.get(code, [])))
        for topic in starter_file.load()
        for code in INTERFACE
        if len(topic.synonyms.get(code, [])) < 7 or not topic.label.get(code)
    ]
    assert few == []


def test_no_phrase_means_two_topics_in_one_language():
    said = [
        (code, fold(phrase), topic.key)
        for topic in starter_file.load()
        for code, phrases in topic.synonyms.items()
        for phrase in phrases
    ]
    keys = defaultdict(set)
    for code, phrase, key in said:
        keys[code, phrase].add(key)
    assert {phrase: found for phrase, found in keys.items() if len(found) > 1} == {}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_words_may_be_asked_and_none_is_used_twice(words):
    phrases = Phrases({("a",): [("en", "x")], ("a", "b"): [("en", "y")], ("impaye",): [("fr", "z")]})
    used = [place for found in phrases.find(words, language="en") for place in found.places]
    assert len(used) == len(set(used))


def test_the_database_refuses_a_topic_of_no_known_kind(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.create(key="x", kind="wish", position=1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {key: a, kind: wish, label: {en: A}}", "topics.yaml, line 1 (a): kind must be area or problem"),
        ("- {key: a, kind: area, label: {fr: A}}", "topics.yaml, line 1 (a): label must be language: words, English"),
        (
            "- {key: a, kind: area, label: {en: A}}\n- {key: a, kind: area, label: {en: A}}",
            "topics.yaml, line 2 (a): stands on",
        ),
        (
            "- {key: a, kind: problem, broader: [b], label: {en: A}}",
            "topics.yaml, line 1 (a): broader names no area: b",
        ),
        (
            "- {key: a, kind: area, label: {en: A}, synonyms: {en: [no]}}",
            "topics.yaml, line 1 (a): synonyms in en must",
        ),
        ("- {key: a, kind: area, label: {en: A, xx: B}}", "topics.yaml, line 1 (a): unknown languages xx"),
        ("- {key: a, kind: area, label: {en: A}, colour: red}", "topics.yaml, line 1 (a): unknown words colour"),
        ("- [", "topics.yaml: "),
        ("a: b", "topics.yaml: a list of topics is expected"),
    ],
)
def test_a_damaged_file_names_the_line_and_loads_nothing(db, tmp_path, monkeypatch, text, message):
    path = Path(tmp_path, "topics.yaml")
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(starter_file, "PATH", path)
    with pytest.raises(starter_file.BadTopics) as error:
        load_topics()
    assert str(error.value).startswith(message)
    assert Topic.objects.count() == 0
