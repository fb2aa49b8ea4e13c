"""Key pairs, and keys wrapped for whoever holds the private half (HPKE, RFC 9180, X25519)."""

import logging
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from umn.seal.box import Tampered

VERSION = b"\x01"
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)

log = logging.getLogger("umn.seal")


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """32 raw bytes each."""

    private: bytes
    public: bytes


def new_pair() -> Pair:
    private = X25519PrivateKey.generate()
    return Pair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def wrap(public: bytes | memoryview, secret: bytes, *, info: str) -> bytes:
    """`secret` for the holder of the private half; `info` names what it is and must be the same when unwrapping."""
    receiver = X25519PublicKey.from_public_bytes(bytes(public))
    return VERSION + SUITE.encrypt(secret, receiver, info=VERSION + info.encode())


def unwrap(private: bytes, blob: bytes | memoryview, *, info: str) -> bytes:
    """The wrapped secret. Raises Tampered when key, info or blob do not belong together."""
    blob = bytes(blob)
    if blob[:1] != VERSION:
        raise Tampered("unknown version")
    try:
        return SUITE.decrypt(blob[1:], X25519PrivateKey.from_private_bytes(private), info=VERSION + info.encode())
    except (InvalidTag, ValueError) as problem:
        log.error("A wrapped key did not open.")
        raise Tampered("did not open") from problem
