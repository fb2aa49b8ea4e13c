"""An office answers the letter itself: only a clear yes confirms its page."""

from datetime import timedelta

import pytest

from tests.directory.conftest import MONDAY
from tests.directory.letters import letters, link_in, token_in
from umn.directory.actions.asking import ask_when_due
from umn.directory.actions.corrections import MOST_WAITING
from umn.directory.models import Checkup, ContactPoint, Correction
from umn.directory.yes import is_a_yes
from umn.post import incoming
from umn.post.models import Incoming, Letter

DOMAIN = "answers.example"


@pytest.fixture
def mailed(quiet_office, settings):
    """The letter of the operator, where answers are received."""
    settings.REPLY_DOMAIN = DOMAIN
    ask_when_due(MONDAY)
    return letters()[0]


def reply(envelope, words, *, message_id="<1@mail.example>", quoted=True, to=""):
    quote = "".join(f"> {line}\n" for line in envelope.body.splitlines()) if quoted else ""
    head = f"Le lun. 23 nov. 2026 à 11:05, UnionMigrantNet <{envelope.reply_to}> a écrit :\n" if quoted else ""
    return (
        f"From: Somebody <anybody@mail.example>\nTo: {to or envelope.reply_to}\nMessage-ID: {message_id}\n"
        f"Subject: Re: {envelope.subject}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{words}\n\n{head}{quote}"
    ).encode()


def test_the_letter_says_how_to_answer_it(mailed):
    assert mailed.reply_to == f"still-true+{token_in(mailed)}@{DOMAIN}"
    assert mailed.body.startswith("##- UnionMigrantNet -##")


@pytest.mark.parametrize(
    "words",
    [
        "yes", "Yes.", "YES!", "Oui", "Oui, merci", "oui tout est exact", "نعم", "نَعَم", "Sí", "si", "Ja",
        "Ναι", "ΝΑΙ", "Да", "да, всичко е вярно", "Da", "Так", "так, усе вірно", "Sì, confermo", "Ja, alles klopt.",
        "Bonjour\n\nOui\n\nMarie Dubois",
        "Oui\n\nCordialement,\nMarie", "Yes\n-- \nMarie Dubois\nRue des Champs 97, +32 4 232 02 92",
    ],
)  # fmt: skip
def test_a_clear_yes_confirms(mailed, words):
    incoming.receive(reply(mailed, words), at=MONDAY)

    assert ContactPoint.objects.get().confirmed_on == MONDAY.date()
    assert Checkup.objects.get().via == "letter"
    assert Correction.objects.count() == 0
    assert Incoming.objects.get().payload in (b"", memoryview(b""))


@pytest.mark.parametrize(
    "words",
    [
        "no", "Non", "Oui, mais le numéro a changé", "yes\n\nbut the street is new", "ok", "?", "Yes and no",
        "yes?", "Da?", "Ναι;", "oui ?", "نعم؟",
        "Is it true?", "Не", "لا", "I am away until Monday", "Yes\nClosed on Fridays",
    ],
)  # fmt: skip
def test_anything_else_is_for_a_person_to_read(mailed, words):
    Letter.objects.all().delete()

    incoming.receive(reply(mailed, words), at=MONDAY)

    [correction] = Correction.objects.all()
    assert (correction.wrong, correction.words) == ("other", words)
    assert ContactPoint.objects.get().confirmed_on is None
    assert Checkup.objects.get().answer == "changed"
    assert [letter.to for letter in letters()] == ["marie@union.example"]


def test_a_correction_below_the_quotation_takes_the_yes_back(mailed):
    incoming.receive(reply(mailed, "Yes") + b"No, this is now 456\n", at=MONDAY)

    assert [one.words for one in Correction.objects.all()] == ["Yes\n\nNo, this is now 456"]
    assert ContactPoint.objects.get().confirmed_on is None


def test_an_answer_written_below_our_letter_is_heard(mailed):
    incoming.receive(reply(mailed, "") + b"The number is 456\n", at=MONDAY)

    assert [one.words for one in Correction.objects.all()] == ["The number is 456"]


def test_a_yes_above_our_letter_as_some_programs_quote_it(mailed):
    answer = f"Yes\n\nFrom: UnionMigrantNet\nSent: Monday\n\n{mailed.body}"
    incoming.receive(reply(mailed, answer, quoted=False), at=MONDAY)

    assert ContactPoint.objects.get().confirmed_on == MONDAY.date()


def test_a_long_answer_loses_nothing_of_what_stands_below(mailed):
    incoming.receive(reply(mailed, "x" * 2000) + b"No, this is now 456\n", at=MONDAY)

    [correction] = Correction.objects.all()
    assert (len(correction.words), correction.words[-20:]) == (1000, "\nNo, this is now 456")


def test_an_older_letter_does_not_answer_a_newer_one(mailed):
    first = Checkup.objects.get()
    incoming.receive(reply(mailed, "The number has changed"), at=MONDAY)
    newer = Checkup.objects.create(point=first.point, digest=b"2" * 32, asked_on=MONDAY.date(), asked_by="system")

    incoming.receive(reply(mailed, "And the street", message_id="<2@x>"), at=MONDAY)

    newer.refresh_from_db()
    assert newer.answered_on is None
    assert Correction.objects.count() == 2


def test_an_answer_that_we_asked_for_is_never_only_counted(mailed):
    point = ContactPoint.objects.get()
    Correction.objects.bulk_create(
        Correction(point=point, wrong="other", language="en", sent_on=MONDAY.date(), once=bytes([number]) * 32)
        for number in range(MOST_WAITING)
    )

    incoming.receive(reply(mailed, "The number is 456"), at=MONDAY)

    assert Correction.objects.order_by("pk").last().words == "The number is 456"


def test_the_same_letter_twice_is_one(mailed):
    for _ in range(3):
        incoming.receive(reply(mailed, "The number has changed"), at=MONDAY)

    assert Correction.objects.count() == 1
    assert Incoming.objects.count() == 1


def test_after_the_link_a_yes_changes_nothing_and_a_but_is_heard(mailed, client):
    client.post(link_in(mailed), {"answer": "true"})
    incoming.receive(reply(mailed, "oui", message_id="<2@x>"), at=MONDAY + timedelta(days=1))
    incoming.receive(reply(mailed, "One thing more: closed on Fridays", message_id="<3@x>"), at=MONDAY)

    assert ContactPoint.objects.get().confirmed_on == MONDAY.date()
    assert [one.words for one in Correction.objects.all()] == ["One thing more: closed on Fridays"]
    assert Checkup.objects.get().answer == "true"


def test_a_forged_address_or_an_old_one_is_held(mailed):
    forged = mailed.reply_to.replace(token_in(mailed), "a" * 32)
    incoming.receive(reply(mailed, "yes", quoted=False, to=forged), at=MONDAY)
    incoming.receive(reply(mailed, "yes", message_id="<2@x>"), at=MONDAY + timedelta(days=61))

    assert [(one.state, one.reason) for one in Incoming.objects.order_by("pk")] == [("held", "link")] * 2
    assert ContactPoint.objects.get().confirmed_on is None


def test_the_name_of_who_may_say_yes_is_no_yes():
    assert is_a_yes("yes\nMarie", names=["Marie Dubois"])
    assert not is_a_yes("Marie", names=["Marie Dubois"])
    assert not is_a_yes("yes\nno")
    assert not is_a_yes("yes\nyes, but")
