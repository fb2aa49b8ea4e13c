"""The floor: finished bytes from memory, by the same application server. Nothing served from Python can be quicker."""

import os
from pathlib import Path

_PAGES = {f"/{path.stem}": path.read_bytes() for path in Path(os.environ["STILL_PAGES"]).glob("*.gz")}
_NOT_FOUND = b"not here"


def application(environ, start_response):
    body = _PAGES.get(environ["PATH_INFO"])
    if body is None:
        start_response("404 Not Found", [("Content-Length", str(len(_NOT_FOUND)))])
        return [_NOT_FOUND]
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [body]
