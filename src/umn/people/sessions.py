"""Sessions: whose must end, and when the password was typed last."""

import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from umn.people.models import User

TYPED = "password-typed"
LATELY = 10 * 60  # seconds


def end_sessions(user: User, *, but: str | None = None) -> int:
    """Ends every session of `user`, except the one whose key is `but`; how many.

    Only operators have sessions, so there are never many to look through.
    """
    ended = 0
    for session in Session.objects.exclude(session_key=but).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
            ended += 1
    return ended


def typed_password(request: HttpRequest) -> None:
    request.session[TYPED] = int(time.time())


def typed_password_lately(request: HttpRequest) -> bool:
    return 0 <= time.time() - int(request.session.get(TYPED, 0)) < LATELY
