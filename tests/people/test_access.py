"""Closed unless opened."""

import logging

import pytest
from django.http import HttpResponse
from django.urls import path

from tests.factories import people
from umn.people.access import ADMITTED, admitted, askers, coordinators, everyone, operators, signing_in

pytestmark = pytest.mark.django_db


def words(request):
    return HttpResponse("here", content_type="text/plain")


urlpatterns = [
    path("work/forgotten/", words, name="forgotten"),
    path("work/everyone/", everyone(words), name="everyone"),
    path("work/askers/", askers(words), name="askers"),
    path("work/signing-in/", signing_in(words), name="signing-in"),
    path("work/operators/", operators(words), name="operators"),
    path("work/coordinators/", coordinators(words), name="coordinators"),
    path("work/sign-in/", everyone(words), name="account_login"),
    path("work/answer/", everyone(words), name="answer"),
    path("work/second-step/", everyone(words), name="work-second-step"),
    path("work/sheet/", everyone(words), name="work-recovery-sheet"),
]
handler404 = "umn.web.views.not_found"

PAGES = ["everyone", "askers", "signing-in", "operators", "coordinators"]


@pytest.fixture(autouse=True)
def own_addresses(settings):
    settings.ROOT_URLCONF = __name__


def answers(client):
    return {
        name: (answer.status_code, answer.get("Location")) for name in PAGES if (answer := client.get(f"/work/{name}/"))
    }


def test_a_view_that_says_nothing_is_not_there_for_anybody(client, coordinator, caplog):
    people.sign_in(client, coordinator)
    with caplog.at_level(logging.ERROR, "umn.people"):
        assert client.get("/work/forgotten/").status_code == 404
    assert "does not say whom it admits" in caplog.text


def test_a_visitor(client):
    assert answers(client) == {
        "everyone": (200, None),
        "askers": (302, "/work/answer/"),
        "signing-in": (302, "/work/sign-in/?next=/work/signing-in/"),
        "operators": (302, "/work/sign-in/?next=/work/operators/"),
        "coordinators": (302, "/work/sign-in/?next=/work/coordinators/"),
    }


def test_who_has_no_second_step_yet(client):
    people.sign_in(client, people.person(finished=False))
    found = answers(client)
    assert found["signing-in"] == (200, None)
    assert found["operators"] == found["coordinators"] == (302, "/work/second-step/")


def test_who_has_no_sheet_yet(client):
    user = people.person(finished=False)
    people.TOTP.activate(user, people.generate_totp_secret())
    people.sign_in(client, user)
    found = answers(client)
    assert found["operators"] == found["coordinators"] == (302, "/work/sheet/")


def test_an_operator(client, operator):
    people.sign_in(client, operator)
    found = answers(client)
    assert (found["signing-in"], found["operators"]) == ((200, None), (200, None))
    assert found["coordinators"] == (404, None)


def test_a_coordinator(client, coordinator):
    people.sign_in(client, coordinator)
    found = answers(client)
    assert (found["operators"], found["coordinators"]) == ((200, None), (200, None))


def test_whoever_is_disabled_between_two_pages(client, operator):
    people.sign_in(client, operator)
    operator.is_active = False
    operator.save()
    assert answers(client)["operators"] == (302, "/work/sign-in/?next=/work/operators/")


def test_a_practice_sign_in_that_was_copied_into_a_real_folder(client, settings):
    settings.PRACTICE = True
    user = people.person(practice=True, finished=False)
    people.sign_in(client, user)
    assert answers(client)["operators"] == (200, None)
    settings.PRACTICE = False
    assert answers(client)["operators"] == (302, "/work/sign-in/?next=/work/operators/")


def test_nothing_of_what_was_asked_travels_to_the_sign_in_page(client):
    assert client.get("/work/operators/?q=secret").url == "/work/sign-in/?next=/work/operators/"


def test_private_pages_are_not_kept_by_a_shared_computer(client, operator):
    people.sign_in(client, operator)
    assert client.get("/work/operators/")["Cache-Control"] == "no-store, private"
    assert "Cache-Control" not in type(client)().get("/work/everyone/")


def test_each_decorator_says_what_it_admits():
    found = [admitted(each.callback) for each in urlpatterns[1:6]]
    assert found == ["everyone", "askers", "signing_in", "operators", "coordinators"] == list(ADMITTED)
    assert admitted(words) is None
