"""Two halves of paper open a desk that lost its people; one half opens nothing."""

import pytest

from tests.enquiries.conftest import AT, ask, make_member, make_point, open_desk
from umn.enquiries.actions.paper import NotThisPaper, make_paper_key, open_with_paper
from umn.enquiries.models import Desk, DeskKey, Enquiry
from umn.ledger.models import Entry


@pytest.fixture
def lost_desk(db):
    halves = make_paper_key(by="the machine", at=AT)
    point = make_point("liege-office")
    open_desk(point, make_member(point, "marie"))
    ask("zyzzyva")
    DeskKey.objects.all().delete()
    return Desk.objects.get(), halves, make_member(point, "rosa")


def test_two_halves_in_any_order_open_the_desk_and_it_is_recorded(lost_desk):
    desk, (first, second), rosa = lost_desk
    open_with_paper(desk, second.lower(), first, for_member=rosa.user, by="the machine", at=AT)
    assert [said.text for said in rosa.case(Enquiry.objects.get().id).said] == ["zyzzyva"]
    assert Entry.objects.filter(verb="open-with-paper").count() == 1


@pytest.mark.parametrize("wrong", ["", "AAAA", "not base32 !", "A" * 52])
def test_one_half_alone_opens_nothing(lost_desk, wrong):
    desk, (first, _second), rosa = lost_desk
    with pytest.raises(NotThisPaper):
        open_with_paper(desk, first, wrong, for_member=rosa.user, by="the machine", at=AT)
    assert rosa.case(Enquiry.objects.get().id) is None


def test_the_halves_are_stored_nowhere(lost_desk):
    from umn.enquiries.models import PaperKey

    _desk, halves, _rosa = lost_desk
    stored = repr(list(PaperKey.objects.values())) + repr(list(Desk.objects.values()))
    assert not [half for half in halves if half in stored]
