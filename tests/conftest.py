"""What every test finds ready: the built checkout, the strict client, the browser, and loud words about skips."""

import os

import pytest
from django.utils import translation

from tests.browser import browser, open_page  # noqa: F401
from tests.strict import StrictClient

ROUND = os.environ.get("UMN_ROUND", "sqlite")


@pytest.fixture(scope="session", autouse=True)
def _checkout_is_prepared():
    from umn.house.prepare import prepare

    prepare()


@pytest.fixture(autouse=True)
def _english_again():
    """A test that leaves another language behind must not change the next one."""
    yield
    translation.deactivate()


@pytest.fixture
def client() -> StrictClient:
    return StrictClient()


@pytest.fixture
def strict_client() -> StrictClient:
    return StrictClient()


def pytest_collection_modifyitems(config, items):
    """What asks no database runs once, in the first round; so does what looks at pages; journeys run twice."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if "journeys" not in item.path.parts or item.path.name == "test_everyone_can_use_it.py":
                item.add_marker(pytest.mark.once)
    if ROUND != "sqlite":
        once = [item for item in items if item.get_closest_marker("once")]
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if item not in once]


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("SKIPPED: these promises were not checked", sep="!", red=True, bold=True)
        for reason in sorted({report.longrepr[2] for report in skipped}):
            terminalreporter.line(f"  {reason}", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("UMN_NOTHING_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
