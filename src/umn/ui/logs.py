"""What never reaches a log: query strings, addresses of visitors, links that open something."""

import logging
import re

_QUERY = re.compile(r"(?<=\S)\?[^\s\"']+")
_ADDRESS = re.compile(
    r"\b(?:\d{1,3}\.){3}\d{1,3}\b"
    r"|(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{0,4}:){1,7}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?)(?![\w:])",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?<=/)[\w-]{30,}(?=/|\s|[\"']|$)|(?<=\+)[\w-]{8,}(?=@)"
)  # of a link, or of the address for an answer
_LOOPBACK = {"127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104 - recognised here, not listened on


def without_traces(text: str) -> str:
    """The text with each query string, each token in a path and each address (IPv4, IPv6) but our own replaced."""
    text = _TOKEN.sub("…", _QUERY.sub("?…", text))
    return _ADDRESS.sub(lambda found: found[0] if found[0] in _LOOPBACK else "(address)", text)


class Discreet(logging.Filter):
    """Rewrites a record before any handler writes it, and takes the request (which holds the form) off it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_traces(record.getMessage())
        record.args = ()
        for name in ("request", "server_time"):
            if hasattr(record, name):
                delattr(record, name)
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = without_traces(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True
