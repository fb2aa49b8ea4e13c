"""Public forms without a cookie: sent from our own page, with a token that was ours and counts once.

The token carries 16 random bytes (its *seed*). Who stores something keeps a digest of the seed under a unique
constraint: a repeat finds what the first one made, and makes no second.
"""

import base64
import functools
import json
import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from umn.seal import server

LIFETIME = timedelta(hours=24)
_signer = TimestampSigner(salt="umn.public-form")


class Expired(Exception):
    """The page was open for more than a day: show it again, with what was typed."""


class Forged(Exception):
    """Not a token of ours: show the form again, with what was typed."""


def form_token(carries: object = None) -> str:
    """A new token. `carries`: what the page said (as JSON has it), so that it need not be found out again when the
    form comes back; whoever has the page can read it, nobody can change it."""
    said = "" if carries is None else json.dumps(carries, separators=(",", ":"))
    return _signer.sign(".".join(base64.urlsafe_b64encode(part).decode() for part in (os.urandom(16), said.encode())))


def seed(token: str) -> bytes:
    """The 16 random bytes of a token of ours. Raises Expired or Forged."""
    return _parts(token)[0]


def carried(token: str) -> Any:
    """What a token of ours carries; None when that is nothing. Raises Expired or Forged."""
    said = _parts(token)[1]
    return json.loads(said) if said else None


def _parts(token: str) -> tuple[bytes, bytes]:
    try:
        first, _, second = _signer.unsign(token, max_age=LIFETIME).partition(".")
    except SignatureExpired as problem:
        raise Expired from problem
    except (BadSignature, UnicodeError, ValueError) as problem:
        raise Forged from problem
    return base64.urlsafe_b64decode(first), base64.urlsafe_b64decode(second)


def digest(token_seed: bytes, purpose: str) -> bytes:
    """What may be stored of a seed: 32 bytes that lead back to nothing."""
    return server.mac("form-seed", purpose.encode(), token_seed)


View = Callable[..., HttpResponseBase]


def public_post(view: View) -> View:
    """For views that take a form from anybody: no cookie, so no CSRF cookie; instead the browser's own word."""

    @functools.wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "POST" and not from_our_own_page(request):
            raise PermissionDenied("cross-site form")
        return view(request, *args, **kwargs)

    return csrf_exempt(never_cache(checked))


def from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that our own page sent this. A client that says nothing is no browser of a victim."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    source = request.headers.get("Origin") or request.headers.get("Referer")
    if source is None:
        return True
    try:
        return urlsplit(source).netloc == request.get_host()
    except ValueError:
        return False
