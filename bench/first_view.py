"""What a page weighs before anything is on the screen, and altogether: in three scripts, from an empty cache."""

import contextlib
import gzip
import sys
import urllib.error
import urllib.request

from bench import chromium, portal
from bench.rows import Line, Missing, Row, told
from bench.servers import Server

VIEW, PAGE, REQUESTS = 14_000, 20_000, 3  # bytes, bytes, requests
ALL = {**portal.addresses(), "ask, last step": portal.ASK_LAST, "map": "map/"}


def measure(quick: bool) -> Line:
    portal.ready()
    line = Line(
        "First view",
        "Chromium with an empty cache, 360 px wide; bytes as they came over the wire, compressed, headers included. "
        "*First view*: the page, and how many requests its first paint waits for. *Whole page*: all that it asks for, "
        "its icon too.",
    )
    languages = portal.LANGUAGES[:1] if quick else portal.LANGUAGES
    with portal.served() as server, chromium.chromium() as browser:
        for name, path in ALL.items():
            try:
                server.answers(f"/en/{path}")
            except Missing as missing:
                line.rows.append(Row(name, str(missing), met=False))
                continue
            line.rows += [_row(f"{name}, {each}", server, browser, f"/{each}/{path}") for each in languages]
    if not quick:
        line.notes.append(_other_languages())
    return line


def _row(what: str, server: Server, browser: chromium.Browser, path: str) -> Row:
    address = server.address(path)
    visit = chromium.visit(browser, address)
    for icon in visit.icons:  # without a window Chromium asks for none; a phone does
        if icon not in visit.bytes_of:
            visit.bytes_of[icon] = _weight(icon)
    first, whole = visit.bytes_of[address], sum(visit.bytes_of.values())
    requests, elsewhere = len(visit.bytes_of), len(visit.elsewhere(server.port))
    met = first <= VIEW and visit.blocking == 0 and whole <= PAGE and requests <= REQUESTS and not elsewhere
    ours = f"first view {first:,} B in {1 + visit.blocking}; whole page {whole:,} B in {requests}"
    aim = f"≤ {VIEW:,} B in 1; ≤ {PAGE:,} B in ≤ {REQUESTS}; none elsewhere"
    return Row(what, ours + (f"; {elsewhere} ELSEWHERE" if elsewhere else ""), "–", "–", aim, met)


def _other_languages() -> str:
    """The heaviest first view over all languages of the interface, by plain HTTP."""
    weights = {}
    with portal.served() as server:
        for language in portal.public_languages():
            for name, path in ALL.items():
                with contextlib.suppress(urllib.error.HTTPError):  # said above
                    weights[f"{name} in {language}"] = _weight(server.address(f"/{language}/{path}"))
    heaviest = max(weights, key=lambda each: weights[each])
    return (
        f"Of {len(weights)} pages in all languages the heaviest: {heaviest}, {weights[heaviest]:,} B with its headers."
    )


def _weight(address: str) -> int:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        if answer.headers["Content-Encoding"] == "gzip":
            gzip.decompress(body)  # whole and sound
        return len(body) + len(str(answer.headers).encode()) + len("HTTP/1.1 200 OK\r\n")


if __name__ == "__main__":
    sys.exit(told(measure, "first view"))
