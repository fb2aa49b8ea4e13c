"""What a reader gets of a finished page: compressed or not, or only word that theirs is still the right one."""

import re
import zlib
from collections.abc import Mapping

from umn.pages import headers
from umn.pages.address import language_of
from umn.pages.shelf import Page

_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|x-gzip)\s*(?:;\s*q=([0-9.]+)\s*)?(?=,|$)", re.IGNORECASE)


def answer(page: Page, name: str, environ: Mapping[str, str]) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers (without those of the outermost middlewares), body. `environ`: as WSGI gives it."""
    # What is compressed in itself, a picture or a PDF, goes out as it is.
    compressed = page.kind.startswith("text/") and takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    tag = f'"{page.etag}"' if compressed else f'W/"{page.etag}"'
    lines = [("Cache-Control", headers.CACHE_CONTROL), ("ETag", tag), ("Vary", headers.VARY)]
    if _has_it(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        return 304, lines, b""
    body = page.body if compressed else zlib.decompress(page.body, wbits=31)
    lines += [("Content-Type", page.kind), ("Content-Language", language_of(name))]
    lines += [("Content-Disposition", page.disposition)] if page.disposition else []
    lines += [("Content-Encoding", "gzip")] if compressed else []
    lines.append(("Content-Length", str(len(body))))
    return 200, lines, b"" if environ.get("REQUEST_METHOD") == "HEAD" else body


def takes_gzip(accepted: str) -> bool:
    found = _GZIP.search(accepted)
    return bool(found and (found[1] is None or found[1].strip("0.")))


def _has_it(asked: str, etag: str) -> bool:
    if not asked:
        return False
    known = {one.strip().removeprefix("W/").strip('"') for one in asked.split(",")}
    return etag in known or "*" in known
