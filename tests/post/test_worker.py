"""The worker shows that it is alive, keeps letters where there is no mail server, forgets once a day, and goes on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from umn.ledger import retention
from umn.ledger.models import RetentionRun
from umn.post import queries
from umn.post.choices import State
from umn.post.models import DeliveryCount, Letter
from umn.post.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule():
    """Adds retention rules that last as long as the test."""
    names = []

    def add(name, forget):
        retention.rule(name=name, purpose="test", keep=timedelta(days=1), forget=forget)
        names.append(name)

    yield add
    for name in names:
        retention.cancel(name)


def test_without_a_mail_server_letters_are_kept_for_the_coordinator_to_read(write, worker, no_mail_server, clock):
    write("amina@example.org")
    write("omar@example.org", language="fr")
    worker.round()

    shown = sorted(queries.letters(at=clock(), state="kept"), key=lambda letter: letter.to)
    assert [(s.kind, s.to, s.subject, s.body.split(":")[0], s.state, s.day, s.error) for s in shown] == [
        ("letters/answer", "amina@example.org", "You have an answer", "Yes", State.KEPT, clock().date(), ""),
        ("letters/answer", "omar@example.org", "You have an answer", "Oui", State.KEPT, clock().date(), ""),
    ]
    assert list(DeliveryCount.objects.values_list("outcome", "count")) == [("kept", 2)]
    assert queries.health(at=clock()).ok is True


def test_only_kept_letters_are_opened(write, worker, sink, clock):
    sink.behave = lambda _: 550
    write("failed@example.org")
    worker.carry_one()
    clock.forward(seconds=1)
    write("waiting@example.org")

    assert [(s.to, s.subject, s.body, s.state, s.error) for s in queries.letters(at=clock())] == [
        ("", "", "", State.WAITING, ""),
        ("", "", "", State.FAILED, "smtp-550"),
    ]
    assert [s.state for s in queries.letters(at=clock(), state="failed")] == [State.FAILED]


def test_a_kept_letter_that_does_not_open_does_not_hide_the_others(write, worker, no_mail_server, clock):
    write("amina@example.org", dedupe="case/1/answered")
    clock.forward(seconds=1)
    write("omar@example.org")
    worker.round()
    Letter.objects.filter(dedupe="case/1/answered").update(payload=b"damaged")

    assert [(s.to, s.error) for s in queries.letters(at=clock())] == [("omar@example.org", ""), ("", "unreadable")]


def test_a_list_of_letters_is_one_query(write, worker, no_mail_server, clock, django_assert_num_queries):
    for number in range(3):
        write(f"{number}@example.org")
    worker.round()
    with django_assert_num_queries(1):
        assert len(queries.letters(at=clock())) == 3


def test_kept_letters_are_forgotten_after_fourteen_days(write, worker, no_mail_server, clock):
    write()
    worker.round()
    clock.forward(days=14)
    worker.round()
    assert len(queries.letters(at=clock())) == Letter.objects.count() == 1

    clock.forward(days=1)
    assert queries.letters(at=clock()) == []
    worker.round()
    assert Letter.objects.count() == 0


def test_failed_letters_and_marks_of_delivery_are_forgotten_after_four_weeks(write, worker, sink, clock):
    sink.behave = lambda to: 550 if to.startswith("dead") else "accept"
    write("dead@example.org")
    write("good@example.org")
    while worker.carry_one():
        pass
    clock.forward(days=31)
    worker.round()

    runs = RetentionRun.objects.filter(rule__startswith="post.").order_by("rule")
    assert list(runs.filter(day=clock().date()).values_list("rule", "count", "failed")) == [
        ("post.delivered", 1, ""),
        ("post.failed-letters", 1, ""),
        ("post.incoming", 0, ""),
        ("post.kept-letters", 0, ""),
    ]
    assert Letter.objects.count() == 0


def test_forgetting_runs_once_a_day_however_many_workers_there_are(clock, no_mail_server, rule):
    days = []
    rule("test.days", lambda at: days.append(timezone.localdate(at)) or 0)
    one, two = Worker(clock=clock), Worker(clock=clock)
    for _ in range(72):
        one.round()
        two.round()
        clock.forward(hours=1)

    assert len(days) == len(set(days)) == 4  # from 10:00 on the first day to 09:00 on the fourth


def test_a_rule_that_fails_is_tried_again_each_hour_and_holds_up_no_letter(write, clock, sink, rule, caplog):
    calls, name = [], "Amina"

    def breaks(at):
        calls.append(at)
        raise RuntimeError(f"the row of {name}")

    rule("test.breaks", breaks)
    write()
    worker = Worker(clock=clock)
    for _ in range(121):
        worker.round()
        clock.forward(minutes=1)

    assert len(calls) == 3
    assert sink.receivers() == ["amina@example.org"]
    assert name not in caplog.text


def test_health_is_red_without_a_worker_and_green_with_one(worker, clock, no_mail_server):
    assert queries.health(at=clock()) == queries.Health(
        ok=False, worker_alive=False, oldest_due_minutes=None, server_away=False, failed=0
    )
    worker.round()
    assert queries.health(at=clock()).ok is True
    clock.forward(minutes=2, seconds=1)
    assert queries.health(at=clock()).ok is False


def test_health_is_red_when_a_letter_waits_for_more_than_a_quarter_of_an_hour(write, worker, clock):
    write()
    clock.forward(minutes=15)
    worker.beat()
    assert (queries.health(at=clock()).ok, queries.health(at=clock()).oldest_due_minutes) == (True, 15)
    clock.forward(minutes=1)
    worker.beat()
    assert (queries.health(at=clock()).ok, queries.health(at=clock()).oldest_due_minutes) == (False, 16)


def test_the_heart_beats_at_most_every_fifteen_seconds(worker, clock, no_mail_server, django_assert_num_queries):
    worker.round()
    with django_assert_num_queries(1):  # only the look into the box
        worker.round()
    clock.forward(days=-1)
    worker.beat()
    assert queries.health(at=clock()).worker_alive is True


@pytest.mark.django_db(transaction=True)
def test_the_worker_survives_whatever_a_round_throws_at_it(write, clock, sink):
    write()
    stumbles = ["once"]

    def clock_that_stumbles():
        if stumbles:
            stumbles.pop()
            connection.close()
            raise RuntimeError("anything")
        if sink.received:
            worker.stop()
        return clock()

    worker = Worker(clock=clock_that_stumbles)
    worker.run()

    assert sink.receivers() == ["amina@example.org"]
    assert Letter.objects.count() == 0
