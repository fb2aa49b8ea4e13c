"""A point closes for a time or for good, somebody takes over, and it opens again."""

from datetime import date, timedelta

import pytest
from django.dispatch import receiver
from django.urls import reverse

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from tests.factories import people
from umn.directory import actions, queries, signals
from umn.directory.actions.closing import reopen_when_over
from umn.directory.actions.touching import touched
from umn.directory.models import ContactPoint
from umn.ledger.models import Entry

TODAY = MONDAY.date()


@pytest.fixture
def offices(topics, on_monday):
    """Three offices in Liège; Marie works at the first."""
    made = {key: factories.point(key, name=f"Bureau {key}", rule="Mo-Fr 09:00-17:00") for key in ("a", "b", "c")}
    touched(made)  # so that they are found by name
    people.person(works_for=made["a"].organisation, name="Marie Dubois")
    return made


@pytest.fixture
def marie(offices, client):
    user = offices["a"].organisation.members.get()
    people.sign_in(client, user)
    return user


def close(point, *, successor="", for_good=True, since=TODAY, until=None, why="", at=MONDAY):
    wanted = actions.Closing(for_good=for_good, since=since, until=until, successor=successor, why=why, language="fr")
    actions.close(point, wanted, by_label="operator 1", at=at)


def shown(key, at=MONDAY):
    return queries.point(key, language="en", at=at)


def step(client, **values):
    values = {"how": "good", "since": "2026-11-01", "until": "", "successor": "", "why": "", **values}
    return client.post(reverse("work-point-closing", args=["a"]), values)


def test_two_steps_and_the_page_says_so(offices, marie, client):
    look = step(client, step="look", successor="Bureau b", why="Plus d’argent.")
    assert look.context["found"][0].key == "b"
    assert "Closed since 1 November 2026." in look.content.decode()
    assert ContactPoint.objects.get(key="a").status == "open"  # nothing yet

    done = step(client, step="sure", successor="Bureau b", why="Plus d’argent.", chosen="b")

    assert done.url == reverse("work-point", args=["a"])
    page = client.get("/ar/points/a/").content.decode()
    assert 'data-key="b"' in page
    assert '<p lang="en" dir="ltr">Plus d’argent.</p>' in page
    assert shown("a").successor.key == "b"
    assert shown("a").source_text == "Confirmed by this office on 23 November 2026"
    [line] = Entry.objects.filter(verb="directory.closed")
    assert (line.by, line.details) == (f"operator {marie.pk}", {"status": "closed", "successor": "b"})


def test_without_a_successor_the_nearest_stand_there(offices):
    close(offices["a"])

    assert shown("a").successor is None
    assert {card.key for card in shown("a").instead} == {"b", "c"}


