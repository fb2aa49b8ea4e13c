"""Somebody asks: stored whole, once, readable for the desk and for the holder of the number, for nobody else."""

from datetime import timedelta

import pytest

from tests.enquiries.conftest import AT, answer, ask, make_member, make_point, new_seed, open_desk, question
from umn.enquiries import actions
from umn.enquiries.models import Enquiry, Item
from umn.post.models import Letter


def the_case():
    return Enquiry.objects.get()


def read(digits, at=AT):
    """What the person reads with their number."""
    from umn.enquiries import queries
    from umn.enquiries.queries.cases import asker_said

    conversation = actions.resume(actions.open_conversation(digits, at=at), at=at)
    return [said.text for said in asker_said(queries.asker_case(conversation.enquiry_id), conversation.keys)]


def test_the_desk_and_the_number_open_the_same_question(marie):
    digits = ask("لم يدفع صاحب العمل أجري", language="ar")
    assert read(digits) == ["لم يدفع صاحب العمل أجري"]
    case = marie.case(the_case().id)
    assert [(said.text, said.direction) for said in case.said] == [("لم يدفع صاحب العمل أجري", "rtl")]
    assert (case.place, case.point, case.reasons) == ("Liège", "liege-office", ["same_city"])


def test_the_desk_reads_the_place_in_its_own_language(marie):
    from django.utils import translation

    from umn.places.queries import look_up

    ask("سؤال", language="ar", place="لييج", place_id=str(look_up("لييج")[0].place.id))
    with translation.override("fr"):
        assert marie.case(the_case().id).place == "Liège"


def test_nothing_of_it_stands_in_the_clear(marie):
    digits = ask("a word nobody else writes: zyzzyva", place="Seraing")
    row = {field.attname: getattr(the_case(), field.attname) for field in Enquiry._meta.concrete_fields}
    stored = repr(row) + repr(list(Item.objects.values()))
    for secret in ("zyzzyva", "Seraing", "same_city", digits, digits[:8]):
        assert secret not in stored


def test_sent_twice_is_one_case_with_the_same_number(marie):
    seed = new_seed()
    first, second = ask("Bonjour", seed=seed), ask("Bonjour", seed=seed, at=AT + timedelta(minutes=5))
    assert first == second
    assert Enquiry.objects.count() == Item.objects.count() == 1


def test_sent_again_with_other_words_loses_neither(marie):
    seed = new_seed()
    digits = ask("Bonjour", seed=seed)
    ask("Bonjour, c'est urgent", seed=seed, at=AT + timedelta(minutes=1))
    assert Enquiry.objects.count() == 1
    assert read(digits) == ["Bonjour", "Bonjour, c'est urgent"]


def test_the_same_form_hours_later_does_not_show_the_number_again(marie):
    seed = new_seed()
    ask("Bonjour", seed=seed)
    with pytest.raises(actions.AlreadySent):
        ask("Bonjour", seed=seed, at=AT + timedelta(hours=3))
    assert Item.objects.count() == 1


def test_where_no_desk_is_open_the_coordinator_reads(liege, coordinator):
    ask(point="liege-office")
    assert the_case().desk.point.key == "coordination"
    assert coordinator.case(the_case().id).point == "liege-office"


def test_where_nobody_reads_nothing_is_accepted(liege):
    with pytest.raises(actions.NobodyReads):
        ask(point="liege-office")
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("point", ["", "no-such-office", "x" * 500])
def test_a_point_that_does_not_exist_gets_nothing(marie, coordinator, point):
    with pytest.raises(actions.NobodyReads):
        ask(point=point)
    assert not Enquiry.objects.exists()


def test_a_desk_whose_only_member_was_disabled_takes_nothing(marie, coordinator):
    marie.user.is_active = False
    marie.user.save()
    ask(point="liege-office")
    assert the_case().desk.point.key == "coordination"


def test_the_letter_to_the_desk_says_nothing_of_the_question(marie):
    ask("zyzzyva")
    letters = list(Letter.objects.all())
    assert len(letters) == 1
    assert "zyzzyva" not in repr(Letter.objects.values_list())


def test_if_the_letter_cannot_be_written_the_question_is_not_half_stored(marie, monkeypatch):
    def broken(**kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr("umn.post.actions.write", broken)
    with pytest.raises(RuntimeError):
        ask()
    assert not Enquiry.objects.exists()
    assert not Item.objects.exists()


def test_another_office_sees_nothing(marie):
    ask()
    other = make_point("namur-office", city="Namur")
    paul = make_member(other, "paul")
    open_desk(other, paul)
    assert paul.case(the_case().id) is None


def test_a_coordinators_role_opens_no_case_of_a_desk(marie, coordinator):
    ask()
    assert coordinator.case(the_case().id) is None


def test_a_locked_key_opens_nothing(marie):
    ask()
    marie.private = None
    assert marie.case(the_case().id) is None


def test_a_desk_key_slipped_into_the_database_is_refused(marie):
    from umn.enquiries.models import Desk
    from umn.seal import pairs
    from umn.seal.box import Tampered

    Desk.objects.update(public_key=pairs.new_pair().public)
    with pytest.raises(Tampered):
        ask()
    assert not Enquiry.objects.exists()


def test_a_question_is_kept_a_year_unless_it_is_answered(marie):
    ask()
    assert the_case().delete_on == (AT + timedelta(days=365)).date()
    case = marie.case(the_case().id)
    answer(marie, case, "Voici")
    assert the_case().delete_on == (AT + timedelta(days=90)).date()


def test_fields_of_a_question_are_all_there_is():
    """Minimisation: who adds a field here must add it to the privacy page and to this list."""
    assert sorted(question().__slots__) == [
        "consent_version", "language", "may_pass_on", "place", "place_id", "point", "reasons", "text", "topic",
    ]  # fmt: skip
