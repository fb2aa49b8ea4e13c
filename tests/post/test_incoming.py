"""Letters that come in: stored before they are read, once, and never a reason to fall over."""

import io
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from umn.post import incoming, queries, quoting, rules
from umn.post.models import DeliveryCount, Incoming, Letter
from umn.post.quoting import own_words, text_of
from umn.post.retention import forget_incoming

pytestmark = pytest.mark.django_db

DOMAIN = "answers.example"
TOKEN = "abcd2345abcd2345"


@pytest.fixture(autouse=True)
def heard(monkeypatch, settings):
    """What a room hears that has registered the address "test"."""
    settings.REPLY_DOMAIN = DOMAIN
    replies = []
    monkeypatch.setattr(incoming, "_HANDLERS", {})
    register(lambda reply, at: replies.append((reply.token, reply.words)))
    return replies


def register(handler, knows=lambda token, at: True):
    incoming.register("test", handler, knows=knows)


def letter(words="Hello", *, to=f"test+{TOKEN}@{DOMAIN}", message_id="<1@mail.example>", head="", kind="text/plain"):
    identity = f"Message-ID: {message_id}\n" if message_id else ""
    return (
        f"From: Ana <ana@mail.example>\nTo: {to}\n{identity}{head}Subject: Re: yes\nMIME-Version: 1.0\n"
        f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{words}\n"
    ).encode()


def states():
    return [(one.state, one.reason) for one in Incoming.objects.order_by("pk")]


def test_it_reaches_the_room_whose_address_it_has(heard, clock):
    assert incoming.receive(letter("Καλημέρα"), at=clock())

    assert heard == [(TOKEN, "Καλημέρα")]
    assert states() == [("done", "")]
    assert not Incoming.objects.get().payload  # nothing of it stays


@pytest.mark.parametrize(
    "head",
    [
        f"Delivered-To: test+{TOKEN}@{DOMAIN}\n",
        f"X-Original-To: TEST+{TOKEN.upper()}@{DOMAIN.upper()}\n",
        f"Cc: Somebody <x@y.example>, <test+{TOKEN}@{DOMAIN}>\n",
    ],
)
def test_the_address_may_stand_in_several_headers(heard, clock, head):
    incoming.receive(letter(to="somebody@else.example", head=head), at=clock())

    assert heard == [(TOKEN, "Hello")]


def test_the_mail_server_knows_best_whom_it_is_for(heard, clock):
    incoming.receive(letter(to="undisclosed-recipients:;"), to=f"test+{TOKEN}@{DOMAIN}", at=clock())

    assert heard == [(TOKEN, "Hello")]


def test_the_same_letter_is_no_second_one_but_the_same_words_are(heard, clock):
    taken = [incoming.receive(letter(message_id=name), at=clock()) for name in ("<1@a>", "<1@a>", "<2@a>", "", "")]

    assert taken == [True, False, True, True, False]
    assert len(heard) == 3


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied\n", "Auto-Submitted: auto-generated; x=y\n", "Precedence: bulk\n",
        "Precedence: auto_reply\n", "X-Autoreply: yes\n", "X-Loop: anything\n", "List-Id: <list.example>\n",
        "Return-Path: <>\n",
    ],
)  # fmt: skip
def test_what_answers_by_itself_ends_quietly(heard, clock, head):
    incoming.receive(letter("I am on holiday", head=head), at=clock())

    assert heard == []
    assert states() == [("done", "")]
    [count] = DeliveryCount.objects.all()
    assert (count.kind, count.outcome, count.count) == ("test", "auto", 1)
    assert Letter.objects.count() == 0  # nobody answers an answering machine


def test_a_bounce_and_our_own_letter_coming_back_are_no_answers(heard, clock, settings):
    settings.DEFAULT_FROM_EMAIL = "UnionMigrantNet <portal@union.example>"
    incoming.receive(letter(kind='multipart/report; report-type="delivery-status"; boundary="x"'), at=clock())
    own = letter(message_id="<2@a>").replace(b"From: Ana <ana@mail.example>", b"From: <portal@union.example>")
    incoming.receive(own, at=clock())

    assert heard == []


