"""Keys from what a person holds (a receipt, a password), slowly; keys from keys, at once."""

import contextlib
import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from typing import Literal

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from umn.seal import server

Purpose = Literal["receipt", "password"]


class Busy(Exception):
    """Too many derivations at once on this machine; try again in a moment."""


def derive(secret: str | bytes, *, salt: bytes, purpose: Purpose) -> bytes:
    """32 bytes from a low-entropy secret by Argon2id (RFC 9106), with the pepper as its secret input.

    `salt` is stretched to 16 bytes, so that any label may serve. Raises Busy after ten seconds of waiting.
    """
    cost = settings.SEAL_KDF[purpose]
    material = secret.encode() if isinstance(secret, str) else secret
    with one_slot():
        return Argon2id(
            salt=hashlib.sha256(purpose.encode() + b"|" + salt).digest()[:16],
            length=32,
            iterations=cost["iterations"],
            lanes=1,
            memory_cost=cost["memory_kib"],
            secret=server.pepper(),
        ).derive(material)


def expand(key: bytes, info: str, length: int = 32) -> bytes:
    """`length` bytes for one named use of a strong key (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"umn|v1|" + info.encode()).derive(key)


@contextlib.contextmanager
def one_slot(*, lane: str = "kdf", slots: int | None = None, patience: float = 10.0) -> Iterator[None]:
    """Hold one of the machine's derivation slots: file locks, because the server runs as several processes.

    A lock dies with its process, so nothing needs to be cleaned up after a crash. `patience` is in seconds.
    """
    settings.RUN_DIR.mkdir(parents=True, exist_ok=True)
    count = slots or settings.SEAL_KDF_SLOTS
    waited_until = time.monotonic() + patience
    while True:
        for number in range(count):
            handle = os.open(settings.RUN_DIR / f"{lane}-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                continue
            try:
                yield
            finally:
                os.close(handle)
            return
        if time.monotonic() > waited_until:
            raise Busy
        time.sleep(0.01)
