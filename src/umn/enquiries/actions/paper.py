"""The network's key on paper: two people hold half each, and together they can open a desk that lost all its members.

It exists so that nobody's question is lost; its use is recorded and stated on the privacy page.
"""

import base64
import binascii
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from umn.enquiries import keys
from umn.enquiries.models import Desk, DeskKey, PaperKey
from umn.ledger.actions import record
from umn.people.models import User
from umn.seal import pairs, server
from umn.seal.box import Tampered


class NotThisPaper(Exception):
    """These two halves do not make the key that this desk was wrapped for."""


def make_paper_key(*, by: str, at: datetime) -> tuple[str, str]:
    """A new key, once, before the first desk is set up; answers its two halves to be printed apart. Never stored."""
    pair = pairs.new_pair()
    first = secrets.token_bytes(32)
    second = bytes(a ^ b for a, b in zip(pair.private, first, strict=True))
    with transaction.atomic():
        PaperKey.objects.filter(retired_on=None).update(retired_on=localdate(at))
        PaperKey.objects.create(public_key=pair.public, mac=server.mac("paper", pair.public), made_on=localdate(at))
        record(verb="make-paper-key", by=by, subject="network", subject_id="paper", at=at)
    return _printed(first), _printed(second)


def open_with_paper(desk: Desk, first: str, second: str, *, for_member: User, by: str, at: datetime) -> None:
    """Give `for_member` a copy of the desk's key with both halves of the paper. Raises NotThisPaper."""
    try:
        private = bytes(a ^ b for a, b in zip(_typed(first), _typed(second), strict=True))
        opened = pairs.unwrap(private, desk.private_for_paper or b"", info=keys.desk_info(desk) + "|paper")
    except (Tampered, ValueError, binascii.Error) as problem:
        raise NotThisPaper from problem
    with transaction.atomic():
        DeskKey.objects.update_or_create(
            desk=desk,
            member=for_member,
            defaults={
                "wrapped": keys.wrap_desk_for(desk, for_member, opened),
                "key_version": desk.key_version,
                "since": localdate(at),
            },
        )
        who = {"who": str(for_member.pk)}
        record(verb="open-with-paper", by=by, subject="desk", subject_id=desk.point.key, details=who, at=at)


def _printed(half: bytes) -> str:
    """Base32 in groups of four: 13 groups and a rest, readable aloud."""
    text = base64.b32encode(half).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _typed(text: str) -> bytes:
    signs = "".join(text.upper().split()).replace("-", "").replace("0", "O").replace("1", "I").replace("8", "B")
    half = base64.b32decode(signs + "=" * (-len(signs) % 8))
    if len(half) != 32:
        raise ValueError("half a key has 32 bytes")
    return half