def test_auto_submitted_no_is_a_person(heard, clock):
    incoming.receive(letter(head="Auto-Submitted: no\nPrecedence: normal\n"), at=clock())

    assert heard == [(TOKEN, "Hello")]


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        (f"other+{TOKEN}@{DOMAIN}", "address"),
        (f"test@{DOMAIN}", "address"),
        (f"test+{TOKEN}@evil.example", "address"),
        (f"test+../../etc@{DOMAIN}", "address"),
        ("", "address"),
    ],
)
def test_a_letter_to_nobody_is_held(heard, clock, to, reason):
    incoming.receive(letter(to=to), at=clock())

    assert states() == [("held", reason)]
    assert heard == []


def test_a_token_that_the_room_does_not_know(clock):
    def unknown(reply, at):
        Letter.objects.create(kind="x", dedupe="x", payload=b"x", domain="x", created_on=at.date(), not_before=at)
        raise incoming.NotOurs

    register(unknown)
    incoming.receive(letter(), at=clock())

    assert states() == [("held", "link")]
    assert Letter.objects.count() == 0
    [shown] = queries.held(at=clock())
    assert (shown.day, shown.count) == (clock().date(), 1)
    assert shown.reason == "The letter that it answers is too old, or was never ours."


def test_a_room_that_breaks_loses_nothing_and_leaves_nothing_half_done(clock):
    def breaks(reply, at):
        Letter.objects.create(kind="x", dedupe="x", payload=b"x", domain="x", created_on=at.date(), not_before=at)
        raise ZeroDivisionError

    register(breaks)
    incoming.receive(letter(), at=clock())

    assert states() == [("held", "failed")]
    assert Letter.objects.count() == 0


def test_a_letter_that_was_stored_and_not_read_is_read_later(heard, clock, monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr(incoming, "_look_at", lambda pk, at: None)
        incoming.receive(letter(), at=clock())
    assert (heard, states()) == ([], [("waiting", "")])

    incoming.look_again(clock())
    incoming.look_again(clock())

    assert (heard, states()) == ([(TOKEN, "Hello")], [("done", "")])


def test_nothing_of_it_can_be_read_in_its_row(clock):
    register(lambda reply, at: 1 / 0)
    incoming.receive(letter("Amina ist da"), at=clock())

    assert states() == [("held", "failed")]
    row = Incoming.objects.get()
    for word in (b"Amina", b"ana@mail.example", TOKEN.encode(), b"mail.example"):
        assert word not in bytes(row.payload) + bytes(row.digest)


def test_a_letter_that_is_too_large_is_held(heard, clock):
    incoming.receive(letter("x" * rules.LONGEST_INCOMING), at=clock())

    assert (heard, states()) == ([], [("held", "too-large")])
    assert not Incoming.objects.get().payload


def test_it_is_forgotten_after_four_weeks(clock):
    incoming.receive(letter(), at=clock())
    assert forget_incoming(clock.forward(days=28)) == 0
    assert forget_incoming(clock.forward(days=1)) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"\0" * 100, b"\xff\xfe" * 50, b"To:", b"\n\n\n", b"Content-Type: multipart/mixed\n\n--x",
        letter(kind="text/plain; charset=nonsense-8").replace(b"; charset=utf-8", b""),
        b"Content-Type: " + b"a" * 10_000 + b"\n\nx", b"To: " + b"<" * 10_000 + b"\n\nx",
        b"Message-ID: \xff\n" + letter(message_id=""), b"Subject: =?utf-8?b?!!!?=\n" + letter(),
    ],
)  # fmt: skip
def test_damaged_letters_are_held_or_read_and_break_nothing(clock, raw):
    assert incoming.receive(raw, at=clock())
    assert states()[0][0] in ("done", "held")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=600), at=st.integers(0, 400))
