"""A phone's browser, told what its line is like; what came over the wire is heard from the browser itself."""

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench import machine
from bench.rows import Missing

PHONE = {"width": 360, "height": 740}
# The slow line of the table, both ways; milliseconds for a round trip.
KBIT, LATENCY, CPU_SLOWER = 400, 400, 4
PATIENCE = 30  # seconds

# Paint and shift are noted from the first moment on; asked for when everything has come.
_WATCH = """
window.seen = { paint: 0, shift: 0 };
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    if (one.name === "first-contentful-paint") window.seen.paint = one.startTime;
})).observe({ type: "paint", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    if (!one.hadRecentInput) window.seen.shift += one.value;
})).observe({ type: "layout-shift", buffered: true });
"""
_BLOCKING = (
    """performance.getEntriesByType("resource").filter((one) => one.renderBlockingStatus === "blocking").length"""
)
_ICONS = """[...document.querySelectorAll("link[rel~=icon]")].map((link) => link.href)"""


@dataclass(slots=True)
class Visit:
    """What one visit with an empty cache brought. Bytes as they came over the wire, headers and all."""

    paint: float = 0.0  # ms to the first contentful paint
    shift: float = 0.0
    blocking: int = 0  # requests that the first paint waits for, the page itself not counted
    bytes_of: dict[str, int] = field(default_factory=dict)  # by address
    icons: list[str] = field(default_factory=list)

    def elsewhere(self, port: int) -> list[str]:
        return [address for address in self.bytes_of if urlsplit(address).port != port and address.startswith("http")]


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    path = os.environ.get("UMN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise Missing("Chromium is missing: apt install chromium, or name it in UMN_CHROMIUM")
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, machine.ASKING)  # the browser inherits it
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path)
            os.sched_setaffinity(0, before)
            yield browser
            browser.close()
    finally:
        os.sched_setaffinity(0, before)


def visit(browser: Browser, address: str, *, slow: bool = False, language: str = "en") -> Visit:
    """One page in a fresh context: nothing kept, nothing known."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, locale=language)
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        wire = context.new_cdp_session(page)
        found = Visit()
        _listen(wire, found)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        if slow:
            through = KBIT * 1000 / 8
            wire.send("Network.emulateNetworkConditions", {
                "offline": False, "latency": LATENCY, "downloadThroughput": through, "uploadThroughput": through,
            })  # fmt: skip
            wire.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
        deadline = time.monotonic() + PATIENCE
        answer = page.goto(address, wait_until="load" if slow else "networkidle")
        if answer is None or answer.status != 200:
            raise Missing(f"{address} answers {answer.status if answer else 'nothing'}")
        seen = page.evaluate("window.seen")
        while not seen["paint"] and time.monotonic() < deadline:  # a busy machine paints late
            page.wait_for_timeout(50)
            seen = page.evaluate("window.seen")
        page.wait_for_timeout(200)  # what moves, moves now
        seen = page.evaluate("window.seen")
        if not seen["paint"]:
            raise Missing(f"{address} was never painted")
        found.paint, found.shift = seen["paint"], seen["shift"]
        found.blocking = page.evaluate(_BLOCKING)
        found.icons = page.evaluate(_ICONS)
        return found
    finally:
        context.close()


def _listen(wire: CDPSession, found: Visit) -> None:
    asked: dict[str, str] = {}
    wire.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))

    def finished(event: dict) -> None:
        address = asked.get(event["requestId"], "")
        if address.startswith("http"):
            found.bytes_of[address] = found.bytes_of.get(address, 0) + int(event["encodedDataLength"])

    wire.on("Network.loadingFinished", finished)
