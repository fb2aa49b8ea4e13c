"""What somebody could try to read a desk that is not theirs: an old password, a mistake on purpose, a damaged row."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.enquiries.conftest import AT, ask, let_in, make_member, make_point, open_desk
from tests.factories import people as factories
from umn.enquiries import actions, keys, picture, queries
from umn.enquiries.actions.paper import make_paper_key, open_with_paper
from umn.enquiries.models import Desk, DeskKey, Enquiry, PastKey
from umn.ledger.models import Entry
from umn.people import actions as people
from umn.people import keys as people_keys
from umn.people.models import User
from umn.people.signals import keys_renewed, operator_joined
from umn.post.models import Letter
from umn.seal import box, kdf


def joins(member, at=AT):
    operator_joined.send(sender=None, user=member.user, at=at)


def holders(desk):
    return [copy.member.name for copy in queries.holders(Desk.objects.get(pk=desk.pk)).order_by("member__name")]


def verbs(*wanted):
    return list(Entry.objects.filter(verb__in=wanted).values_list("verb", flat=True))


# An old password and a dump -----------------------------------------------------------------------------------------


def test_who_has_a_lost_password_and_a_dump_reads_no_new_question(marie, rosa, desk):
    taken = keys.opened_copy(DeskKey.objects.get(member=marie.user), marie.private)
    people_keys.create(marie.user, factories.PASSWORD)
    keys_renewed.send(sender=None, user=marie.user, at=AT)
    ask("après")

    with pytest.raises(box.Tampered):
        keys.opened_by_desk(Enquiry.objects.get(), taken)
    assert [said.text for said in rosa.case(Enquiry.objects.get().pk).said] == ["après"]
    assert verbs("change-desk-key") == ["change-desk-key"]


def test_a_lost_key_at_a_desk_of_one_changes_nothing_until_they_are_back(marie, desk):
    keys_renewed.send(sender=None, user=marie.user, at=AT)
    assert (Desk.objects.get().key_version, DeskKey.objects.count(), PastKey.objects.count()) == (1, 0, 0)


# Shut out, and somebody else in their place -------------------------------------------------------------------------


@pytest.fixture
def alias(liege, marie):
    """Works there, has signed in, and nobody has let them in."""
    return make_member(liege, "alias")


def shut_out(coordinator, member, at=AT):
    people.disable(by=coordinator.user, user=User.objects.get(pk=member.user.pk), at=at)


def test_who_was_shut_out_is_not_replaced_for_fourteen_days(coordinator, marie, alias, desk):
    ask("avant")
    shut_out(coordinator, marie)
    joins(alias)
    joins(alias, AT + timedelta(days=13))

    assert (holders(desk), Desk.objects.get(pk=desk.pk).key_version) == ([], 1)
    assert DeskKey.objects.filter(desk=desk, member=marie.user).count() == 1
    assert verbs("renewal-waits", "renew-desk") == ["renewal-waits", "renewal-waits"]
    assert Letter.objects.filter(kind="enquiries/letters/nobody-opens").exists()

    joins(alias, AT + timedelta(days=14))
    assert (holders(desk), Desk.objects.get(pk=desk.pk).key_version) == (["Alias"], 2)


def test_let_in_again_before_that_day_they_read_everything(coordinator, marie, alias, desk):
    ask("avant")
    shut_out(coordinator, marie)
    joins(alias)
    people.enable(by=coordinator.user, user=User.objects.get(pk=marie.user.pk), at=AT + timedelta(days=3))
    marie.user.refresh_from_db()
    assert [said.text for said in marie.case(Enquiry.objects.get().pk).said] == ["avant"]


def test_moved_elsewhere_is_the_same_as_shut_out(coordinator, marie, alias, desk):
    elsewhere = make_point("namur-office", city="Namur")
    people.edit(
        by=coordinator.user, user=marie.user, name="Marie", language="fr", organisation=elsewhere.organisation, at=AT
    )
    joins(alias)
    assert (holders(desk), Desk.objects.get(pk=desk.pk).key_version) == ([], 1)
    joins(alias, AT + timedelta(days=14))
    assert holders(desk) == ["Alias"]


def test_a_colleague_who_has_signed_in_meanwhile_need_not_do_it_again(coordinator, marie, alias, desk):
    shut_out(coordinator, marie)
    actions.renew_desks_that_waited(AT + timedelta(days=13))
    assert holders(desk) == []
    actions.renew_desks_that_waited(AT + timedelta(days=14))
    actions.renew_desks_that_waited(AT + timedelta(days=15))
    assert (holders(desk), Desk.objects.get(pk=desk.pk).key_version) == (["Alias"], 2)


def test_who_left_by_themselves_is_followed_at_once(coordinator, marie, alias, desk):
    actions.close_desk(desk, by=marie.user, at=AT)
    people.leave(by=marie.user, at=AT)
    joins(alias)
    assert holders(desk) == ["Alias"]


def test_a_lost_key_is_replaced_at_once(marie, alias, desk):
    people_keys.create(marie.user, factories.PASSWORD)
    keys_renewed.send(sender=None, user=marie.user, at=AT)
    joins(alias)
    assert holders(desk) == ["Alias"]


# A damaged or foreign copy stops nothing ----------------------------------------------------------------------------


def damage(rows, field):
    for row in rows:
        setattr(row, field, b"\x01" + b"x" * 60)
        row.save()


def test_with_a_newer_paper_the_desk_opens_though_an_older_key_was_wrapped_for_the_old_one(liege, coordinator):
    make_paper_key(by="the machine", at=AT)
    marie = make_member(liege, "marie")
    desk = open_desk(liege, marie)
    rosa = let_in(make_member(liege, "rosa"), marie, desk)
    new_halves = make_paper_key(by="the machine", at=AT)
    actions.leave_desk(desk, by=marie.user, private_key=marie.private, at=AT)  # the first key: for the old paper
    DeskKey.objects.filter(desk=desk, member=rosa.user).delete()
    nina, desk = make_member(liege, "nina"), Desk.objects.get(pk=desk.pk)

    open_with_paper(desk, *new_halves, for_member=nina.user, by="the machine", at=AT)

    assert holders(desk) == ["Nina"]
    assert sorted(DeskKey.objects.filter(desk=desk, member=nina.user).values_list("key_version", flat=True)) == [2, 3]


def test_a_damaged_copy_of_an_older_key_keeps_no_colleague_out(liege, marie, rosa, desk):
    actions.leave_desk(desk, by=marie.user, private_key=marie.private, at=AT)
    damage(DeskKey.objects.filter(member=rosa.user, key_version=1), "wrapped")
    nina = let_in(make_member(liege, "nina"), rosa, Desk.objects.get(pk=desk.pk))
    assert holders(desk) == ["Nina", "Rosa"]
    assert [copy.key_version for copy in DeskKey.objects.filter(member=nina.user)] == [2]


def test_who_holds_only_a_damaged_copy_lets_nobody_in(liege, marie, desk):
    damage(DeskKey.objects.filter(member=marie.user), "wrapped")
    with pytest.raises(PermissionDenied):
        let_in(make_member(liege, "nina"), marie, desk)
    assert verbs("let-in") == []


@pytest.fixture
def heirs(liege, marie, rosa, desk):
    """Liège has closed; Namur, with two members, follows."""
    namur = make_point("namur-office", city="Namur")
    nina = make_member(namur, "nina")
    heir = open_desk(namur, nina)
    omar = let_in(make_member(namur, "omar"), nina, heir)

    def close():
        liege.status, liege.closed_since_date, liege.successor = "closed", AT.date(), namur
        liege.save()
        return Desk.objects.get(pk=desk.pk)

    return close, heir, omar


def test_a_damaged_copy_of_an_older_key_keeps_no_other_question_from_being_passed_on(marie, rosa, desk, heirs):
    ask("avant", may_pass_on=True)
    actions.leave_desk(desk, by=marie.user, private_key=marie.private, at=AT)
    Enquiry.objects.update(asked_on=AT.date() - timedelta(days=1))
    ask("après", may_pass_on=True)
    damage(DeskKey.objects.filter(member=rosa.user, key_version=1), "wrapped")
    closed = heirs[0]()
    assert actions.pass_on(closed, by=rosa.user, private_key=rosa.private, at=AT) == 1
    assert Enquiry.objects.filter(desk__point__key="namur-office").count() == 1


def test_each_question_is_sealed_to_the_key_that_the_heir_has_at_that_moment(marie, desk, heirs):
    close, heir, omar = heirs
    for text in ("un", "deux", "trois"):
        ask(text, may_pass_on=True)
    closed, passed = close(), []

    def somebody_leaves_after_the_first(execute, sql, params, many, context):
        if passed == ["first"] and sql.startswith("SAVEPOINT"):
            passed.append("left")
            actions.leave_desk(heir, by=omar.user, private_key=None, at=AT)
        if not passed and "INSERT" in sql and "ledger_entry" in sql and "pass-on" in params:
            passed.append("first")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(somebody_leaves_after_the_first):
        assert actions.pass_on(closed, by=marie.user, private_key=marie.private, at=AT) == 3
    assert passed == ["first", "left"]
    assert sorted(Enquiry.objects.values_list("desk_key_version", flat=True)) == [1, 2, 2]


# Askers do not wait for printers ------------------------------------------------------------------------------------


def test_however_many_sheets_are_printed_a_number_becomes_a_picture(settings, tmp_path):
    settings.RUN_DIR = tmp_path
    with kdf.one_slot(lane="paper", slots=2), kdf.one_slot(lane="paper", slots=2):
        assert picture.of_number("12345678901234567890", language="en").startswith(b"\x89PNG")
