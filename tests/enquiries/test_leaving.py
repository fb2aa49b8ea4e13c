"""Somebody goes. The desk gets a key they never held; nothing that was asked before is lost."""

import pytest
from django.db import connection
from django.urls import reverse

from tests.enquiries.conftest import AT, Stopped, ask, let_in, make_member, make_point, note, open_desk, stopping_at
from tests.factories import people as factories
from umn.enquiries import actions, keys, queries
from umn.enquiries.actions.paper import make_paper_key, open_with_paper
from umn.enquiries.models import Desk, DeskKey, Draft, Enquiry, PastKey
from umn.ledger.models import Entry
from umn.people import actions as people
from umn.people.models import User
from umn.seal import box, pairs

LATER = AT.replace(day=25)


def read(member, case_id):
    found = member.case(case_id)
    return [said.text for said in found.said] if found else None


def the_case():
    return Enquiry.objects.order_by("asked_on", "pk").last().pk


def leave(member, desk):
    actions.leave_desk(desk, by=member.user, private_key=member.private, at=AT)


def kept_desk_keys(member):
    """What somebody could have taken along: every desk key that their copies open today."""
    return {copy.desk_id: keys.opened_copy(copy, member.private) for copy in DeskKey.objects.filter(member=member.user)}


def test_new_questions_are_sealed_to_a_key_that_who_left_never_held(marie, rosa, desk):
    taken = kept_desk_keys(marie)[desk.pk]
    ask("avant")
    before = Enquiry.objects.get()
    assert keys.opened_by_desk(before, taken), "the search would prove nothing if a kept key opened nothing"

    leave(marie, desk)
    ask("après")

    after = Enquiry.objects.exclude(pk=before.pk).get()
    with pytest.raises(box.Tampered):
        keys.opened_by_desk(after, taken)
    assert (read(marie, before.pk), read(marie, after.pk)) == (None, None)
    assert (read(rosa, before.pk), read(rosa, after.pk)) == (["avant"], ["après"])
    assert not DeskKey.objects.filter(member=marie.user).exists()
    assert [line.verb for line in Entry.objects.filter(verb__in=["leave-desk", "change-desk-key"])] == [
        "change-desk-key", "leave-desk",
    ]  # fmt: skip


def test_older_questions_are_left_behind_key_by_key_notes_and_drafts_and_all(marie, rosa, desk):
    ask("avant")
    case = marie.case(the_case())
    note(marie, case, "une note")
    actions.save_draft(marie.case(the_case()), text="brouillon", seen_draft=0, by=marie.user, at=AT)
    leave(marie, desk)
    assert Enquiry.objects.get().desk_key_version == 1

    assert actions.catch_up(by=rosa.user, private_key=rosa.private, at=AT) == 1
    assert actions.catch_up(by=rosa.user, private_key=rosa.private, at=AT) == 0

    assert Enquiry.objects.get().desk_key_version == 2
    assert read(rosa, the_case()) == ["avant", "une note"]
    assert rosa.case(the_case()).draft == "brouillon"
    assert actions.forget_past_keys(AT) == 0, "a question may still be on its way"
    assert actions.forget_past_keys(LATER) == 1
    assert [copy.key_version for copy in DeskKey.objects.filter(desk=desk)] == [2]
    assert not PastKey.objects.filter(desk=desk).exists()
    assert read(rosa, the_case()) == ["avant", "une note"]


def test_a_past_key_stays_while_a_question_is_sealed_to_it(marie, rosa, desk):
    ask("avant")
    leave(marie, desk)
    assert actions.forget_past_keys(LATER) == 0
    assert read(rosa, the_case()) == ["avant"]


def test_today_shows_and_reseals_what_came_before(client, marie, rosa, desk):
    ask("avant")
    leave(marie, desk)
    factories.sign_in(client, rosa.user)
    page = client.get(reverse("work-today"))
    assert [line.facts for line in page.context["waiting"]] == [["French", "Liège"]]
    assert Enquiry.objects.get().desk_key_version == 2


def test_a_visit_of_the_asker_in_between_loses_no_note(marie, rosa, desk):
    digits = ask("avant")
    note(marie, marie.case(the_case()), "une note")
    leave(marie, desk)
    actions.open_conversation(digits, at=AT)
    assert read(rosa, the_case()) == ["avant", "une note"]


def test_who_is_let_in_later_also_reads_what_came_before(liege, marie, rosa, desk):
    ask("avant")
    leave(marie, desk)
    desk.refresh_from_db()
    nina = let_in(make_member(liege, "nina"), rosa, desk)
    assert read(nina, the_case()) == ["avant"]


def test_three_leave_one_after_the_other_and_everything_is_still_read(liege, marie, rosa, desk):
    ask("un")
    nina = let_in(make_member(liege, "nina"), rosa, desk)
    leave(marie, desk)
    ask("deux")
    people.disable(by=factories.coordinator(), user=rosa.user, at=AT)
    ask("trois")
    assert sorted(Enquiry.objects.values_list("desk_key_version", flat=True)) == [1, 2, 3]
    assert sorted(read(nina, pk)[0] for pk in Enquiry.objects.values_list("pk", flat=True)) == ["deux", "trois", "un"]


