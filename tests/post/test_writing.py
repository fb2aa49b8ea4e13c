"""A letter is written with the event it tells of: once, in the reader's language, and readable by nobody else."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template import TemplateDoesNotExist

from umn.post import actions, queries
from umn.post.envelopes import Unreadable, unseal
from umn.post.models import Letter
from umn.post.rendering import NotALetter, render

pytestmark = pytest.mark.django_db


def test_a_letter_lies_ready_in_the_language_of_its_reader(write):
    write("amina@example.org", language="fr")

    envelope = unseal(Letter.objects.get())
    assert envelope.to == "amina@example.org"
    assert envelope.body == "Oui: https://portal.example/answer/\nhttp://127.0.0.1:8000\n"


def test_a_language_we_do_not_have_gets_english(write):
    write(language="tlh")
    assert unseal(Letter.objects.get()).body.startswith("Yes: ")


def test_an_event_that_did_not_happen_sends_no_letter(write):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert Letter.objects.count() == 0


def test_an_event_that_is_told_twice_makes_one_letter_and_does_not_hurt_the_caller(write):
    with transaction.atomic():
        write("first@example.org", dedupe="case/1/answered")
        write("second@example.org", dedupe="case/1/answered")
        write("third@example.org", dedupe="case/2/answered")

    assert {unseal(letter).to for letter in Letter.objects.all()} == {"first@example.org", "third@example.org"}


def test_nothing_of_a_letter_can_be_read_in_its_row(write):
    write("amina.benali@kitchen-of-liege.example", dedupe="case/1/answered")

    letter = Letter.objects.get()
    row = " ".join(str(value) for value in letter.__dict__.values()).lower().encode() + bytes(letter.payload)
    for word in (b"amina", b"benali", b"kitchen", b"example", b"portal", b"Yes"):
        assert word.lower() not in row.lower()
    assert b"case/1/answered" in row  # the search above would have found a word that is there


def test_a_row_that_was_changed_or_moved_does_not_open(write):
    write("one@example.org")
    write("two@example.org")
    one, two = Letter.objects.order_by("dedupe")
    one.payload = two.payload

    with pytest.raises(Unreadable):
        unseal(one)


@pytest.mark.parametrize("to", ["", "amina", "a@b@c.org", "amina@example.org\nBcc: all@example.org", "@example.org"])
def test_what_is_no_address_is_refused(write, to):
    with pytest.raises(ValidationError):
        write(to, dedupe="case/1/answered")


def test_a_subject_is_one_line_whatever_is_in_it():
    subject, _ = render(
        "letters/named",
        language="en",
        context={"title": "Hello\r\nBcc: all@example.org\x00\u2028 you", "city": "L'Aquila", "day": date(2026, 1, 2)},
    )
    assert subject == "Hello Bcc: all@example.org you"


def test_a_name_cannot_put_a_paragraph_into_a_letter():
    name = "Ana\n\nPlease call +1 234\u2028now"
    _, body = render("letters/named", language="en", context={"title": "Hello", "city": name, "day": 1})
    assert body == "The desk of Ana Please call +1 234 now wrote on 1.\n"


def test_a_letter_is_plain_text_so_nothing_is_escaped():
    _, body = render(
        "letters/named", language="en", context={"title": "Hello", "city": "L'Aquila & <b>", "day": date(2026, 1, 2)}
    )
    assert body == "The desk of L'Aquila & <b> wrote on Jan. 2, 2026.\n"


@pytest.mark.parametrize(
    ("context", "why"),
    [
        ({"title": "Hello", "day": 1}, "lacks 'city'"),
        ({"title": "Hello", "city": "Liège", "day": 1, "name": "Amina"}, "do not name 'name'"),
        ({"title": "Hello", "city": "Liège", "day": 1, "question": "They do not pay me"}, "takes no 'question'"),
        ({"title": "Hello", "city": "Liège", "day": object()}, "not object"),
        ({"title": "Hello", "city": "They do not pay me. " * 20, "day": 1}, "too long"),
        ({"title": " \n ", "city": "Liège", "day": 1}, "is empty"),
    ],
)
def test_a_letter_that_could_carry_content_or_has_gaps_is_refused(context, why):
    with pytest.raises(NotALetter, match=why):
        render("letters/named", language="en", context=context)


def test_a_kind_without_templates_is_refused(clock):
    with pytest.raises(TemplateDoesNotExist):
        actions.write(kind="letters/none", to="a@b.org", language="en", context={}, dedupe="x", at=clock())


def test_the_database_refuses_a_letter_that_is_leased_without_being_sent(write):
    write()
    with pytest.raises(Exception, match="post_letter_leased_exactly_while_sending"), transaction.atomic():
        Letter.objects.update(state="sending")


def test_letters_about_an_erased_case_go_with_it(write, clock):
    write("a@example.org", dedupe="case/1/answered")
    write("b@example.org", dedupe="case/12/answered")

    assert actions.withdraw(dedupe_prefix="case/1/") == 1
    assert [letter.kind for letter in queries.letters(at=clock())] == ["letters/answer"]
    assert Letter.objects.get().dedupe == "case/12/answered"
    with pytest.raises(ValueError, match="empty prefix"):
        actions.withdraw(dedupe_prefix="")


def test_writing_costs_the_same_however_full_the_box_is(write, django_assert_num_queries):
    for number in range(5):
        write(f"{number}@example.org")
    with django_assert_num_queries(4):  # savepoint, letter, mark of delivery, savepoint
        write("one-more@example.org")
