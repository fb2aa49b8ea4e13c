"""Telephones, languages, what they can do and cannot: what the people of a contact point say themselves."""

from datetime import date

import pytest
from django.utils import timezone

from tests.directory.test_work_hours import HOSTILE, public
from tests.enquiries.conftest import make_point
from tests.factories import people
from umn.directory.models import Channel, ContactPoint, PointText, SpokenLanguage, Trait
from umn.ledger.models import Entry


@pytest.fixture
def liege(topics):
    point = make_point("liege")
    seen = {"point": point, "basis": "seen", "as_of": "2026-01", "as_of_date": date(2026, 1, 1)}
    Channel.objects.create(kind="phone", value="+32 4 232 01 20", **seen)
    SpokenLanguage.objects.create(language="ar", level="staff", **seen)
    PointText.objects.create(point=point, language="en", field="services", text="Advice on pay", state="source")
    PointText.objects.create(point=point, language="fr", field="services", text="Conseil", state="machine")
    return point


@pytest.fixture
def marie(liege):
    return people.person(works_for=liege.organisation, language="fr")


@pytest.fixture
def work(client, marie):
    people.sign_in(client, marie)
    return client


def shown(client, language="en"):
    return client.get(f"/{language}/work/points/liege/facts/").context["form"]


def filled(client, language="en", **changes):
    """The form as the browser would send it again."""
    form = shown(client, language)
    values = {name: form[name].value() for name in form.fields}
    return {name: "on" if value is True else value for name, value in values.items() if value not in (None, False)} | (
        changes
    )


def save(client, language="en", **changes):
    given = filled(client, language, **changes)
    return client.post(f"/{language}/work/points/liege/facts/", given, follow=True)


def said(response):
    return [str(message).split(" <a")[0] for message in response.context["messages"]]


def test_saved_as_it_was_changes_nothing_and_confirms_nothing(work, liege):
    before = (liege.basis, liege.confirmed_on, liege.known_on)

    assert said(save(work)) == ["Nothing was changed."]

    liege.refresh_from_db()
    assert (liege.basis, liege.confirmed_on, liege.known_on) == before
    # A fact that nobody has touched keeps its source and its day.
    assert Channel.objects.get().as_of == "2026-01"
    assert PointText.objects.filter(field="services").count() == 2


def test_numbers_and_addresses_are_added_and_taken_away(work, liege, marie):
    save(
        work,
        phone_0="",
        phone_1="+٣٢ ٤ ٢٢٢ ٠٠ ٠٠",
        email_0="office@union.example",
        website_0="https://www.union.example/",
    )

    assert sorted(Channel.objects.values_list("kind", "value", "basis", "confirmed_by")) == [
        ("email", "office@union.example", "confirmed", f"operator {marie.pk}"),
        ("phone", "+32 4 222 00 00", "confirmed", f"operator {marie.pk}"),
        ("website", "www.union.example", "confirmed", f"operator {marie.pk}"),
    ]
    assert [way.value for way in public().phones] == ["+32 4 222 00 00"]
    line = Entry.objects.get(subject="point")
    assert (line.verb, sorted(line.details)) == ("directory.facts-set", ["email", "phone", "website"])


def test_two_empty_lines_wait_for_more(work, liege):
    assert [name for name in shown(work).fields if name.startswith("phone_")] == ["phone_0", "phone_1", "phone_2"]

    save(work, phone_1="+32 4 1", phone_2="+32 4 2")

    assert [name for name in shown(work).fields if name.startswith("phone_")] == [f"phone_{n}" for n in range(5)]


def test_the_same_number_twice_is_there_once(work, liege):
    save(work, phone_1="+32 4 232 01 20")

    assert Channel.objects.filter(kind="phone").count() == 1


def test_languages_with_how_they_are_spoken(work, liege):
    save(work, level_0="interpreters", language_1="ti", level_1="staff", others="many")

    assert sorted(SpokenLanguage.objects.values_list("language", "level", "basis")) == [
        ("ar", "interpreters", "confirmed"),
        ("mul", "many", "confirmed"),
        ("ti", "staff", "confirmed"),
    ]
    assert [name for name in shown(work).fields if name.startswith("language_")] == [f"language_{n}" for n in range(4)]
    save(work, language_0="", language_1="", others="")
    assert not SpokenLanguage.objects.exists()