def test_back_keeps_what_was_typed(offices, marie, client):
    back = step(client, step="back", why="Plus d’argent.").content.decode()

    assert "Plus d’argent." in back
    assert 'value="2026-11-01"' in back


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"how": ""}, "Please choose one."),
        ({"how": "perhaps"}, "Please choose one."),
        ({"since": ""}, "Since which day is it closed?"),
        ({"since": "31.02.2026"}, "This is not a day."),
        ({"since": "2026-11-24"}, "This day is still to come."),
        ({"how": "time", "until": "2026-10-31"}, "This day must be today or later"),
        ({"how": "time", "until": "2026-11-22"}, "This day must be today or later"),
        ({"how": "good", "until": "2026-12-01"}, "For good has no last day."),
        ({"successor": "Xqzzzz"}, "We did not find another contact point of this name."),
        ({"why": "x" * 301}, "300"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(offices, marie, client, typed, words):
    answer = step(client, step="look", **{"why": "Plus d’argent.", **typed})

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert typed.get("why", "Plus d’argent.") in answer.content.decode()
    assert ContactPoint.objects.get(key="a").status == "open"


@pytest.mark.parametrize("chosen", ["no-such-point", "a", "x" * 300, "../b"])
def test_a_successor_that_cannot_be(offices, marie, client, chosen):
    assert step(client, step="sure", successor="Bureau b", chosen=chosen).status_code == 400
    assert ContactPoint.objects.get(key="a").status == "open"


def test_a_chain_leads_to_who_works_now_and_its_pages_are_made_anew(offices):
    close(offices["a"], successor="b")
    close(offices["b"], successor="c")

    assert shown("a").successor.key == "c"
    assert shown("b").successor.key == "c"

    close(offices["c"])
    assert shown("a").successor is None
    actions.reopen(offices["b"], by_label="operator 1", at=MONDAY)
    assert shown("a").successor.key == "b"


def test_a_circle_is_refused_and_one_in_the_data_ends_nowhere(offices):
    close(offices["a"], successor="b")
    close(offices["b"], successor="c")
    with pytest.raises(actions.NotPossible, match="circle"):
        close(offices["c"], successor="a")

    ContactPoint.objects.filter(key="c").update(
        status="closed", closed_since="2026", closed_since_date="2026-01-01", successor=offices["a"]
    )
    assert shown("a").successor is None


def test_nobody_is_sent_to_a_closed_door(offices):
    close(offices["c"])

    with pytest.raises(actions.NotPossible, match="successor"):
        close(offices["a"], successor="c")


def test_closed_for_a_time_opens_by_itself_on_the_day_that_the_office_named(offices):
    close(offices["a"], for_good=False, since=date(2026, 11, 16), until=date(2026, 11, 25))
    assert shown("a").state_text == "Closed until 25 November 2026"

    reopen_when_over(MONDAY + timedelta(days=2))
    assert shown("a").status == "closed_for_a_time"
    reopen_when_over(MONDAY + timedelta(days=3))
    reopen_when_over(MONDAY + timedelta(days=3))

    assert shown("a").status == "open"
    assert shown("a").source_text == "Confirmed by this office on 23 November 2026"  # no newer than it is
    assert Entry.objects.filter(verb="directory.reopened", by="system").count() == 1


def test_it_opens_again(offices, marie, client):
    close(offices["a"], successor="b", why="Plus d’argent.")
    assert "It is open again" in client.get(reverse("work-point-closing", args=["a"])).content.decode()

    client.post(reverse("work-point-closing", args=["a"]), {"step": "reopen"})

    again = shown("a")
    assert (again.status, again.successor, again.closed_why.text) == ("open", None, "")
    assert again.places[0].hours.source_text == "From a public source, November 2026"  # the hours were not confirmed


def test_who_listens_hears_of_it_in_the_same_transaction(offices):
    heard = []

    @receiver([signals.point_closed, signals.point_opened])
    def hear(signal, point, by, at, **more):
        heard.append((point.key, point.status, more.get("successor"), by, at))

    close(offices["a"], successor="b")
    actions.reopen(offices["a"], by_label="operator 1", at=MONDAY)
    actions.reopen(offices["a"], by_label="operator 1", at=MONDAY)  # is open already

    assert heard == [
        ("a", "closed", offices["b"], "operator 1", MONDAY),
        ("a", "open", None, "operator 1", MONDAY),
    ]


@pytest.mark.parametrize(("since", "status"), [(date(2024, 11, 22), 410), (date(2024, 11, 23), 200)])
def test_after_two_years_the_address_is_gone_but_says_where_to_go(offices, client, since, status):
    close(offices["a"], successor="b", since=since)

    answer = client.get("/en/points/a/")

    assert answer.status_code == status
    assert 'data-key="b"' in answer.content.decode()


def test_nobody_closes_the_point_of_others(offices, client):
    people.sign_in(client, people.person(works_for=offices["b"].organisation))

    assert client.get(reverse("work-point-closing", args=["a"])).status_code == 404
    assert step(client, step="sure").status_code == 404
    assert ContactPoint.objects.get(key="a").status == "open"
