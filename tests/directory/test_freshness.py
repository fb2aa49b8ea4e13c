"""One clock: 3, 6, 12, 18 and 24 months; and the coordinator's list that goes by it."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from tests.factories import people
from tests.flat import flat
from umn.directory import queries
from umn.directory.freshness import letter_is_due, months_before, stage
from umn.directory.models import Checkup, ContactPoint, Correction, Location
from umn.directory.queries.cards import freshness

TODAY = MONDAY.date()  # 23 November 2026


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        (date(2026, 11, 23), "fresh"),
        (date(2026, 8, 23), "fresh"),
        (date(2026, 8, 22), "due"),
        (date(2026, 5, 23), "due"),
        (date(2026, 5, 22), "asked"),
        (date(2025, 11, 23), "asked"),
        (date(2025, 11, 22), "doubtful"),
        (date(2025, 5, 23), "doubtful"),
        (date(2025, 5, 22), "sunk"),
        (date(2024, 11, 23), "sunk"),
        (date(2024, 11, 22), "old"),
        (date(1999, 1, 1), "old"),
        (date(2027, 1, 1), "fresh"),  # a clock that was wrong
        (None, "undated"),
    ],
)
def test_the_stages(known_on, expected):
    assert stage(known_on, today=TODAY) == expected


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        (date(2026, 5, 31), 3, date(2026, 3, 1)),  # there is no 31 February
        (date(2028, 2, 29), 24, date(2026, 3, 1)),
        (date(2028, 2, 29), 48, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2027, 1, 31), 2, date(2026, 12, 1)),
    ],
)
def test_months_that_are_too_short(today, months, expected):
    assert months_before(today, months) == expected


def test_three_letters_and_never_more():
    """From the day on which the point was last known, a look every day for three years."""
    known_on, asked = date(2024, 1, 31), []
    for number in range(3 * 365):
        day = known_on + timedelta(days=number)
        if letter_is_due(known_on, asked[-1] if asked else None, today=day):
            asked.append(day)

    assert asked == [date(2024, 8, 1), date(2024, 11, 1), date(2025, 2, 1)]
    assert not letter_is_due(None, None, today=date(2030, 1, 1))


def test_a_point_that_was_forgotten_for_years_gets_one_letter():
    assert letter_is_due(date(2016, 1, 1), None, today=TODAY)
    assert not letter_is_due(date(2016, 1, 1), TODAY, today=TODAY + timedelta(days=400))


def known(as_of, **values):
    made = factories.point(as_of=as_of, rule="Mo-Fr 09:00-17:00", phone="+32 4 232 02 92", **values)
    ContactPoint.objects.filter(pk=made.pk).update(known_on=made.as_of_date)
    return ContactPoint.objects.get(pk=made.pk)


@pytest.mark.parametrize(
    ("as_of", "sinks"),
    [("2026-11", 0), ("2025-11-22", 0), ("2025-05-23", 0), ("2025-05-22", 1), ("", 1), ("2024-11-22", 2)],
)
def test_after_eighteen_months_a_point_comes_after_fresher_ones(topics, as_of, sinks):
    made = known(as_of, address="Rue des Champs 97")

    assert freshness(Location.objects.select_related("point", "hours").get(point=made), at=MONDAY) == sinks


@pytest.mark.parametrize(
    ("as_of", "line", "state"),
    [
        ("2026-10-01", "From a public source, 1 October 2026", "open"),
        ("2025-10-01", "Last known: 1 October 2025, more than a year ago. Ask before you go", "unknown"),
        ("2024-10-01", "Known in 2024. Ask before you go", "unknown"),
        ("", "From a public source without a date. Ask before you go", "unknown"),
    ],
)
def test_the_page_says_it_at_its_top(topics, on_monday, client, as_of, line, state):
    made = known(as_of)

    html = client.get(reverse("point", args=[made.key])).content.decode()

    assert queries.point(made.key, language="en", at=MONDAY).state.kind == state
    assert html.index(line) < html.index("Opening hours" if "Opening hours" in html else "When")


def test_what_the_office_confirmed_ages_too(topics):
    made = known("2020-01")
    ContactPoint.objects.filter(pk=made.pk).update(basis="confirmed", confirmed_on="2025-11-01")

    shown = queries.point(made.key, language="en", at=MONDAY)

    assert shown.source_text == (
        "Last confirmed by this office on 1 November 2025, more than a year ago. Ask before you go"
    )


# --- The coordinator's list -------------------------------------------------------------------------------------
@pytest.fixture
def greta(client, topics, on_monday):
    """A coordinator at work on that Monday."""
    user = people.coordinator(name="Greta Lind")
    people.sign_in(client, user)
    return user


def listed(client, **query):
    return [one.key for one in client.get(reverse("work-freshness"), query).context["lines"]]


def test_points_stand_in_the_group_of_their_age(client, greta):
    for key, as_of in {
        "new": "2026-11-01", "summer": "2026-07-01", "spring": "2026-03-01", "last-year": "2025-10-01",
        "long-ago": "2025-01-01", "ages": "2019-01-01", "no-day": "",
    }.items():  # fmt: skip
        known(as_of, key=key)
    gone = known("2019-01-01", key="gone")
    ContactPoint.objects.filter(pk=gone.pk).update(status="closed", closed_since="2020", closed_since_date="2020-01-01")

    groups = {name: number for name, _, number in client.get(reverse("work-freshness")).context["groups"]}

    assert listed(client) == ["no-day", "ages", "long-ago", "last-year", "spring", "summer", "new"]
    assert groups == {
        "due": 1, "asked": 1, "doubtful": 1, "sunk": 1, "old": 1, "undated": 1, "fresh": 1, "alone": 7,
    }  # fmt: skip
    assert [listed(client, show=name) for name in ("due", "asked", "doubtful", "sunk", "old", "undated", "fresh")] == [
        ["summer"], ["spring"], ["last-year"], ["long-ago"], ["ages"], ["no-day"], ["new"],
    ]  # fmt: skip


def test_silent_at_risk_and_alone(client, greta):
    silent, answered, edited, poor, wrong, harmless = (
        known("2026-03-01", key=key) for key in ("silent", "answered", "edited", "poor", "wrong", "harmless")
    )
    asked = {"asked_on": date(2026, 10, 1), "asked_by": "system"}
    Checkup.objects.create(point=silent, digest=b"1" * 32, **asked)
    Checkup.objects.create(point=answered, digest=b"2" * 32, answered_on=TODAY, answer="changed", via="link", **asked)
    Checkup.objects.create(point=edited, digest=b"3" * 32, **asked)
    ContactPoint.objects.filter(pk=edited.pk).update(known_on="2026-10-05")  # hours changed after the letter
    ContactPoint.objects.filter(pk=poor.pk).update(funded_until=TODAY + timedelta(days=90))
    for number, (point, what) in enumerate([(wrong, "phone"), (harmless, "languages")]):
        Correction.objects.create(point=point, wrong=what, language="en", sent_on=TODAY, once=bytes([number]) * 32)
    people.person(works_for=silent.organisation)

    assert listed(client, show="silent") == ["silent"]
    assert listed(client, show="risk") == ["poor", "wrong"]
    assert "silent" not in listed(client, show="alone")
    assert len(listed(client, show="alone")) == 5


def test_a_country_a_group_that_nobody_knows_and_a_country_that_is_none(client, greta):
    known("2026-03-01", key="liege")
    known("2026-03-01", key="milano", city=factories.MILAN)

    assert listed(client, country="IT") == ["milano"]
    assert listed(client, country="it' OR 1=1") == ["liege", "milano"]
    assert client.get(reverse("work-freshness"), {"show": "nonsense"}).status_code == 404


def test_the_list_as_a_file_runs_nothing_in_a_spreadsheet(client, greta):
    known("2026-03-01", key="liege", name='=HYPERLINK("http://evil.example")')

    answer = client.get(reverse("work-freshness-table"))
    [head, row] = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))

    assert dict(zip(head, row, strict=True)) == {
        "key": "liege",
        "name": '\'=HYPERLINK("http://evil.example")',
        "country": "BE",
        "stage": "asked",
        "known on": "2026-03-01",
        "asked on": "",
        "no answer": "",
        "funded until": "",
        "reports": "0",
        "operators": "0",
    }


@pytest.mark.parametrize("name", [";=1+1", " =1+1", "+1", "-1", "@x", "=1"])
def test_no_name_begins_like_a_formula_or_ends_its_cell(client, greta, name):
    known("2026-03-01", key="liege", name=name)

    line = client.get(reverse("work-freshness-table")).content.decode().splitlines()[1]

    assert line.startswith(f'"liege","\'{name}","BE",')


def test_one_point_or_three_cost_the_same(client, greta):
    def add():
        made = known("2026-03-01")
        people.person(works_for=made.organisation)
        Checkup.objects.create(point=made, digest=made.key.encode().ljust(32), asked_on=TODAY, asked_by="system")

    assert flat(add, lambda: client.get(reverse("work-freshness"))) <= 20


def test_an_operator_finds_no_such_list(client, topics):
    people.sign_in(client, people.person())

    assert client.get(reverse("work-freshness")).status_code == 404
    assert client.get(reverse("work-freshness-table")).status_code == 404


def test_the_clock_is_that_of_the_house(topics):
    """At half past midnight in Brussels it is still yesterday in London."""
    made = known("2025-11-23")
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # 24 November, 0:30 in Brussels

    assert queries.point(made.key, language="en", at=MONDAY).source.trust == "seen"
    assert queries.point(made.key, language="en", at=late).source.trust == "doubtful"