def test_papers_and_a_woman_adviser(work, liege):
    page = work.get("/en/work/points/liege/facts/").content.decode()
    assert "Not asking for papers does not mean it is safe." in page

    save(work, no_papers="on", woman="on")
    assert sorted(Trait.objects.values_list("code", "basis")) == [("no-papers", "confirmed"), ("woman", "confirmed")]

    given = filled(work)
    del given["no_papers"]
    work.post("/en/work/points/liege/facts/", given)
    assert list(Trait.objects.values_list("code", flat=True)) == ["woman"]


def test_own_words_take_the_place_of_what_was_said_in_all_languages(work, liege):
    save(work, "fr", text_services="Nous lisons votre contrat avec vous.", text_limits="Pas d'avocat.")

    told = PointText.objects.exclude(field="name").order_by("field").values_list("field", "language", "text", "state")
    assert list(told) == [
        ("limits", "fr", "Pas d'avocat.", "source"),
        ("services", "fr", "Nous lisons votre contrat avec vous.", "source"),
    ]
    read_in_arabic = public(language="ar").services
    assert (read_in_arabic.text, read_in_arabic.language) == ("Nous lisons votre contrat avec vous.", "fr")


def test_words_in_other_languages_stay_where_they_say_the_same(work, liege):
    save(work, "fr", text_services="Conseil sur le salaire", keep_others="on")

    told = PointText.objects.filter(field="services").order_by("language").values_list("language", "text", "state")
    assert list(told) == [("en", "Advice on pay", "source"), ("fr", "Conseil sur le salaire", "source")]


def test_words_are_taken_away_in_all_languages_at_once(work, liege):
    save(work, text_services="", keep_others="on")

    assert not PointText.objects.filter(field="services").exists()


def test_until_when_the_work_is_paid_for_is_for_the_network_alone(work, liege):
    save(work, funded_until="2027-03-31", appointment="required", free="yes")

    liege.refresh_from_db()
    assert (liege.funded_until, liege.appointment, liege.free) == (date(2027, 3, 31), "required", True)
    for language in ("en", "fr"):
        response = work.get(f"/{language}/points/liege/")
        assert "2027" not in response.content.decode()
        assert not hasattr(response.context["point"], "funded_until")


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("phone_0", "call us", "This is no telephone number. Write it like this: +32 4 232 01 20"),
        ("phone_0", "12", "This is no telephone number. Write it like this: +32 4 232 01 20"),
        ("phone_0", "04 23+2", "This is no telephone number. Write it like this: +32 4 232 01 20"),
        ("email_0", "office@", "This is no e-mail address. Write it like this: office@union.example"),
        ("website_0", "javascript:alert(1)", "This is no address of a website. Write it like this: www.union.example"),
        ("website_0", "a:b@union.example", "This is no address of a website. Write it like this: www.union.example"),
        ("funded_until", "soon", "This is no day of the calendar. Write it like this: 26.11.2026"),
    ],
)
def test_what_cannot_be_is_said_where_it_stands_and_stays(work, liege, field, wrong, words):
    response = save(work, **{field: wrong, "text_notes": "Second floor"})

    form = response.context["form"]
    assert {name: list(errors) for name, errors in form.errors.items()} == {field: [words]}
    assert (form[field].value(), form["text_notes"].value()) == (wrong, "Second floor")
    assert not Entry.objects.filter(subject="point").exists()


@pytest.mark.parametrize(
    "field",
    ["phone_0", "email_0", "website_0", "language_0", "level_0", "text_services", "free", "funded_until", "seen"],
)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_answered(work, liege, field, text):
    response = save(work, **{field: text})

    assert response.status_code in (200, 400)
    public()


def test_the_second_of_two_sees_what_the_first_has_saved_and_loses_nothing(work, liege):
    both_saw = filled(work)
    work.post("/en/work/points/liege/facts/", both_saw | {"phone_0": "+32 4 1"})

    second = work.post("/en/work/points/liege/facts/", both_saw | {"text_notes": "Second floor"})

    form = second.context["form"]
    assert form.non_field_errors() == [
        "Somebody else saved something here in the meantime. What you wrote is still here."
    ]
    assert ("Telephone numbers 1", "+32 4 1") in second.context["theirs"]
    assert form["text_notes"].value() == "Second floor"
    assert list(Channel.objects.values_list("value", flat=True)) == ["+32 4 1"]

    again = {name: form[name].value() for name in form.fields if form[name].value()}
    work.post("/en/work/points/liege/facts/", again | {"phone_0": "+32 4 1"})
    assert public().notes.text == "Second floor"


def test_the_starter_data_leaves_such_a_point_alone(work, liege):
    save(work, phone_0="+32 4 1")

    assert ContactPoint.objects.get(key="liege").edited_on == timezone.localdate()  # what actions.starter looks at
