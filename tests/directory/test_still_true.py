"""An office is asked whether its page is still true; one button, or one word, is the answer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.directory.conftest import MONDAY
from tests.directory.letters import letters, link_in, token_in
from tests.factories import directory as factories
from tests.factories import people
from umn.directory import actions, queries
from umn.directory.actions.asking import A_DAY, ask_when_due
from umn.directory.choices import Via
from umn.directory.models import Channel, Checkup, ContactPoint, Correction
from umn.ledger.models import Entry
from umn.pages.models import PageChange
from umn.post.models import Letter


@pytest.fixture
def office(quiet_office):
    return quiet_office


def asked(office, at=MONDAY) -> str:
    """The path of the link in the letter that an operator got."""
    ask_when_due(at)
    return link_in(letters()[-1])


def facts_of(key, language="en", at=MONDAY):
    shown = queries.point(key, language=language, at=at)
    return {
        shown.source_text,
        shown.places[0].source_text,
        shown.places[0].hours.source_text,
        shown.spoken_source_text,
        *(way.source_text for way in shown.ways),
    }


# --- Who is asked, and when -------------------------------------------------------------------------------------
def test_after_six_months_the_operators_get_a_letter_in_their_language(office):
    ask_when_due(MONDAY)

    [letter] = letters()
    assert letter.to == "marie@union.example"
    assert "Marie Dubois" in letter.body
    assert "+32 4 232 02 92" in letter.body
    assert "Rue des Champs 97" in letter.body
    assert f"/fr/still-true/{token_in(letter)}/" in letter.body
    assert letter.reply_to == ""
    assert "##-" not in letter.body
    [line] = Entry.objects.filter(verb="directory.asked")
    assert (line.by, line.subject_id) == ("system", "liege-office")


def test_again_after_nine_and_twelve_months_and_a_repeat_makes_no_second_one(office):
    days = []
    for number in range(500):
        before = Letter.objects.count()
        at = MONDAY + timedelta(days=number)
        ask_when_due(at)
        ask_when_due(at)
        days += [at.date().isoformat()] * (Letter.objects.count() - before)
        Letter.objects.all().delete()

    assert days == ["2026-11-23", "2026-12-02", "2027-03-02"]
    assert Checkup.objects.count() == 1


def test_nobody_is_asked_before_their_time_or_where_nobody_works(office):
    ContactPoint.objects.update(known_on="2026-06-01")
    ask_when_due(MONDAY)
    assert letters() == []

    ContactPoint.objects.update(known_on="2026-03-01", organisation=people.organisation("empty"))
    Channel.objects.create(point=office, kind="email", value="info@liege.example", **factories.source())
    ask_when_due(MONDAY)
    assert letters() == []  # to an office without operators only a person writes


def test_somebody_with_forty_offices_gets_a_few_letters_a_day(office):
    for _ in range(A_DAY + 2):
        more = factories.point(as_of="2026-02-01")
        ContactPoint.objects.filter(pk=more.pk).update(known_on="2026-02-01", organisation=office.organisation)

    ask_when_due(MONDAY)
    ask_when_due(MONDAY)
    assert Letter.objects.count() == A_DAY
    ask_when_due(MONDAY + timedelta(days=1))
    assert Letter.objects.count() == A_DAY + 3


def test_a_coordinator_asks_at_once_but_not_twice_a_week(office):
    ContactPoint.objects.update(known_on="2026-11-01")
    actions.ask(office, by_label="coordinator 1", at=MONDAY)
    with pytest.raises(actions.NotAsked):
        actions.ask(office, by_label="coordinator 1", at=MONDAY + timedelta(days=6))
    actions.ask(office, by_label="coordinator 1", at=MONDAY + timedelta(days=7))

    # The first had not gone out yet: the second has taken its place, and only its link opens.
    [letter] = letters()
    assert Checkup.objects.get().asked_by == "coordinator 1"
    assert queries.checkups.by_token(token_in(letter), at=MONDAY + timedelta(days=8)).point == office


def test_the_letter_of_the_clock_waits_a_week_after_that_of_a_coordinator(office):
    ContactPoint.objects.update(known_on="2026-05-23")
    actions.ask(office, by_label="coordinator 1", at=MONDAY)  # on the last day of six months

    ask_when_due(MONDAY + timedelta(days=6))
    assert Checkup.objects.get().asked_by == "coordinator 1"
    ask_when_due(MONDAY + timedelta(days=7))
    assert Checkup.objects.get().asked_by == "system"


def test_an_office_without_operators_is_written_to_in_its_own_language_and_told_who_we_are(office, settings):
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    office.organisation.affiliations.all().delete()
    Channel.objects.create(point=office, kind="email", value="info@liege.example", **factories.source())

    actions.ask(office, by_label="coordinator 1", at=MONDAY)

    [letter] = letters()
    assert letter.to == "info@liege.example"
    assert "/fr/still-true/" in letter.body
    assert "UnionMigrantNet" in letter.body.splitlines()[2]


@pytest.mark.parametrize("change", [{"basis": "recalled"}, None])
def test_no_letter_to_an_address_that_nobody_has_seen_or_that_said_stop(office, change):
    office.organisation.affiliations.all().delete()
    Channel.objects.create(
        point=office, kind="email", value="info@liege.example", **factories.source() | (change or {})
    )
    if change is None:
        ContactPoint.objects.update(letters_stopped_on="2026-01-01")

    with pytest.raises(actions.NotAsked):
        actions.ask(office, by_label="coordinator 1", at=MONDAY)
    assert letters() == []


def test_a_rehearsal_keeps_its_letters_here(office, settings):
    settings.PRACTICE, settings.EMAIL_URL = True, "smtp://mail.example"

    ask_when_due(MONDAY)

    assert Letter.objects.get().state == "kept"


# --- The link ---------------------------------------------------------------------------------------------------
def test_the_link_shows_what_the_page_says_and_opening_it_changes_nothing(office, client):
    link = asked(office)

    for _ in range(3):  # mail programs follow links
        answer = client.get(link)
        assert answer.status_code == 200

    assert "Rue des Champs 97" in answer.content.decode()
    assert answer["Cache-Control"].startswith("max-age=0")
    assert Checkup.objects.get().answered_on is None
    assert ContactPoint.objects.get().confirmed_on is None


def test_one_button_and_every_fact_is_confirmed_in_every_language(office, client):
    link = asked(office)
    seen = PageChange.objects.count()

    done = client.post(link, {"answer": "true"}, follow=True)

    assert done.status_code == 200
    assert facts_of("liege-office") == {"Confirmed by this office on 23 November 2026"}
    assert "23 نوفمبر 2026" in "".join(facts_of("liege-office", "ar"))
    assert ContactPoint.objects.get().known_on == MONDAY.date()
    checkup = Checkup.objects.get()
    assert (checkup.answer, checkup.via, checkup.answered_on) == ("true", "link", MONDAY.date())
    [line] = Entry.objects.filter(verb="directory.confirmed")
    assert (line.by, line.details) == (f"checkup {checkup.pk}", {"via": "link"})
    assert PageChange.objects.count() > seen  # finished pages are forgotten
    assert letters() == []  # the letter had not gone out, and need not any more
    ask_when_due(MONDAY + timedelta(days=30))
    assert letters() == []


def test_pressed_twice_it_says_on_which_day_it_was_done(office, client, monkeypatch):
    link = asked(office)
    client.post(link, {"answer": "true"})
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(days=3))

    again = client.post(link.replace("/fr/", "/en/"), {"answer": "true"}, follow=True)

    assert "On 23 November 2026 your office said that everything is still true." in again.content.decode()
    assert Entry.objects.filter(verb="directory.confirmed").count() == 1


def test_what_was_looked_for_and_not_found_is_not_confirmed(office, client):
    office.locations.update(basis="unknown", as_of="", as_of_date=None, address="")

    client.post(asked(office), {"answer": "true"})

    assert office.locations.get().basis == "unknown"


def test_something_has_changed_goes_to_the_people_of_the_office(office, client):
    link = asked(office)
    Letter.objects.all().delete()
    assert client.get(link, {"changed": "1"}).status_code == 200

    client.post(link, {"answer": "changed", "wrong": "phone", "words": "Nouveau: +32 4 999"})

    [correction] = Correction.objects.all()
    assert (correction.wrong, correction.words, correction.language) == ("phone", "Nouveau: +32 4 999", "fr")
    assert Checkup.objects.get().answer == "changed"
    assert ContactPoint.objects.get().confirmed_on is None
    [letter] = letters()
    assert letter.to == "marie@union.example"
    assert "999" not in letter.body


def test_something_has_changed_without_saying_what_keeps_what_was_typed(office, client):
    answer = client.post(asked(office), {"answer": "changed", "words": "Rue Neuve 5"})

    assert answer.status_code == 400
    assert "Rue Neuve 5" in answer.content.decode()
    assert Checkup.objects.get().answered_on is None


def test_closed_is_an_answer_too(office, client):
    client.post(asked(office), {"answer": "changed", "wrong": "closed"})

    assert Checkup.objects.get().answer == "closed"
    assert ContactPoint.objects.get().status == "open"  # a person looks first


@pytest.mark.parametrize("token", ["x", "a" * 32, "A" * 32, "a" * 500, "0" * 32])
def test_a_link_that_was_never_ours(office, client, token):
    assert client.get(f"/en/still-true/{token}/").status_code == 404
    assert client.post(f"/en/still-true/{token}/", {"answer": "true"}).status_code == 404


def test_a_link_is_good_for_sixty_days(office, client, monkeypatch):
    link = asked(office)
    for days, status in ((60, 200), (61, 404)):
        monkeypatch.setattr("django.utils.timezone.now", lambda days=days: MONDAY + timedelta(days=days))
        assert client.get(link).status_code == status
    assert client.post(link, {"answer": "true"}).status_code == 404
    assert ContactPoint.objects.get().confirmed_on is None


def test_a_page_of_somebody_else_cannot_press_the_button(office, client):
    answer = client.post(asked(office), {"answer": "true"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert ContactPoint.objects.get().confirmed_on is None


def test_an_office_can_say_stop(office, client):
    office.organisation.affiliations.all().delete()
    Channel.objects.create(point=office, kind="email", value="info@liege.example", **factories.source())
    actions.ask(office, by_label="coordinator 1", at=MONDAY)
    link = link_in(letters()[0])

    assert client.post(link, {"answer": "stop"}).status_code == 200

    with pytest.raises(actions.NotAsked):
        actions.ask(ContactPoint.objects.get(), by_label="coordinator 1", at=MONDAY + timedelta(days=90))


def test_the_database_knows_no_link(office):
    token = asked(office).split("/")[-2]

    assert token.encode() not in bytes(Checkup.objects.get().digest)
    assert token not in str(list(Letter.objects.values()))


# --- In the workspace -------------------------------------------------------------------------------------------
def test_an_operator_confirms_in_the_workspace(office, client):
    marie = office.organisation.members.get()
    people.sign_in(client, marie)
    ask_when_due(MONDAY)

    answer = client.post(reverse("work-point-confirmation", args=["liege-office"]))

    assert answer.url == reverse("work-point", args=["liege-office"])
    assert facts_of("liege-office") == {"Confirmed by this office on 23 November 2026"}
    assert (Checkup.objects.get().via, ContactPoint.objects.get().confirmed_by) == ("workspace", f"operator {marie.pk}")


def test_nobody_confirms_the_page_of_others(office, client):
    people.sign_in(client, people.person(works_for=people.organisation("elsewhere")))

    assert client.post(reverse("work-point-confirmation", args=["liege-office"])).status_code == 404
    assert ContactPoint.objects.get().confirmed_on is None


def test_a_coordinator_asks_all_that_are_due_with_one_click(office, client):
    for number in range(3):
        more = factories.point(as_of="2026-02-01")
        ContactPoint.objects.filter(pk=more.pk).update(known_on="2026-02-01")
        if number:
            Channel.objects.create(point=more, kind="email", value=f"a{number}@b.example", **factories.source())
    people.sign_in(client, people.coordinator())
    page = client.get(reverse("work-freshness"))
    plan = page.context["plan"]
    assert (plan.operators, plan.offices, plan.nobody) == (1, 2, 1)
    assert "Ask 3 contact points now" in page.content.decode()

    client.post(reverse("work-freshness"))
    client.post(reverse("work-freshness"))  # pressed twice

    assert sorted(letter.to for letter in letters()) == ["a1@b.example", "a2@b.example", "marie@union.example"]


def test_a_coordinator_asks_one(office, client):
    people.sign_in(client, people.coordinator())

    for _ in range(2):
        client.post(reverse("work-freshness"), {"ask": "liege-office"})

    assert len(letters()) == 1
    assert client.post(reverse("work-freshness"), {"ask": "no-such-point"}).status_code == 404


def test_confirmed_long_ago_the_starter_data_still_overwrite_nothing(office):
    actions.confirm(office, by_label="checkup 1", via=Via.LINK, at=datetime(2020, 1, 1, tzinfo=UTC))

    assert facts_of("liege-office") == {"Known in 2020. Ask before you go"}
    assert ContactPoint.objects.get().confirmed_on.year == 2020
