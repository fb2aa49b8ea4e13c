"""Role × address × method × ownership: every role on every address, reading and posting."""

from contextlib import contextmanager
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tests.enquiries.conftest import Member as DeskMember
from tests.enquiries.conftest import ask, make_point, open_desk
from tests.factories import people
from tests.guards.matrix import COLUMNS, ROUTES
from tests.strict import StrictClient
from umn.directory.models import Correction
from umn.enquiries import actions
from umn.enquiries.models import Enquiry
from umn.people import keys
from umn.vocabulary.actions import load_topics

PLANTED = "Wort-das-niemand-sonst-schreibt"
MAY_READ = {
    # A form that comes from no open conversation is answered with the one that is open: the asker's own.
    "asker": {"answer", "answer-replies", "answer-copy", "answer-move", "answer-deletion"},
    "own": {"work-enquiry", "work-answers", "work-notes", "work-closure"},
}


@pytest.fixture
def world(db, client):
    """Two desks, a question at one of them, and somebody of every role; what addresses are filled with."""
    load_topics()
    now = timezone.now()
    here, there = make_point("here"), make_point("there", city="Namur")
    centre = make_point("centre", city="Bruxelles", coordinates=True)
    staff = {
        "own": people.person(works_for=here.organisation),
        "other": people.person(works_for=there.organisation),
        "coordinator": people.coordinator(works_for=centre.organisation),
        "disabled": people.person(works_for=here.organisation),
        "locked": people.person(works_for=here.organisation),
        "unfinished": people.person(works_for=here.organisation, finished=False),
    }
    for point, role in ((here, "own"), (there, "other"), (centre, "coordinator")):
        open_desk(point, DeskMember(staff[role], keys.unlock(staff[role], people.PASSWORD)))
    numbers = {"asker": ask(PLANTED, point="here", at=now), "stranger": ask("Bonjour", point="there", at=now)}
    clients = {role: StrictClient() for role in COLUMNS}
    for role, user in staff.items():
        people.sign_in(clients[role], user)
    for role, number in numbers.items():
        clients[role].cookies[settings.ASKER_COOKIE] = actions.open_conversation(number, at=now).hex()
    staff["disabled"].is_active = False
    staff["disabled"].save()
    del clients["locked"].cookies[settings.OPERATOR_KEY_COOKIE]
    enquiry = Enquiry.objects.get(desk__point=here)
    wrong = Correction.objects.create(point=here, wrong="hours", language="en", sent_on=now.date(), once=b"1" * 32)
    return clients, {"enquiry": enquiry.pk, "person": staff["other"].pk, "letter": enquiry.pk, "correction": wrong.pk}


@contextmanager
def undone(client):
    """Whatever happens inside is as if it had never been: in the database, the cache, and the client's cookies."""
    cookies = client.cookies.output()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()
    client.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", "").replace("\r\n", "; "))


def letter(response) -> str:
    """What an answer means, in the letters of matrix.py."""
    if response.status_code == 404:
        return "H"
    where = response.headers.get("Location", "").split("?")[0].split("#")[0]
    if where == reverse("account_login"):
        return "S"
    if where == reverse("answer"):
        return "N"
    if where in (reverse("work-second-step"), reverse("work-recovery-sheet")):
        return "U"
    assert response.status_code != 500, response
    return "A"


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_what_the_matrix_says(world, name):
    clients, filled = world
    address = reverse(name, kwargs={key: filled.get(value, value) for key, value in ROUTES[name].filled})
    found, leaks = {}, []
    for method in ("get", "post"):
        for role in COLUMNS:
            with undone(clients[role]):
                response = getattr(clients[role], method)(address, headers={"Sec-Fetch-Site": "same-origin"})
                found.setdefault(method, []).append(letter(response))
                if PLANTED.encode() in _body(response) and name not in MAY_READ.get(role, ()):
                    leaks.append(f"{method} as {role}")

    assert found == ROUTES[name].lines, f"{name}: {' '.join(COLUMNS)}"
    assert leaks == [], "a role that may not read the question was shown it"


def test_those_who_may_read_the_question_do(world):
    """Or the search for the planted words above would prove nothing."""
    clients, filled = world

    assert PLANTED in clients["own"].get(reverse("work-enquiry", args=[filled["enquiry"]])).content.decode()
    assert PLANTED in clients["asker"].get(reverse("answer")).content.decode()


def _body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content
