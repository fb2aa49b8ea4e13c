"""The holder of the number reads, answers, moves, takes along and takes back; nobody else does."""

import contextlib
from datetime import timedelta

import pytest

from tests.enquiries.conftest import AT, answer, ask, make_member, make_point, new_seed, note, open_desk, question
from tests.factories.people import PASSWORD
from umn.enquiries import actions, guesses, keys, queries
from umn.enquiries.models import AskerSession, Desk, Enquiry, Item, Withdrawal, WrongNumbers
from umn.enquiries.queries.cases import asker_said
from umn.people import keys as people_keys
from umn.people.signals import keys_renewed, operator_joined
from umn.seal import box, receipt


def opened(digits, at=AT):
    return actions.resume(actions.open_conversation(digits, at=at), at=at)


def texts(conversation):
    case = queries.asker_case(conversation.enquiry_id)
    return [(said.role, said.text) for said in asker_said(case, conversation.keys)]


def test_an_answer_is_read_with_the_number_in_arabic_digits(marie):
    digits = ask("سؤال", language="ar")
    case = marie.case(Enquiry.objects.get().id)
    answer(marie, case, "Réponse")
    typed = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert texts(opened(typed)) == [("asker", "سؤال"), ("desk", "Réponse")]


@pytest.mark.parametrize("typed", ["", "1", "0" * 20, "4071 9925 3318 0046 7752", "abc", "٠" * 20, "9" * 5000])
def test_a_wrong_number_opens_nothing_and_is_counted(marie, typed):
    ask()
    with pytest.raises(actions.WrongNumber):
        actions.open_conversation(typed, at=AT)
    assert WrongNumbers.objects.get().count == 1
    assert not AskerSession.objects.exists()


def test_right_and_wrong_numbers_cost_the_same_derivations(marie, monkeypatch):
    digits, done = ask(), []
    derive = keys.kdf.derive

    def counted(*args, **kwargs):
        done.append(1)
        return derive(*args, **kwargs)

    monkeypatch.setattr(keys.kdf, "derive", counted)
    costs = []
    for typed in (digits, receipt.digits_from(b"\x01" * 32), "not a number", "12"):
        done.clear()
        with contextlib.suppress(actions.WrongNumber):
            actions.open_conversation(typed, at=AT)
        costs.append(len(done))
    assert costs == [1, 1, 1, 1]


