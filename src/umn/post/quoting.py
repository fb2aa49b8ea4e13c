"""What somebody wrote in answer to one of our letters, without what their mail program quoted.

Programs introduce a quotation in every language, so the cut is made where *our* words begin: at a quoted line, at the
mark that every letter of ours to be answered carries, or at our own address. What stands below the quotation is kept
apart: who writes there may take back what they wrote above.

Run as a program it reads one letter from a stranger, in a process of its own that may use little time and memory. It
knows nothing of the portal: it needs the standard library alone.
"""

import email
import email.policy
import html
import json
import re
import sys
from collections.abc import Collection
from email.message import EmailMessage
from typing import NamedTuple

MARK = "##- UnionMigrantNet -##"  # stands above and below a letter that may be answered; never translated
LONGEST = 20_000  # characters looked at
MOST_PARTS = 20
SECONDS = 2  # of the processor, for one letter
MEMORY = 512 * 1024 * 1024
_ANNOUNCES = re.compile(r"[:：]$|@|^[\W_]{3,}")
_GOES_WITH_IT = re.compile(r"\d|[:：@]|^[\W_]{3,}")
_HEADER = re.compile(r"^\W*[^\W\d][^:：]{0,30}[:：]\s")  # "Sent: Monday", in any language
_END_OF_INTRODUCTION = re.compile(r"[^\d@]{1,30}[:：]")  # "wrote:", broken off from its line
_BLOCKS = {"p", "div", "br", "tr", "li", "blockquote", "hr", "h1", "h2", "h3", "table"}
_SILENT = {"style", "script", "title"}
# A tag ends where the next begins: no text, however broken, is looked at more than twice.
_PIECE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]*>|<[!?/][^<>]*>|([^<]+|<)")


class Own(NamedTuple):
    """A person's own words, and those of their words that stand below our own."""

    words: str
    below: str


def own_words(text: str, *, ours: Collection[str]) -> Own:
    """The parts of `text` above and below the quotation, without the signature. `ours`: addresses at which our own
    words begin."""
    lines = [line.rstrip() for line in text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept: list[str] = []
    signed = False
    for number, line in enumerate(lines):
        names_us = any(one in line.casefold() for one in ours)  # then it is the introduction, or its last line
        if names_us or MARK in line or _is_quoted(line):
            if not signed:
                kept = _without_introduction([*kept, line] if names_us else kept)
            return Own("\n".join(kept).strip(), _below(lines[number:], introduced=names_us))
        signed = signed or line == "--"  # a signature begins (RFC 3676 §4.3)
        if not signed:
            kept.append(line)
    return Own("\n".join(kept).strip(), "")


def _below(lines: list[str], *, introduced: bool) -> str:
    """What nobody quoted, from the line on at which our words begin."""
    marks = [number for number, line in enumerate(lines) if MARK in line and not _is_quoted(line)]
    if len(marks) > 1:  # our letter stands between them, not marked as quoted
        lines = lines[marks[-1] + 1 :]
    elif introduced:
        lines = lines[1:]
        while lines and (not lines[0] or _END_OF_INTRODUCTION.fullmatch(lines[0])):
            lines = lines[1:]
    own = [line for line in lines if not _is_quoted(line)]
    signature = own.index("--") if "--" in own else len(own)
    return "\n".join(own[:signature]).strip()


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def text_of(message: EmailMessage) -> str:
    """The readable text of a letter; empty when it has none."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        text = part.get_content()
    except (LookupError, ValueError):  # a character set that nobody knows
        raw = part.get_payload(decode=True)
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    text = str(text)[: LONGEST * 10].replace("\0", "")
    return _plain(text) if part.get_content_subtype() == "html" else text


def _without_introduction(lines: list[str]) -> list[str]:
    """Without the lines right above a quotation that announce it: "On Monday … wrote:", "From: …", a ruler."""
    kept = list(lines)
    while kept and not kept[-1]:
        kept.pop()
    two_headers = len(kept) > 1 and all(_HEADER.search(line) for line in kept[-2:])
    if kept and (two_headers or _ANNOUNCES.search(kept[-1])):
        kept.pop()
        while kept and _GOES_WITH_IT.search(kept[-1]):
            kept.pop()
    return kept


def _plain(source: str) -> str:
    """The text of HTML, a line for each block; what is quoted gets ">"."""
    lines: list[list[str]] = [[]]
    quoted = silent = 0
    for found in _PIECE.finditer(_without_comments(source)):
        end, tag, data = found[1], (found[2] or "").lower(), found[3]
        if data is not None and not silent:
            lines[-1].append(" ".join(html.unescape(data).split()))
        step = -1 if end else 1
        silent = max(0, silent + step * (tag in _SILENT))
        quoted = max(0, quoted + step * (tag == "blockquote"))
        if tag in _BLOCKS:
            if any(part.strip(" >") for part in lines[-1]):
                lines.append([])
            lines[-1] = [">"] if quoted else []
    return "\n".join(" ".join(filter(None, line)) for line in lines)


def _without_comments(source: str) -> str:
    kept, begin = [], 0
    while (opened := source.find("<!--", begin)) >= 0:
        kept.append(source[begin:opened])
        closed = source.find("-->", opened)
        begin = closed + 3 if closed >= 0 else len(source)
    return "".join([*kept, source[begin:]])


def read(raw: bytes, *, ours: Collection[str]) -> Own:
    """What somebody wrote. The email package breaks in many ways on what no program ever wrote."""
    if raw.lower().count(b"boundary=") > MOST_PARTS:
        raise ValueError("too many parts")
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return own_words(text_of(message), ours=ours)


def main() -> None:
    """A line with the addresses that are ours, then the letter; the answer is a list of two texts."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ours, _, raw = sys.stdin.buffer.read().partition(b"\n")
    print(json.dumps(read(raw, ours=json.loads(ours))))


if __name__ == "__main__":
    main()
