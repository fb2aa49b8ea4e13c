"""`./start`, as somebody runs it: what it prints, what it refuses, and that it leaves nothing running."""

import os
import re
import signal
import socket
import sqlite3
import time

import pytest

from tests.house.conftest import free_port, processes

pytestmark = pytest.mark.slow


def gone(numbers) -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and set(numbers) & set(processes()):
        time.sleep(0.1)
    return not set(numbers) & set(processes())


def sign_ins(text: str) -> list[tuple[str, str]]:
    return re.findall(r"(\S+@practice\.example)\s+(\S+)", text)


def test_a_new_folder_is_served_and_served_again(lived, portal):
    assert len(sign_ins(lived.said)) == 2
    assert {path.stat().st_mode & 0o777 for path in (portal.data / "secret").iterdir()} == {0o600}

    again = portal.start().until_it_answers()

    assert f"http://127.0.0.1:{portal.port}/" in again
    assert sign_ins(again) == sign_ins(lived.said)
    assert portal.get("/healthz")[0] == 200
    status, page = portal.get("/")
    assert (status, 'lang="fr"' in page) == (200, True)
    children = portal.children()
    assert [line for line in children.values() if "gunicorn" in line]
    assert [line for line in children.values() if line.rstrip().endswith("manage.py worker")]
    assert portal.stop(signal.SIGINT) == 0
    assert gone(children)


@pytest.mark.once
def test_one_folder_one_portal_and_nothing_outlives_it(portal, new_portal):
    portal.start().until_it_answers()
    second = new_portal(data=portal.data, **portal.environment)
    assert "is in use" in second.start().refused()

    [worker] = [pid for pid, line in portal.children().items() if line.rstrip().endswith("manage.py worker")]
    os.kill(worker, signal.SIGKILL)
    portal.until(lambda: [pid for pid, line in portal.children().items() if "worker" in line and pid != worker])

    children = portal.children()
    portal.process.kill()
    portal.process.wait()
    assert gone(children), "kill -9 left something running"

    assert portal.start().until_it_answers()  # the folder's lock went with it
    assert portal.stop() == 0


def test_a_lost_pepper_is_refused_before_anything_is_opened(portal):
    (portal.data / "secret" / "pepper").rename(portal.data / "secret" / "pepper.mislaid")

    assert "The secret pepper is missing, but the database is not empty" in portal.start().refused()
    assert not (portal.data / "secret" / "pepper").exists()


@pytest.mark.once
@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "８０８０", ""])
def test_a_port_that_is_none_is_refused(new_portal, tmp_path, port):
    assert "is not a port" in new_portal().start(f"--port={port}").refused()
    assert not (tmp_path / "data").exists()


@pytest.mark.once
def test_a_port_that_is_taken_is_refused_before_the_folder_is_made(new_portal, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        refused = new_portal(port=other.getsockname()[1]).start().refused()

    assert "is taken by another program" in refused
    assert not (tmp_path / "data").exists()


@pytest.mark.once
def test_a_database_that_does_not_answer_is_told_without_its_password(new_portal):
    address = f"postgres://ana:geheim@127.0.0.1:{free_port()}/portal"

    refused = new_portal(DATABASE_URL=address).start().refused()

    assert "does not answer" in refused
    assert "geheim" not in refused


@pytest.mark.once
def test_an_address_of_another_kind_of_database_is_refused(new_portal):
    portal = new_portal(DATABASE_URL="mysql://ana@127.0.0.1/portal")

    assert "must begin with postgres://" in portal.start().refused()


@pytest.mark.once
def test_a_database_file_that_is_none_is_refused(new_portal):
    portal = new_portal()
    portal.data.mkdir()
    (portal.data / "version").write_text("UnionMigrantNet data folder, format 1\n")
    (portal.data / "db.sqlite3").write_bytes(b"not a database, but long enough to be looked at" * 50)

    assert "cannot be read as a database" in portal.start().refused()


@pytest.mark.once
def test_a_database_of_a_newer_portal_is_refused(portal):
    with sqlite3.connect(portal.data / "db.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', '2030-01-01')"
        )
    database.close()

    assert "newer version" in portal.start().refused()


@pytest.mark.once
def test_a_full_disk_is_told_in_words(portal):
    """`/dev/full` is a device that answers every write with *no space left*."""
    (portal.data / "starter-loaded").unlink()
    (portal.data / "starter-loaded.new").symlink_to("/dev/full")

    assert "The disk is full." in portal.start().refused()


@pytest.mark.once
def test_a_real_installation_shows_its_secrets_once_and_opens_no_practice(new_portal):
    portal = new_portal(UMN_HOSTS="help.example")

    said = portal.start().until_it_answers()

    pepper = (portal.data / "secret" / "pepper").read_text().strip()
    assert f"pepper: {pepper}" in said
    assert sign_ins(said) == []
    assert not (portal.data / "practice").exists()
    assert portal.stop() == 0


@pytest.mark.once
def test_a_missing_python_is_told_with_the_command_that_brings_it(new_portal, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "dirname").symlink_to("/usr/bin/dirname")

    refused = new_portal(PATH=str(tmp_path / "bin")).start().refused()

    assert refused == "Python 3.11 or newer is missing. On Debian or Ubuntu: apt install python3-venv"


@pytest.mark.once
def test_a_missing_venv_module_is_told_with_the_command_that_brings_it(new_portal, tmp_path):
    """Debian's own Python comes without `ensurepip` until its package is installed."""
    (tmp_path / "ensurepip.py").write_text("raise ImportError('not installed')")

    refused = new_portal(PYTHONPATH=str(tmp_path)).start().refused()

    assert refused == "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"