def test_many_wrong_numbers_make_everybody_wait_one_by_one(marie, settings):
    settings.GUESS_PAUSE_SECONDS, settings.GUESS_PATIENCE_SECONDS = 0.0, 0.05
    digits = ask()
    WrongNumbers.objects.create(minute=int(AT.timestamp() // 60), count=guesses.FREE_PER_MINUTE + 1)
    assert opened(digits) is not None
    with guesses.kdf.one_slot(lane="guesses", slots=1), pytest.raises(guesses.kdf.Busy):
        actions.open_conversation(digits, at=AT)
    quiet_again = AT + timedelta(minutes=3)
    assert opened(digits, at=quiet_again) is not None


def test_the_session_row_opens_nothing_without_the_cookie(marie):
    digits = ask("zyzzyva")
    actions.open_conversation(digits, at=AT)
    assert actions.resume(b"\0" * 32, at=AT) is None
    assert actions.resume(b"", at=AT) is None
    stored = repr(list(AskerSession.objects.values()))
    assert str(Enquiry.objects.get().id) not in stored
    assert digits not in stored


def test_after_a_quarter_of_an_hour_the_phone_has_forgotten(marie):
    cookie = actions.open_conversation(ask(), at=AT)
    assert actions.resume(cookie, at=AT + timedelta(minutes=14)) is not None
    assert actions.resume(cookie, at=AT + timedelta(minutes=28)) is not None
    assert actions.resume(cookie, at=AT + timedelta(minutes=44)) is None
    assert not AskerSession.objects.exists()


def test_a_reply_comes_back_to_the_desk_once(marie):
    conversation, seed = opened(ask("un")), new_seed()
    answer(marie, marie.case(conversation.enquiry_id), "deux")
    for _ in range(2):
        actions.reply(conversation, text="trois", form_seed=seed, at=AT)
    assert [said.text for said in marie.case(conversation.enquiry_id).said] == ["un", "deux", "trois"]
    assert Enquiry.objects.get().state == "waiting"


def test_notes_are_not_for_the_person_who_asks(marie):
    conversation = opened(ask("un"))
    note(marie, marie.case(conversation.enquiry_id), "appeler l'inspection")
    assert texts(conversation) == [("asker", "un")]
    kept = Item.objects.get(role="note")
    with pytest.raises(box.Tampered):
        keys.open_item(conversation.keys, kept)
    with pytest.raises(box.Tampered):
        box.open_(conversation.keys.conversation, kept.sealed, ad=f"case|{kept.enquiry_id}|2|note|v1")


@pytest.mark.parametrize("change", ["swap", "reorder", "role"])
def test_an_answer_moved_or_forged_in_the_database_is_noticed(marie, change, caplog):
    first, second = opened(ask("un")), opened(ask("autre"))
    a = Item.objects.get(enquiry=first.enquiry_id)
    b = Item.objects.get(enquiry=second.enquiry_id)
    if change == "swap":
        Item.objects.filter(pk=a.pk).update(sealed=b.sealed)
    if change == "reorder":
        Item.objects.filter(pk=a.pk).update(sequence=7)
    if change == "role":
        Item.objects.filter(pk=a.pk).update(role="desk")
    said = asker_said(queries.asker_case(first.enquiry_id), first.keys)
    assert [(one.damaged, "un" in one.text.split()) for one in said] == [(True, False)]
    assert "did not open where it stands" in caplog.text
    assert [one.text for one in marie.case(second.enquiry_id).said] == ["autre"]
    today = queries.today(user=marie.user, private_key=marie.private, at=AT)
    assert second.enquiry_id in [entry.id for entry in today.waiting]


def test_moving_gives_the_new_desk_the_case_and_takes_it_from_the_old(marie):
    namur = make_point("namur-office", city="Namur")
    paul = make_member(namur, "paul")
    open_desk(namur, paul)
    conversation = opened(ask("un"))
    note(marie, marie.case(conversation.enquiry_id), "note")
    actions.move(conversation, to_point="namur-office", at=AT)
    assert marie.case(conversation.enquiry_id) is None
    assert [said.text for said in paul.case(conversation.enquiry_id).said] == ["un"]
    assert texts(conversation) == [("asker", "un")]


def test_moving_to_nowhere_leaves_the_case_where_it_is(marie):
    conversation = opened(ask("un"))
    with pytest.raises(actions.NobodyReads):
        actions.move(conversation, to_point="no-such-office", at=AT)
    assert marie.case(conversation.enquiry_id) is not None


def test_moving_within_the_same_desk_loses_no_notes(marie, liege):
    conversation = opened(ask("un"))
    note(marie, marie.case(conversation.enquiry_id), "note")
    actions.move(conversation, to_point="liege-office", at=AT)
    assert [said.text for said in marie.case(conversation.enquiry_id).said] == ["un", "note"]


def test_the_form_of_a_question_taken_back_does_not_bring_it_back(marie):
    seed = new_seed()
    actions.withdraw(opened(ask("un", seed=seed)), at=AT)
    with pytest.raises(actions.AlreadySent):
        ask("un", seed=seed)
    assert not Enquiry.objects.exists()


def test_a_form_sent_again_goes_back_to_a_desk_that_has_answered(marie):
    seed = new_seed()
    digits = ask("un", seed=seed)
    answer(marie, marie.case(Enquiry.objects.get().id), "deux")
    sent = actions.ask(question("un, et encore", point="elsewhere"), form_seed=seed, at=AT)
    assert (sent.digits, sent.desk.point.key) == (digits, "liege-office")
    assert (Enquiry.objects.get().state, Enquiry.objects.get().version) == ("waiting", 3)


def test_taking_back_erases_with_every_key_and_leaves_a_bare_mark(marie):
    digits = ask("zyzzyva")
    conversation = opened(digits)
    assert marie.case(conversation.enquiry_id) is not None
    actions.withdraw(conversation, at=AT)
    assert not Enquiry.objects.exists()
    assert not Item.objects.exists()
    assert marie.case(conversation.enquiry_id) is None
    assert Withdrawal.objects.get().enquiry_id == conversation.enquiry_id
    with pytest.raises(actions.WrongNumber):
        actions.open_conversation(digits, at=AT)
    with pytest.raises(actions.WrongNumber):
        actions.reply(conversation, text="encore", form_seed=new_seed(), at=AT)


def test_a_visit_of_the_asker_heals_a_desk_that_lost_its_keys(liege, marie):
    """The only member loses password and sheet, comes back with a new key pair, and the desk gets a new one too."""
    digits, case_id = ask("un"), Enquiry.objects.get().id
    private = people_keys.create(marie.user, PASSWORD)
    keys_renewed.send(sender=None, user=marie.user, at=AT)
    operator_joined.send(sender=None, user=marie.user, at=AT)
    marie.private = private
    assert Desk.objects.get().key_version == 2
    assert marie.case(case_id) is None
    opened(digits)
    assert [said.text for said in marie.case(case_id).said] == ["un"]
