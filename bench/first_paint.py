"""When something stands on the screen of a slow phone, beside a plain static page of the same words."""

import gzip
import html
import statistics
import sys
import tempfile
from pathlib import Path

from bench import chromium, peers, portal, servers
from bench.chromium import Browser, Visit
from bench.rows import Line, Row, judged, spread, told
from bench.servers import Server

ROUNDS, WARM = 3, 6
MOST = 1.10
PAGES = ("home", "find near a place", "point", "ask")


def measure(quick: bool) -> Line:
    peers.python_peers()
    portal.ready()
    languages = portal.LANGUAGES[:1] if quick else portal.LANGUAGES
    line = Line(
        "First paint on a slow phone",
        f"Chromium, {chromium.KBIT} kbit/s, {chromium.LATENCY} ms a round trip, processor {chromium.CPU_SLOWER}× "
        "slower, empty cache, in turn; ms to the first contentful paint. Against: the same words in paragraphs, "
        "without a style, finished in memory and compressed, from the same kind of server.",
    )
    with tempfile.TemporaryDirectory() as folder, portal.served() as ours, chromium.chromium() as browser:
        for name in PAGES:
            for each in languages:
                _write_floor(Path(folder), browser, ours, name, each)
        with servers.still(Path(folder)) as floor:
            seen = {name: _in_turn(browser, ours, floor, name, languages, 1 if quick else ROUNDS) for name in PAGES}
    line.rows = [_row(name, *sides) for name, sides in seen.items()]
    worst = max(visit.shift for mine, _ in seen.values() for visit in mine)
    line.rows.append(judged("layout shift, worst of all visits", f"{worst:.4f}", "–", worst, most=0))
    line.notes.append(f"Each row: {', '.join(languages)} together. The ratio is of the medians.")
    return line


def _in_turn(
    browser: Browser, ours: Server, floor: Server, name: str, languages: tuple[str, ...], rounds: int
) -> tuple[list[Visit], list[Visit]]:
    """Ours, floor, ours, floor …: one page in all languages."""
    mine, theirs = [], []
    for _ in range(rounds):
        for each in languages:
            mine.append(chromium.visit(browser, ours.address(_path(name, each)), slow=True))
            theirs.append(chromium.visit(browser, floor.address(f"/{_slug(name, each)}"), slow=True))
    return mine, theirs


def _row(name: str, mine: list[Visit], theirs: list[Visit]) -> Row:
    ours, floor = ([visit.paint for visit in side] for side in (mine, theirs))
    ratio = statistics.median(ours) / statistics.median(floor)
    return judged(name, f"{spread(ours, 0)} ms", f"{spread(floor, 0)} ms", ratio, most=MOST)


def _write_floor(folder: Path, browser: Browser, ours: Server, name: str, language: str) -> None:
    path = _path(name, language)
    for _ in range(WARM):  # every worker has shown every page before it counts
        ours.answers(path)
    words = _same_words(browser, ours.address(path), language)
    (folder / f"{_slug(name, language)}.gz").write_bytes(gzip.compress(words, 9))


def _same_words(browser: Browser, address: str, language: str) -> bytes:
    """What can be read on the page, line by line, as the plainest HTML there is."""
    page = browser.new_page()
    try:
        page.goto(address)
        words, title, direction = page.evaluate(
            "[document.body.innerText, document.title, document.documentElement.dir]"
        )
    finally:
        page.close()
    paragraphs = "\n".join(f"<p>{html.escape(line.strip())}" for line in words.splitlines() if line.strip())
    return (
        f'<!doctype html><html lang="{language}" dir="{direction or "ltr"}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title>\n{paragraphs}\n'
    ).encode()


def _path(name: str, language: str) -> str:
    return f"/{language}/{portal.addresses()[name]}"


def _slug(name: str, language: str) -> str:
    return f"{name.replace(' ', '-')}-{language}"


if __name__ == "__main__":
    sys.exit(told(measure, "first paint"))
