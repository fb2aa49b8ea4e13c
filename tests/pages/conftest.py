"""A machine that keeps finished pages, in a folder and with a clock of the test's own."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone

from umn.pages.front import Front
from umn.pages.shelf import Shelf, here

MONDAY = datetime(2026, 11, 23, 15, 58, tzinfo=UTC)  # 16:58 in Brussels


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Visitor:
    """Asks the portal as a server would, and counts how often Django was needed."""

    clock: Any
    by_django: int = 0
    django: WSGIHandler = field(default_factory=WSGIHandler)

    def __post_init__(self) -> None:
        self.front = Front(self._django, clock=lambda: self.clock().timestamp())

    def get(self, path: str, *, method: str = "GET", query: str = "", **headers: str) -> Answer:
        """`path` as WSGI has it: decoded. Headers with underscores: `accept_encoding="gzip"`."""
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "portal",
            "SERVER_PORT": "80",
            "HTTP_HOST": "testserver",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        started: list[Any] = []
        chunks = self.front(environ, lambda status, lines, *more: started.extend([status, lines]))
        body = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        return Answer(int(started[0].split()[0]), dict(started[1]), body)

    def _django(self, environ, start_response):
        self.by_django += 1
        for signal in (request_started, request_finished):  # as Django's own test client does
            signal.disconnect(close_old_connections)
        return self.django(environ, start_response)


@pytest.fixture
def clock(monkeypatch):
    """`clock.now` is what time it is, for the views too."""

    class Clock:
        now = MONDAY

        def __call__(self) -> datetime:
            return self.now

        def forward(self, **length: float) -> None:
            self.now += timedelta(**length)

    moment = Clock()
    monkeypatch.setattr(timezone, "now", moment)
    return moment


@pytest.fixture
def shelf(tmp_path, settings) -> Shelf:
    settings.PAGES_DIR = tmp_path / "pages"
    here().open()
    return here()


@pytest.fixture
def visitor(shelf, clock, settings) -> Visitor:
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    return Visitor(clock)


def names_on(shelf: Shelf) -> set[str]:
    store = shelf.folder / "store"
    return {path.relative_to(store).as_posix().removesuffix(".page") for path in store.rglob("*.page")}
