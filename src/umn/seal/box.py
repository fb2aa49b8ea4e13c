"""One text under one key: padded, bound to its place, noticed when touched."""

import logging
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

VERSION = b"\x01"
SMALLEST = 256  # bytes; then 1 kB, 4 kB, 16 kB …: a size in the database tells little about a text
NONCE = 12

log = logging.getLogger("umn.seal")


class Tampered(Exception):
    """What was stored is not what was shut: wrong key, wrong place, or somebody touched it."""


def shut(key: bytes, plaintext: bytes, *, ad: str) -> bytes:
    """`plaintext` sealed under a 32-byte `key`; opens only with the same `ad` (where it stands, who wrote it)."""
    nonce = os.urandom(NONCE)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, _pad(plaintext), VERSION + ad.encode())
    return VERSION + nonce + sealed


def open_(key: bytes, blob: bytes | memoryview, *, ad: str) -> bytes:
    """The text that was shut with this key at this place. Raises Tampered, and says so in the log: it is an alarm."""
    blob = bytes(blob)  # PostgreSQL hands out memory views
    if blob[:1] != VERSION:
        raise Tampered("unknown version")
    try:
        padded = ChaCha20Poly1305(key).decrypt(blob[1 : 1 + NONCE], blob[1 + NONCE :], VERSION + ad.encode())
    except (InvalidTag, ValueError) as problem:
        log.error("A sealed text did not open where it stands.")
        raise Tampered("did not open") from problem
    length = int.from_bytes(padded[:4], "big")
    return padded[4 : 4 + length]


def _pad(plaintext: bytes) -> bytes:
    framed = len(plaintext).to_bytes(4, "big") + plaintext
    size = SMALLEST
    while size < len(framed):
        size *= 4
    return framed.ljust(size, b"\0")
