"""What stands in a letter, sealed with the server key while it waits."""

import json
import uuid
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from umn.post.models import Letter
from umn.seal import box, server


@dataclass(frozen=True)
class Envelope:
    to: str
    subject: str
    body: str
    reply_to: str = ""


class Unreadable(Exception):
    """The sealed payload does not open: another server key, or a row that was changed or moved."""


def seal(envelope: Envelope, *, uid: uuid.UUID, kind: str) -> bytes:
    return box.shut(server.key("post.letter"), json.dumps(asdict(envelope)).encode(), ad=_place(uid, kind))


def unseal(letter: Letter) -> Envelope:
    """What the letter says. Raises Unreadable."""
    try:
        opened = box.open_(server.key("post.letter"), bytes(letter.payload), ad=_place(letter.uid, letter.kind))
        return Envelope(**json.loads(opened))
    except (box.Tampered, ValueError, TypeError) as problem:
        raise Unreadable from problem


def domain_of(address: str) -> str:
    """16 characters that tell two domains apart and lead back to neither without the server key."""
    domain = address.rpartition("@")[2].strip().lower()
    return server.mac("post.domain", domain.encode()).hex()[:16]


def digest_of(dedupe: str) -> str:
    return server.mac("post.dedupe", dedupe.encode()).hex()


def message(envelope: Envelope, *, uid: uuid.UUID) -> EmailMessage:
    """The mail itself. Sent twice after a crash, it is the *same* message: its Message-ID comes from the letter."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    name = server.mac("post.message-id", uid.bytes).hex()[:40]
    return EmailMessage(
        subject=envelope.subject,
        body=envelope.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[envelope.to],
        reply_to=[envelope.reply_to] if envelope.reply_to else None,
        headers={
            "Message-ID": f"<{name}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )


def _place(uid: uuid.UUID, kind: str) -> str:
    return f"letter|{uid}|{kind}"
