"""The network's key on paper: two people hold half each, and together they can open a desk that lost all its members.

It exists so that nobody's question is lost; its use is recorded and stated on the privacy page.
"""

import base64
import binascii
import logging
import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from umn.enquiries import keys, queries, rules
from umn.enquiries.actions.desks import check_code
from umn.enquiries.actions.new_keys import change_key, hand_over
from umn.enquiries.models import Desk, PaperKey
from umn.ledger.actions import record
from umn.people.labels import actor
from umn.people.models import User
from umn.seal import pairs, server
from umn.seal.box import Tampered

log = logging.getLogger("umn.enquiries")


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
        opened = pairs.unwrap(private, desk.private_for_paper or b"", info=_info(desk, desk.key_version))
    except (Tampered, ValueError, binascii.Error) as problem:
        raise NotThisPaper from problem
    with transaction.atomic():
        hand_over(desk, for_member, opened, at=at)
        for past in desk.past_keys.exclude(private_for_paper=None):
            try:
                older = pairs.unwrap(private, past.private_for_paper or b"", info=_info(desk, past.key_version))
            except Tampered:  # made for a paper that was retired since, or damaged: the others go on
                log.error("Key %s of desk %s does not open with this paper.", past.key_version, desk.pk)
                continue
            hand_over(desk, for_member, older, at=at, version=past.key_version)
        change_key(desk, at=at)  # who held it before may have left
        who = {"who": str(for_member.pk)}
        record(verb="open-with-paper", by=by, subject="desk", subject_id=desk.point.key, details=who, at=at)


def open_lost_desk(desk: Desk, colleague: User, *, halves: tuple[str, str], code: str, by: User, at: datetime) -> None:
    """The same from the coordinator's screen: only for a desk that nobody opens, only for somebody of its office, and
    only with the six digits that they read out by telephone.

    Raises PermissionDenied, WrongCode, NotThisPaper.
    """
    if not by.is_coordinator or queries.holders(desk).exists() or not rules.may_join(colleague, desk):
        raise PermissionDenied
    check_code(colleague, code)
    open_with_paper(desk, *halves, for_member=colleague, by=actor(by), at=at)


def _info(desk: Desk, version: int) -> str:
    return keys.desk_info(desk, version) + "|paper"


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
