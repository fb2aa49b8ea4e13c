"""Password and sheet are lost: a colleague lets one in again by telephone; without one, the paper or the askers do.
And a desk with one member is asked for a second one, week by week."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from tests.enquiries.conftest import AT, ask, make_member, open_desk
from tests.factories import people as factories
from tests.flat import flat
from umn.enquiries import actions, keys, queries
from umn.enquiries.actions.paper import make_paper_key
from umn.enquiries.models import DeskKey, Enquiry
from umn.ledger.models import Entry
from umn.people import actions as people
from umn.people import keys as people_keys
from umn.people.models import User
from umn.post import envelopes
from umn.post.models import Letter

NEW = "slow clouds cross borders"
BOTH_SAY = "Somebody who stole the mailbox could ask for this. Call the number that you know"


def comes_back(member, coordinator, *, at=AT):
    """Password and sheet are lost: link, new password, new key, new sheet."""
    link = people.send_new_link(by=coordinator.user, user=member.user, at=at)
    user, private = people.accept(token=link.split("/")[-2], password=NEW, at=at)
    people.print_sheet(by=user, private=private, at=at)
    people.confirm_sheet(by=user, at=at)
    return type(member)(User.objects.get(pk=user.pk), private)


def letters(kind):
    return [envelopes.unseal(letter) for letter in Letter.objects.filter(kind=f"enquiries/letters/{kind}")]


@pytest.fixture
def rosa(rosa):
    Letter.objects.all().delete()
    return rosa


def test_who_lost_password_and_sheet_reads_nothing_until_a_colleague_has_called(client, coordinator, marie, rosa, desk):
    ask("avant")
    old_code = keys.code_of(rosa.user)
    rosa = comes_back(rosa, coordinator)
    assert rosa.case(Enquiry.objects.get().pk) is None
    factories.sign_in(client, marie.user)
    page = client.get(reverse("work-desk", args=["liege-office"])).content.decode()
    assert "This colleague has a new key." in page
    assert "the key is new since November 23, 2026" in page.replace("23 November", "November 23,")
    assert BOTH_SAY in page

    members = reverse("work-desk-members", args=["liege-office"])
    wrong = client.post(members, {"member": rosa.user.pk, "code": old_code})
    assert wrong.status_code == 400
    assert rosa.case(Enquiry.objects.get().pk) is None
    client.post(members, {"member": rosa.user.pk, "code": keys.code_of(rosa.user)})
    assert [said.text for said in rosa.case(Enquiry.objects.get().pk).said] == ["avant"]


def test_the_colleague_has_a_letter_that_warns_and_the_one_who_waits_sees_whom_to_call(
    client, coordinator, marie, rosa, desk
):
    rosa = comes_back(rosa, coordinator)
    [letter] = letters("let-in-again")
    assert letter.to == marie.user.email
    assert "Rosa" in letter.body
    factories.sign_in(client, rosa.user, password=NEW)
    page = client.get(reverse("work-today")).content.decode()
    assert "call one of these colleagues: Marie." in page
    assert keys.code_of(rosa.user) in page


def test_a_newcomer_is_announced_without_the_warning(liege, coordinator, marie, desk):
    Letter.objects.all().delete()
    make_member(liege, "nina")
    assert [letter.to for letter in letters("let-in")] == [marie.user.email]
    assert letters("let-in-again") == []


def test_a_new_password_with_the_sheet_loses_nothing_and_says_nothing(coordinator, marie, rosa, desk):
    ask("avant")
    sheet = people.print_sheet(by=rosa.user, private=rosa.private, at=AT)
    link = people.send_new_link(by=coordinator.user, user=rosa.user, at=AT)
    people.accept(token=link.split("/")[-2], password=NEW, recovery_code=sheet, at=AT)
    assert rosa.case(Enquiry.objects.get().pk) is not None
    assert rosa.user.keyring.__class__.objects.get(user=rosa.user).renewed_on is None
    assert letters("let-in-again") == []


def test_alone_and_without_paper_the_desk_gets_a_new_key_and_questions_come_back_with_their_askers(
    client, coordinator, marie, desk
):
    digits = ask("avant")
    marie = comes_back(marie, coordinator)
    assert queries.reader_of("liege-office").desk.key_version == 2
    factories.sign_in(client, marie.user, password=NEW)
    assert (
        "1 question from before is locked with a key that was lost."
        in client.get(reverse("work-today")).content.decode()
    )
    actions.open_conversation(digits, at=AT)
    assert [said.text for said in marie.case(Enquiry.objects.get().pk).said] == ["avant"]
    assert "from before is locked" not in client.get(reverse("work-today")).content.decode()


@pytest.fixture
def halves(db):
    return make_paper_key(by="the machine", at=AT)


def test_alone_with_the_paper_both_screens_show_the_way(client, halves, coordinator, liege):
    marie = make_member(liege, "marie")
    open_desk(liege, marie)
    ask("avant")
    marie = comes_back(marie, coordinator)
    assert [letter.to for letter in letters("nobody-opens")] == [coordinator.user.email]

    factories.sign_in(client, marie.user, password=NEW)
    page = client.get(reverse("work-today")).content.decode()
    assert "Call your coordinator: with the key on paper" in page
    assert keys.code_of(marie.user) in page

    factories.sign_in(client, coordinator.user)
    assert "Nobody can open a desk" in client.get(reverse("work-today")).content.decode()
    assert 'id="paper"' in client.get(reverse("work-desk", args=["liege-office"])).content.decode()
    typed = {"member": marie.user.pk, "first": halves[0], "second": halves[1], "code": keys.code_of(marie.user)}
    address = reverse("work-desk-paper", args=["liege-office"])
    for wrong in ({"first": halves[1]}, {"second": "AAAA"}, {"code": "000000"}, {"member": "x"}, {"first": ""}):
        answer = client.post(address, {**typed, **wrong})
        assert answer.status_code == 400, wrong
        assert answer.context["paper"].errors, wrong
        assert queries.reader_of("liege-office").desk.point.key != "liege-office", wrong
    assert client.post(address, {**typed, "member": coordinator.user.pk}).status_code == 404
    assert client.post(address, typed).status_code == 302
    assert [said.text for said in marie.case(Enquiry.objects.get().pk).said] == ["avant"]
    by = Entry.objects.get(verb="open-with-paper").by
    assert by == f"coordinator {coordinator.user.pk}"
    again = client.post(address, typed, follow=True)
    assert "Somebody holds the key of this desk again." in again.content.decode()


def test_an_operator_sees_no_form_for_the_paper(client, halves, liege, coordinator):
    marie = make_member(liege, "marie")
    open_desk(liege, marie)
    DeskKey.objects.filter(member=marie.user).delete()
    factories.sign_in(client, marie.user)
    page = client.get(reverse("work-desk", args=["liege-office"])).content.decode()
    assert "The key on paper opens it" in page
    assert 'id="paper"' not in page
    assert client.post(reverse("work-desk-paper", args=["liege-office"])).status_code == 404


# A second one ------------------------------------------------------------------------------------------------------


def test_the_only_member_of_an_open_desk_is_asked_once_in_seven_days(liege, marie, desk):
    written = [
        (day, actions.ask_for_deputies(AT + timedelta(days=day)) + actions.ask_for_deputies(AT + timedelta(days=day)))
        for day in range(22)
    ]
    assert [day for day, count in written if count] == [7, 14, 21]
    assert sum(count for _day, count in written) == 3
    assert {letter.to for letter in letters("deputy")} == {marie.user.email}
    assert "Bureau liege-office" in letters("deputy")[0].body


def test_after_a_pause_of_the_worker_the_next_week_counts_from_the_letter(marie, desk):
    due = [day for day in (7, 20, 21, 26, 27) if actions.ask_for_deputies(AT + timedelta(days=day))]
    assert due == [7, 20, 27]


def test_two_members_or_a_closed_desk_are_left_in_peace(liege, marie, rosa, desk):
    assert actions.ask_for_deputies(AT + timedelta(days=8)) == 0
    actions.leave_desk(desk, by=rosa.user, private_key=rosa.private, at=AT)
    actions.close_desk(desk, by=marie.user, at=AT)
    assert actions.ask_for_deputies(AT + timedelta(days=8)) == 0


def test_alone_one_is_told_on_today_on_the_desks_page_and_in_the_letter(client, liege, marie, desk):
    ask()
    factories.sign_in(client, marie.user)
    for name, args in (("work-today", []), ("work-desk", ["liege-office"])):
        assert reverse("work-proposal") in client.get(reverse(name, args=args)).content.decode()
    with translation.override(marie.user.language):
        alone = gettext("You are the only one who can read it. Please propose a colleague as a second person.")
    assert alone in " ".join(letters("question")[0].body.split())


def test_with_two_nobody_is_nagged(client, marie, rosa, desk):
    ask()
    factories.sign_in(client, marie.user)
    for name, args in (("work-today", []), ("work-desk", ["liege-office"])):
        assert reverse("work-proposal") not in client.get(reverse(name, args=args)).content.decode()
    with translation.override(marie.user.language):
        alone = gettext("You are the only one who can read it. Please propose a colleague as a second person.")
    assert [alone in " ".join(letter.body.split()) for letter in letters("question")] == [False, False]


def test_one_colleague_or_three_cost_the_same(client, liege, marie, desk):
    factories.sign_in(client, marie.user)
    names = iter("abcdef")
    flat(
        lambda: make_member(liege, next(names)),
        lambda: (client.get(reverse("work-today")), client.get(reverse("work-desk", args=["liege-office"]))),
    )


def test_the_private_key_of_who_comes_back_is_another_one(coordinator, marie):
    assert people_keys.unlock(comes_back(marie, coordinator).user, NEW) != marie.private


def test_a_colleague_who_waits_already_is_let_in_instead_of_proposed(client, liege, marie, desk):
    make_member(liege, "nina")
    factories.sign_in(client, marie.user)
    for name, args in (("work-today", []), ("work-desk", ["liege-office"]), ("work-leaving", [])):
        page = client.get(reverse(name, args=args)).content.decode()
        assert reverse("work-proposal") not in page
        assert reverse("work-desk", args=["liege-office"]) in page
    actions.ask_for_deputies(AT + timedelta(days=7))
    assert [letter.to for letter in letters("let-somebody-in")] == [marie.user.email]
    assert letters("deputy") == []
