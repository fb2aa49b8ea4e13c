"""Which letters can be printed, and where a word that is longer than the sheet may be broken."""

import re
import unicodedata

# What our fonts draw, by the first word of a letter's Unicode name.
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC")
_LONG = re.compile(r"\S{45,}")
_JOINT = re.compile(r"(?<=[@./_-])(?=\w)")  # of addresses of the web
_PIECE = re.compile(r"[^\u200b]{12}(?=[^\u200b])")
_SEAM = "\u200b"  # a place to break that nobody sees
# Controls, and the marks that would turn round the text behind them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> bool:
    """Whether our fonts have every letter of this text: no empty boxes on paper."""
    return all(
        unicodedata.name(sign, "").startswith(SCRIPTS) for sign in text if unicodedata.category(sign).startswith("L")
    )


def breakable(text: str) -> str:
    """The text with seams in words too long for any line, and without signs that are none."""
    return _LONG.sub(lambda word: _PIECE.sub(rf"\g<0>{_SEAM}", _JOINT.sub(_SEAM, word[0])), _UNSEEN.sub("", text))
