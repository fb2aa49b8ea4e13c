"""*Where you are signed in*: a family of browsers and a day; this one marked; the others ended."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import people
from tests.flat import flat
from umn.ledger.models import Entry
from umn.people import devices, queries

pytestmark = pytest.mark.django_db

PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"


def sign_in(user, agent="", client=None):
    client = client or Client()
    people.sign_in(client, user)
    session = client.session
    session["device"] = devices.family(agent)
    session["signed-in-on"] = timezone.localdate().isoformat()
    session.save()
    return client


def places(client):
    return [(place.device, place.here) for place in client.get(reverse("mfa_index")).context["places"]]


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (LAPTOP, "Firefox on Windows"),
        (PHONE, "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15", "Safari on Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140 Safari/604.1", "Chrome on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge on Windows"),
        ("curl/8", "A browser that does not say its name"),
        ("", "A browser that does not say its name"),
        ("\x00<script>" * 500, "A browser that does not say its name"),
    ],
)  # fmt: skip
def test_what_a_browser_says_becomes_plain_words(agent, said):
    assert devices.words(devices.family(agent)) == said


def test_signing_in_over_the_pages_notes_family_and_day_and_nothing_else(client, operator, type_password, type_code):
    type_password(operator, HTTP_USER_AGENT=LAPTOP)
    client.post(reverse("mfa_authenticate"), {"code": people.code_of(operator)}, HTTP_USER_AGENT=LAPTOP)
    [place] = client.get(reverse("mfa_index")).context["places"]
    assert (place.device, place.here) == ("Firefox on Windows", True)
    kept = Session.objects.get().get_decoded()
    assert kept["device"] == "Firefox|Windows"
    assert kept["signed-in-on"] == timezone.localdate().isoformat()
    assert "Gecko" not in str(kept)


def test_this_one_stands_first_and_another_is_ended(operator):
    here, there = sign_in(operator, LAPTOP), sign_in(operator, PHONE)
    assert places(here) == [("Firefox on Windows", True), ("Chrome on Android", False)]
    other = here.get(reverse("mfa_index")).context["places"][1]
    assert there.session.session_key not in here.get(reverse("mfa_index")).content.decode()

    assert here.post(reverse("work-sessions"), {"end": other.mark}).url == reverse("work-sign-in-settings")

    assert places(here) == [("Firefox on Windows", True)]
    assert there.get(reverse("work-today")).url.startswith(reverse("account_login"))
    assert [line.by for line in Entry.objects.filter(verb="people.session-ended")] == [f"operator {operator.pk}"]


def test_all_others_end_at_once_and_nobody_elses(operator, coordinator):
    here, greta = sign_in(operator, LAPTOP), sign_in(coordinator, PHONE)
    elsewhere = [sign_in(operator, PHONE) for _ in range(2)]
    here.post(reverse("work-sessions"), {"all": "1"})
    assert places(here) == [("Firefox on Windows", True)]
    assert places(greta) == [("Chrome on Android", True)]
    assert [client.get(reverse("work-today")).status_code for client in elsewhere] == [302, 302]


def test_nobody_ends_the_session_of_another(operator, coordinator):
    here, greta = sign_in(operator), sign_in(coordinator)
    [theirs] = greta.get(reverse("mfa_index")).context["places"]
    for mark in (theirs.mark, "", "x" * 5000, greta.session.session_key):
        assert here.post(reverse("work-sessions"), {"end": mark}).status_code == 302
    assert len(places(greta)) == 1
    assert not Entry.objects.filter(verb="people.session-ended").exists()


def test_one_place_or_three_cost_the_same(client, operator):
    sign_in(operator, client=client)
    flat(lambda: sign_in(operator, PHONE), lambda: client.get(reverse("mfa_index")))


def test_a_session_that_is_over_is_not_shown(operator):
    here = sign_in(operator)
    key = here.session.session_key
    gone = timezone.now() + timezone.timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)
    assert queries.signed_in_places(operator, here=key, language="en", at=timezone.now()) != []
    assert queries.signed_in_places(operator, here=key, language="en", at=gone) == []
