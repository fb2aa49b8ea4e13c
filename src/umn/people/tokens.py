"""The link of an invitation: random, signed by this server, kept here only as a digest."""

import base64
import hashlib
import secrets

from umn.seal import server

_RANDOM, _MAC = 18, 12  # bytes: both without padding in base64


def new_token() -> str:
    random = secrets.token_bytes(_RANDOM)
    return base64.urlsafe_b64encode(random + _signature(random)).decode()


def digest(token: str) -> bytes | None:
    """What is stored of a token of ours (32 bytes); None for anything that this server never wrote."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii"))
    except (ValueError, UnicodeError):
        return None
    if len(raw) != _RANDOM + _MAC or base64.urlsafe_b64encode(raw).decode() != token:
        return None
    if not secrets.compare_digest(raw[_RANDOM:], _signature(raw[:_RANDOM])):
        return None
    return hashlib.sha256(raw[:_RANDOM]).digest()


def _signature(random: bytes) -> bytes:
    return server.mac("invitation", random)[:_MAC]
