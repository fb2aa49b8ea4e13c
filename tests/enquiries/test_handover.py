"""An office closes. What its askers allowed goes to the successor; everything else waits for its asker."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from tests.enquiries.conftest import (
    AT,
    Stopped,
    answer,
    ask,
    let_in,
    make_member,
    make_point,
    note,
    open_desk,
    stopping_at,
)
from tests.factories import people as factories
from umn.directory.models import ContactPoint
from umn.directory.signals import point_closed
from umn.enquiries import actions, queries
from umn.enquiries.choices import CloseReason
from umn.enquiries.models import Desk, Draft, Enquiry, Item
from umn.ledger.models import Entry
from umn.people.models import Organisation
from umn.post import envelopes
from umn.post.models import Letter


@pytest.fixture
def namur(db):
    return make_point("namur-office", city="Namur")


@pytest.fixture
def nina(namur):
    member = make_member(namur, "nina")
    open_desk(namur, member)
    return member


def close(point, successor=None):
    point.status, point.closed_since_date, point.successor = "closed", AT.date(), successor
    point.save()
    point_closed.send(ContactPoint, point=point, successor=successor, by="operator 1", at=AT)


def pass_on(member, desk):
    return actions.pass_on(Desk.objects.get(pk=desk.pk), by=member.user, private_key=member.private, at=AT)


def at(key):
    return sorted(Enquiry.objects.filter(desk__point__key=key).values_list("may_pass_on", flat=True))


def texts(case):
    return [said.text for said in case.said]


def test_only_what_may_be_passed_on_goes_and_the_rest_waits(liege, marie, desk, namur, nina):
    ask("oui", may_pass_on=True)
    ask("non")
    case_id = Enquiry.objects.get(may_pass_on=True).pk
    note(marie, marie.case(case_id), "une note")
    actions.save_draft(marie.case(case_id), text="brouillon", seen_draft=0, by=marie.user, at=AT)
    actions.claim(marie.case(case_id), take=True, by=marie.user, at=AT)
    close(liege, namur)

    assert pass_on(marie, desk) == 1

    assert (at("liege-office"), at("namur-office")) == ([False], [True])
    assert marie.case(case_id) is None
    assert texts(nina.case(case_id)) == ["oui", ""]
    assert nina.case(case_id).enquiry.claimed_by is None
    assert not Draft.objects.exists()
    assert not Item.objects.filter(role="note").exists()
    assert [line.details for line in Entry.objects.filter(verb="pass-on")] == [{"to": "namur-office"}]


def test_a_second_press_passes_nothing_and_one_letter_a_day_is_enough(liege, marie, desk, namur, nina):
    for number in range(3):
        ask(f"oui {number}", may_pass_on=True)
    close(liege, namur)
    assert [pass_on(marie, desk), pass_on(marie, desk)] == [3, 0]
    assert Item.objects.filter(enquiry__desk__point__key="namur-office").count() == 6
    assert [envelopes.unseal(each).to for each in Letter.objects.filter(kind="enquiries/letters/passed-on")] == [
        nina.user.email
    ]


@pytest.mark.django_db(transaction=True)
def test_stopped_at_any_point_it_goes_on_and_nothing_is_lost_or_doubled(liege, marie, desk, namur, nina):
    for number in range(3):
        ask(f"oui {number}", may_pass_on=True)
    close(liege, namur)
    stopped = 0
    for point in range(1, 200):
        try:
            with connection.execute_wrapper(stopping_at(point)):
                pass_on(marie, desk)
        except Stopped:
            stopped += 1
        moved = {case.pk: case.desk.point.key == "namur-office" for case in Enquiry.objects.all()}
        found = [(moved[pk], len(texts((nina if moved[pk] else marie).case(pk)))) for pk in moved]
        assert found == [(there, 2 if there else 1) for there, _said in found], point
        if all(moved.values()):
            break
    assert stopped > 20
    assert Entry.objects.filter(verb="pass-on").count() == 3
    assert Letter.objects.filter(kind="enquiries/letters/passed-on").count() == 1


def test_closed_questions_stay(liege, marie, desk, namur, nina):
    ask("fini", may_pass_on=True)
    case = marie.case(Enquiry.objects.get().pk)
    actions.close(case, reason=CloseReason.SILENT, seen_version=1, by=marie.user, at=AT)
    close(liege, namur)
    assert pass_on(marie, desk) == 0


def test_an_answer_that_waits_to_be_read_keeps_its_state_and_its_day(liege, marie, desk, namur, nina):
    ask("oui", may_pass_on=True)
    answer(marie, marie.case(Enquiry.objects.get().pk), "voilà")
    before = Enquiry.objects.get()
    close(liege, namur)
    pass_on(marie, desk)
    after = Enquiry.objects.get()
    assert (after.state, after.changed_on, after.delete_on) == ("answered", before.changed_on, before.delete_on)
    assert texts(nina.case(after.pk)) == ["oui", "voilà", ""]


def test_questions_sealed_to_an_older_key_go_too(liege, marie, desk, namur, nina):
    rosa = let_in(make_member(liege, "rosa"), marie, desk)
    ask("oui", may_pass_on=True)
    actions.leave_desk(desk, by=marie.user, private_key=marie.private, at=AT)
    close(liege, namur)
    assert pass_on(rosa, desk) == 1
    assert texts(nina.case(Enquiry.objects.get().pk)) == ["oui", ""]


def test_without_a_reader_there_or_to_an_authority_nothing_goes(liege, marie, desk, namur, coordinator):
    ask("oui", may_pass_on=True)
    close(liege)
    with pytest.raises(actions.NoHeir):
        pass_on(marie, desk)
    close(liege, namur)  # no desk there: the coordinator would read, and that was not agreed to
    with pytest.raises(actions.NoHeir):
        pass_on(marie, desk)
    open_desk(namur, make_member(namur, "nina"))
    Organisation.objects.filter(pk=namur.organisation_id).update(kind="city")
    with pytest.raises(actions.NoHeir):
        pass_on(marie, desk)
    Organisation.objects.filter(pk=namur.organisation_id).update(kind="union")
    assert pass_on(marie, desk) == 1


def test_an_office_that_works_passes_nothing_on(liege, marie, desk, namur, nina):
    ask("oui", may_pass_on=True)
    liege.successor = namur
    liege.save()
    with pytest.raises(actions.NoHeir):
        pass_on(marie, desk)


def test_of_several_that_closed_the_last_successor_gets_it_and_a_circle_ends(liege, marie, desk, namur, nina):
    middle = make_point("middle")
    close(middle, namur)
    close(liege, middle)
    ask("oui", may_pass_on=True, point="namur-office")
    assert queries.heirs_desk(Desk.objects.get(pk=desk.pk)).point == namur
    close(namur, liege)
    assert queries.heirs_desk(Desk.objects.get(pk=desk.pk)) is None


def test_who_may_not_read_passes_nothing_on(liege, marie, desk, namur, nina, coordinator):
    ask("oui", may_pass_on=True)
    close(liege, namur)
    for member in (nina, coordinator):
        with pytest.raises(PermissionDenied):
            pass_on(member, desk)


# The pages ---------------------------------------------------------------------------------------------------------


def test_the_member_is_told_and_passes_on_from_the_page(client, liege, marie, desk, namur, nina):
    ask("oui", may_pass_on=True)
    ask("non")
    close(liege, namur)
    [letter] = [envelopes.unseal(each) for each in Letter.objects.filter(kind="enquiries/letters/closed")]
    assert (letter.to, reverse("work-handover", args=["liege-office"]).removeprefix("/en/") in letter.body) == (
        marie.user.email, True,
    )  # fmt: skip
    factories.sign_in(client, marie.user)
    address = reverse("work-handover", args=["liege-office"])
    assert address in client.get(reverse("work-today")).content.decode()
    shown = client.get(address).context["shown"]
    assert (shown.passes, shown.waits, shown.heir_reads, shown.heir_takes) == (1, 1, "French", True)
    done = client.post(address, follow=True)
    assert "1 question was passed on." in done.content.decode()
    assert (done.context["shown"].passes, done.context["shown"].waits) == (0, 1)


def test_the_coordinator_sees_the_numbers_but_cannot_press(client, liege, marie, desk, namur, nina, coordinator):
    ask("oui", may_pass_on=True)
    close(liege, namur)
    factories.sign_in(client, coordinator.user)
    address = reverse("work-handover", args=["liege-office"])
    page = client.get(address)
    assert (page.context["shown"].passes, page.context["shown"].waits) == (1, 0)
    assert "Only somebody who holds the key of this desk can pass questions on." in page.content.decode()
    assert "Nothing was passed on." in client.post(address, follow=True).content.decode()
    assert at("liege-office") == [True]


def test_an_open_office_has_no_such_page(client, marie, desk):
    factories.sign_in(client, marie.user)
    assert client.get(reverse("work-handover", args=["liege-office"])).status_code == 404
    assert client.post(reverse("work-handover", args=["no-such-desk"])).status_code == 404


def test_the_asker_reads_in_their_language_where_the_question_lies_and_may_move_it(
    client, liege, marie, desk, namur, nina, coordinator
):
    number = ask("oui", may_pass_on=True)
    close(liege, namur)
    pass_on(marie, desk)
    page = client.post("/en/answer/", {"number": number}, follow=True)
    passed = page.context["shown"].passed
    assert (passed.from_name, passed.to_name, passed.reads_text) == (
        "Bureau liege-office", "Bureau namur-office", "French",
    )  # fmt: skip
    assert "Your question has moved." in page.content.decode()
    assert [line.text for line in page.context["shown"].said] == [
        "oui",
        "Bureau liege-office has closed. The question was passed on to Bureau namur-office.",
    ]
    of = page.context["of"]
    client.post("/en/answer/move/", {"point": "coordination", "of": of})
    assert Enquiry.objects.get().desk.coordinates
    client.post("/en/answer/deletion/", {"of": of})
    assert not Enquiry.objects.exists()


def test_who_did_not_agree_decides_at_the_next_visit(client, liege, marie, desk, namur, nina):
    number = ask("non")
    close(liege, namur)
    page = client.post("/en/answer/", {"number": number}, follow=True)
    assert "This office has closed." in page.content.decode()
    assert page.context["heir"].key == "namur-office"
    client.post("/en/answer/move/", {"point": "namur-office", "of": page.context["of"]})
    assert texts(nina.case(Enquiry.objects.get().pk)) == ["non"]
    after = client.get("/en/answer/")
    assert (after.context["shown"].office_closed, after.context["shown"].passed) == (False, None)


def test_a_copy_taken_along_says_that_it_was_passed_on(client, liege, marie, desk, namur, nina):
    number = ask("oui", may_pass_on=True)
    close(liege, namur)
    pass_on(marie, desk)
    client.post("/en/answer/", {"number": number})
    data = client.get("/en/answer/copy.json").json()
    assert data["read_by"] == "namur-office"
    assert "was passed on to Bureau namur-office" in data["messages"][1]["text"]