def test_noise_anywhere_in_a_letter_breaks_nothing(clock, noise, at):
    raw = letter("Hello\n> quoted")
    incoming.receive(raw[:at] + noise + raw[at:], at=clock())

    assert Incoming.objects.filter(state="waiting").count() == 0


# --- The person's own words ---------------------------------------------------------------------------------------
def test_what_stands_below_a_quotation_in_html_is_kept(clock):
    heard = []
    register(lambda reply, at: heard.append((reply.words, reply.below)))
    html = "<p>Yes</p><blockquote><div>phone 123</div><div></div></blockquote><p>No, now 456</p><!-- <p>x</p>"

    incoming.receive(letter(html, kind="text/html"), at=clock())

    assert heard == [("Yes", "No, now 456")]


def test_a_letter_of_html_alone(heard, clock):
    html = (
        "<html><head><title>x</title><style>p{}</style></head><body><p>Ja,&nbsp;alles <b>klopt</b>.</p><div><br></div>"
        "<div>Op ma 23 nov 2026 schreef UnionMigrantNet:</div><blockquote><p>Hello</p></blockquote></body></html>"
    )
    incoming.receive(letter(html, kind="text/html"), at=clock())

    assert heard == [(TOKEN, "Ja, alles klopt .")]


def test_a_letter_without_any_text():
    import email
    import email.policy

    message = email.message_from_bytes(letter(kind="image/png"), policy=email.policy.default)
    assert text_of(message) == ""


def test_hostile_length_is_quick(clock):
    for part in ("On \n", "> ", "a:", "<p>", "@", "-", "a@b:\n"):
        own_words(part * 300_000, ours=[f"@{DOMAIN}"])
    incoming.receive(letter("<div>" * 100_000, kind="text/html"), at=clock())


def bombs():
    plain = letter()
    wide = "".join(f' p{number}="x";' for number in range(4_000))
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(1_000)
    ).encode()
    return {
        "tags": letter("<a " * 200_000, kind="text/html"),
        "comments": letter("<!--" * 200_000, kind="text/html"),
        "references": letter("&" * 200_000, kind="text/html"),
        "from": plain.replace(b"ana@mail.example", b"a@b.c," * 10_000),
        "brackets": plain.replace(b"ana@mail.example", b"<" * 60_000),
        "comment": plain.replace(b"ana@mail.example", b"(" * 60_000),
        "encoded": plain.replace(b"ana@mail.example", b"=?q?" * 15_000),
        "to": plain.replace(b"To: ", b"To: " + b"a@b.c," * 10_000),
        "plus": plain.replace(b"To: ", b"To: " + b"a" * 30 + b"+abcdefgh" * 7_000),
        "parameters": letter(kind=f"text/plain;{wide} x=y"),
        "punycode": letter("b-" + "9" * 400_000, kind="text/plain; charset=punycode; x=y"),
        "headers": b"X: y\n" * 100_000 + plain,
        "nested": plain.partition(b"Content-Type")[0] + nested,
    }


@pytest.mark.parametrize("bomb", bombs())
def test_no_letter_takes_long_or_holds_the_database_meanwhile(heard, clock, bomb, monkeypatch):
    read_while = []
    own = incoming._own
    monkeypatch.setattr(incoming, "_own", lambda raw: (read_while.append(len(connection.savepoint_ids)), own(raw))[1])
    raw = bombs()[bomb]
    begun, used = time.process_time(), len(connection.savepoint_ids)

    incoming.receive(raw, at=clock())

    assert time.process_time() - begun < 1  # of this process; the other one may use two seconds
    assert set(read_while) <= {used}
    assert states()[0][0] in ("done", "held")


