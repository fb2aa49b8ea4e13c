"""A desk at work: taking, drafting, answering, closing; two people at once; letting a colleague in."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.enquiries.conftest import AT, answer, ask, make_member, new_seed, note, open_desk
from tests.factories import people as factories
from tests.factories.people import PASSWORD
from umn.enquiries import actions, keys, queries, retention, rules
from umn.enquiries.choices import CloseReason
from umn.enquiries.models import Desk, DeskKey, Draft, Enquiry, Item
from umn.people import keys as people_keys


@pytest.fixture
def case(marie):
    ask()
    return lambda: marie.case(Enquiry.objects.get().id)


def test_of_two_answers_at_once_the_second_is_stopped_and_kept(marie, case):
    mine, theirs = case(), case()
    answer(marie, mine, "un")
    with pytest.raises(actions.ChangedMeanwhile):
        answer(marie, theirs, "deux")
    assert [said.text for said in case().said][1:] == ["un"]


def test_a_draft_is_sealed_shared_and_not_overwritten_unseen(marie, case):
    actions.save_draft(case(), text="brouillon", seen_draft=0, by=marie.user, at=AT)
    assert (case().draft, case().draft_version) == ("brouillon", 1)
    assert b"brouillon" not in bytes(Draft.objects.get().sealed)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.save_draft(case(), text="autre", seen_draft=0, by=marie.user, at=AT)
    answer(marie, case(), "fini")
    assert not Draft.objects.exists()


def test_a_colleagues_draft_is_not_thrown_away_by_an_answer_that_did_not_see_it(marie, case):
    page = case()
    actions.save_draft(case(), text="long brouillon", seen_draft=0, by=marie.user, at=AT)
    with pytest.raises(actions.ChangedMeanwhile):
        answer(marie, page, "vite")
    assert case().draft == "long brouillon"


def test_a_double_tap_sends_one_answer_and_one_note(marie, case):
    page, seed = case(), new_seed()
    for _ in range(2):
        answer(marie, page, "un", once=seed)
        actions.add_note(page, text="note", once=b"n" * 32, by=marie.user, at=AT)
    assert [said.text for said in case().said][1:] == ["un", "note"]


def test_a_note_that_races_with_a_move_is_stopped(marie, coordinator):
    digits = ask("un")
    page = marie.case(Enquiry.objects.get().id)
    conversation = actions.resume(actions.open_conversation(digits, at=AT), at=AT)
    actions.move(conversation, to_point="coordination", at=AT)
    for late in (
        lambda: note(marie, page, "trop tard"),
        lambda: answer(marie, page, "trop tard"),
        lambda: actions.save_draft(page, text="trop tard", seen_draft=0, by=marie.user, at=AT),
        lambda: actions.claim(page, take=True, by=marie.user, at=AT),
    ):
        with pytest.raises(actions.ChangedMeanwhile):
            late()
    assert [said.text for said in coordinator.case(page.enquiry.pk).said] == ["un"]


def test_who_works_elsewhere_now_reads_nothing_here(marie, case, coordinator):
    case_id = Enquiry.objects.get().id
    marie.user.affiliations.update(organisation=coordinator.user.organisations.get())
    assert marie.case(case_id) is None
    assert queries.today(user=marie.user, private_key=marie.private, at=AT).waiting == []
    assert queries.reader_of("liege-office").stands_in


def test_a_colleague_without_a_key_is_not_let_in(marie, liege):
    newcomer = make_member(liege, "nina").user
    newcomer.keyring.delete()
    with pytest.raises(actions.WrongCode):
        actions.let_in(Desk.objects.get(), newcomer, code="123456", by=marie.user, private_key=marie.private, at=AT)


def test_claiming_says_who_and_giving_back_says_nobody(marie, case):
    for _ in range(2):  # a double tap is still a claim
        actions.claim(case(), take=True, by=marie.user, at=AT)
    assert case().enquiry.claimed_by == marie.user
    actions.claim(case(), take=False, by=marie.user, at=AT)
    assert case().enquiry.claimed_by is None


def test_closing_needs_a_reason_and_the_next_word_opens_it_again(marie, case):
    actions.close(case(), reason=CloseReason.SILENT, seen_version=1, by=marie.user, at=AT)
    assert (case().enquiry.state, case().enquiry.close_reason) == ("closed", "silent")


def test_a_colleague_is_let_in_only_with_the_digits_from_their_own_screen(liege, marie, case):
    desk, rosa = Desk.objects.get(), make_member(liege, "rosa")
    assert rosa.case(Enquiry.objects.get().id) is None
    with pytest.raises(actions.WrongCode):
        actions.let_in(desk, rosa.user, code="000000", by=marie.user, private_key=marie.private, at=AT)
    code = keys.code_of(rosa.user)
    actions.let_in(desk, rosa.user, code=f" {code[:3]} {code[3:]} ", by=marie.user, private_key=marie.private, at=AT)
    assert rosa.case(Enquiry.objects.get().id) is not None


def test_a_stranger_is_not_let_in_even_with_their_digits(coordinator, marie):
    desk = Desk.objects.get(point__key="liege-office")
    with pytest.raises(PermissionDenied):
        actions.let_in(
            desk,
            coordinator.user,
            code=keys.code_of(coordinator.user),
            by=marie.user,
            private_key=marie.private,
            at=AT,
        )
    assert DeskKey.objects.filter(desk=desk).count() == 1


def test_coordinators_and_members_open_and_close_nobody_else(coordinator, marie, liege):
    desk = Desk.objects.get(point__key="liege-office")
    actions.close_desk(desk, by=coordinator.user, at=AT)
    desk.refresh_from_db()
    assert not desk.is_open
    assert queries.reader_of("liege-office").stands_in
    actions.open_desk(desk, by=marie.user, at=AT)
    assert not queries.reader_of("liege-office").stands_in
    stranger = make_member(coordinator.user.organisations.get().points.get(), "eva")
    with pytest.raises(PermissionDenied):
        actions.close_desk(desk, by=stranger.user, at=AT)


def test_today_shows_the_oldest_promise_first_at_the_same_price(marie, django_assert_num_queries):
    for days in (3, 1, 2):
        ask(f"jour {days}", at=AT - timedelta(days=days))
    with django_assert_num_queries(4):
        shown = queries.today(user=marie.user, private_key=marie.private, at=AT)
    assert [entry.asked_on for entry in shown.waiting] == [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)]
    assert [entry.place for entry in shown.waiting] == ["Liège"] * 3
    Enquiry.objects.exclude(pk=shown.waiting[0].id).delete()
    with django_assert_num_queries(4):
        queries.today(user=marie.user, private_key=marie.private, at=AT)


def test_a_locked_today_shows_the_work_but_no_place(marie):
    ask()
    shown = queries.today(user=marie.user, private_key=None, at=AT)
    assert shown.locked
    assert [entry.place for entry in shown.waiting] == [""]


@pytest.mark.parametrize(
    ("asked", "days", "due"),
    [
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 3, date(2026, 12, 2)),
        (date(2026, 11, 26), 3, date(2026, 12, 1)),
    ],
)
def test_promised_days_are_working_days(asked, days, due):
    assert rules.due_on(asked, days) == due


def test_what_is_old_is_forgotten_and_nothing_else(marie):
    ask("vieux", at=AT - timedelta(days=366))
    ask("jeune")
    assert retention.old_enquiries(AT) == 1
    assert Enquiry.objects.count() == Item.objects.count() == 1


def test_the_database_refuses_an_asker_with_a_name(marie, case):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="askers_stay_anonymous"):
        Item.objects.filter(role="asker").update(author=marie.user)


def test_whoever_left_holds_no_key(marie, liege):
    from umn.people.signals import operator_left

    operator_left.send(sender=None, user=marie.user, at=AT)
    assert not DeskKey.objects.exists()
    assert people_keys.unlock(marie.user, PASSWORD) == marie.private


def test_the_first_who_joins_sets_up_the_desk_and_the_second_waits(liege):
    from umn.people.signals import operator_joined

    first, second = make_member(liege, "un"), make_member(liege, "deux")
    for member in (first, second):
        operator_joined.send(sender=None, user=member.user, at=AT)
    assert [key.member.name for key in DeskKey.objects.all()] == ["Un"]
    assert not Desk.objects.get().is_open
    open_desk(liege, first)
    ask()
    assert second.case(Enquiry.objects.get().id) is None


# What is being typed is not lost ------------------------------------------------------------------------------------


@pytest.fixture
def at_work(client, marie, case):
    factories.sign_in(client, marie.user)
    page = client.get(reverse("work-enquiry", args=[case().enquiry.pk]))

    def press(name, **fields):
        form = page.context["answer"]
        seen = {field: form[field].value() for field in ("seen_version", "seen_draft", "language")}
        posted = {**seen, "text": "", "token": page.context["token"], **fields}
        return client.post(reverse(name, args=[case().enquiry.pk]), posted)

    return press


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("work-claim", {"take": "1"}),
        ("work-notes", {"note": "une note"}),
        ("work-notes", {"note": ""}),
        ("work-closure", {"reason": "silent"}),
        ("work-closure", {}),
    ],
)
def test_an_answer_being_typed_stays_as_a_draft_whatever_else_is_pressed(at_work, case, name, fields):
    at_work(name, text="une longue réponse", **fields)
    assert case().draft == "une longue réponse"


def test_an_empty_answer_throws_no_draft_away(at_work, marie, case):
    actions.save_draft(case(), text="brouillon", seen_draft=0, by=marie.user, at=AT)
    at_work("work-claim", take="1")
    assert (case().draft, case().enquiry.claimed_by) == ("brouillon", marie.user)


def test_a_colleagues_draft_is_shown_beside_and_nothing_is_pressed(at_work, marie, case):
    actions.save_draft(case(), text="le sien", seen_draft=0, by=marie.user, at=AT)
    answer_ = at_work("work-claim", take="1", text="le mien")
    assert answer_.status_code == 400
    assert answer_.context["answer"]["text"].value() == "le mien"
    assert answer_.context["others_draft"] == "le sien"
    assert case().enquiry.claimed_by is None


def test_too_long_a_text_stays_on_the_page_and_nothing_is_pressed(at_work, case):
    answer_ = at_work("work-notes", note="une note", text="x" * 10_001)
    assert answer_.status_code == 400
    assert len(answer_.context["answer"]["text"].value()) == 10_001
    assert len(case().said) == 1


def test_a_withdrawn_question_says_so_to_its_desk_and_nothing_to_others(client, marie, coordinator):
    digits = ask("un")
    case_id = Enquiry.objects.get().id
    actions.withdraw(actions.resume(actions.open_conversation(digits, at=AT), at=AT), at=AT)
    factories.sign_in(client, marie.user)
    for response in (
        client.get(reverse("work-enquiry", args=[case_id])),
        client.post(reverse("work-answers", args=[case_id]), {"text": "trop tard"}),
    ):
        assert response.status_code == 410
        assert "This question was withdrawn" in response.content.decode()
    factories.sign_in(client, coordinator.user)
    assert client.get(reverse("work-enquiry", args=[case_id])).status_code == 404