@pytest.mark.django_db(transaction=True)
def test_stopped_at_any_point_one_has_left_or_has_not_and_everything_is_read(liege, marie, rosa, desk):
    ask("avant")
    stopped = 0
    for point in range(1, 200):
        try:
            with connection.execute_wrapper(stopping_at(point)):
                leave(marie, desk)
            break
        except Stopped:
            stopped += 1
        assert (read(marie, the_case()), read(rosa, the_case())) == (["avant"], ["avant"]), point
    assert stopped > 10
    assert (read(marie, the_case()), read(rosa, the_case())) == (None, ["avant"])


def test_claims_and_drafts_of_who_left_are_free(marie, rosa, desk):
    ask()
    actions.claim(marie.case(the_case()), take=True, by=marie.user, at=AT)
    actions.save_draft(marie.case(the_case()), text="brouillon", seen_draft=0, by=marie.user, at=AT)
    leave(marie, desk)
    assert Enquiry.objects.get().claimed_by is None
    assert Draft.objects.get().author is None
    assert rosa.case(the_case()).draft == "brouillon"


def test_the_last_member_stays_until_there_is_a_second_one_or_the_desk_is_closed(liege, marie, desk):
    with pytest.raises(actions.LastMember):
        leave(marie, desk)
    assert DeskKey.objects.filter(member=marie.user).count() == 1
    actions.close_desk(desk, by=marie.user, at=AT)
    leave(marie, desk)
    assert not DeskKey.objects.exists()
    assert desk.__class__.objects.get(pk=desk.pk).key_version == 1


def test_of_the_last_two_one_stays(marie, rosa, desk):
    leave(marie, desk)
    with pytest.raises(actions.LastMember):
        leave(rosa, desk)
    leave(marie, desk)  # a second press changes nothing
    assert Desk.objects.get(pk=desk.pk).key_version == 2


def test_shut_out_as_the_only_one_and_let_in_again_loses_nothing(coordinator, marie, desk):
    ask("avant")
    people.disable(by=coordinator.user, user=marie.user, at=AT)
    assert queries.reader_of("liege-office").stands_in
    assert read(marie, the_case()) is None
    people.enable(by=coordinator.user, user=User.objects.get(pk=marie.user.pk), at=AT)
    marie.user.refresh_from_db()
    assert read(marie, the_case()) == ["avant"]


def test_the_coordinator_is_warned_before_shutting_out_the_only_one(client, coordinator, marie, rosa, desk):
    factories.sign_in(client, coordinator.user)
    address = reverse("work-person-standing", args=[marie.user.pk])
    assert client.get(address).context["warnings"] == []
    leave(rosa, desk)
    ask()
    only_one, running = client.get(address).context["warnings"]
    assert only_one == "Marie is the only one who can open the questions of Bureau liege-office."
    assert running.startswith("1 question is open there.")


def test_who_works_elsewhere_now_loses_the_key_and_the_desk_gets_a_new_one(coordinator, marie, rosa, desk):
    elsewhere = make_point("namur-office", city="Namur")
    people.edit(
        by=coordinator.user, user=rosa.user, name="Rosa", language="fr", organisation=elsewhere.organisation, at=AT
    )
    assert [copy.member for copy in DeskKey.objects.filter(desk=desk, key_version=2)] == [marie.user]
    assert not DeskKey.objects.filter(desk=desk, member=rosa.user).exists()


def test_a_mistake_in_the_form_of_the_only_one_is_undone_by_the_next(coordinator, marie, desk):
    ask("avant")
    for organisation in (coordinator.user.organisations.get(), desk.point.organisation):
        people.edit(by=coordinator.user, user=marie.user, name="Marie", language="fr", organisation=organisation, at=AT)
    assert read(marie, the_case()) == ["avant"]


def test_with_the_paper_older_questions_open_too_and_the_key_is_a_new_one(liege, coordinator):
    halves = make_paper_key(by="the machine", at=AT)
    marie = make_member(liege, "marie")
    desk = open_desk(liege, marie)
    rosa = let_in(make_member(liege, "rosa"), marie, desk)
    ask("avant")
    leave(marie, desk)
    DeskKey.objects.filter(desk=desk).delete()
    desk.refresh_from_db()
    nina = make_member(liege, "nina")

    open_with_paper(desk, *halves, for_member=nina.user, by="the machine", at=AT)

    assert read(nina, the_case()) == ["avant"]
    assert Desk.objects.get(pk=desk.pk).key_version == 3
    assert read(rosa, the_case()) is None


def test_a_key_that_somebody_slipped_in_gets_no_copy_and_stops_nobody_from_leaving(liege, marie, rosa, desk):
    nina = let_in(make_member(liege, "nina"), marie, desk)
    nina.user.keyring.public_key = pairs.new_pair().public
    nina.user.keyring.save()
    leave(marie, desk)
    assert [copy.member.name for copy in DeskKey.objects.filter(desk=desk, key_version=2)] == ["Rosa"]
