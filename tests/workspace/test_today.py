"""The first page of work: what must be answered first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.enquiries.conftest import ask
from tests.factories import people
from tests.flat import flat
from umn.enquiries import actions
from umn.enquiries.models import Enquiry
from umn.people.access import admitted
from umn.workspace import views

pytestmark = pytest.mark.django_db


def lines(answer, name="waiting"):
    return [(line.due, line.kind, line.facts, line.tag) for line in answer.context[name]]


def test_nobody_waits(client, marie):
    people.sign_in(client, marie.user)
    answer = client.get(reverse("work-today"))
    assert lines(answer) == lines(answer, "answered") == []
    assert "Nobody waits for an answer" in answer.content.decode()


def test_the_oldest_promise_stands_first_with_place_and_language(client, marie):
    now = timezone.now()
    ask(at=now - timedelta(days=1), language="ar")
    ask(at=now - timedelta(days=9))
    people.sign_in(client, marie.user)

    found = lines(client.get(reverse("work-today")))

    assert [kind for _, kind, _, _ in found] == ["late", "calm"]
    assert [facts for _, _, facts, _ in found] == [["French", "Liège"], ["Arabic", "Liège"]]
    assert found[0][0].endswith("overdue")
    assert found[1][0].endswith("left")


def test_what_a_colleague_or_oneself_works_on_is_said(client, marie):
    ask(at=timezone.now())
    case = marie.case(Enquiry.objects.get().pk)
    actions.claim(case, take=True, by=marie.user, at=timezone.now())
    people.sign_in(client, marie.user)
    assert lines(client.get(reverse("work-today")))[0][3] == "You work on this"


def test_one_case_or_three_cost_the_same(client, marie):
    people.sign_in(client, marie.user)
    flat(lambda: ask(at=timezone.now()), lambda: client.get(reverse("work-today")))


def test_who_holds_no_key_is_told_how_to_get_one(client, liege, marie):
    newcomer = people.person(works_for=liege.organisation)
    people.sign_in(client, newcomer)
    page = client.get(reverse("work-today")).content.decode()
    assert "You have no desk yet" in page


def test_what_was_asked_is_on_no_list(client, marie):
    ask("Mon patron garde mon passeport.", at=timezone.now())
    people.sign_in(client, marie.user)
    assert "passeport" not in client.get(reverse("work-today")).content.decode()


def test_the_pages_say_whom_they_admit():
    assert [admitted(view) for view in (views.today, views.letters, views.letter)] == [
        "operators",
        "coordinators",
        "coordinators",
    ]
