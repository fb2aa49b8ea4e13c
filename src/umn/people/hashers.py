"""How a password is stored: as costly to guess as the key it opens, and useless without the pepper."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import BasePasswordHasher, mask_hash, must_update_salt
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_noop as _

from umn.seal import kdf


class Argon2AsCostlyAsTheKey(BasePasswordHasher):
    """Argon2id through `seal.kdf`: the same memory and time as the operator's key, the pepper as its secret input,
    one of the machine's few slots at a time. A dump of the database without the pepper cannot be guessed at.

    Encoded: `argon2id-sealed$m=131072,t=3$<salt>$<64 hexadecimal digits>`. Raises kdf.Busy when all slots are taken.
    """

    algorithm = "argon2id-sealed"

    def encode(self, password: str, salt: str) -> str:
        key = kdf.derive(password, salt=b"sign-in|" + salt.encode(), purpose="password")
        digest = kdf.expand(key, "sign-in").hex()
        return f"{self.algorithm}${_cost()}${salt}${digest}"

    def decode(self, encoded: str) -> dict[str, Any]:
        algorithm, cost, salt, digest = encoded.split("$", 3)
        return {"algorithm": algorithm, "cost": cost, "salt": salt, "hash": digest}

    def verify(self, password: str, encoded: str) -> bool:
        known = self.decode(encoded)
        return constant_time_compare(self.encode(password, known["salt"]).rsplit("$", 1)[1], known["hash"])

    def must_update(self, encoded: str) -> bool:
        return must_update_salt(self.decode(encoded)["salt"], self.salt_entropy)

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to even out: there is one cost, and it is the machine's."""

    def safe_summary(self, encoded: str) -> dict[str | Any, Any]:
        known = self.decode(encoded)
        return {_("algorithm"): known["algorithm"], _("salt"): mask_hash(known["salt"])}

    def salt(self) -> str:
        return secrets.token_hex(16)


def _cost() -> str:
    cost = settings.SEAL_KDF["password"]
    return f"m={cost['memory_kib']},t={cost['iterations']}"
