"""A real browser for journeys. Without Chromium these tests skip, loudly; in CI a skip is a failure."""

import contextlib
import os
import shutil

import pytest

CHROMIUM = os.environ.get("UMN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser():
    """Chromium, started once. Open pages with `open_page`."""
    if not CHROMIUM:
        pytest.skip("Chromium is missing: apt install chromium, or name it in UMN_CHROMIUM")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would refuse the database calls of the tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, live_server):
    """`open_page(script=True, size=PHONE, dark=False, language=None)`: a page whose errors fail the test at its end."""
    with contextlib.ExitStack() as contexts:
        complaints: list[str] = []

        def open_(*, script: bool = True, size: dict = PHONE, dark: bool = False, language: str | None = None, **more):
            context = browser.new_context(
                base_url=live_server.url,
                java_script_enabled=script,
                viewport=size,
                color_scheme="dark" if dark else "light",
                locale=language,
                **more,
            )
            contexts.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
            page.on("console", lambda line: complaints.append(line.text) if "Security Policy" in line.text else None)
            page.on("request", lambda request: _stays_here(request.url, live_server.url, complaints))
            return page

        yield open_
        assert not complaints, "\n".join(complaints)


def _stays_here(url: str, here: str, complaints: list[str]) -> None:
    if not url.startswith((here, "data:", "blob:", "about:")):
        complaints.append(f"asked another host: {url}")
