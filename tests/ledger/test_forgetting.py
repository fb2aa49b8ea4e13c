"""What must be forgotten is forgotten, each rule for itself, and how much is written down."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import translation

from umn.ledger import actions, journal, queries, retention
from umn.ledger.models import Entry, RetentionRun

pytestmark = pytest.mark.django_db


def record(at):
    actions.record(verb="desk.opened", by="operator 12", subject="directory.desk", subject_id="liege", at=at)


def test_lines_are_forgotten_after_two_years(at):
    record(at - timedelta(days=731))
    record(at - timedelta(days=730))
    record(at)

    actions.forget(at=at)

    assert list(Entry.objects.values_list("day", flat=True)) == [
        (at - timedelta(days=730)).date(),
        at.date(),
    ]
    assert RetentionRun.objects.get(rule="ledger.entries").count == 1


def test_a_rule_that_fails_is_undone_and_seen_and_stops_no_other(at, rule, caplog):
    name = "Amina"

    def breaks(moment):
        record(moment)
        raise LookupError(f"the row of {name}")

    rule("test.a-breaks", breaks)
    rule("test.b-works", lambda _: 7)

    runs = {run.rule: (run.count, run.failed) for run in actions.forget(at=at)}

    assert runs["test.a-breaks"] == (0, "LookupError")
    assert runs["test.b-works"] == (7, "")
    assert Entry.objects.count() == 0  # what the failing rule did is undone
    assert queries.forgotten(at=at) is False
    assert "test.a-breaks" in caplog.text
    assert name not in caplog.text


def test_a_second_run_on_the_same_day_adds_up_and_can_heal(at, rule):
    answers = iter([3, LookupError(), 4])

    def forget(_):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    rule("test.moody", forget)
    for _ in range(3):
        actions.forget(at=at)

    run = RetentionRun.objects.get(rule="test.moody")
    assert (run.count, run.failed) == (7, "")
    assert queries.forgotten(at=at) is True
    assert queries.forgotten(at=at + timedelta(days=1)) is False


def test_the_privacy_page_reads_every_rule_with_its_last_run(at, rule, django_assert_num_queries):
    rule("test.words", lambda _: 0, keep="as long as the case")
    rule("test.hours", lambda _: 2, keep=timedelta(hours=24))
    rule("test.odd", lambda _: 2, keep=timedelta(hours=5))
    actions.forget(at=at - timedelta(days=1))
    actions.forget(at=at)

    with django_assert_num_queries(1):
        shown = {line.name: line for line in queries.rules()}

    assert shown["test.words"] == queries.ShownRule(
        name="test.words",
        purpose="because",
        keep="as long as the case",
        last_day=at.date(),
        last_count=0,
        failed="",
    )
    assert (shown["test.hours"].keep, shown["test.hours"].last_count) == ("1 day", 2)
    assert shown["test.odd"].keep == "5 hours"
    assert shown["ledger.entries"].keep == "2 years"


def test_lengths_are_told_in_the_language_of_the_reader(rule):
    rule("test.ninety", lambda _: 0, keep=timedelta(days=90))
    told = {}
    for language in ("en", "fr", "ar"):
        with translation.override(language):
            told[language] = {line.name: line.keep for line in queries.rules()}["test.ninety"]
    assert told == {"en": "90 days", "fr": "90\xa0jours", "ar": "90 يومًا"}


def test_two_rules_cannot_bear_one_name(rule):
    rule("test.once", lambda _: 0)
    with pytest.raises(ValueError, match="already a retention rule"):
        rule("test.once", lambda _: 0)
    with pytest.raises(ValueError, match="1 to 64"):
        retention.rule(name="", purpose="", keep="", forget=lambda _: 0)


@pytest.mark.django_db(transaction=True)
def test_what_was_forgotten_is_not_left_in_the_write_ahead_log(at):
    actions.record(verb="planted.word", by="operator 12", subject="marker", subject_id="zuckerrohr", at=at)
    database = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        assert b"zuckerrohr" in _bytes(f"{database}-wal") + _bytes(database)

    actions.forget(at=at + timedelta(days=800))

    if connection.vendor == "sqlite":
        assert _bytes(f"{database}-wal") == b""
        assert b"zuckerrohr" not in _bytes(database)
    assert Entry.objects.count() == 0
    assert journal.empty() is True


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def test_inside_a_transaction_the_log_waits_for_the_next_run():
    assert journal.empty() is (connection.vendor != "sqlite")
