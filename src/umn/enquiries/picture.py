"""The receipt as a picture, made on the server so that a phone without scripts can keep it too."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from umn.paper.printing import compile_png
from umn.seal import receipt


def of_number(digits: str, *, language: str) -> bytes:
    """A PNG of about 900 × 990 pixels, a group a line (no script reads them in another order), and one
    discreet sentence. However many sheets are printed, it waits for other numbers only. Raises seal.kdf.Busy."""
    with override(language):
        data = {"words": _("Keep this number."), "groups": list(receipt.grouped(digits))}
    return compile_png(Path(__file__).with_name("picture.typ"), data, language=language, ppi=216.0, lane="number")
