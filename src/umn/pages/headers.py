"""The headers of a finished page: the same from Django, from the front and from nginx."""

import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from umn.pages.address import pattern
from umn.pages.shelf import HTML

# What a browser keeps it asks about again: a change shows at once, and "open" is never stale.
CACHE_CONTROL = "no-cache"
VARY = "Accept-Encoding"
ASKED_BY_NGINX = "HTTP_UMN_EDITION"  # nginx says with it for which edition it was set up


@cache
def outermost() -> tuple[tuple[str, str], ...]:
    """What the middlewares in front of the static files say on every answer: found out by asking them."""
    before = settings.MIDDLEWARE[: settings.MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")]
    answer = _nothing
    for name in reversed(before):
        answer = import_string(name)(answer)
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", "/en/", "/en/"
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_X_FORWARDED_PROTO": "https"}
    found = dict(answer(request).headers.items())
    # django-csp walks through a set: every process would have an order, and so an edition, of its own.
    found["Content-Security-Policy"] = "; ".join(sorted(found["Content-Security-Policy"].split("; ")))
    return tuple(sorted(found.items() - {("Content-Type", found["Content-Type"]), ("Cache-Control", CACHE_CONTROL)}))


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"Cache-Control": CACHE_CONTROL})


def edition() -> str:
    """Changes when a header or the shape of the addresses does: nginx looks under the one it was set up for."""
    return hashlib.sha256(repr((outermost(), HTML, VARY, pattern())).encode()).hexdigest()[:12]
