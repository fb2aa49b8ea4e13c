"""A view says that its answer may be kept, and until when; what is not finished is found out here all the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from umn.pages.address import is_file, name_of
from umn.pages.shelf import HTML


@dataclass(frozen=True, slots=True)
class Keep:
    """`until` (aware): the first moment at which the page would show something untrue; `tags`: what it shows."""

    until: datetime
    tags: frozenset[str]


def keep(response: HttpResponse, *, until: datetime, tags: Iterable[str]) -> HttpResponse:
    """Marks a finished page of the public door. Never a page with a form token, a query or a person in it."""
    response.kept = Keep(until, frozenset(tags))  # type: ignore[attr-defined]  # read by the middleware alone
    return response


class NotFinished(Exception):
    """Raised in tests: a view marked what must not be kept. In production it is not kept, and nobody notices."""


_FORM = re.compile(rb"""csrfmiddlewaretoken|name=["']?token\b|<form[^>]*method=["']?post""", re.IGNORECASE)
_MAY_BEAR = {"content-type", "content-language", "content-length", "content-disposition", "vary", "cache-control"}


def faults(request: HttpRequest, response: HttpResponse) -> list[str]:
    """Why the answer of a view that calls it finished must not be kept; each a mistake of that view."""
    bears = {name.lower() for name in response.headers} - _MAY_BEAR
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {"", "accept-encoding"}
    host, name = request.get_host().encode(), name_of(request.path_info) or ""
    is_page = response.get("Content-Type") == HTML
    text = response.content if response.get("Content-Type", "").startswith("text/") else b""
    found = {
        f"status {response.status_code}": response.status_code != 200,
        "a form token in it, or a form that is sent by POST": _FORM.search(text),
        f"headers of its own: {', '.join(sorted(bears))}": bears,
        f"differs by {', '.join(sorted(varies))}": varies,
        "an address without language, or with signs that a finished page cannot have": not name,
        f"not {HTML}, although its address ends in a slash": not is_page and not is_file(name),
        "a page, although its address is that of a file": is_page and is_file(name),
        "the name of the host in it: write settings.SITE_URL": host in text and host != _own_host(),
        "no-store on it": "no-store" in response.get("Cache-Control", ""),
    }
    return [words for words, is_so in found.items() if is_so]


def _own_host() -> bytes:
    return urlsplit(settings.SITE_URL).netloc.encode()
