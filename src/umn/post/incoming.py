"""Letters that come in, at addresses such as `still-true+<token>@<our domain>`.

Stored sealed as they came, before anything is read; then looked at. The token alone decides what a letter may do: who
claims to have sent it proves nothing. What answers itself (absence notes, bounces, lists) ends here without a trace
but a count. A room says in its `apps.ready` what a letter to one of its addresses means.
"""

import email
import email.parser
import email.policy
import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from umn.post import quoting, rules
from umn.post.choices import Arrival, Ending, Held
from umn.post.models import Incoming
from umn.post.quoting import Own
from umn.post.settling import count
from umn.seal import box, server

logger = logging.getLogger(__name__)

_ADDRESS = re.compile(r"(?<![\w.+/-])([a-z][a-z-]{0,29})\+([a-z0-9]{8,80})@([a-z0-9.-]{1,253})(?![\w.-])")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
_BY_MACHINE = ("X-Loop", "X-Autoreply", "X-Autorespond", "List-Id", "List-Unsubscribe", "List-Help")


@dataclass(frozen=True, slots=True)
class Reply:
    """What arrived for a room: the token of the address, the person's own words, and a digest of this letter.

    `below`: what they wrote under the words of ours that they quote. It may take back what stands above."""

    token: str
    words: str
    below: str
    digest: bytes


class NotOurs(Exception):
    """The room knows no such token, or it is too old: a coordinator sees that such a letter came, and nothing stays."""


Handler = Callable[[Reply, datetime], object]
Knows = Callable[[str, datetime], bool]
_HANDLERS: dict[str, tuple[Handler, Knows]] = {}


def register(name: str, handler: Handler, *, knows: Knows) -> None:
    """Letters to `<name>+<token>@…` go to `handler`, in a transaction; it raises NotOurs for an unknown token.
    `knows` says so before the letter is read."""
    _HANDLERS[name] = handler, knows


def address(name: str, token: str) -> str:
    """Where an answer with this token goes; empty where this portal receives no letters."""
    return f"{name}+{token}@{settings.REPLY_DOMAIN}" if settings.REPLY_DOMAIN else ""


def receive(raw: bytes, *, to: str = "", at: datetime) -> bool:
    """Stores one RFC 5322 message and works on it; False when it was here before. `to`: whom the mail server says it
    is for; without it the letter's own headers say so. Raises the database's errors only: nothing is stored then."""
    headers = _headers(raw)
    name, token = _addressed(headers, to)
    digest = server.mac("post.incoming", _identity(headers) or raw, name.encode(), token.encode())
    letter = Incoming(digest=digest, came_on=timezone.localdate(at), payload=b"")
    automatic = by_machine(headers)
    if automatic:
        letter.state = Arrival.DONE
    elif reason := _useless(raw, name, token):
        letter.state, letter.reason = Arrival.HELD, reason
        if _are_too_many(letter) and not Incoming.objects.filter(digest=digest).exists():
            return True
    else:
        sealed = f"{name}+{token}\n".encode() + raw
        letter.payload = box.shut(server.key("post.incoming"), sealed, ad=digest.hex())
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
            if automatic:
                count(Ending.AUTOMATIC, {name or "incoming": 1}, at=at)
    except IntegrityError:
        if not Incoming.objects.filter(digest=digest).exists():
            raise
        return False
    if letter.state == Arrival.WAITING:
        _look_at(letter.pk, at)
    return True


def look_again(at: datetime) -> None:
    """What was stored and not looked at, because something died in between."""
    for pk in Incoming.objects.filter(state=Arrival.WAITING).values_list("pk", flat=True)[:100]:
        _look_at(pk, at)


def _useless(raw: bytes, name: str, token: str) -> Held | None:
    """Why nothing of a letter needs to be kept, as far as its address and size say."""
    if name not in _HANDLERS or not token:
        return Held.ADDRESS
    return Held.TOO_LARGE if len(raw) > rules.LONGEST_INCOMING else None


def _are_too_many(letter: Incoming) -> bool:
    held = Incoming.objects.filter(state=Arrival.HELD, came_on=letter.came_on)
    return held.count() >= rules.MOST_HELD_A_DAY


