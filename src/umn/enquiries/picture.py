"""The receipt as a picture, made on the server so that a phone without scripts can keep it too."""

import functools
import importlib.resources
from pathlib import Path

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from umn.languages.names import direction
from umn.seal import receipt

FONT_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")

# No heading names what the number is for: somebody else may look through the photos of this phone.
PAGE = """
#set page(width: 300pt, height: 330pt, margin: 24pt, fill: rgb("#fbf8f3"))
#set text(font: ("Noto Sans", "Noto Sans Arabic"), size: 15pt, fill: rgb("#1c2426"))
#set text(lang: sys.inputs.language, dir: {direction})
#set align(center + horizon)
#sys.inputs.words
#v(4pt)
#for group in sys.inputs.groups.split(" ") [
  #text(size: 30pt, weight: "bold", dir: ltr)[#group]
  #linebreak()
]
"""


def of_number(digits: str, *, language: str) -> bytes:
    """A PNG of about 900 × 990 pixels, a group a line (no script reads them in another order), and one
    discreet sentence."""
    with override(language):
        words = _("Keep this number.")
    return typst.compile(  # type: ignore[call-overload]  # its stub wants page and fonts of one type
        PAGE.format(direction=direction(language)).encode(),
        format="png",
        ppi=216.0,
        font_paths=list(_fonts()),
        ignore_system_fonts=True,
        sys_inputs={
            "language": language,
            "words": words,
            "groups": " ".join(receipt.grouped(digits)),
        },
    )


@functools.cache
def _fonts() -> tuple[Path, ...]:
    return tuple(Path(str(importlib.resources.files(package))) / "files" for package in FONT_PACKAGES)
