"""Which addresses a finished page can have, and what it is called on the shelf."""

import re

from django.conf import settings

# Only what needs no decoding, no resolving and no second thought, here and in nginx.
_REST = r"(?:/[A-Za-z0-9_-]{1,80}){0,6}"


def pattern() -> str:
    """A regular expression, for Python and for nginx, of the address without the slash at its end."""
    languages = "|".join(re.escape(code) for code, _ in settings.LANGUAGES)
    return f"/(?:{languages}){_REST}"


_page = re.compile(f"{pattern()}/")
_file = re.compile(rf"{pattern()}\.[a-z0-9]{{2,4}}")  # a sheet to print, a picture


def name_of(path: str) -> str | None:
    """`/fr/points/liege/` → `fr/points/liege`, `/fr/points/liege/card.png` → `fr/points/liege/card.png`; None for an
    address that nothing finished can have."""
    if _page.fullmatch(path):
        return path[1:-1]
    return path[1:] if _file.fullmatch(path) else None


def is_file(name: str) -> bool:
    return "." in name


def language_of(name: str) -> str:
    return name.partition("/")[0]
