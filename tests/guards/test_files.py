"""Small files, no paths of one person's machine, no hosts in the locks."""

import re
import subprocess
import sys

import pytest

from tests.guards.tree import REPOSITORY, files, name, report

pytestmark = pytest.mark.once

LONGEST = 400  # lines; three hundred is already long
SOMEBODYS_MACHINE = re.compile(r"(?<![\w}/.])/(?:home|root|Users)/\w+")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def too_long(paths) -> list[str]:
    lengths = {path: len(path.read_text().splitlines()) for path in paths}
    return [f"{name(path)}: {length} lines" for path, length in lengths.items() if length > LONGEST]


def hosts_in(text: str) -> list[str]:
    return re.findall(r"https?://\S+|--(?:extra-)?index-url.*|--find-links.*", text)


def test_no_file_is_longer_than_four_hundred_lines():
    found = too_long(files(".py", ".html", ".css", ".js"))

    assert found == [], report(found, "Find the noun hiding in it and give it a file of its own.")


def test_no_file_names_somebodys_machine():
    text = files(".py", ".md", ".toml", ".html", ".css", ".js", ".in", ".lock", ".yaml", ".json")
    found = [f"{name(path)}: {hit}" for path in text for hit in SOMEBODYS_MACHINE.findall(path.read_text())]

    assert found == [], report(found, "Name a path relative to the repository or to the data folder.")


def test_the_locks_name_no_host_and_hash_every_package():
    for lock in sorted((REPOSITORY / "requirements").glob("*.lock")):
        text = lock.read_text()
        assert hosts_in(text) == [], f"{lock.name} names a host. CONTRIBUTING.md has the command that makes locks."
        for entry in re.split(r"\n(?=\S)", text.strip()):
            assert "--hash=sha256:" in entry, f"{lock.name}: no hash for {entry.splitlines()[0]}"


def test_the_lock_of_the_tests_holds_the_portals_own_versions():
    portal, tests = (dict(PIN.findall((REPOSITORY / "requirements" / lock).read_text())) for lock in LOCKS)

    assert {package: tests.get(package) for package in portal} == portal, "Make both locks again, one after the other."


LOCKS = ("run.lock", "test.lock")


def test_every_package_we_ask_for_has_its_reason():
    asked = [line for path in (REPOSITORY / "requirements").glob("*.in") for line in path.read_text().splitlines()]
    names = [re.split(r"[\[<>=~!; ]", line)[0] for line in asked if line and not line.startswith(("-", "#"))]
    reasons = (REPOSITORY / "docs" / "decisions" / "dependencies.md").read_text().lower()

    assert [package for package in names if package.lower() not in reasons] == [], (
        "docs/decisions/dependencies.md says of each package what for, why this one, and who keeps it up."
    )


@pytest.mark.parametrize(
    "command",
    [["ruff", "check"], ["ruff", "format", "--check"], ["mypy", "src/umn"]],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_the_tools_agree(command):
    run = subprocess.run([sys.executable, "-m", *command], cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert run.returncode == 0, report([run.stdout[-6000:], run.stderr[-2000:]], "CONTRIBUTING.md says how to run it.")


def test_the_guards_see_bad_samples(tmp_path):
    long = tmp_path / "long.py"
    long.write_text("pass\n" * (LONGEST + 1))

    assert too_long([long]) == ["long.py: 401 lines"]
    assert SOMEBODYS_MACHINE.search("see /ho" + "me/ana/portal")
    assert not SOMEBODYS_MACHINE.search("reverse('/en/home/x')")
    assert hosts_in("--index-url https://example.org/simple\n") != []
