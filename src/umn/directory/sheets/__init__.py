"""A contact point on paper and as a picture: a card to fold, posters, what a message shows of a link.

Nothing here is more certain than the page: each fact brings the line that says where it is from.
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import translation

from umn.directory.queries.shown import ShownPoint
from umn.directory.sheets.facts import facts
from umn.paper.printing import compile_pdf, compile_png

FOLDER = Path(__file__).parent
# Form → template and its size; A4 is A5 drawn larger by √2.
FORMS = {"a6": ("card.typ", "a6"), "a5": ("poster.typ", "a5"), "a4": ("poster.typ", "a4")}
PICTURE = 1200, 630  # pixels; what messaging apps show of a link
SMALL = 600, 315
POINTS_WIDE = 600  # of the template, in 1/72 inch


def pdf(point: ShownPoint, form: str, *, language: str, at: datetime) -> bytes:
    """The sheet `a6`, `a5` or `a4` of an open point. Raises KeyError for another form, seal.kdf.Busy."""
    template, size = FORMS[form]
    with translation.override(language):
        data = facts(point, language=language, at=at, practice=point.practice or settings.PRACTICE)
    return compile_pdf(FOLDER / template, {**data, "size": size}, title=point.name.text, language=language, at=at)


def png(point: ShownPoint, *, language: str, at: datetime, small: bool = False) -> bytes:
    """The picture that stands for the point in a message. Raises seal.kdf.Busy."""
    with translation.override(language):
        data = facts(point, language=language, at=at, practice=point.practice or settings.PRACTICE)
    wide, _high = SMALL if small else PICTURE
    return compile_png(FOLDER / "picture.typ", data, language=language, ppi=72 * wide / POINTS_WIDE)
