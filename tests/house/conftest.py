"""A portal that really starts: processes, a port, a folder; on the second round a PostgreSQL database of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.enquiries.conftest import liege, marie  # noqa: F401
from tests.guards.tree import REPOSITORY

PATIENCE = 90  # seconds


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@dataclass
class Portal:
    """One `./start`, run as a process of its own."""

    data: Path
    port: int = field(default_factory=free_port)
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None

    def start(self, *more: str) -> "Portal":
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("UMN_", "DATABASE_", "DJANGO_"))}
        arguments = ["--port", str(self.port), "--data", str(self.data), *more]
        self.log = self.data.with_name(f"{self.data.name}-{time.monotonic_ns()}.log")
        self.process = subprocess.Popen(
            [REPOSITORY / "start", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
            # The tests' own interpreter, so that the environment they run in is the one that `start` finds.
            env={**kept, "PATH": f"{Path(sys._base_executable).parent}:{kept['PATH']}", **self.environment},
        )
        return self

    def said(self) -> str:
        return self.log.read_text()

    def until_it_answers(self) -> str:
        return self.until(lambda: "Stop with Ctrl-C" in self.said() and self.said())

    def until(self, true):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if found := true():
                return found
            assert self.process.poll() is None, f"ended with {self.process.returncode}:\n{self.said()}"
            time.sleep(0.1)
        raise AssertionError(f"not within {PATIENCE} s:\n{self.said()}")

    def refused(self) -> str:
        """What it said when it ended by itself; one sentence, never a traceback."""
        code = self.process.wait(PATIENCE)
        assert code not in (0, None)
        assert "Traceback" not in self.said(), self.said()
        return self.said().strip()

    def get(self, path: str) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Accept-Language": "fr"})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def children(self) -> dict[int, str]:
        """Every process below this one: number and command line."""
        return {pid: line for pid, line in processes().items() if self.process.pid in ancestors(pid)}

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def processes() -> dict[int, str]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                state = re.search(r"^State:\s+(\w)", (folder / "status").read_text(), re.MULTILINE)[1]
            except (OSError, TypeError):
                continue
            if state != "Z":
                found[int(folder.name)] = line
    return found


def ancestors(pid: int) -> set[int]:
    found = set()
    while pid > 1:
        try:
            pid = int(re.search(r"^PPid:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)[1])
        except OSError:
            break
        found.add(pid)
    return found


@pytest.fixture(scope="module")
def database_url(django_db_setup) -> str | None:
    """None on SQLite; on PostgreSQL the address of an empty database that is dropped afterwards."""
    from django.db import connections

    if connections["default"].vendor == "sqlite":
        yield None
        return
    import psycopg
    from psycopg import sql

    settings = connections["default"].settings_dict
    address = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    address |= {"password": settings["PASSWORD"], "dbname": "postgres"}
    name = f"umn_start_{os.getpid()}"
    with psycopg.connect(**{key: value for key, value in address.items() if value}, autocommit=True) as admin:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        admin.execute(drop)
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        password = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
        port = f":{settings['PORT']}" if settings["PORT"] else ""
        yield f"postgres://{settings['USER']}{password}@{settings['HOST']}{port}/{name}"
        admin.execute(drop)


@dataclass
class Lived:
    """A data folder after its first start and stop, and what that start said."""

    data: Path
    said: str
    environment: dict[str, str]


@pytest.fixture(scope="module")
def lived(tmp_path_factory, database_url) -> Lived:
    """Started fresh once for all tests here: migrating, loading and making keys takes its time."""
    environment = {"DATABASE_URL": database_url} if database_url else {}
    portal = Portal(tmp_path_factory.mktemp("first") / "data", environment=environment)
    try:
        said = portal.start().until_it_answers()
    finally:
        portal.process.terminate()
        portal.process.wait()
    return Lived(portal.data, said, environment)


@pytest.fixture
def portal(tmp_path, lived):
    """A portal on a copy of a folder that was started before, not started; ended at the end whatever happens."""
    shutil.copytree(lived.data, tmp_path / "data")
    made = Portal(tmp_path / "data", environment=lived.environment)
    yield made
    if made.process and made.process.poll() is None:
        made.stop()


@pytest.fixture
def new_portal(tmp_path):
    """`new_portal(VARIABLE="…")`: a portal on a folder that does not exist yet, ended at the end whatever happens."""
    made = []

    def make(*, port: int = 0, data: Path | None = None, **environment: str) -> Portal:
        made.append(Portal(data or tmp_path / "data", port or free_port(), environment))
        return made[-1]

    yield make
    for portal in made:
        if portal.process and portal.process.poll() is None:
            portal.stop()