def _look_at(pk: int, at: datetime) -> None:
    """Reads the letter with no transaction open, then acts on it in one."""
    letter = Incoming.objects.filter(pk=pk, state=Arrival.WAITING).first()
    if letter is None:
        return
    try:
        if letter.tries >= rules.MOST_TRIES:
            _settle(letter, Held.UNREADABLE)
            return
        # Before reading: a letter that kills who reads it must not be read for ever.
        Incoming.objects.filter(pk=pk).update(tries=F("tries") + 1)
        opened = box.open_(server.key("post.incoming"), letter.payload, ad=bytes(letter.digest).hex())
        line, _, raw = opened.partition(b"\n")
        name, _, token = line.decode().partition("+")
        if name not in _HANDLERS or not _HANDLERS[name][1](token, at):
            _settle(letter, Held.LINK)
            return
        own = _own(raw)
        if own is None or not (own.words or own.below):
            _settle(letter, Held.UNREADABLE)
        else:
            _act(letter, name, Reply(token, own.words, own.below, bytes(letter.digest)), at)
    except subprocess.TimeoutExpired:
        logger.warning("Reading a letter that came in took too long; it is tried again.")
    except Exception as error:
        # The message may quote the letter; the class is enough to start looking.
        logger.error("A letter that came in broke something: %s", type(error).__name__)
        _settle(letter, Held.FAILED)


def _act(letter: Incoming, name: str, reply: Reply, at: datetime) -> None:
    with transaction.atomic():
        if not Incoming.objects.select_for_update().filter(pk=letter.pk, state=Arrival.WAITING).exists():
            return  # somebody else was quicker
        reason = None
        try:
            with transaction.atomic():
                _HANDLERS[name][0](reply, at)
        except NotOurs:
            reason = Held.LINK
        _settle(letter, reason)


def _own(raw: bytes) -> Own | None:
    """What somebody wrote; None where it cannot be read. Read in a process of its own: see quoting."""
    end = _END_OF_HEADERS.search(raw, 0, rules.LONGEST_HEADERS)
    if end is None:
        return None
    done = subprocess.run(  # noqa: S603 - our own file, nothing of the letter is in the command
        [sys.executable, "-I", "-S", str(Path(quoting.__file__))],
        input=json.dumps(_ours()).encode() + b"\n" + raw,
        capture_output=True,
        check=False,
        timeout=rules.READ_WITHIN.total_seconds(),
        env={},
    )
    return Own(*json.loads(done.stdout)) if done.returncode == 0 else None


def _settle(letter: Incoming, reason: Held | None) -> None:
    """Done with, or held. Only of what a person may still want to see something stays."""
    row = Incoming.objects.filter(pk=letter.pk, state=Arrival.WAITING)
    too_many = reason is not None and _are_too_many(letter)
    if too_many and reason == Held.LINK:
        row.delete()
        return
    changed: dict[str, object] = {"state": Arrival.HELD if reason else Arrival.DONE, "reason": reason or ""}
    if reason in (None, Held.LINK) or too_many:
        changed["payload"] = b""
    row.update(**changed)


def by_machine(headers: Message) -> bool:
    """Absence notes, bounces, lists, and what comes back to us in a circle. RFC 3834, RFC 2919."""
    submitted = _value(headers, "Auto-Submitted").split(";")[0].strip()
    kind = _value(headers, "Content-Type").split(";")[0].strip()
    sender = _value(headers, "From").rpartition("<")[2].strip(" \t<>")
    return (
        submitted not in ("no", "")
        or _value(headers, "Precedence") in ("bulk", "junk", "list", "auto_reply")
        or any(name in headers for name in _BY_MACHINE)
        or _value(headers, "Return-Path") == "<>"
        or kind in ("multipart/report", "message/delivery-status")
        or sender in _ours()
    )


def _ours() -> tuple[str, ...]:
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()
    domain = f"@{settings.REPLY_DOMAIN.lower()}" if settings.REPLY_DOMAIN else ""
    return tuple(one for one in (sender, domain) if one)


def _headers(raw: bytes) -> Message:
    """Read without judging and never understood further than a word: nothing that somebody sends makes this fail,
    or take long."""
    end = _END_OF_HEADERS.search(raw, 0, rules.LONGEST_HEADERS)
    head = raw[: end.start() if end else rules.LONGEST_HEADERS]
    try:
        return email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(head)
    except Exception:  # the email package breaks in many ways on what no program ever wrote
        return Message()


def _value(headers: Message, name: str) -> str:
    return _values(headers, name)[0].strip().lower() if name in headers else ""


def _values(headers: Message, name: str) -> list[str]:
    """As they came: to take them apart, the email package may need minutes."""
    return [str(value) for key, value in headers.raw_items() if key.lower() == name.lower()]


def _identity(headers: Message) -> bytes:
    """The Message-ID; empty where there is none."""
    return (_values(headers, "Message-ID") or [""])[0].strip().encode("utf-8", "replace")


def _addressed(headers: Message, to: str) -> tuple[str, str]:
    """Name and token of the address of ours that it was sent to; empty when there is none."""
    listed = [to] if to else [value for name in _TO for value in _values(headers, name)]
    for value in listed:
        for match in _ADDRESS.finditer(value[: rules.LONGEST_HEADERS].lower()):
            if match[3] == settings.REPLY_DOMAIN.lower():
                return match[1], match[2]
    return "", ""
