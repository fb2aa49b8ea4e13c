"""A second person for a desk: proposed with name and address, invited by the coordinator with one click."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import people
from tests.flat import flat
from umn.ledger.models import Entry
from umn.people import actions, queries, retention
from umn.people.models import Proposal, User
from umn.post import envelopes
from umn.post.models import Letter

pytestmark = pytest.mark.django_db

NINA = {"name": "Nina Okoye", "email": "Nina@Union.example", "language": "fr"}


@pytest.fixture
def amal(coordinator):
    return people.person(name="Amal Haddad", works_for=people.organisation("possibles", fr="Le Monde des Possibles"))


@pytest.fixture
def amals(amal):
    client = Client()
    people.sign_in(client, amal)
    return client


def letters(kind):
    return [envelopes.unseal(letter) for letter in Letter.objects.filter(kind=kind)]


def test_proposed_and_invited_with_one_click(amals, at_desk, coordinator):
    assert amals.post(reverse("work-proposal"), NINA).url == reverse("work-today")
    [letter] = letters("people/letters/proposal")
    assert letter.to == coordinator.email
    assert "Amal Haddad proposes Nina Okoye" in letter.body
    assert "nina@" not in letter.body

    [proposed] = at_desk.get(reverse("work-team")).context["proposals"]
    assert (proposed.name, proposed.email, str(proposed.organisation)) == (
        "Nina Okoye", "nina@union.example", "Le Monde des Possibles",
    )  # fmt: skip
    at_desk.post(reverse("work-proposed", args=[proposed.pk]), {"invite": "1"})

    nina = User.objects.get(email="nina@union.example")
    assert (nina.name, nina.language, nina.role) == ("Nina Okoye", "fr", "operator")
    assert queries.works_for(nina).key == "possibles"
    assert [each.to for each in letters("people/letters/invitation")] == ["nina@union.example"]
    assert not Proposal.objects.exists()
    assert letters("people/letters/proposal") == [], "the letter that still waited is taken back"


def test_proposed_twice_is_proposed_once(amals, at_desk):
    for _ in range(2):
        assert amals.post(reverse("work-proposal"), NINA).status_code == 302
    assert Proposal.objects.count() == len(letters("people/letters/proposal")) == 1
    [proposal] = Proposal.objects.all()
    for _ in range(2):
        at_desk.post(reverse("work-proposed", args=[proposal.pk]), {"invite": "1"})
    assert User.objects.filter(email="nina@union.example").count() == 1


def test_declined_is_gone_and_nobody_is_told(amals, at_desk):
    amals.post(reverse("work-proposal"), NINA)
    at_desk.post(reverse("work-proposed", args=[Proposal.objects.get().pk]), {"decline": "1"})
    assert not Proposal.objects.exists()
    assert not Letter.objects.exists()
    assert Entry.objects.filter(verb="people.proposal-declined").count() == 1


def test_invited_by_another_meanwhile_is_said(amals, at_desk, coordinator):
    amals.post(reverse("work-proposal"), NINA)
    people.person(email="nina@union.example")
    answer = at_desk.post(reverse("work-proposed", args=[Proposal.objects.get().pk]), {"invite": "1"}, follow=True)
    assert "is in the team already" in answer.content.decode()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""}, {"email": "no address"}, {"email": "a@b.example\r\nBcc: c@d.example"}, {"name": " "},
        {"name": "x" * 10_000}, {"language": "xx"}, {"email": "amal.is.here@union.example"},
    ],
)  # fmt: skip
def test_bad_proposals_are_refused_in_words_and_stay_typed(amals, amal, wrong):
    people.person(email="amal.is.here@union.example")
    answer = amals.post(reverse("work-proposal"), {**NINA, **wrong})
    assert list(answer.context["form"].errors) == list(wrong)
    assert not Proposal.objects.exists()


def test_a_flood_ends_at_five(amals):
    for number in range(7):
        amals.post(reverse("work-proposal"), {**NINA, "email": f"n{number}@union.example"})
    assert Proposal.objects.count() == 5


def test_who_works_nowhere_proposes_nobody(client, operator):
    people.sign_in(client, operator)
    answer = client.post(reverse("work-proposal"), NINA)
    assert answer.context["form"].non_field_errors()
    assert answer.context["form"]["name"].value() == "Nina Okoye"


def test_one_proposal_or_three_cost_the_same(at_desk, amal):
    numbers = iter(range(9))

    def add():
        by = people.person(works_for=people.organisation())
        actions.propose(by=by, email=f"n{next(numbers)}@x.example", name="N", language="en", at=timezone.now())

    flat(add, lambda: at_desk.get(reverse("work-team")))


def test_a_proposal_is_forgotten_after_two_months(amal):
    now = timezone.now()
    actions.propose(by=amal, email="n@x.example", name="N", language="en", at=now - timezone.timedelta(days=61))
    actions.propose(by=amal, email="m@x.example", name="M", language="en", at=now)
    assert retention.forget_proposals(now) == 1
    assert [each.email for each in Proposal.objects.all()] == ["m@x.example"]
