"""Pictures of the pages that a reader of a new language sees first. For people to look at: nothing is compared."""

import argparse
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from umn.languages.interface import CODES

FOLDER = Path(__file__).resolve().parents[1] / "build" / "screenshots"
PAGES = {
    "home": "",
    "find": "find/",
    "found": "find/?q=Milano",
    "point": "points/anolf-milano/",
    "ask": "ask/",
    "answer": "answer/",
    "privacy": "privacy/",
    "languages": "languages/",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/screenshots", description="Eight pages in each language.")
    parser.add_argument("languages", nargs="*", default=list(CODES))
    parser.add_argument("--size", default="320x640", help="width and height of the window (default 320x640)")
    parser.add_argument("--at", default="http://127.0.0.1:8000", help="where the portal answers")
    parser.add_argument("--also", nargs="*", default=[], help="more addresses behind the language")
    given = parser.parse_args()
    width, height = (int(part) for part in given.size.split("x"))
    pages = {**PAGES, **{also.strip("/").replace("/", "-"): also for also in given.also}}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height})
        for language in given.languages:
            for name, address in pages.items():
                take(page, f"{given.at}/{language}/{address}", FOLDER / language / f"{name}-{width}.png")
        browser.close()


def take(page: Page, address: str, file: Path) -> None:
    """One picture of the whole page; a page that scrolls sideways is said."""
    file.parent.mkdir(parents=True, exist_ok=True)
    page.goto(address)
    page.screenshot(path=file, full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    print(f"{file.relative_to(FOLDER.parent)}{f'  TOO WIDE by {wide} px' if wide > 0 else ''}", flush=True)


if __name__ == "__main__":
    main()
