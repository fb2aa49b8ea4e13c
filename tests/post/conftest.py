"""A clock that tests move, a mail server that behaves as told, and letters with templates of their own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.post.sink import Sink
from umn.post import actions, envelopes
from umn.post.models import Letter
from umn.post.worker import Worker

TEMPLATES = Path(__file__).parent / "templates"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **length: float) -> datetime:
        self.now += timedelta(**length)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def templates(settings) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [TEMPLATES]}]


@pytest.fixture
def sink(settings):
    """A mail server, and a portal that is set up to use it."""
    with Sink() as server:
        settings.EMAIL_URL = f"smtp://127.0.0.1:{server.port}"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 0.3
        yield server


@pytest.fixture
def no_mail_server(settings) -> None:
    settings.EMAIL_URL = ""


@pytest.fixture
def write(clock):
    """Writes a letter to an address; the event is named after the address unless a test says otherwise."""

    def _write(to: str = "amina@example.org", *, dedupe: str = "", language: str = "en") -> None:
        actions.write(
            kind="letters/answer",
            to=to,
            language=language,
            context={"link": "https://portal.example/answer/"},
            dedupe=dedupe or f"case/{to}/answered",
            at=clock(),
        )

    return _write


@pytest.fixture
def heap(clock):
    """Many letters at once, as `write` would have left them."""

    def _heap(addresses: list[str]) -> None:
        letters = []
        for to in addresses:
            letter = Letter(
                kind="letters/answer",
                dedupe=f"case/{to}/answered",
                domain=envelopes.domain_of(to),
                created_on=clock().date(),
                not_before=clock.forward(milliseconds=1),
            )
            envelope = envelopes.Envelope(to, "You have an answer", "Yes")
            letter.payload = envelopes.seal(envelope, uid=letter.uid, kind=letter.kind)
            letters.append(letter)
        Letter.objects.bulk_create(letters)

    return _heap


@pytest.fixture
def worker(clock) -> Worker:
    return Worker(clock=clock)
