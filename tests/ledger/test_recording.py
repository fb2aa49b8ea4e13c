"""The ledger holds codes and days, and nothing in it is ever changed."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from umn.ledger import actions, queries
from umn.ledger.models import AppendOnly, Entry

pytestmark = pytest.mark.django_db


def record(at, **changes):
    line = {"verb": "desk.opened", "by": "operator 12", "subject": "directory.desk", "subject_id": "liege"}
    actions.record(**{**line, **changes}, at=at)


def test_a_line_says_who_did_what_on_which_day(at):
    record(at, details={"reason": "two-members"})
    record(at, subject_id="athens")

    assert queries.entries(subject="directory.desk", subject_id="liege") == [
        queries.ShownEntry(
            day=date(2026, 11, 24), verb="desk.opened", by="operator 12", details={"reason": "two-members"}
        )
    ]


def test_only_the_day_is_kept_and_it_is_the_day_where_we_are():
    record(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    assert Entry.objects.get().day == date(2026, 11, 25)
    assert "time" not in {field.get_internal_type().lower() for field in Entry._meta.fields}


@pytest.mark.parametrize(
    "changes",
    [
        {"verb": "they do not pay me"},
        {"verb": ""},
        {"subject_id": "x" * 65},
        {"subject_id": 12},
        {"details": {"note": "they do not pay me"}},
        {"details": {"note": "amina@example.org"}},
        {"details": {"a note": "x"}},
        {"details": {"count": 3}},
        {"by": "amina@example.org"},
        {"by": ""},
        {"by": "x" * 121},
        {"by": "operator\x00"},
    ],
)
def test_content_and_addresses_are_refused(at, changes):
    with pytest.raises(ValueError, match=r"takes codes only|short label"):
        record(at, **changes)
    assert Entry.objects.count() == 0


def test_what_was_rolled_back_was_never_done(at):
    with transaction.atomic():
        record(at)
        transaction.set_rollback(True)
    assert Entry.objects.count() == 0


def test_no_line_is_changed_or_taken_out(at):
    record(at)
    line = Entry.objects.get()
    line.by = "somebody else"
    for attempt in (line.save, line.delete, Entry.objects.all().delete, lambda: Entry.objects.update(by="x")):
        with pytest.raises(AppendOnly):
            attempt()
    assert Entry.objects.get().by == "operator 12"


def test_the_database_itself_refuses_a_change(at):
    record(at)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET by = 'somebody else'")
    assert Entry.objects.get().by == "operator 12"
