"""Open, closed, by appointment, unknown: the four answers, at the clock on the office's wall."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from umn.directory import hours, zones

BRUSSELS = "Europe/Brussels"
WEEK = "Mo-Fr 09:00-17:00"


def at(year, month, day, hour=0, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def brussels(*moment):
    return datetime(*moment, tzinfo=ZoneInfo(BRUSSELS))


def kind(rule, moment, *, zone=BRUSSELS, country="BE", **more):
    return hours.state(rule, zone, country, moment, **more).kind


def test_an_office_is_open_by_its_own_clock_in_winter_and_in_summer():
    assert kind(WEEK, at(2026, 11, 23, 7, 59)) == "closed"
    assert kind(WEEK, at(2026, 11, 23, 8, 0)) == "open"
    assert kind(WEEK, at(2026, 7, 20, 6, 59)) == "closed"
    assert kind(WEEK, at(2026, 7, 20, 7, 0)) == "open"
    assert kind(WEEK, at(2026, 7, 20, 15, 0)) == "closed"


def test_it_says_until_when_and_when_it_opens_again():
    open_now = hours.state(WEEK, BRUSSELS, "BE", at(2026, 11, 23, 10))
    on_friday_evening = hours.state(WEEK, BRUSSELS, "BE", at(2026, 11, 20, 18))

    assert open_now.until == brussels(2026, 11, 23, 17)
    assert on_friday_evening.opens == brussels(2026, 11, 23, 9)
    assert on_friday_evening.until == brussels(2026, 11, 23, 9)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(2026, 3, 28, 22, 30), "closed"),
        (at(2026, 3, 29, 0, 30), "open"),  # 01:30, then the clock jumps from 2 to 3
        (at(2026, 3, 29, 1, 30), "open"),  # 03:30
        (at(2026, 3, 29, 2, 0), "closed"),  # 04:00
        (at(2026, 10, 25, 1, 30), "open"),  # 02:30 for the second time
        (at(2026, 10, 25, 3, 0), "closed"),  # 04:00
    ],
)
def test_the_nights_when_the_clock_is_put_forward_and_back(moment, expected):
    assert kind("Su 01:00-04:00", moment) == expected


def test_on_public_holidays_an_office_counts_as_closed_unless_its_rule_speaks_of_them():
    christmas = at(2026, 12, 25, 10)
    closed = hours.state(WEEK, BRUSSELS, "BE", christmas)

    assert (closed.kind, closed.holiday, closed.opens) == ("closed", True, brussels(2026, 12, 28, 9))
    assert kind(f"{WEEK}; PH 10:00-12:00", christmas) == "open"
    assert kind("24/7", christmas) == "open"
    assert kind(WEEK, at(2026, 7, 21, 10)) == "closed"  # Belgium's own day
    assert kind(WEEK, at(2026, 7, 21, 10), zone="Europe/Paris", country="FR") == "open"


def test_countries_whose_calendar_is_incomplete_still_answer():
    assert kind(WEEK, at(2026, 1, 1, 10), zone="Europe/London", country="GB") == "closed"
    assert kind(WEEK, at(2026, 12, 25, 10), zone="Europe/London", country="GB") == "closed"
    assert kind(WEEK, at(2026, 2, 17, 10), zone="Europe/Belgrade", country="XK") == "closed"
    assert kind(WEEK, at(2026, 2, 18, 10), zone="Europe/Belgrade", country="XK") == "open"


def test_a_comment_never_counts_as_open():
    by_appointment = 'Tu 09:00-12:00 "by appointment"'

    assert kind(by_appointment, at(2026, 11, 24, 10)) == "appointment"
    assert kind('Tu 09:00-12:00 "ring twice"', at(2026, 11, 24, 10)) == "unknown"
    assert kind(WEEK, at(2026, 11, 24, 10), appointment=True) == "appointment"
    assert hours.state(by_appointment, BRUSSELS, "BE", at(2026, 11, 23, 10)).opens_by_appointment


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "Mo-Fr",
        "10:00-14:00",
        "Mo-Fr 09:00-17:00, Sa",
        "Monday evening",
        "Mo 9-12",
        "Mo-Fr 09:00-25:00",
        "PH off",
        "sunrise-sunset",
        "Mo-Fr 09:00+",
        "legal advice We 10:00-12:00",
        "Mo-Fr 09:00-17:00 || unknown",
        "Mo-Fr 09:00-17:00; week 1-53/2 Sa 10:00-12:00",
        "\x00",
        "Mo-Fr 09:00-17:00; " * 500,
    ],
)
def test_what_leaves_something_to_guess_is_never_open(rule):
    assert not hours.is_complete(rule)
    assert {kind(rule, at(2026, 11, day, 10)) for day in range(23, 30)} == {"unknown"}


def test_hours_that_may_not_be_relied_on_are_unknown():
    assert hours.state(WEEK, BRUSSELS, "BE", at(2026, 11, 23, 10), trusted=False) == hours.NOT_KNOWN


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        hours.state(WEEK, BRUSSELS, "BE", datetime(2026, 11, 23, 10))  # noqa: DTZ001


def test_the_week_is_told_day_by_day_without_its_holidays():
    week = hours.week("Mo-Fr 09:00-12:00,13:00-17:00; We off", BRUSSELS, at(2026, 12, 25, 10))
    told = {day.weekday: [f"{start:%H:%M}-{end:%H:%M}" for start, end, _ in day.spans] for day in week}

    both = ["09:00-12:00", "13:00-17:00"]
    assert told == {0: both, 1: both, 2: [], 3: both, 4: both, 5: [], 6: []}
    assert hours.week("Mo-Fr", BRUSSELS, at(2026, 12, 25, 10)) == ()


def test_days_without_times_are_read_as_days():
    assert hours.days_only("We-Fr") == (2, 3, 4)
    assert hours.days_only("Fr-Mo,We") == (0, 2, 4, 5, 6)
    assert hours.days_only("Th afternoon") == ()


def test_islands_have_their_own_clock():
    assert zones.zone_of("ES", lon=-3.7) == "Europe/Madrid"
    assert zones.zone_of("ES", lon=-15.4) == "Atlantic/Canary"
    assert zones.zone_of("PT", lon=-25.7) == "Atlantic/Azores"
    assert zones.zone_of("PT", lon=-16.9) == "Atlantic/Madeira"
    assert zones.zone_of("XK") == "Europe/Belgrade"
    with pytest.raises(KeyError):
        zones.zone_of("RU")


def test_every_country_of_the_starter_data_has_a_clock():
    from umn.directory.starter_files import point_files, read_points

    for country in {entry.facts["country"] for entry in read_points(point_files())}:
        assert ZoneInfo(zones.zone_of(country))
