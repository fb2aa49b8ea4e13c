"""axe on every page, in every language, by day and by night: the suite's own journey, told to leave none out."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from bench import peers, portal
from bench.rows import Line, Row, told

JOURNEY = "tests/journeys/test_everyone_can_use_it.py"


def measure(quick: bool) -> Line:
    languages = ["en"] if quick else portal.public_languages()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        chosen = ["-k", "public_door and en"] if quick else []
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n2", "-p", "no:cacheprovider", f"--junitxml={report}", JOURNEY,
             *chosen],
            cwd=peers.REPOSITORY, env=_surroundings(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []  # noqa: S314 - pytest wrote it
    line = Line(
        "axe on every page",
        "WCAG 2.2 A and AA and axe’s best practices, light and dark; nothing wider than the screen (320 and 360 px). "
        f"The same as `UMN_ALL_LANGUAGES=1 pytest {JOURNEY}`.",
    )
    for door in ("public_door", "workspace"):
        mine = [case for case in cases if door in case.get("name", "")]
        if not mine:
            continue
        failed = [case for case in mine if len(case)]
        words = "no faults" if not failed else f"faults in {', '.join(_language(case) for case in failed)}"
        line.rows.append(
            Row(
                f"{door.replace('_', ' ')}, {len(mine)} of {len(languages)} languages", words, "–", "–", "0", not failed
            )
        )
        line.notes += [f"{case.get('name')}: {_first_words(case)}" for case in failed]
    if not cases:
        line.notes.append(f"**It did not run:** {done.stdout[-600:]}{done.stderr[-600:]}")
    return line


def _surroundings() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "DATABASE_"))}
    return {**kept, "UMN_ALL_LANGUAGES": "1"}


def _language(case: ElementTree.Element) -> str:
    found = re.search(r"\[(.+)\]", case.get("name", ""))
    return found[1] if found else "?"


def _first_words(case: ElementTree.Element) -> str:
    return " ".join((case[0].get("message") or "").split())[:400]


if __name__ == "__main__":
    sys.exit(told(measure, "axe"))
