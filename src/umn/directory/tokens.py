"""The link in a letter that asks an office: random, kept here only as a digest.

Small letters and digits alone, because it also stands in an e-mail address, and mail servers may change capitals.
"""

import base64
import re
import secrets

from umn.seal import server

_TOKEN = re.compile(r"[a-z2-7]{32}")


def new_token() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode().lower()


def digest(token: str) -> bytes | None:
    """What is stored of a token (32 bytes); None for what cannot be one."""
    return server.mac("still-true", token.encode()) if _TOKEN.fullmatch(token) else None
