"""In front of Django: a finished page is answered from its file, without a request being made of it."""

import logging
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from umn.pages import headers
from umn.pages.address import name_of
from umn.pages.answers import answer
from umn.pages.shelf import Page, here

log = logging.getLogger("umn.pages")

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]


class Front:
    """A WSGI application around another. `clock` gives seconds of the epoch.

    Whatever is not plainly a finished page goes on to Django, which knows all the rest.
    """

    def __init__(self, application: Application, *, clock: Callable[[], float] = time.time) -> None:
        self.application = application
        self.clock = clock
        self.shelf = here()
        self.edition = headers.edition()
        self._warned = False

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        name = self._asked(environ)
        page = self.shelf.read(name, now=self.clock()) if name else None
        if name is None or page is None:
            return self.application(environ, start_response)
        self._offer(name, page, environ.get(headers.ASKED_BY_NGINX))
        status, lines, body = answer(page, name, environ)
        start_response(f"{status} {HTTPStatus(status).phrase}", [*lines, *headers.outermost()])
        return [body]

    def _asked(self, environ: dict[str, Any]) -> str | None:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("QUERY_STRING"):
            return None
        if settings.HTTPS and environ.get("HTTP_X_FORWARDED_PROTO") != "https":
            return None
        return name_of(environ.get("PATH_INFO", "")) if _ours(environ.get("HTTP_HOST", "")) else None

    def _offer(self, name: str, page: Page, edition: str | None) -> None:
        if edition == self.edition:
            self.shelf.offer(name, page, edition=edition, now=self.clock())
        elif edition and not self._warned:
            self._warned = True
            log.warning("nginx was set up for another version: make its file again with manage.py nginx.")


@lru_cache(maxsize=64)
def _ours(host: str) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
