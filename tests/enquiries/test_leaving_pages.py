"""The pages of leaving and closing: what they say before, and the ways out."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.enquiries.conftest import AT, make_member, open_desk
from tests.factories import people as factories
from umn.enquiries import actions, keys, queries
from umn.enquiries.actions.paper import make_paper_key
from umn.enquiries.models import Desk, DeskKey
from umn.post import envelopes
from umn.post.models import Letter


def test_the_page_of_leaving_shows_the_ways_out(client, coordinator, marie, desk):
    factories.sign_in(client, marie.user)
    page = client.get(reverse("work-leaving")).content.decode()
    assert "You are the only one who can open its questions, so you cannot leave yet." in page
    assert reverse("work-proposal") in page
    refused = client.post(reverse("work-leaving"), {"desk": "liege-office"})
    assert refused.status_code == 400
    assert "Find a second person, or close it first." in refused.content.decode()
    assert client.post(reverse("work-leaving"), {"everything": "1"}).url == reverse("work-leaving")
    marie.user.refresh_from_db()
    assert marie.user.is_active


def test_left_on_the_page_the_coordinator_has_a_letter(client, coordinator, marie, rosa, desk):
    Letter.objects.all().delete()
    factories.sign_in(client, marie.user)
    assert client.post(reverse("work-leaving"), {"desk": "liege-office"}).url == reverse("work-leaving")
    [letter] = [envelopes.unseal(each) for each in Letter.objects.filter(kind="enquiries/letters/left-desk")]
    assert letter.to == coordinator.user.email
    assert "Marie has left Bureau liege-office." in letter.body
    assert client.get(reverse("work-leaving")).context["desks"] == []


@pytest.mark.parametrize("key", ["", "no-such-desk", "coordination", "x" * 5000])
def test_nobody_leaves_a_desk_that_is_not_theirs(client, coordinator, marie, key):
    factories.sign_in(client, marie.user)
    assert client.post(reverse("work-leaving"), {"desk": key}).status_code in (200, 404)
    assert DeskKey.objects.filter(member=coordinator.user).count() == 1


def test_closing_a_desk_is_asked_once_more(client, marie, desk):
    factories.sign_in(client, marie.user)
    address = reverse("work-desk-opening", args=["liege-office"])
    assert "Close this desk?" in client.get(address).content.decode()
    client.post(address, {"rubbish": "1"})
    desk.refresh_from_db()
    assert desk.is_open
    client.post(address, {"close": "1"})
    desk.refresh_from_db()
    assert not desk.is_open
    assert client.get(address).url == reverse("work-desk", args=["liege-office"])


def test_only_a_coordinator_opens_a_lost_desk_with_paper_and_only_a_lost_one(liege, coordinator):
    halves = make_paper_key(by="the machine", at=AT)
    marie = make_member(liege, "marie")
    desk = open_desk(liege, marie)
    code = keys.code_of(marie.user)
    for by in (marie.user, coordinator.user):
        with pytest.raises(PermissionDenied):
            actions.open_lost_desk(desk, marie.user, halves=halves, code=code, by=by, at=AT)
    DeskKey.objects.filter(desk=desk).delete()
    with pytest.raises(actions.WrongCode):
        actions.open_lost_desk(desk, marie.user, halves=halves, code="1", by=coordinator.user, at=AT)
    with pytest.raises(PermissionDenied):
        actions.open_lost_desk(
            desk, coordinator.user, halves=halves, code=keys.code_of(coordinator.user), by=coordinator.user, at=AT
        )
    actions.open_lost_desk(desk, marie.user, halves=halves, code=code, by=coordinator.user, at=AT)
    assert queries.holders(Desk.objects.get(pk=desk.pk)).get().member == marie.user


def test_the_last_member_of_a_closed_office_may_go(marie, desk):
    desk.point.status, desk.point.closed_since_date = "closed", AT.date()
    desk.point.save()
    assert not Desk.objects.get(pk=desk.pk).is_open
    actions.leave_desk(desk, by=marie.user, private_key=marie.private, at=AT)
    assert not DeskKey.objects.exists()
