"""Nothing is more certain than its source."""

from datetime import UTC, datetime

import pytest

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from umn.directory import queries
from umn.directory.models import ContactPoint, OpeningHours
from umn.directory.provenance import trust

WEEK = "Mo-Fr 09:00-17:00"


def known(basis, as_of, confirmed_on=None):
    return ContactPoint(**factories.source(basis, as_of), confirmed_on=confirmed_on)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (known("seen", "2026-11-22"), "seen"),
        (known("seen", "2025-11-23"), "seen"),
        (known("seen", "2025-11-22"), "doubtful"),
        (known("seen", "2024-11-23"), "doubtful"),
        (known("seen", "2024-11-22"), "old"),
        (known("seen", "2024-11"), "old"),  # it may have been the first of the month
        (known("seen", "2025"), "doubtful"),
        (known("seen", "2024"), "old"),
        (known("seen", ""), "undated"),
        (known("recalled", "2026-11"), "recalled"),
        (known("unknown", "2026-11"), "unknown"),
        (known("confirmed", "", MONDAY.date()), "confirmed"),
        (known("confirmed", "", MONDAY.date().replace(year=2025, day=1)), "doubtful"),
        (known("confirmed", "", MONDAY.date().replace(year=2020)), "old"),
    ],
)
def test_how_far_a_fact_may_be_relied_on(fact, expected):
    assert trust(fact, at=MONDAY) == expected


def test_two_years_before_a_leap_day():
    leap = datetime(2028, 2, 29, 12, tzinfo=UTC)

    assert trust(known("seen", "2026-03-01"), at=leap) == "doubtful"
    assert trust(known("seen", "2026-02-28"), at=leap) == "old"


@pytest.mark.parametrize(
    ("basis", "as_of", "state", "line"),
    [
        ("seen", "2026-11-22", "open", "From a public source, 22 November 2026"),
        ("seen", "2026-06", "open", "From a public source, June 2026"),
        ("seen", "2025-06", "unknown", "Last known: June 2025, more than a year ago. Ask before you go"),
        ("seen", "2025", "unknown", "Last known: 2025, perhaps more than a year ago. Ask before you go"),
        ("seen", "2016-06-10", "unknown", "Known in 2016. Ask before you go"),
        ("seen", "", "unknown", "From a public source without a date. Ask before you go"),
        ("recalled", "2026-11-22", "unknown", "Not yet confirmed by this office"),
    ],
)
def test_hours_count_only_when_their_source_is_fresh(topics, basis, as_of, state, line):
    factories.point("desk", rule=WEEK, basis=basis, as_of=as_of)

    shown = queries.point("desk", language="en", at=MONDAY)
    [card] = queries.find(q="Liège", language="en", at=MONDAY).cards

    assert (shown.state.kind, card.state.kind) == (state, state)
    assert (shown.places[0].hours.source_text, card.source_text) == (line, line)
    assert shown.places[0].hours.rows[0].times == ("09:00 – 17:00",)  # known, shown, not relied on


def test_what_the_office_confirmed_says_so(topics):
    factories.point("desk", rule=WEEK, basis="recalled", as_of="")
    confirmed = {"basis": "confirmed", "confirmed_on": MONDAY.date(), "confirmed_by": "operator 1"}
    OpeningHours.objects.update(**confirmed)

    hours = queries.point("desk", language="en", at=MONDAY).places[0].hours

    assert (hours.state.kind, hours.source_text) == ("open", "Confirmed by this office on 23 November 2026")


def test_a_source_is_linked_only_when_it_can_be_checked(topics):
    factories.point("seen", source_url="https://example.org/a")
    factories.point("recalled", basis="recalled", as_of="", source_url="https://example.org/a")

    urls = [queries.point(key, language="en", at=MONDAY).source.url for key in ("seen", "recalled")]
    assert urls == ["https://example.org/a", ""]


STARTER_STATES = {
    "monde-des-possibles": "open",
    "milano": "open",
    "sak": "unknown",  # a page without date
    "papperslosa": "unknown",  # a page without date
    "cgil-firenze-belfiore": "unknown",  # 2016
    "eka": "unknown",  # days without times
    "sofia": "unknown",  # free words
    "anolf-palermo": "unknown",  # 2021
    "cite-zamora": "unknown",  # 2025, by appointment
    "cgil-pesaro": "unknown",  # by appointment, on a page without date
    "cite-catalunya": "closed",
}


@pytest.mark.parametrize(("key", "expected"), STARTER_STATES.items())
def test_the_real_offices_on_a_monday_morning(starter, key, expected):
    assert queries.point(key, language="en", at=MONDAY).state.kind == expected


def test_infotujci_has_morning_hours_on_monday_and_afternoon_hours_on_wednesday(starter):
    def state(day, hour):
        moment = datetime(2026, 5, day, hour, 30, tzinfo=UTC)  # while its source is younger than a year
        return queries.point("infotujci", language="en", at=moment).state.kind

    assert [state(25, 7), state(25, 13), state(27, 7), state(27, 13)] == ["open", "closed", "closed", "open"]


def test_the_dates_of_the_sources(starter):
    lines = {
        key: queries.point(key, language="en", at=MONDAY).source_text
        for key in ("uil", "cgil-nuoro", "cgil-monza", "cgil-milano", "etuc")
    }

    assert lines == {
        "uil": "Not yet confirmed by this office",
        "cgil-nuoro": "Known in 2015. Ask before you go",
        "cgil-monza": "Known in 2021. Ask before you go",
        "cgil-milano": "From a public source without a date. Ask before you go",
        "etuc": "From a public source, 22 November 2026",
    }
