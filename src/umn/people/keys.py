"""The operator's key pair: what opens the questions of a desk.

The private half lies in the database under the password and under the printed sheet; while somebody is signed in, it
lies in the session row under a random value that only the browser's cookie holds. A dump of the database opens nothing.
"""

import base64
import os
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest

from umn.people.models import Keyring, User
from umn.seal import box, kdf, pairs, server

SESSION = "operator-key"
# Crockford's alphabet: no I, L, O, U, so that a printed code is read back rightly.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
GROUPS, GROUP = 6, 4  # 24 signs of 5 bits: 120 bits


class NoKey(Exception):
    """There is no key pair, or password, code and stored key do not belong together."""


# --- The pair ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, repr=False)
class UnderPassword:
    """A private half as it may be stored. Making it is slow: do it before a transaction, not in one."""

    salt: bytes
    blob: bytes


def under_password(user: User, password: str, private: bytes) -> UnderPassword:
    salt = os.urandom(16)
    kek = kdf.derive(password, salt=salt, purpose="password")
    return UnderPassword(salt, box.shut(kek, private, ad=_place(user, "password")))


def put_new(
    user: User, pair: pairs.Pair, wrapped: UnderPassword, *, in_place_of_a_lost_one: date | None = None
) -> None:
    """Store a new pair in place of any older one; a sheet that was printed for the older one opens nothing now.

    `in_place_of_a_lost_one`: the day, where there was one before; colleagues are shown it.
    """
    Keyring.objects.update_or_create(
        user=user,
        defaults={
            "public_key": pair.public,
            "mac": _mac(user, pair.public),
            "salt": wrapped.salt,
            "private_under_password": wrapped.blob,
            "private_under_recovery": None,
            "sheet_confirmed_on": None,
            "renewed_on": in_place_of_a_lost_one,
        },
    )


def put_password(user: User, wrapped: UnderPassword) -> None:
    """Store the same private half under a new password; the printed sheet stays good."""
    Keyring.objects.filter(user=user).update(salt=wrapped.salt, private_under_password=wrapped.blob)


def create(user: User, password: str) -> bytes:
    """A new pair for `user`; answers the private half (32 bytes)."""
    pair = pairs.new_pair()
    put_new(user, pair, under_password(user, password, pair.private))
    return pair.private


def has_keys(user: User) -> bool:
    return Keyring.objects.filter(user=user).exists()


def unlock(user: User, password: str) -> bytes:
    """The private half, opened by the password. Raises NoKey."""
    ring = _ring(user)
    kek = kdf.derive(password, salt=bytes(ring.salt), purpose="password")
    return _open(kek, ring.private_under_password, _place(user, "password"))


def public_key(user: User) -> bytes:
    """The public half (32 bytes), after checking that this server wrote it. Raises NoKey or box.Tampered."""
    ring = _ring(user)
    public = bytes(ring.public_key)
    if not secrets.compare_digest(bytes(ring.mac), _mac(user, public)):
        raise box.Tampered(f"the public key of user {user.pk} was not written by this server")
    return public


# --- The printed sheet ------------------------------------------------------------------------------------------
def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP))


def under_code(user: User, code: str, private: bytes) -> bytes:
    """A private half as it may be stored, opened by a printed code. Slow, as `under_password`."""
    return box.shut(_kek_of_code(user, code), private, ad=_place(user, "recovery"))


def put_sheet(user: User, blob: bytes) -> None:
    """Store what a new sheet opens; an older sheet opens nothing from now on."""
    Keyring.objects.filter(user=user).update(private_under_recovery=blob, sheet_confirmed_on=None)


def unlock_by_code(user: User, typed: str) -> bytes:
    """The private half, opened by the printed code however it was typed. Raises NoKey."""
    ring = _ring(user)
    code = normalise(typed)
    if ring.private_under_recovery is None or len(code) != GROUPS * GROUP:
        raise NoKey
    return _open(_kek_of_code(user, code), ring.private_under_recovery, _place(user, "recovery"))


def normalise(typed: str) -> str:
    """Signs of the alphabet only: any case, any script's digits, without spaces and dashes, look-alikes mended."""
    signs = (str(unicodedata.decimal(sign, sign)) for sign in unicodedata.normalize("NFKC", typed[:400]))
    mended = "".join(signs).upper().translate(LOOKALIKES)
    return "".join(sign for sign in mended if sign in ALPHABET)


def grouped(code: str) -> list[str]:
    return [code[start : start + GROUP] for start in range(0, len(code), GROUP)]


# --- The key of this session ------------------------------------------------------------------------------------
def remember(request: HttpRequest, user: User, private: bytes) -> None:
    """Keep the private half for this session: sealed in the row, opened by a cookie that the answer will set."""
    value = secrets.token_urlsafe(32)
    sealed = box.shut(_kek_of_cookie(value), private, ad=_place(user, "session"))
    request.session[SESSION] = base64.b64encode(sealed).decode()
    request.operator_key_cookie = value  # type: ignore[attr-defined]
    request.operator_private_key = private  # type: ignore[attr-defined]


def private_key(request: HttpRequest) -> bytes | None:
    """The private half of who is signed in, or None: nobody, or cookie and session do not belong together."""
    if not request.user.is_authenticated:
        return None
    if not hasattr(request, "operator_private_key"):
        request.operator_private_key = _from_session(request)  # type: ignore[attr-defined]
    return request.operator_private_key  # type: ignore[attr-defined, no-any-return]


def drop(request: HttpRequest) -> None:
    """Forget the key at sign-out: the cookie goes with the answer, the session row is gone already."""
    request.operator_key_cookie = ""  # type: ignore[attr-defined]
    request.operator_private_key = None  # type: ignore[attr-defined]


def _from_session(request: HttpRequest) -> bytes | None:
    value, sealed = request.COOKIES.get(settings.OPERATOR_KEY_COOKIE), request.session.get(SESSION)
    if not value or not sealed or not isinstance(request.user, User):
        return None
    try:
        return box.open_(_kek_of_cookie(value), base64.b64decode(sealed), ad=_place(request.user, "session"))
    except box.Tampered:
        return None


# --- How each key is made ---------------------------------------------------------------------------------------
def _ring(user: User) -> Keyring:
    try:
        return Keyring.objects.get(user=user)
    except Keyring.DoesNotExist as problem:
        raise NoKey from problem


def _open(kek: bytes, blob: bytes | memoryview, place: str) -> bytes:
    try:
        return box.open_(kek, bytes(blob), ad=place)
    except box.Tampered as problem:
        raise NoKey from problem


def _kek_of_code(user: User, code: str) -> bytes:
    return kdf.derive(code, salt=_place(user, "recovery").encode(), purpose="password")


def _kek_of_cookie(value: str) -> bytes:
    return kdf.expand(value.encode(), "operator-key-in-session")


def _mac(user: User, public: bytes) -> bytes:
    return server.mac("operator-public-key", str(user.pk).encode(), public)


def _place(user: User, under: str) -> str:
    return f"operator|{user.pk}|{under}"
