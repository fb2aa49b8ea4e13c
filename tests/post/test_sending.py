"""Over the wire: what arrives, and what becomes of a letter for each thing a mail server can do."""

import time
from datetime import timedelta

import pytest

from umn.post import claims, envelopes, figures, settling
from umn.post.choices import State
from umn.post.models import Delivered, DeliveryCount, Letter
from umn.post.worker import Worker

pytestmark = pytest.mark.django_db


def test_a_letter_arrives_once_and_leaves_nothing_but_a_count(write, worker, sink, clock):
    write("amina@example.org", dedupe="case/1/answered")

    assert worker.carry_one() is True
    assert worker.carry_one() is False

    assert sink.receivers() == ["amina@example.org"]
    assert Letter.objects.count() == 0
    assert list(DeliveryCount.objects.values_list("day", "kind", "outcome", "count")) == [
        (clock().date(), "letters/answer", "sent", 1)
    ]
    assert list(Delivered.objects.values_list("dedupe", "day")) == [
        (envelopes.digest_of("case/1/answered"), clock().date())
    ]
    assert figures.endings(since=clock().date(), until=clock().date()) == {"sent": 1}


def test_the_same_event_has_no_second_letter_after_the_first_was_sent(write, worker, sink):
    write(dedupe="case/1/answered")
    worker.carry_one()
    write(dedupe="case/1/answered")

    assert worker.carry_one() is False
    assert len(sink.received) == 1


def test_the_mail_says_that_no_person_wrote_it_and_nothing_about_the_receiver(write, worker, sink, settings):
    settings.SITE_URL = "https://portal.example"
    write("amina@example.org", language="ar")
    worker.carry_one()

    message = sink.received[0].message
    assert {name: message[name] for name in message if name not in ("Message-ID", "Date", "Subject")} == {
        "Content-Type": 'text/plain; charset="utf-8"',
        "MIME-Version": "1.0",
        "Content-Transfer-Encoding": "8bit",
        "From": settings.DEFAULT_FROM_EMAIL,
        "To": "amina@example.org",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    assert message["Message-ID"].endswith("@portal.example>")
    assert message["Date"].endswith("-0000") or message["Date"].endswith("+0000")
    body = message.get_payload(decode=True).decode()
    assert body.splitlines() == ["نعم: https://portal.example/answer/", "https://portal.example"]


@pytest.mark.parametrize("behaviour", [550, 551, 553])
def test_a_lasting_no_ends_the_letter_at_once(write, worker, sink, behaviour):
    sink.behave = lambda _: behaviour
    write(dedupe="case/1/answered")

    assert worker.carry_one() is True
    assert worker.carry_one() is False

    letter = Letter.objects.get()
    assert (letter.state, letter.last_error, letter.attempts) == (State.FAILED, f"smtp-{behaviour}", 1)
    assert list(DeliveryCount.objects.values_list("outcome", "count")) == [("failed", 1)]


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (421, "smtp-421"),
        (450, "smtp-450"),
        (451, "smtp-451"),
        ("hang", "timeout"),
        ("dribble", "timeout"),
        ("drop", "dropped"),
        ("drop-after-data", "dropped"),
    ],
)
def test_not_now_is_tried_again_and_then_arrives(write, sink, clock, behaviour, code):
    worker = Worker(clock=clock, lease=timedelta(seconds=1.2))
    sink.behave = lambda _: behaviour
    write()
    began = time.monotonic()
    worker.carry_one()

    assert time.monotonic() - began < 5
    letter = Letter.objects.get()
    assert (letter.state, letter.last_error, letter.attempts) == (State.WAITING, code, 1)
    assert timedelta(seconds=48) <= letter.not_before - clock() <= timedelta(seconds=72)

    sink.behave = lambda _: "accept"
    assert worker.carry_one() is False
    clock.forward(seconds=73)
    assert worker.carry_one() is True
    assert sink.receivers()[-1:] == ["amina@example.org"]
    assert Letter.objects.count() == 0


