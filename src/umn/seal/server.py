"""The two secrets of the machine. They lie beside the database, never in it and never in a backup.

The *pepper* goes into every key that is derived from a receipt or a password. The *server key* signs public keys and
shuts letters on their way out. Files hold 64 hexadecimal digits; `DIR/secret/` or the paths of docs/running.md.
"""

import functools
import hashlib
import hmac
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def pepper() -> bytes:
    return _read(settings.PEPPER_FILE)


def key(purpose: str) -> bytes:
    """32 bytes of the server key for one named purpose."""
    return hmac.digest(_read(settings.SERVER_KEY_FILE), b"umn|server|" + purpose.encode(), hashlib.sha256)


def mac(purpose: str, *parts: bytes) -> bytes:
    """32 bytes that only this server could have written over `parts`, in this order."""
    framed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.digest(key(purpose), framed, hashlib.sha256)


@functools.cache
def _read(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as problem:
        raise ImproperlyConfigured(f"The secret file {path.name} is missing or damaged.") from problem
    if len(secret) != 32:
        raise ImproperlyConfigured(f"The secret file {path.name} must hold 64 hexadecimal digits.")
    return secret
