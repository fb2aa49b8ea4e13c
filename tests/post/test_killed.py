"""Workers as real processes: killed at the worst moment, doubled, cut off from the database, told to stop."""

import random
import signal
import threading
import time
from collections import Counter

import pytest

from tests.post.machine import Machine, wait_until
from tests.post.sink import Sink

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LETTERS = 60
KILLS = 10
LEASE = 1.5  # seconds, so that a test need not wait two minutes for what a dead worker held


@pytest.fixture
def server():
    with Sink() as sink:
        yield sink


@pytest.fixture
def machine(tmp_path, server):
    with Machine(home=tmp_path, mail_port=server.port) as portal:
        yield portal


def everybody_has_a_letter(server: Sink) -> bool:
    return len(set(server.receivers())) == LETTERS


def test_killed_again_and_again_nothing_is_lost_and_a_repeat_is_the_same_message(machine, server):
    """Half of the kills hit the worst moment: the mail server has the letter, the worker does not know it yet."""
    dice = random.Random(7)
    machine.write_letters(LETTERS)
    for number in range(KILLS):
        strike, go_on = threading.Event(), threading.Event()
        already, after = len(server.received), dice.randint(1, 3)
        worst_moment = number % 2 == 0

        def on_data(_: str) -> None:
            time.sleep(0.01)
            if len(server.received) >= already + after:  # noqa: B023 - used within this turn only
                strike.set()  # noqa: B023
                if worst_moment:  # noqa: B023
                    go_on.wait(5)  # noqa: B023

        server.on_data = on_data
        worker = machine.start_worker(lease=LEASE)
        assert strike.wait(30)
        if not worst_moment:
            time.sleep(dice.uniform(0, 0.05))
        machine.kill(worker)
        go_on.set()
    server.on_data = lambda _: None
    machine.start_worker(lease=LEASE)
    wait_until(lambda: machine.letters_left() == 0, seconds=60)

    assert everybody_has_a_letter(server)
    repeats = len(server.received) - LETTERS
    assert KILLS / 2 <= repeats <= KILLS
    assert len({(each.to, each.message_id) for each in server.received}) == LETTERS
    assert machine.one("SELECT sum(count) FROM post_deliverycount WHERE outcome = 'sent'") == LETTERS


def test_two_workers_beside_each_other_send_nothing_twice(machine, server):
    machine.write_letters(LETTERS)
    for _ in range(2):
        machine.start_worker(lease=120)
    wait_until(lambda: machine.letters_left() == 0, seconds=60)

    assert Counter(server.receivers()).most_common(1)[0][1] == 1
    assert everybody_has_a_letter(server)


def test_a_database_that_goes_away_and_comes_back_costs_nothing_and_repeats_nothing(machine, server):
    server.on_data = lambda _: time.sleep(0.05)
    machine.write_letters(LETTERS)
    worker = machine.start_worker(lease=120)
    for often in (5, 20, 35):
        wait_until(lambda: len(server.received) >= often, seconds=60)  # noqa: B023
        with machine.database_away():
            time.sleep(1.5)
    wait_until(lambda: machine.letters_left() == 0, seconds=60)

    assert Counter(server.receivers()).most_common(1)[0][1] == 1
    assert everybody_has_a_letter(server)
    assert worker.poll() is None


def test_told_to_stop_a_worker_finishes_its_letter_and_takes_no_other(machine, server):
    in_hand = threading.Event()

    def on_data(_: str) -> None:
        in_hand.set()
        time.sleep(1)

    server.on_data = on_data
    machine.write_letters(3)
    worker = machine.start_worker(lease=120)
    assert in_hand.wait(30)
    worker.send_signal(signal.SIGTERM)

    assert worker.wait(10) == 0
    assert len(server.received) == 1
    assert machine.letters_left() == 2
