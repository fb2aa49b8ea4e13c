"""Who works at an office no more neither confirms nor closes it: not with an old link, not with an open page."""

import pytest

from tests.directory.conftest import MONDAY
from tests.directory.letters import letters, token_in
from tests.factories import directory as factories
from tests.factories import people as factory
from umn.directory import actions, queries
from umn.directory.actions.asking import ask_when_due
from umn.directory.choices import Via
from umn.directory.models import Checkup, ContactPoint
from umn.ledger.models import Entry
from umn.people import actions as people
from umn.people.models import User
from umn.people.rules import NotAllowed
from umn.post.models import Letter


def shut_out(coordinator, marie):
    people.disable(by=coordinator, user=marie, at=MONDAY)


def moved(coordinator, marie):
    people.edit(by=coordinator, user=marie, name="Marie", language="fr", organisation=None, at=MONDAY)


@pytest.mark.parametrize("goes", [shut_out, moved])
def test_the_link_that_everybody_got_ends_with_one_membership(quiet_office, goes):
    rosa = factory.person(works_for=quiet_office.organisation, name="Rosa")
    Letter.objects.all().delete()
    ask_when_due(MONDAY)
    token = token_in(letters()[0])
    assert queries.checkups.by_token(token, at=MONDAY).point == quiet_office

    goes(factory.coordinator(), User.objects.get(name="Marie Dubois"))

    for act in (
        lambda: actions.say_still_true(token, at=MONDAY),
        lambda: actions.stop_letters(token, at=MONDAY),
    ):
        with pytest.raises(queries.checkups.NoSuchLink):
            act()
    assert letters() == []
    assert list(Entry.objects.filter(verb="directory.link-ended").values_list("subject_id", flat=True)) == [
        "liege-office"
    ]

    actions.ask(quiet_office, by_label="coordinator 1", at=MONDAY)  # at once, and only who is left gets it
    assert [letter.to for letter in letters()] == [rosa.email]


def test_the_links_of_other_offices_stay(quiet_office):
    elsewhere = factories.point("namur-office", name="Bureau de Namur", as_of="2026-03-01")
    nina = factory.person(works_for=elsewhere.organisation, name="Nina")
    ask_when_due(MONDAY)
    shut_out(factory.coordinator(), nina)
    assert [row.point.key for row in Checkup.objects.select_related("point")] == ["liege-office"]


@pytest.mark.parametrize(
    "press",
    [
        lambda point, by: actions.close(
            point, actions.Closing(for_good=True, since=MONDAY.date()), by_label="operator 1", by=by, at=MONDAY
        ),
        lambda point, by: actions.reopen(point, by_label="operator 1", by=by, at=MONDAY),
        lambda point, by: actions.confirm(point, by_label="operator 1", via=Via.WORKSPACE, by=by, at=MONDAY),
    ],
    ids=["close", "reopen", "confirm"],
)
def test_what_was_allowed_when_the_page_was_opened_is_asked_again(quiet_office, press):
    marie = User.objects.get(name="Marie Dubois")
    marie.affiliations.update(until=MONDAY.date())
    before = ContactPoint.objects.values().get()
    with pytest.raises(NotAllowed):
        press(quiet_office, marie)
    assert ContactPoint.objects.values().get() == before
