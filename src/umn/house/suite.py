"""`./test`: the same tests on SQLite and, where one answers, on PostgreSQL. Standard library only."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from umn.house import environment
from umn.house.environment import REPOSITORY
from umn.house.words import spoken

LOCAL = ["postgres://postgres@127.0.0.1:5432/postgres", "postgres://postgres@/postgres"]
NO_TESTS = 5  # pytest's exit code for "nothing was selected": a test named on the command line may be SQLite's alone

_ANSWERS = "import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=3).close()"


def main() -> int:
    arguments = sys.argv[1:]
    python = environment.ready("test.lock")
    postgres = find_postgres(python)
    nothing_skips = bool(os.environ.get("UMN_NOTHING_SKIPS"))
    if not postgres:
        _loud("No PostgreSQL answers: the tests run on SQLite alone. DATABASE_URL=postgres://… names one.")
        if nothing_skips:
            return 1
    if postgres:
        print("--- SQLite", flush=True)
    first = _round(python, arguments, {"UMN_ROUND": "sqlite"})
    if not postgres:
        return first
    print("--- PostgreSQL", flush=True)
    second = _round(python, arguments, {"UMN_ROUND": "postgres", "DATABASE_URL": postgres})
    if second == NO_TESTS and first == 0:
        second = 0
    return first or second


def find_postgres(python: Path) -> str | None:
    """The address of a PostgreSQL that lets us in: DATABASE_URL, or the one of this machine."""
    given = os.environ.get("DATABASE_URL", "")
    for url in [given] if given.startswith("postgres") else LOCAL:
        asked = subprocess.run([python, "-c", _ANSWERS, url], capture_output=True, check=False)
        if asked.returncode == 0:
            return url
    return None


def _round(python: Path, arguments: list[str], more: dict[str, str]) -> int:
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith(("UMN_", "DATABASE_URL"))}
    kept = {key: os.environ[key] for key in ("UMN_NOTHING_SKIPS", "UMN_CHROMIUM") if key in os.environ}
    home = tempfile.mkdtemp(prefix="umn-test-")
    try:
        return subprocess.run(
            [python, "-m", "pytest", *arguments],
            cwd=REPOSITORY,
            env={**surroundings, **kept, **more, "UMN_TEST_HOME": home},
            check=False,
        ).returncode
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _loud(sentence: str) -> None:
    print(f"\n{'!' * 100}\n!! {sentence}\n{'!' * 100}\n", flush=True)


if __name__ == "__main__":
    sys.exit(spoken(main))
