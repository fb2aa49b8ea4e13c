from datetime import UTC, datetime, timedelta

import pytest

from umn.post import duties

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    monkeypatch.setattr(duties, "_DUTIES", {})


def test_a_duty_runs_at_once_and_again_when_its_time_has_come():
    done = []
    duties.register("look", every=timedelta(minutes=10), run=done.append)
    round_ = duties.Round()

    for minutes in (0, 9, 10, 11, 20):
        round_.do(at=MONDAY + timedelta(minutes=minutes))

    assert [int((at - MONDAY).total_seconds() / 60) for at in done] == [0, 10, 20]


def test_a_duty_that_fails_stops_no_other_and_comes_again(caplog, monkeypatch):
    monkeypatch.setattr(duties.logger, "disabled", False)  # another test may have set up a server's logs
    done = []

    def fail(at: datetime) -> None:
        raise ValueError("a row that nobody should read in a log")

    duties.register("fail", every=timedelta(minutes=1), run=fail)
    duties.register("look", every=timedelta(minutes=1), run=done.append)
    round_ = duties.Round()

    round_.do(at=MONDAY)
    round_.do(at=MONDAY + timedelta(minutes=1))

    assert len(done) == 2
    assert [record.getMessage() for record in caplog.records] == ["The duty fail failed: ValueError"] * 2


def test_a_clock_that_goes_back_does_not_put_a_duty_off():
    done = []
    duties.register("look", every=timedelta(days=1), run=done.append)
    round_ = duties.Round()

    round_.do(at=MONDAY)
    round_.do(at=MONDAY - timedelta(hours=1))

    assert len(done) == 2
