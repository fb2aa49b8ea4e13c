"""The languages that the portal itself speaks. To add one: docs/adding-a-language.md.

Read by the settings, so nothing of Django is used here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from umn.languages.cldr import locale

# In the order in which a reader finds their own: the source, then by autonym as each alphabet has it.
CODES = ("en", "de", "es", "fr", "it", "nl", "sl", "el", "bg", "uk", "ar")
# Where CLDR writes its own name otherwise than its readers do.
AUTONYMS = {"sl": "Slovenščina"}


def languages() -> list[tuple[str, str]]:
    """Code and own name of each, for `settings.LANGUAGES`."""
    return [(code, autonym(code)) for code in CODES]


def autonym(code: str) -> str:
    """The language's name for itself, with a capital; the code where CLDR does not know the language."""
    known = locale(code)
    name = AUTONYMS.get(code) or (known.get_display_name(code) if known else "") or code
    return name[0].upper() + name[1:]


def for_django(known: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What Django must be told of languages that it lacks (`known`: its LANG_INFO): Tigrinya, Somali, Amharic …"""
    return {
        code: {
            "bidi": _is_right_to_left(code),
            "code": code,
            "name": _english_name(code),
            "name_local": autonym(code),
        }
        for code in CODES
        if code not in known and code.split("-")[0] not in known
    }


def right_to_left(known: Iterable[str]) -> list[str]:
    """For `settings.LANGUAGES_BIDI`: those from right to left that Django knows (`known`), and ours."""
    return list(dict.fromkeys([*known, *(code for code in CODES if _is_right_to_left(code))]))


def _english_name(code: str) -> str:
    known = locale(code)
    return (known.get_display_name("en") if known else None) or code


def _is_right_to_left(code: str) -> bool:
    known = locale(code)
    return known is not None and known.text_direction == "rtl"
