"""Days that are not as usual change what is said of an office, at its own clock and in every language."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umn.directory import hours
from umn.directory.special import Special, coming, for_place, left_of, on, spans_of, spans_text

pytestmark = pytest.mark.once

BRUSSELS = "Europe/Brussels"
WEEK = "Mo-Fr 09:00-17:00"
THURSDAY = date(2026, 11, 26)
CLOSED = Special(THURSDAY, THURSDAY)


def there(*moment, zone=BRUSSELS):
    return datetime(*moment, tzinfo=ZoneInfo(zone))


def state(moment, *special, rule=WEEK, zone=BRUSSELS, country="BE", **more):
    return hours.state(rule, zone, country, moment, special=special, **more)


def test_closed_on_thursday_means_closed_until_friday_morning():
    found = state(there(2026, 11, 26, 10), CLOSED)

    assert (found.kind, found.opens, found.until) == ("closed", there(2026, 11, 27, 9), there(2026, 11, 27, 9))


def test_the_day_before_the_next_opening_leaves_it_out():
    assert state(there(2026, 11, 25, 18), CLOSED).opens == there(2026, 11, 27, 9)


def test_other_hours_stand_in_place_of_the_week():
    morning = Special(THURSDAY, THURSDAY, spans_of("10:00-12:00"))

    assert state(there(2026, 11, 26, 9, 30), morning).opens == there(2026, 11, 26, 10)
    assert state(there(2026, 11, 26, 11), morning).until == there(2026, 11, 26, 12)
    assert state(there(2026, 11, 26, 15), morning).kind == "closed"


def test_an_office_may_open_on_a_day_on_which_it_is_always_closed():
    saturday = Special(date(2026, 11, 28), date(2026, 11, 28), spans_of("10:00-12:00"))

    assert state(there(2026, 11, 28, 11), saturday).kind == "open"
    assert state(there(2026, 11, 27, 18), saturday).opens == there(2026, 11, 28, 10)


def test_an_office_that_says_it_is_open_on_a_public_holiday_is():
    christmas = Special(date(2026, 12, 25), date(2026, 12, 25), spans_of("10:00-12:00"))

    assert state(there(2026, 12, 25, 11), christmas).kind == "open"
    assert state(there(2026, 12, 25, 13), christmas).holiday is False
    assert state(there(2026, 12, 25, 13)).holiday is True


def test_the_day_begins_and_ends_at_midnight_of_the_office():
    always = {"rule": "24/7", "zone": "Atlantic/Canary", "country": "ES"}

    assert state(datetime(2026, 11, 25, 23, 59, tzinfo=UTC), CLOSED, **always).kind == "open"
    assert state(datetime(2026, 11, 26, 0, 0, tzinfo=UTC), CLOSED, **always).kind == "closed"
    assert state(datetime(2026, 11, 26, 23, 59, tzinfo=UTC), CLOSED, **always).kind == "closed"
    assert state(datetime(2026, 11, 27, 0, 0, tzinfo=UTC), CLOSED, **always).kind == "open"
    # In Brussels that day is an hour earlier.
    assert state(datetime(2026, 11, 25, 23, 0, tzinfo=UTC), CLOSED, rule="24/7").kind == "closed"


def test_a_closure_over_the_change_of_the_clock_and_the_end_of_the_year():
    autumn = Special(date(2026, 10, 24), date(2026, 10, 25))
    winter = Special(date(2026, 12, 21), date(2027, 1, 8))

    assert state(there(2026, 10, 25, 2, 30), autumn, rule="24/7").until == there(2026, 10, 26)
    assert state(there(2026, 12, 30, 10), winter).opens == there(2027, 1, 11, 9)


def test_a_night_does_not_run_on_out_of_a_day_on_which_the_office_is_closed():
    nights = {"rule": "Th-Fr 22:00-02:00"}

    assert state(there(2026, 11, 27, 1), **nights).kind == "open"
    assert state(there(2026, 11, 27, 1), CLOSED, **nights).kind == "unknown"
    assert state(there(2026, 11, 28, 1), CLOSED, **nights).kind == "open"


@pytest.mark.parametrize(("rule", "trusted"), [("", True), ("Mo-Fr", True), (WEEK, False)])
def test_of_an_office_whose_week_is_unknown_only_these_days_are_known(rule, trusted):
    given_hours = Special(date(2026, 11, 30), date(2026, 11, 30), spans_of("10:00-12:00"))
    known = {"rule": rule, "trusted": trusted}

    assert state(there(2026, 11, 25, 10), CLOSED, **known).kind == "unknown"
    assert state(there(2026, 11, 25, 10), CLOSED, **known).until == there(2026, 11, 26)
    assert state(there(2026, 11, 26, 10), CLOSED, **known).kind == "closed"
    assert state(there(2026, 11, 30, 11), CLOSED, given_hours, **known).kind == "open"
    # It may well open on the days between.
    assert state(there(2026, 11, 26, 10), CLOSED, given_hours, **known).opens is None


def test_who_needs_an_appointment_needs_one_on_these_days_too():
    morning = Special(THURSDAY, THURSDAY, spans_of("10:00-12:00"))

    assert state(there(2026, 11, 26, 11), morning, appointment=True).kind == "appointment"


def test_what_is_said_of_one_place_counts_more_there_and_nowhere_else():
    everywhere, here = CLOSED, Special(THURSDAY, THURSDAY, spans_of("10:00-12:00"), location_id=1)

    assert on(THURSDAY, for_place([here, everywhere], 1)) == here
    assert on(THURSDAY, for_place([here, everywhere], 2)) == everywhere
    assert state(there(2026, 11, 26, 11), *for_place([here, everywhere], 1)).kind == "open"


def test_those_that_are_over_are_not_shown_and_the_next_one_comes_first():
    over, later = Special(date(2026, 11, 1), date(2026, 11, 2)), Special(date(2026, 12, 1), date(2026, 12, 1))

    assert coming((later, over, CLOSED), THURSDAY) == (CLOSED, later)


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@given(st.tuples(days, days).map(sorted), st.tuples(days, days).map(sorted))
def test_what_is_left_of_some_days_is_all_of_them_without_the_others(one, other):
    def each(first, last):
        return {first.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)}

    left = [each(*piece) for piece in left_of(*one, without=tuple(other))]

    assert set().union(*left) == each(*one) - each(*other)
    assert sum(map(len, left)) == len(each(*one) - each(*other))


@pytest.mark.parametrize("text", ["09:00", "x", "12:00-09:00", "22:00-25:00"])
def test_only_hours_of_one_day_are_kept(text):
    with pytest.raises(ValueError, match=r"."):
        spans_of(text)


def test_hours_are_kept_as_text():
    assert spans_text(spans_of("09:00-12:00,14:00-24:00")) == "09:00-12:00,14:00-24:00"
    assert spans_of("") == ()
