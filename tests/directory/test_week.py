"""The week that a form shows and the rule that is kept say the same; hours are read as people write them on doors."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umn.directory import hours
from umn.directory.special import DAY
from umn.directory.typed_times import Unclear, read, written
from umn.directory.week import Day, Read, Week, rule_of, week_of

pytestmark = pytest.mark.once

ROME = "Europe/Rome"


@st.composite
def spans(draw):
    count = draw(st.integers(0, 3))
    edges = sorted(draw(st.sets(st.integers(0, DAY), min_size=2 * count, max_size=2 * count)))
    return tuple(zip(edges[::2], edges[1::2], strict=True))


@st.composite
def weeks(draw):
    def day():
        times = draw(spans())
        return Day(times, bool(times) and draw(st.booleans()))

    return Week(tuple(day() for _ in range(7)), day())


@given(weeks())
def test_a_week_comes_back_from_its_rule_as_it_was(week):
    rule = rule_of(week)

    assert len(rule) <= 500
    assert week_of(rule) == Read(week)
    if any(day.spans for day in week.days):
        assert hours.is_complete(rule)


@given(weeks(), st.integers(0, 6), st.integers(0, DAY - 1))
def test_the_rule_is_open_exactly_when_the_week_is(week, weekday, minute):
    """In a week without public holidays or a change of the clock: 9 to 15 November 2026."""
    if not any(day.spans for day in week.days):
        return
    day = week.days[weekday]
    moment = datetime(2026, 11, 9, tzinfo=ZoneInfo(ROME)) + timedelta(days=weekday, minutes=minute)
    is_open = any(start <= minute < end for start, end in day.spans)

    found = hours.state(rule_of(week), ROME, "IT", moment)

    assert found.kind == (("appointment" if day.by_appointment else "open") if is_open else "closed")


@given(spans())
def test_what_the_form_shows_is_read_as_it_was_meant(times):
    assert read(written(times)) == times


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9-12, 14-17", "09:00–12:00, 14:00–17:00"),
        ("9.30–13", "09:30–13:00"),
        ("09h30 à 12h", "09:30–12:00"),
        ("de 9h à 12h et de 14h à 17h", "09:00–12:00, 14:00–17:00"),
        ("٩-١٢، ١٤:٣٠-١٧", "09:00–12:00, 14:30–17:00"),
        ("من ٩ إلى ١٢", "09:00–12:00"),
        ("0930-1230", "09:30–12:30"),
        ("930-1230", "09:30–12:30"),
        ("9am-5pm", "09:00–17:00"),
        ("9 a.m. - 12 p.m.", "09:00–12:00"),
        ("9 bis 12 Uhr", "09:00–12:00"),
        ("09:00-12:30/14:00-17:00", "09:00–12:30, 14:00–17:00"),
        ("14-17 9-12", "09:00–12:00, 14:00–17:00"),
        ("0-24", "00:00–24:00"),
        ("18-0", "18:00–24:00"),
        ("\u200f9\u2009–\u200912\u200f", "09:00–12:00"),
        ("closed", ""),
        ("fermé", ""),
        ("  ", ""),
        ("-", ""),
    ],
)
def test_hours_are_read_as_people_write_them(typed, meant):
    assert written(read(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("9-12 except Thursday", "unclear"),
        ("9-12?", "unclear"),
        ("25-26", "unclear"),
        ("9:75-10", "unclear"),
        ("13pm-14pm", "unclear"),
        ("<script>", "unclear"),
        ("9" * 80, "unclear"),
        ("9", "open-ended"),
        ("9-12-14-17", "open-ended"),
        ("9, 12", "open-ended"),
        ("9-12, 14-", "open-ended"),
        ("14-12", "order"),
        ("9-9", "order"),
        ("22-2", "night"),
        ("9-12, 11-13", "overlap"),
        ("8-9, 10-11, 12-13, 14-15", "many"),
    ],
)
def test_what_cannot_be_hours_is_said(typed, trouble):
    with pytest.raises(Unclear) as error:
        read(typed)
    assert error.value.trouble == trouble


@given(st.text(max_size=80))
def test_whatever_is_typed_is_hours_or_said_to_be_none(text):
    try:
        times = read(text)
    except Unclear:
        return
    assert times == tuple(sorted(times))
    assert all(0 <= start < end <= DAY for start, end in times)


def test_parts_that_the_form_cannot_show_are_kept_apart():
    rule = 'Mo-Fr 09:00-17:00; We off; Jul-Aug off; Sa 10:00-12:00 "ring first"; Su 22:00-02:00; PH 10:00-11:00'

    found = week_of(rule)

    usual = Day(((9 * 60, 17 * 60),))
    assert found.week == Week((usual, usual, Day(), usual, usual, Day(), Day()), Day(((600, 660),)))
    assert found.not_shown == ("Jul-Aug off", 'Sa 10:00-12:00 "ring first"', "Su 22:00-02:00")


@pytest.mark.parametrize("rule", ["Mo-Fr", "We evening", "sunrise-sunset"])
def test_a_rule_that_nobody_can_rely_on_is_not_shown_as_hours(rule):
    assert week_of(rule) == Read(Week(), (rule,))


def test_always_open_is_said_in_one_word():
    always = Day(((0, DAY),))

    assert rule_of(Week((always,) * 7, always)) == "24/7"
    assert rule_of(Week((always,) * 7)) == "Mo-Su 00:00-24:00; PH off"
    assert week_of("24/7").week == Week((always,) * 7, always)


def test_no_hours_are_no_rule():
    assert rule_of(Week()) == ""
    assert week_of("") == Read(Week())


def test_public_holidays_have_their_own_line():
    christmas = datetime(2026, 12, 25, 10, 30, tzinfo=ZoneInfo(ROME))
    usual = Day(((9 * 60, 17 * 60),))
    closed, open_too = Week((usual,) * 7), Week((usual,) * 7, Day(((600, 660),)))

    assert rule_of(closed) == "Mo-Su 09:00-17:00; PH off"
    assert hours.state(rule_of(closed), ROME, "IT", christmas).kind == "closed"
    assert hours.state(rule_of(open_too), ROME, "IT", christmas).kind == "open"
