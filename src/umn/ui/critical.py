"""The one inline style of every public page, and the hash by which the browser lets it through.

Imported by the settings: nothing here may need Django.
"""

import base64
import hashlib
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "ui" / "css"
# In this order; what only the workspace needs is a stylesheet of its own (workspace.css).
FILES = (
    "tokens",
    "base",
    "shell",
    "button",
    "form",
    "note",
    "tile",
    "chip",
    "card",
    "steps",
    "receipt",
    "talk",
    "home",
    "modes",
)


def minified(css: str) -> str:
    """The same rules without comments and without the white space that CSS does not need."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};>]) ?|([:,]) ", r"\1\2", css)
    return css.replace(";}", "}").strip()


def source(name: str) -> str:
    return (FOLDER / f"{name}.css").read_text(encoding="utf-8")


CSS: str = minified("".join(source(name) for name in FILES))
CSP_SOURCE: str = f"'sha256-{base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()}'"


def schemes() -> str:
    """The colours of day and night as the classes `.day` and `.night`, for pages that show both side by side."""
    day, night = re.findall(r":root ?\{([^}]*--paper[^}]*)\}", source("tokens"))
    return minified(f".day {{ {day} }} .night {{ {night} }}")
