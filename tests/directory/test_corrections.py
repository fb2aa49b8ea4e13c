"""Something is wrong on a page: anybody can say so, nobody is asked who they are, and a person looks at it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from tests.factories import people
from tests.flat import flat
from umn.directory.actions.corrections import MOST_WAITING
from umn.directory.models import ContactPoint, Correction
from umn.directory.retention import forget_checkups, forget_corrections
from umn.ledger.models import Entry
from umn.post.envelopes import unseal
from umn.post.models import Letter
from umn.seal import box
from umn.seal.public_forms import form_token

ADDRESS = "/en/points/liege-office/correction/"
HOSTILE = ["<script>alert(1)</script>", "{% now %}", "\u202eevil", "x\r\ny", "😀" * 500, "'; DROP TABLE x; --"]


@pytest.fixture
def office(topics, on_monday):
    made = factories.point("liege-office", name="Bureau de Liège")
    people.person(works_for=made.organisation, name="Marie Dubois", email="marie@union.example")
    people.coordinator(name="Greta Lind", email="greta@union.example")
    return made


def send(client, *, wrong="hours", words="Closed at noon", token=None, **more):
    token = form_token() if token is None else token
    return client.post(ADDRESS, {"wrong": wrong, "words": words, "token": token}, **more)


def receivers():
    return [unseal(letter).to for letter in Letter.objects.order_by("pk")]


def test_the_page_leads_there_and_asks_for_no_name(office, client):
    assert f'href="{ADDRESS}"' in client.get("/en/points/liege-office/").content.decode()

    html = client.get(ADDRESS).content.decode()

    assert sorted(set(re.findall(r'name="(\w+)"', html.split("<main")[1]))) == ["token", "words", "wrong"]
    assert "Do not write anything about yourself here." in html


def test_what_is_wrong_reaches_the_people_of_the_office_by_a_letter_without_content(office, client):
    answer = send(client, words="قالوا إنه مغلق")

    assert answer.status_code == 200
    assert answer.cookies == {}
    [correction] = Correction.objects.all()
    assert (correction.wrong, correction.words, correction.decision) == ("hours", "قالوا إنه مغلق", "waiting")
    assert correction.sent_on == MONDAY.date()
    assert receivers() == ["marie@union.example"]
    assert "مغلق" not in unseal(Letter.objects.get()).body
    [line] = Entry.objects.filter(verb="directory.correction-sent")
    assert (line.by, line.details) == ("visitor", {"wrong": "hours"})


def test_the_words_lie_sealed_in_the_database(office, client):
    send(client, words="Marie knows")
    first = Correction.objects.get()
    assert b"Marie" not in bytes(first.sealed)
    people.sign_in(client, office.organisation.members.get())

    Correction.objects.update(once=b"9" * 32)  # moved to another row

    with pytest.raises(box.Tampered):
        _ = Correction.objects.get().words
    [(shown, *_)] = client.get(reverse("work-corrections")).context["lines"]
    assert shown.words == "It could not be read."


def test_where_nobody_works_the_coordinator_is_told(office, client):
    office.organisation.affiliations.all().delete()

    send(client)

    assert receivers() == ["greta@union.example"]


def test_one_letter_a_day(office, client, monkeypatch):
    for _ in range(3):
        send(client)
    assert len(receivers()) == 1

    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(days=1))
    send(client)
    assert len(receivers()) == 2


def test_the_same_form_twice_is_one(office, client):
    token = form_token()

    answers = [send(client, token=token), send(client, token=token, words="Again")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("token", ["", "forged", "x" * 5_000])
def test_an_old_page_keeps_what_was_typed(office, client, token):
    answer = send(client, token=token, words="Rue Neuve 5")

    assert answer.status_code == 400
    assert "This page was open too long." in answer.content.decode()
    assert "Rue Neuve 5" in answer.content.decode()
    assert Correction.objects.count() == 0
    fresh = re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]
    assert send(client, token=fresh).status_code == 200


@pytest.mark.parametrize("wrong", ["", "everything", "closed' OR 1=1"])
def test_one_of_six_must_be_chosen(office, client, wrong):
    answer = send(client, wrong=wrong, words="Rue Neuve 5")

    assert answer.status_code == 400
    assert "Please choose one." in answer.content.decode()
    assert "Rue Neuve 5" in answer.content.decode()


def test_a_thousand_signs_and_no_more(office, client):
    assert send(client, words="ا" * 1000).status_code == 200
    assert send(client, words="x" * 1001).status_code == 400
    assert [len(one.words) for one in Correction.objects.all()] == [1000]


def test_words_may_be_left_out(office, client):
    assert send(client, words="").status_code == 200


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_words(office, client, words):
    send(client, words=words)
    people.sign_in(client, office.organisation.members.get())

    html = client.get(reverse("work-corrections")).content.decode()

    assert "<script>alert" not in html
    assert "\u202e" not in html


def test_another_site_cannot_send_it(office, client):
    assert send(client, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Correction.objects.count() == 0


@pytest.mark.parametrize("key", ["no-such-point", "x" * 200, "%00", ".."])
def test_a_point_that_is_not_there(office, client, key):
    assert client.get(f"/ar/points/{key}/correction/").status_code in (400, 404)


def test_who_misses_a_point_can_tell_the_coordination(office, client):
    ContactPoint.objects.update(coordinates=True)

    assert f'href="{ADDRESS}"' in client.get("/en/points/no-such-point/").content.decode()


def test_a_flood_is_counted_and_makes_no_letters(office, client):
    Correction.objects.bulk_create(
        Correction(point=office, wrong="other", language="en", sent_on=MONDAY.date(), once=bytes([number]) * 32)
        for number in range(MOST_WAITING)
    )

    for _ in range(3):
        assert send(client).status_code == 200

    assert Correction.objects.count() == MOST_WAITING
    assert Correction.objects.order_by("pk").last().and_more == 3
    assert receivers() == []


# --- Those who look at it ---------------------------------------------------------------------------------------
def correction(office, number=0, **values):
    values = {"wrong": "hours", "language": "ar", "sent_on": MONDAY.date(), "words": "مغلق", **values}
    return Correction.objects.create(point=office, once=bytes([number]) * 32, **values)


@pytest.mark.parametrize(
    ("wrong", "route"),
    [
        ("hours", "work-point-hours"), ("phone", "work-point-facts"), ("languages", "work-point-facts"),
        ("closed", "work-point-closing"), ("address", "work-point"), ("other", "work-point"),
    ],
)  # fmt: skip
def test_a_report_stays_until_somebody_says_that_it_is_mended(office, client, wrong, route):
    found = correction(office, wrong=wrong)
    marie = office.organisation.members.get()
    people.sign_in(client, marie)
    page = client.get(reverse("work-corrections"))
    assert [one.words for one, _, _ in page.context["lines"]] == ["مغلق"]
    assert f'href="{reverse(route, args=["liege-office"])}"' in page.content.decode()

    answer = client.post(reverse("work-correction", args=[found.pk]), {"decision": "accepted"})

    assert answer.url == reverse("work-corrections")
    found.refresh_from_db()
    assert (found.decision, found.decided_by, found.decided_on) == ("accepted", f"operator {marie.pk}", MONDAY.date())
    assert client.get(reverse("work-corrections")).context["lines"] == []


def test_declining_changes_nothing_and_the_second_colleague_is_told(office, client):
    found = correction(office)
    people.sign_in(client, office.organisation.members.get())
    address = reverse("work-correction", args=[found.pk])

    assert client.post(address, {"decision": "declined"}).url == reverse("work-corrections")
    second = client.post(address, {"decision": "accepted"}, follow=True)

    assert "A colleague has looked at this already." in second.content.decode()
    found.refresh_from_db()
    assert found.decision == "declined"


def test_nobody_sees_what_was_said_about_the_points_of_others(office, client):
    found = correction(office)
    people.sign_in(client, people.person(works_for=people.organisation("elsewhere")))

    assert client.get(reverse("work-corrections")).context["lines"] == []
    assert client.post(reverse("work-correction", args=[found.pk]), {"decision": "declined"}).status_code == 404
    found.refresh_from_db()
    assert found.decision == "waiting"


def test_a_coordinator_sees_all(office, client):
    correction(office)
    people.sign_in(client, people.coordinator())

    assert len(client.get(reverse("work-corrections")).context["lines"]) == 1


def test_one_correction_or_three_cost_the_same(office, client):
    people.sign_in(client, people.coordinator())
    numbers = iter(range(10))

    flat(lambda: correction(factories.point(), next(numbers)), lambda: client.get(reverse("work-corrections")))


def test_it_is_forgotten(office):
    today = MONDAY.date()
    for number, (decided, sent) in enumerate([(91, 100), (90, 100), (None, 401), (None, 400)]):
        values = {"sent_on": today - timedelta(days=sent)}
        if decided:
            values |= {
                "decision": "declined", "decided_on": today - timedelta(days=decided), "decided_by": "operator 1",
            }  # fmt: skip
        correction(office, number, **values)

    assert (forget_corrections(MONDAY), forget_corrections(MONDAY), forget_checkups(MONDAY)) == (2, 0, 0)
    assert [bytes(one.once)[0] for one in Correction.objects.order_by("pk")] == [1, 3]
