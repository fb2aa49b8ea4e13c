"""Hours as people write them on a door: "9-12, 14-17", "9.30–13", "09h30 à 12h", "٩-١٢"."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from umn.directory.special import DAY, Span, clock

MOST_SPANS = 3
LATEST_MORNING = 6 * 60  # an end up to here, after a beginning in the afternoon, means the next morning
NOON = 12 * 60

Trouble = Literal["unclear", "open-ended", "order", "night", "overlap", "many"]

_TIME = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s?[:.٫]\s?(\d{2})|\s?(?:h|u)(?:\s?(\d{2}))?(?!\w)|(\d{2}))?(?!\d)(?:\s?([ap])\.?m\b\.?)?"
)
_LETTERS = re.compile(r"[^\W\d_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What people write between two times, and around them, in the languages of the portal.
_SMALL_WORDS = _words("""
    to until till and from h hrs a à au aux et de du bis und von uhr e ed alle dalle y al las los desde hasta
    tot en van uur do od in ter ob o до от и і з та έως και από μέχρι إلى الى و من حتى
""")
_CLOSED = _words("""
    closed off fermé ferme مغلق cerrado geschlossen zu chiuso κλειστά κλειστό затворено зачинено zaprto gesloten
    dicht - x
""")


@dataclass(frozen=True, slots=True)
class Unclear(Exception):
    """What was typed cannot be hours; `first` and `second` are the pieces that it is about."""

    trouble: Trouble
    first: str = ""
    second: str = ""


def read(text: str) -> tuple[Span, ...]:
    """The spans of one day, in order; none for a day that is closed. Raises Unclear."""
    plain = _plain(text)
    if not plain or plain in _CLOSED:
        return ()
    found = list(_TIME.finditer(plain))
    gaps = [plain[one.end() : other.start()] for one, other in pairwise(found)]
    edges = [plain[: found[0].start()], plain[found[-1].end() :]] if found else [plain]
    _only_small_words([*gaps, *edges])
    if len(found) % 2 or any("-" in edge for edge in edges):
        raise Unclear("open-ended")
    if len(found) > 2 * MOST_SPANS:
        raise Unclear("many")
    for number, gap in enumerate(gaps):
        joins = "-" in gap or _LETTERS.search(gap) is not None
        if number % 2 == 0 and not joins:
            raise Unclear("open-ended")
        if number % 2 == 1 and "-" in gap:
            raise Unclear("open-ended")
    times = [_minutes(one) for one in found]
    return _in_order([_span(*pair) for pair in zip(times[::2], times[1::2], strict=True)])


def written(spans: tuple[Span, ...]) -> str:
    """As a form shows it: "09:00–12:00, 14:00–17:00"."""
    return ", ".join(f"{clock(start)}–{clock(end)}" for start, end in spans)


def _plain(text: str) -> str:
    signs = []
    for sign in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(sign)
        if category == "Nd":
            signs.append(str(unicodedata.decimal(sign)))
        elif category == "Pd" or sign in "~−":
            signs.append("-")
        elif sign in "،;/&+|\n؛":
            signs.append(",")
        elif category != "Cf":
            signs.append(sign)
    return " ".join("".join(signs).casefold().split())


def _only_small_words(pieces: list[str]) -> None:
    for piece in pieces:
        strange = [word for word in _LETTERS.findall(piece) if word not in _SMALL_WORDS]
        rest = _LETTERS.sub("", piece).strip(" ,.-:'’()")
        if strange or rest:
            raise Unclear("unclear", (strange or [rest])[0])


def _minutes(found: re.Match[str]) -> int:
    hours, minutes = int(found[1]), int(found[2] or found[3] or found[4] or 0)
    half = found[5]
    if half and (hours > 12 or hours == 0):
        raise Unclear("unclear", found[0])
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    if minutes > 59 or hours * 60 + minutes > DAY:
        raise Unclear("unclear", found[0])
    return hours * 60 + minutes


def _span(start: int, end: int) -> Span:
    end = end or DAY
    if end < start and end <= LATEST_MORNING and start >= NOON:
        raise Unclear("night", clock(start), clock(end))
    if end <= start:
        raise Unclear("order", clock(start), clock(end))
    return start, end


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    spans.sort()
    for one, following in pairwise(spans):
        if following[0] < one[1]:
            raise Unclear("overlap", written((one,)), written((following,)))
    return tuple(spans)