def test_a_repeat_is_the_same_message(write, worker, sink, clock):
    sink.behave = lambda _: "drop-after-data"
    write()
    worker.carry_one()
    sink.behave = lambda _: "accept"
    clock.forward(minutes=2)
    worker.carry_one()

    assert len(sink.received) == 2
    assert len({received.message_id for received in sink.received}) == 1


@pytest.mark.parametrize("greeting", ["hang", 421, 554])
def test_a_server_that_wants_nothing_of_us_costs_no_letter(write, worker, sink, greeting):
    sink.greeting = greeting
    write()
    worker.carry_one()

    letter = Letter.objects.get()
    assert (letter.state, letter.last_error) == (State.WAITING, "unreachable")


def test_a_server_that_is_not_there_costs_no_letter(write, worker, sink, settings):
    settings.EMAIL_PORT = 9  # the discard port: nobody listens
    write()
    worker.carry_one()

    letter = Letter.objects.get()
    assert (letter.state, letter.last_error) == (State.WAITING, "unreachable")


def test_a_server_that_asks_for_a_password_and_refuses_it_costs_no_letter(write, worker, sink, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"
    write()
    worker.carry_one()

    assert Letter.objects.get().last_error == "unreachable"


def test_a_goodbye_that_hangs_does_not_unsend_a_letter(write, worker, sink):
    sink.behave = lambda _: "hang-at-goodbye"
    write()
    began = time.monotonic()
    worker.carry_one()

    assert Letter.objects.count() == 0
    assert time.monotonic() - began < 5


def test_a_letter_that_cannot_be_opened_is_put_aside_and_the_next_one_goes(write, worker, sink):
    write("good@example.org")
    write("bad@example.org", dedupe="case/9/answered")
    Letter.objects.filter(dedupe="case/9/answered").update(payload=b"\x01 not what was sealed")

    while worker.carry_one():
        pass

    assert sink.receivers() == ["good@example.org"]
    assert list(Letter.objects.values_list("dedupe", "state", "last_error")) == [
        ("case/9/answered", "failed", "unreadable")
    ]


def test_a_letter_that_no_mail_can_be_made_of_is_put_aside(write, worker, sink):
    write("good@example.org")
    write("bad@example.org", dedupe="case/9/answered")
    bad = Letter.objects.get(dedupe="case/9/answered")
    envelope = envelopes.Envelope("bad@example.org\nBcc: all@example.org", "Hello", "Hello")
    Letter.objects.filter(pk=bad.pk).update(payload=envelopes.seal(envelope, uid=bad.uid, kind=bad.kind))

    while worker.carry_one():
        pass

    assert sink.receivers() == ["good@example.org"]
    assert list(Letter.objects.values_list("dedupe", "state", "last_error")) == [
        ("case/9/answered", "failed", "unsendable")
    ]


def test_the_log_of_a_failure_names_no_address(write, worker, sink, caplog):
    sink.behave = lambda _: 550
    write("amina@example.org")
    letter = Letter.objects.get()
    worker.carry_one()

    assert [record.getMessage() for record in caplog.records] == [
        f"Letter {letter.uid}, letters/answer: never smtp-550"
    ]


def test_a_worker_that_lost_its_lease_does_not_touch_the_letter(write, clock):
    write()
    slow = claims.claim(at=clock(), newest_first=False)
    clock.forward(minutes=3)
    quick = claims.claim(at=clock(), newest_first=False)

    assert slow.pk == quick.pk
    assert settling.fail(slow, error="smtp-550", at=clock()) is False
    assert settling.deliver(slow, at=clock()) is False
    assert settling.put_off(slow, error="timeout", at=clock(), chance=0.5) is False
    assert settling.deliver(quick, at=clock()) is True
    assert list(DeliveryCount.objects.values_list("outcome", "count")) == [("sent", 1)]
