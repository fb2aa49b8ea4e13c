"""Which words of the interface a native speaker has read. Said on the privacy page and the page of languages."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

NOBODY = "nobody yet"  # as the files of the translators say it


@cache
def read_by(language: str) -> str:
    """Who grew up with the language and read its words: the header X-Read-By of its file; "" for nobody."""
    for folder in settings.LOCALE_PATHS:
        catalogue = Path(folder) / language / "LC_MESSAGES" / "django.po"
        if catalogue.exists():
            found = re.search(r'"X-Read-By: (.*?)\\n"', catalogue.read_text(encoding="utf-8"))
            return "" if not found or found[1].strip() == NOBODY else found[1].strip()
    return ""


def readers() -> dict[str, str]:
    """Autonym → who read the words of that language."""
    return {autonym: read_by(code) for code, autonym in settings.LANGUAGES if read_by(code)}


def unread() -> list[dict[str, str]]:
    """The languages whose words nobody who grew up with them has read for us yet: code and autonym."""
    return [{"code": code, "autonym": autonym} for code, autonym in settings.LANGUAGES if not read_by(code)]
