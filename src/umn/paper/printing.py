"""A template and data make a PDF or a picture, by typst, in this process.

Data reaches a template as JSON only, never as markup: an address with `#` or `*` comes out as itself.
"""

import functools
import importlib.resources
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from umn.languages.names import direction
from umn.paper.letters import breakable
from umn.seal.kdf import one_slot

ROOT = Path(__file__).resolve().parents[1]  # the rooms: a template may use what `paper` draws ("/paper/sheet.typ")
FONT_PACKAGES = ("fontpkg_noto_sans", "fontpkg_almarai", "fontpkg_noto_sans_arabic")
LANE = "paper"
SLOTS = 2  # sheets at once in a lane, on this machine, over all processes

AS_THEY_ARE = ("<svg", "tel:", "mailto:", "http:", "https:")  # drawings and links: nothing is put into them

Data = Mapping[str, Any]


def compile_pdf(template: Path, data: Data, *, title: str, language: str, at: datetime) -> bytes:
    """A tagged PDF (PDF/UA-1, which typst checks) with its title and language; `at` is the day it was made.

    Raises seal.kdf.Busy when too many are wanted at once.
    """
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return _compile(
        template,
        {**data, "title": title},
        language,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(day.timestamp()),
    )


def compile_png(template: Path, data: Data, *, language: str, ppi: float, lane: str = LANE) -> bytes:
    """A picture; a template of so many points (1/72 inch) becomes `ppi` / 72 times as many pixels. In a `lane` of its
    own it does not wait for what others print. Raises kdf.Busy."""
    return _compile(template, data, language, lane=lane, format="png", ppi=ppi)


def _compile(template: Path, data: Data, language: str, *, lane: str = LANE, **how: Any) -> bytes:
    known = {**_breakable(data), "language": language, "direction": direction(language)}
    with one_slot(lane=lane, slots=SLOTS):
        try:
            return _drawn(template, known, how)
        except RuntimeError as error:  # what typst raises
            if "could not be displayed" not in str(error):
                raise
            # A letter that none of our fonts has: an empty box on the sheet is better than no sheet.
            return _drawn(template, known, {**how, "pdf_standards": []})


def _drawn(template: Path, data: Data, how: Data) -> bytes:
    # Here, because most processes of the portal never print: typst and its fonts are 33 MB or more.
    import typst

    compiler = typst.Compiler(template, root=ROOT, font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(sys_inputs={"data": json.dumps(data)}, **how)
    # A list only for a picture of several pages.
    return made if isinstance(made, bytes) else b"".join((made or [])[:1])


def _breakable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.startswith(AS_THEY_ARE) else breakable(value)
    if isinstance(value, Mapping):
        return {key: _breakable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(part) for part in value]
    return value


@functools.cache
def _fonts() -> Any:
    import typst

    folders = [Path(str(importlib.resources.files(package))) / "files" for package in FONT_PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
