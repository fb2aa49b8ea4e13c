"""Who goes first, who waits how long, who is given up: told with a clock that we move ourselves."""

from datetime import timedelta

import pytest

from umn.ledger import queries as ledger
from umn.post import actions, claims, queries, rules
from umn.post.choices import State
from umn.post.models import Letter

pytestmark = pytest.mark.django_db


def rounds_until(address: str, *, sink, worker, at_most: int) -> int:
    """How many letters the worker takes until that address has its own."""
    for number in range(1, at_most + 1):
        worker.carry_one()
        if address in sink.receivers():
            return number
    raise AssertionError(f"{address} has nothing after {at_most} letters")


@pytest.mark.parametrize("attempt", [1, 2, 3, 5, 9, 10, 40, 400])
@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_waits_double_from_a_minute_to_six_hours_and_are_spread(attempt, chance):
    wait = rules.wait_before(attempt, error="smtp-450", chance=chance)
    plain = min(timedelta(minutes=1) * 2 ** min(attempt - 1, 20), timedelta(hours=6))
    assert wait == plain * (0.8 + 0.4 * chance)
    assert wait <= rules.FURTHEST


def test_two_thousand_dead_addresses_of_one_domain_do_not_hold_up_a_good_one(heap, write, worker, sink):
    sink.behave = lambda to: 450 if "dead" in to else "accept"
    heap([f"{number}@dead.example" for number in range(2000)])
    write("good@example.org")

    assert rounds_until("good@example.org", sink=sink, worker=worker, at_most=3) <= 2


def test_two_thousand_dead_domains_do_not_hold_up_a_good_one(heap, write, worker, sink):
    sink.behave = lambda to: 450 if "dead" in to else "accept"
    heap([f"someone@dead-{number}.example" for number in range(2000)])
    write("good@example.org")

    assert rounds_until("good@example.org", sink=sink, worker=worker, at_most=3) <= 2


def test_an_older_good_letter_among_newer_dead_ones_goes_soon_too(heap, write, worker, sink):
    sink.behave = lambda to: 450 if "dead" in to else "accept"
    heap([f"{number}@dead.example" for number in range(1000)])
    write("good@example.org")
    heap([f"{number}@dead.example" for number in range(1000, 2000)])

    assert rounds_until("good@example.org", sink=sink, worker=worker, at_most=5) <= 4


def test_dead_letters_due_again_do_not_hold_up_a_good_domain(write, worker, sink, clock):
    sink.behave = lambda to: 450 if "dead" in to or clock() < began + timedelta(minutes=5) else "accept"
    began = clock()
    write("greylisted@example.org")
    for number in range(50):
        write(f"{number}@dead.example")
    while worker.carry_one():
        pass
    clock.forward(minutes=10)

    assert rounds_until("greylisted@example.org", sink=sink, worker=worker, at_most=5) == 1


def test_a_letter_nobody_takes_is_given_up_after_seven_days_and_everybody_can_see_it(write, worker, sink, clock):
    sink.behave = lambda _: 450
    write(dedupe="case/1/answered")
    began, waits = clock(), []
    while Letter.objects.get().state == State.WAITING:
        before = clock()
        clock.now = Letter.objects.get().not_before
        waits.append(clock() - before)
        assert worker.carry_one() is True

    assert timedelta(days=6, hours=12) < clock() - began < timedelta(days=7, hours=12)
    assert max(waits) <= timedelta(hours=6) * 1.2
    assert 30 <= len(waits) <= 50
    assert [(f.kind, f.dedupe, f.error) for f in queries.failed(dedupe_prefix="case/1/")] == [
        ("letters/answer", "case/1/answered", "smtp-450")
    ]
    assert queries.failed(dedupe_prefix="case/2/") == []
    assert queries.health(at=clock()).failed == 1


def test_a_day_without_a_mail_server_loses_nothing_and_ends_soon_after_it_is_back(write, worker, sink, clock, settings):
    open_port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    for number in range(5):
        write(f"{number}@example.org")
    back = clock() + timedelta(hours=24)
    while clock() < back:
        worker.beat()
        worker.carry_one()
        clock.forward(minutes=5)
    health = queries.health(at=clock())
    assert (health.ok, health.server_away, health.failed) == (False, True, 0)

    settings.EMAIL_PORT = open_port
    while not sink.received:
        if not worker.carry_one():
            clock.forward(minutes=1)
    assert clock() - back <= timedelta(minutes=19)
    while worker.carry_one():  # the first is through: the others follow without a minute's wait
        pass
    worker.beat()

    assert len(sink.received) == len(set(sink.receivers())) == 5
    assert queries.health(at=clock()).ok is True


def test_a_lease_ends_by_itself(write, sink, clock):
    write()
    assert claims.claim(at=clock(), newest_first=True) is not None
    assert claims.claim(at=clock(), newest_first=True) is None
    assert claims.claim(at=clock(), newest_first=False) is None
    clock.forward(minutes=2)
    again = claims.claim(at=clock(), newest_first=False)
    assert again is not None
    assert again.attempts == 2


def test_a_clock_that_was_far_ahead_and_came_back_leaves_no_letter_behind(write, worker, sink, clock):
    today = clock()
    clock.forward(days=3650)
    write("written-in-the-future@example.org")
    write("leased-in-the-future@example.org")
    assert claims.claim(at=clock(), newest_first=True) is not None
    clock.now = today

    while worker.carry_one():
        pass

    assert sorted(sink.receivers()) == ["leased-in-the-future@example.org", "written-in-the-future@example.org"]


def test_a_clock_that_jumps_ahead_gives_no_letter_up_that_was_hardly_tried(write, worker, sink, clock):
    sink.behave = lambda _: 450
    write()
    clock.forward(days=400)
    worker.carry_one()

    assert Letter.objects.get().state == State.WAITING


def test_a_letter_whose_workers_never_come_back_is_put_aside_in_the_end(write, clock):
    write("bad@example.org")
    for _ in range(7):
        assert claims.claim(at=clock(), newest_first=False) is not None
        clock.forward(days=1, minutes=1)

    assert claims.claim(at=clock(), newest_first=False) is None
    assert list(Letter.objects.values_list("state", "last_error")) == [("failed", "worker-died")]


def test_a_failed_letter_can_be_sent_again(write, worker, sink, clock):
    sink.behave = lambda _: 550
    write()
    worker.carry_one()
    letter = Letter.objects.get()
    sink.behave = lambda _: "accept"

    assert actions.send_again(letter_id=letter.uid, by="coordinator 1", at=clock()) is True
    assert worker.carry_one() is True
    assert actions.send_again(letter_id=letter.uid, by="coordinator 1", at=clock()) is False
    assert sink.receivers() == ["amina@example.org"]
    assert [(e.verb, e.by) for e in ledger.entries(subject="post.letter", subject_id=str(letter.uid))] == [
        ("post.sent-again", "coordinator 1")
    ]


def test_choosing_costs_the_same_with_one_letter_and_with_many(write, clock, django_assert_num_queries):
    write("first@example.org")
    with django_assert_num_queries(6):
        assert claims.claim(at=clock(), newest_first=False) is not None
    for number in range(30):
        write(f"{number}@example-{number}.org")
    with django_assert_num_queries(6):
        letter = claims.claim(at=clock(), newest_first=False)
    assert letter is not None
