"""Letters that are still here."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import people
from tests.flat import flat
from umn.people import actions
from umn.post.models import Letter
from umn.post.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def greta(client):
    user = people.coordinator(name="Greta Lind")
    people.sign_in(client, user)
    return user


def invite(by, name="Nina Okoye"):
    return actions.invite(
        by=by, email=f"{uuid.uuid4().hex}@union.example", name=name, language="en", role="operator",
        organisation=None, at=timezone.now(),
    )  # fmt: skip


def carry():
    worker = Worker()
    worker.beat()
    while worker.carry_one():
        pass


def test_nothing_waits(client, greta):
    carry()
    page = client.get(reverse("work-letters")).content.decode()
    assert "No letter is waiting" in page
    assert "Letters are not going out" not in page


def test_without_a_mail_server_a_letter_is_read_here_and_its_link_leads_on(client, greta, settings):
    settings.EMAIL_URL = ""
    invited = invite(greta)
    carry()

    answer = client.get(reverse("work-letters"))

    [letter] = answer.context["letters"]
    assert (letter.subject, letter.to) == ("Your sign-in for UnionMigrantNet", invited.user.email)
    assert f'<a href="{invited.link}"' in answer.content.decode()


def test_a_letter_that_waits_shows_its_state_only(client, greta):
    invite(greta)
    [letter] = client.get(reverse("work-letters")).context["letters"]
    assert (letter.subject, letter.to, letter.body, letter.readable) == ("", "", "", False)
    assert letter.state == "waiting to be sent"


def test_no_worker_is_said_on_both_pages(client, greta):
    assert "The program that sends them does not run." in client.get(reverse("work-letters")).content.decode()
    assert "Letters are not going out" in client.get(reverse("work-today")).content.decode()


def test_a_letter_that_failed_can_go_out_again(client, greta):
    invite(greta)
    Letter.objects.update(state="failed", not_before=None, lease_until=None, last_error="refused", payload=b"x")
    failed = Letter.objects.get()
    page = client.get(reverse("work-letters"))
    assert page.context["letters"][0].failed

    assert client.post(reverse("work-letter", args=[failed.uid])).url == reverse("work-letters")

    assert Letter.objects.get().state == "waiting"
    assert client.post(reverse("work-letter", args=[uuid.uuid4()])).url == reverse("work-letters")


def test_an_operator_finds_no_letters(client, db):
    people.sign_in(client, people.person())
    assert client.get(reverse("work-letters")).status_code == 404
    assert client.post(reverse("work-letter", args=[uuid.uuid4()])).status_code == 404


def test_one_letter_or_three_cost_the_same(client, greta):
    flat(lambda: (invite(greta), carry()), lambda: client.get(reverse("work-letters")))
