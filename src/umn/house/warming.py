"""The first visitor must not wait for what can be read before anybody comes."""

import logging
from io import BytesIO
from typing import Any

from django.conf import settings
from django.db import connections

from umn.search.queries import warm_up as read_names_and_words

log = logging.getLogger("umn.house")


def warm_up(application: Any) -> None:
    """Reads the tables of names and words, and opens a page in every language: translations, dates, templates.

    The pages are finished and kept like any visitor's. A database that is away does not keep the portal from
    starting. Leaves no connection of this thread open.
    """
    try:
        read_names_and_words()
        for code, _ in settings.LANGUAGES:
            _open(application, f"/{code}/find/")
    except Exception as problem:
        # The message may quote a row; the class is enough to start looking.
        log.warning("The portal starts cold: %s", type(problem).__name__)
    finally:
        connections.close_all()


def _open(application: Any, path: str) -> None:
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "HTTP_HOST": host,
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_X_FORWARDED_PROTO": "https" if settings.HTTPS else "http",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    chunks = application(environ, lambda status, lines, *more: None)
    for _ in chunks:
        pass
    if hasattr(chunks, "close"):
        chunks.close()
