"""`./test`: the same tests on SQLite and, where one answers, on PostgreSQL. Standard library only."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, NamedTuple

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
    if postgres:
        return both(python, arguments, postgres)
    _loud("No PostgreSQL answers: the tests run on SQLite alone. DATABASE_URL=postgres://… names one.")
    if os.environ.get("UMN_NOTHING_SKIPS"):
        return 1
    return _ended(_round(python, arguments, {"UMN_ROUND": "sqlite"}))


def both(python: Path, arguments: list[str], postgres: str) -> int:
    """Both rounds beside each other; what the second says is shown when the first has ended."""
    with tempfile.TemporaryFile() as said:
        second = _round(python, arguments, {"UMN_ROUND": "postgres", "DATABASE_URL": postgres}, said)
        print("--- SQLite", flush=True)
        try:
            first_code = _ended(_round(python, arguments, {"UMN_ROUND": "sqlite"}))
        finally:
            second_code = _ended(second)
        said.seek(0)
        print("--- PostgreSQL", flush=True)
        print(said.read().decode(errors="replace"), end="", flush=True)
    if second_code == NO_TESTS and first_code == 0:
        second_code = 0
    return first_code or second_code


def find_postgres(python: Path) -> str | None:
    """The address of a PostgreSQL that lets us in: DATABASE_URL, or the one of this machine."""
    given = os.environ.get("DATABASE_URL", "")
    for url in [given] if given.startswith("postgres") else LOCAL:
        asked = subprocess.run([python, "-c", _ANSWERS, url], capture_output=True, check=False)
        if asked.returncode == 0:
            return url
    return None


class Round(NamedTuple):
    process: subprocess.Popen[bytes]
    home: str


def _round(python: Path, arguments: list[str], more: dict[str, str], said: IO[bytes] | None = None) -> Round:
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith(("UMN_", "DATABASE_URL"))}
    kept = {key: os.environ[key] for key in ("UMN_NOTHING_SKIPS", "UMN_CHROMIUM") if key in os.environ}
    home = tempfile.mkdtemp(prefix="umn-test-")
    environment_of_round = {**surroundings, **kept, **more, "UMN_TEST_HOME": home}
    command: list[str | Path] = [python, "-m", "pytest", *arguments]
    process = subprocess.Popen(command, cwd=REPOSITORY, env=environment_of_round, stdout=said, stderr=said)
    return Round(process, home)


def _ended(round_: Round) -> int:
    try:
        return round_.process.wait()
    finally:
        if round_.process.poll() is None:
            round_.process.terminate()
            round_.process.wait()
        shutil.rmtree(round_.home, ignore_errors=True)


def _loud(sentence: str) -> None:
    print(f"\n{'!' * 100}\n!! {sentence}\n{'!' * 100}\n", flush=True)


if __name__ == "__main__":
    sys.exit(spoken(main))