def test_a_letter_whose_reading_never_ends_is_stopped(heard, clock, monkeypatch, tmp_path):
    monkeypatch.setattr(quoting, "__file__", str(tmp_path / "endless.py"))
    (tmp_path / "endless.py").write_text(
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True:\n    pass\n"
    )

    incoming.receive(letter(), at=clock())

    assert (heard, states()) == ([], [("held", "unreadable")])


def test_a_letter_that_kills_who_reads_it_is_read_twice_and_no_more(heard, clock, monkeypatch):
    read = []

    class Killed(BaseException):
        pass

    def killed(raw):
        read.append(1)
        raise Killed

    monkeypatch.setattr(incoming, "_own", killed)
    with pytest.raises(Killed):
        incoming.receive(letter(), at=clock())
    with pytest.raises(Killed):
        incoming.look_again(clock())
    incoming.look_again(clock())
    incoming.look_again(clock())

    assert (len(read), states()) == (2, [("held", "unreadable")])
    assert Incoming.objects.get().payload


def test_of_a_token_that_nobody_knows_nothing_is_read_or_kept(clock, monkeypatch):
    register(lambda reply, at: None, knows=lambda token, at: False)
    monkeypatch.setattr(incoming, "_own", lambda raw: pytest.fail("It was read."))

    incoming.receive(letter("x" * 500_000), at=clock())

    assert states() == [("held", "link")]
    assert not Incoming.objects.get().payload


def test_an_answer_without_words_is_held_and_kept(heard, clock):
    incoming.receive(letter("> quoted only"), at=clock())

    assert (heard, states()) == ([], [("held", "unreadable")])
    assert Incoming.objects.get().payload


def test_strangers_cannot_fill_the_disk(heard, clock, monkeypatch):
    monkeypatch.setattr(rules, "MOST_HELD_A_DAY", 2)
    for number in range(4):
        assert incoming.receive(letter(to=f"test@{DOMAIN}", message_id=f"<{number}@x>"), at=clock())
    incoming.receive(letter("> empty", message_id="<9@x>"), at=clock())
    incoming.receive(letter(message_id="<10@x>"), at=clock())

    assert states() == [("held", "address"), ("held", "address"), ("held", "unreadable"), ("done", "")]
    assert not any(one.payload for one in Incoming.objects.all())
    assert heard == [(TOKEN, "Hello")]
    register(lambda reply, at: None, knows=lambda token, at: False)
    incoming.receive(letter(message_id="<12@x>"), at=clock())
    assert len(states()) == 4
    incoming.receive(letter(to=f"test@{DOMAIN}", message_id="<11@x>"), at=clock.forward(days=1))
    assert len(states()) == 5


# --- The command --------------------------------------------------------------------------------------------------
def run(monkeypatch, raw, *options):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("receive_letter", *options)


def test_the_command_takes_a_letter(heard, monkeypatch):
    run(monkeypatch, letter(to="x@y.example"), "--to", f"test+{TOKEN}@{DOMAIN}")
    run(monkeypatch, b"")

    assert heard == [(TOKEN, "Hello")]
    assert Incoming.objects.count() == 1


def test_the_mail_server_keeps_what_could_not_be_stored(monkeypatch, capsys):
    def away(*args, **more):
        raise DatabaseError("a line of the letter")

    monkeypatch.setattr(Incoming, "save", away)
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, letter())

    assert ended.value.code == 75
    assert "a line of the letter" not in capsys.readouterr().err


@pytest.mark.slow
def test_the_command_as_a_mail_server_calls_it_without_a_database(tmp_path):
    """A folder with nothing in it: no secrets, no tables."""
    from django.conf import settings as here

    called = subprocess.run(
        [sys.executable, str(here.REPOSITORY / "manage.py"), "receive_letter"],
        input=letter(), capture_output=True, check=False, env={"UMN_DATA": str(tmp_path), "PATH": "/usr/bin"},
    )  # fmt: skip

    assert called.returncode == 75
    assert b"Hello" not in called.stderr
