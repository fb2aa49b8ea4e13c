"""One letter over the wire, and what the answer means for it.

Django's mail backend does the talking. Here stand the limits (a mail server may be slow, silent or endless) and the
reading of its answers. An outcome carries a code, never the server's own words: they quote addresses.
"""

import contextlib
import smtplib
import socket
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from umn.post.rules import UNREACHABLE

SECONDS_PER_ANSWER = 10.0
SECONDS_IN_ALL = 90.0  # less than a lease, so that no other worker starts on the same letter


@dataclass(frozen=True)
class Outcome:
    what: Literal["sent", "later", "never"]
    code: str = ""


class Line:
    """One connection for one letter. Use as a context manager: leaving it hangs up.

    Hanging up comes after the letter has been settled, so that a server that is slow to say goodbye
    leaves no time in which a letter is both accepted and not yet written down as sent.
    """

    def __init__(self, *, per_answer: float | None = None, in_all: float = SECONDS_IN_ALL) -> None:
        timeout = per_answer or getattr(settings, "EMAIL_TIMEOUT", None) or SECONDS_PER_ANSWER
        self._connection: Any = get_connection(fail_silently=False, timeout=timeout)
        self._cut_off = threading.Event()
        self._clock = threading.Timer(in_all, self._cut)
        self._clock.daemon = True

    def __enter__(self) -> "Line":
        self._clock.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(Exception):
            self._connection.close()
        self._clock.cancel()

    def send(self, message: EmailMessage) -> Outcome:
        try:
            self._connection.open()
        except Exception:
            # Whatever goes wrong before the letter is mentioned is between the server and us, not about the letter.
            return Outcome("later", UNREACHABLE)
        if self._cut_off.is_set():
            return Outcome("later", "timeout")
        try:
            accepted = self._connection.send_messages([message])
        except Exception as error:
            return Outcome("later", "timeout") if self._cut_off.is_set() else meaning_of(error)
        return Outcome("sent") if accepted == 1 else Outcome("never", "unsendable")

    def _socket(self) -> socket.socket | None:
        return getattr(getattr(self._connection, "connection", None), "sock", None)

    def _cut(self) -> None:
        self._cut_off.set()
        sock = self._socket()
        if sock:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def meaning_of(error: Exception) -> Outcome:
    """What an error while sending means: try later, or never again. Source: RFC 5321 §4.2.1 (4yz, 5yz)."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            return _answered(max(code for code, _ in refused.values()))
        case smtplib.SMTPDataError(smtp_code=code):
            return _answered(code)
        case smtplib.SMTPSenderRefused():
            return Outcome("later", UNREACHABLE)  # it is our own address that is not welcome
        case TimeoutError():
            return Outcome("later", "timeout")
        case smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            return Outcome("later", "timeout")
        case smtplib.SMTPServerDisconnected() | OSError():
            return Outcome("later", "dropped")
        case _:
            return Outcome("never", "unsendable")


def _answered(code: int) -> Outcome:
    return Outcome("never" if 500 <= code < 600 else "later", f"smtp-{code}")
