"""The data folder: ours or nobody's, one portal at a time, and its secrets never made twice."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from umn.house import secret_files
from umn.house.folder import FORMAT, MARK, DataFolder
from umn.house.words import Refused, in_words

pytestmark = pytest.mark.once

HOLD = """
import sys; from pathlib import Path; from umn.house.folder import DataFolder
folder = DataFolder(Path(sys.argv[1])); folder.open(); folder.lock(); print("held", flush=True); sys.stdin.read()
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_folder_is_ours_and_for_its_owner_alone(tmp_path):
    folder = DataFolder(tmp_path / "deep" / "data")

    folder.open()

    assert (folder.path / "version").read_text() == f"{MARK} {FORMAT}\n"
    assert mode(folder.path) == 0o700
    DataFolder(folder.path).open()  # and is recognised


def test_a_folder_of_somebody_else_is_left_untouched(tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"sun")

    with pytest.raises(Refused, match="holds something else"):
        DataFolder(tmp_path).open()

    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{MARK} {FORMAT + 1}\n", "newer version"),
        ("something else\n", "not a data folder"),
        (f"{MARK} soon\n", "not a data folder"),
        ("", "not a data folder"),
    ],
)
def test_a_folder_of_another_version_is_refused(tmp_path, text, told):
    (tmp_path / "version").write_text(text)

    with pytest.raises(Refused, match=told):
        DataFolder(tmp_path).open()


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "data").touch()

    with pytest.raises(Refused, match="is a file"):
        DataFolder(tmp_path / "data").open()


def test_a_folder_in_use_is_refused_until_its_portal_ends(tmp_path):
    other = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdin=-1, stdout=-1, env={"PYTHONPATH": "src"})
    assert other.stdout.readline() == b"held\n"
    folder = DataFolder(tmp_path)
    folder.open()

    with pytest.raises(Refused, match="in use"):
        folder.lock()

    other.kill()
    other.communicate()
    folder.lock()


def test_secrets_are_made_once_and_for_the_owner_alone(tmp_path):
    folder = DataFolder(tmp_path / "data")
    folder.open()

    assert secret_files.make(folder, database_is_empty=True) == ["pepper", "server.key"]

    files = {path.name: path.read_text() for path in folder.secret.iterdir()}
    assert set(files) == {"pepper", "server.key", "django.key"}
    assert len(bytes.fromhex(files["pepper"])) == len(bytes.fromhex(files["server.key"])) == 32
    assert {mode(path) for path in folder.secret.iterdir()} == {0o600}
    assert mode(folder.secret) == 0o700
    assert secret_files.make(folder, database_is_empty=False) == []
    assert {path.name: path.read_text() for path in folder.secret.iterdir()} == files


@pytest.mark.parametrize("lost", ["pepper", "server.key"])
def test_a_lost_secret_is_not_replaced_beside_a_database_that_needs_it(tmp_path, lost):
    folder = DataFolder(tmp_path / "data")
    folder.open()
    secret_files.make(folder, database_is_empty=True)
    (folder.secret / lost).unlink()

    with pytest.raises(Refused, match=f"The secret {lost} is missing"):
        secret_files.make(folder, database_is_empty=False)

    assert not (folder.secret / lost).exists()


def test_a_full_disk_and_a_locked_folder_are_told_in_words():
    with pytest.raises(OSError, match="No space left") as full:
        Path("/dev/full").write_text("a device that is always full")

    assert in_words(full.value) == "The disk is full. Free some space, then start again: nothing is lost."
    assert in_words(PermissionError(13, "no", "/srv/data")).startswith("No permission to write /srv/data.")
    assert in_words(FileNotFoundError(2, "No such file", "/proc/x")) == "/proc/x cannot be used: No such file."
    assert in_words(ValueError("a mistake in the code")) is None
