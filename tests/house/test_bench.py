"""`bench/`: every command can be called, and what it measures against is sound. Never how long anything takes."""

import subprocess
import sys

import pytest

from bench import peers, rows, table
from tests.guards.tree import REPOSITORY

pytestmark = pytest.mark.once


def called(*words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {"PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}", "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=REPOSITORY, env=surroundings, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("line", table.LINES)
def test_every_line_can_be_called(line):
    told = called(f"bench.{line}", "--help")

    assert told.returncode == 0, told.stderr
    assert "--quick" in told.stdout


def test_a_line_that_does_not_exist_is_named():
    told = called("bench.table", "speed")

    assert told.returncode == 2
    assert "there is no line speed" in told.stderr


def test_the_peers_compile():
    sources = sorted(peers.SOURCES.rglob("*.py"))

    assert len(sources) > 8
    for source in sources:
        compile(source.read_text(), source.name, "exec")


def test_the_peers_run_on_our_own_django_and_server():
    def pins(lock: str) -> dict[str, str]:
        words = (REPOSITORY / "requirements" / lock).read_text().split()
        return dict(word.split("==") for word in words if "==" in word)

    ours, theirs = pins("run.lock"), pins("bench.lock")

    assert {name: theirs[name] for name in ("django", "gunicorn")} == {
        name: ours[name] for name in ("django", "gunicorn")
    }


def test_a_row_says_whether_its_aim_is_met():
    quick = rows.judged("page", "100/s", "50/s", 2.0, least=1.5)
    heavy = rows.judged("memory", "400 MB", "200 MB", 2.0, most=1.0)

    assert quick.line() == "| page | 100/s | 50/s | 2.00 | ≥ 1.5 | yes |"
    assert heavy.line() == "| memory | 400 MB | 200 MB | 2.00 | ≤ 1 | **no** |"
    assert rows.spread([3, 1, 2], 0) == "2 (1–3)"


def test_what_is_missing_is_said_aloud_and_fails(capsys, monkeypatch):
    def measure(quick):
        raise rows.Missing("nginx is missing: apt install nginx")

    monkeypatch.setattr(sys, "argv", ["line"])

    assert rows.told(measure, "cached pages") == 2
    assert capsys.readouterr().out == "**Not measured (cached pages):** nginx is missing: apt install nginx\n\n"
