"""Sessions: where somebody is signed in, whose must end, and when the password was typed last.

What is known of a session lies in its own row, and goes with it: a family of browsers and a day; no address, no time.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from umn.people import devices
from umn.people.models import User
from umn.seal import server

TYPED = "password-typed"
LATELY = 10 * 60  # seconds
DEVICE, SINCE = "device", "signed-in-on"


@dataclass(frozen=True, slots=True)
class SignedInAt:
    """One place where somebody is signed in. `mark` names it in a form: the key of a session is shown to nobody."""

    mark: str
    device: str
    since: date | None
    here: bool


def note_device(request: HttpRequest, *, at: datetime) -> None:
    request.session[DEVICE] = devices.family(request.headers.get("User-Agent", ""))
    request.session[SINCE] = timezone.localdate(at).isoformat()


def sessions_of(user: User, *, here: str | None, at: datetime) -> list[SignedInAt]:
    """All sessions of `user`, the one whose key is `here` first, then the newest day."""
    found = []
    for session in _of(user):
        if session.expire_date <= at:
            continue
        known = session.get_decoded()
        since = known.get(SINCE)
        found.append(
            SignedInAt(
                mark=_mark(session.session_key),
                device=known.get(DEVICE, ""),
                since=date.fromisoformat(since) if since else None,
                here=session.session_key == here,
            )
        )
    return sorted(found, key=lambda each: (not each.here, -(each.since or date.min).toordinal(), each.mark))


def end_sessions(user: User, *, but: str | None = None, only: str | None = None) -> int:
    """Ends the sessions of `user` (but the one with the key `but`; with `only`, the one with this mark); how many."""
    ended = 0
    for session in _of(user, but=but):
        if only is None or _mark(session.session_key) == only:
            session.delete()
            ended += 1
    return ended


def typed_password(request: HttpRequest) -> None:
    request.session[TYPED] = int(time.time())


def typed_password_lately(request: HttpRequest) -> bool:
    return 0 <= time.time() - int(request.session.get(TYPED, 0)) < LATELY


def _of(user: User, *, but: str | None = None) -> Iterator[Session]:
    """Only operators have sessions, so there are never many to look through."""
    for session in Session.objects.exclude(session_key=but).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            yield session


def _mark(session_key: str) -> str:
    return server.mac("session", session_key.encode()).hex()[:24]
