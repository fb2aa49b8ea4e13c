"""A small portal of its own, with its own database, whose workers are real processes and can be killed."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

REPOSITORY = Path(__file__).resolve().parents[2]

WRITE = """
import sys, django
django.setup()
from django.utils import timezone
from umn.post import actions
for number in range(int(sys.argv[1])):
    actions.write(kind="letters/answer", to=f"{number}@example-{number % 7}.org", language="en",
                  context={"link": "https://portal.example/answer/"}, dedupe=f"case/{number}/answered",
                  at=timezone.now())
"""


@dataclass
class Machine:
    home: Path
    mail_port: int
    database_url: str = ""
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __enter__(self) -> "Machine":
        database = settings.DATABASES["default"]
        self.name = f"umn_post_{os.getpid()}_{time.monotonic_ns()}"
        if database["ENGINE"].endswith("sqlite3"):
            self.file = self.home / "db.sqlite3"
            self.database_url = f"sqlite:///{self.file}"
            self.server = ""
        else:
            who = database["USER"] + (f":{database['PASSWORD']}" if database["PASSWORD"] else "")
            where = f"postgres://{who}@{database['HOST']}:{database['PORT'] or 5432}"
            self.server, self.database_url = f"{where}/postgres", f"{where}/{self.name}"
            self._on_server(f'CREATE DATABASE "{self.name}"')
        self.run("manage.py", "migrate", "--verbosity=0", "--skip-checks")
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                worker.kill()
                worker.wait()
        if self.server:
            self._on_server(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "UMN_TEST_HOME": str(self.home),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tests.post.process_settings",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
        }

    def run(self, *words: str) -> None:
        subprocess.run([sys.executable, *words], cwd=REPOSITORY, env=self.environment, check=True, timeout=120)

    def write_letters(self, number: int) -> None:
        self.run("-c", WRITE, str(number))

    def start_worker(self, *, lease: float) -> subprocess.Popen[bytes]:
        words = [sys.executable, "manage.py", "worker", "--lease", str(lease)]
        worker = subprocess.Popen(
            words, cwd=REPOSITORY, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.workers.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()

    def one(self, statement: str) -> Any:
        """The first value that a statement gives."""
        if self.server:
            with psycopg.connect(self.database_url) as connection:
                row = connection.execute(statement).fetchone()
        else:
            with contextlib.closing(sqlite3.connect(self.file, timeout=20)) as connection:
                row = connection.execute(statement).fetchone()
        return row[0] if row else None

    def letters_left(self) -> int:
        return self.one("SELECT count(*) FROM post_letter")

    @contextlib.contextmanager
    def database_away(self) -> Iterator[None]:
        """Every connection to PostgreSQL is cut off; SQLite is locked for longer than anybody waits."""
        if self.server:
            self._on_server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self.name])
            yield
            return
        with contextlib.closing(sqlite3.connect(self.file, timeout=20, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            yield
            connection.execute("ROLLBACK")

    def _on_server(self, statement: str, values: list[str] | None = None) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement, values)


def wait_until(true: Any, *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} seconds")
        time.sleep(0.05)
