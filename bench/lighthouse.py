"""Lighthouse's four scores of the pages that search engines may show."""

import json
import os
import subprocess
import sys

from bench import peers, portal
from bench.rows import Line, Missing, Row, told

PAGES = {
    "home": "",
    "find": "find/",
    "point": f"points/{portal.POINT}/",
    "map": "map/",
    "privacy": "privacy/",
    "languages": "languages/",
}
SCORES = ("performance", "accessibility", "best-practices", "seo")
AIM = [100, 100, 100, 100]


def measure(quick: bool) -> Line:
    command = peers.lighthouse()
    portal.ready()
    line = Line(
        f"Lighthouse {peers.LIGHTHOUSE_VERSION}",
        "Its own simulated phone, headless Chromium; performance / accessibility / best practices / SEO.",
    )
    with portal.served() as server:
        for name, path in dict(list(PAGES.items())[: 1 if quick else None]).items():
            address = server.address(f"/en/{path}")
            try:
                server.answers(f"/en/{path}")
            except Missing as missing:
                line.notes.append(f"{name}: {missing}.")
                continue
            scores, lost = _scores(command, address)
            line.rows.append(Row(name, " / ".join(map(str, scores)), "–", "–", "100 / 100 / 100 / 100", scores == AIM))
            line.notes += [f"{name}: {each}" for each in lost]
    return line


def _scores(command, address: str) -> tuple[list[int], list[str]]:
    """The four scores, and the audits that cost a point."""
    chrome = peers.command("chromium")
    done = subprocess.run(
        [command, address, "--quiet", "--output=json", "--output-path=stdout", f"--only-categories={','.join(SCORES)}",
         "--chrome-flags=--headless=new --no-sandbox"],
        env={**os.environ, "CHROME_PATH": chrome}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    if done.returncode:
        raise Missing(f"Lighthouse failed on {address}: {done.stderr[-800:]}")
    report = json.loads(done.stdout)
    lost = [
        f"{audit['title']} ({audit['score']})"
        for score in SCORES
        for reference in report["categories"][score]["auditRefs"]
        if reference["weight"] and (audit := report["audits"][reference["id"]])["score"] not in (None, 1)
    ]
    return [round((report["categories"][score]["score"] or 0) * 100) for score in SCORES], lost


if __name__ == "__main__":
    sys.exit(told(measure, "lighthouse"))
