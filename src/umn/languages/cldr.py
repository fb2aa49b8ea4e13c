"""What CLDR (through Babel) knows, read once and kept small."""

import pickle
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError, localedata


@lru_cache(maxsize=64)
def locale(code: str) -> Locale | None:
    """CLDR's locale for a code such as "fa-AF", of its base language when there is none for the region, or None."""
    for candidate in (code, code.split("-")[0]):
        try:
            return Locale.parse(candidate, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return None


@lru_cache(maxsize=256)
def language_names(in_language: str) -> dict[str, str]:
    """Code → name of the language, said in another one; empty when CLDR lacks the other one."""
    return _names("languages", in_language)


@lru_cache(maxsize=256)
def country_names(in_language: str) -> dict[str, str]:
    """ISO 3166 code → name of the country, said in a language; empty when CLDR lacks it."""
    return {code: name for code, name in _names("territories", in_language).items() if len(code) == 2}


def _names(section: str, in_language: str) -> dict[str, str]:
    """One section of a locale and of its base language, straight from Babel's files.

    Not through `Locale`, which keeps a megabyte for each: the words for languages and countries are gathered
    from a hundred locales, in every process.
    """
    names: dict[str, str] = {}
    base = in_language.split("-")[0]
    for code in dict.fromkeys([base, in_language]):
        if localedata.exists(code.replace("-", "_")):
            data = Path(localedata.resolve_locale_filename(code.replace("-", "_"))).read_bytes()
            said = pickle.loads(data).get(section, {})  # noqa: S301 a file of the Babel package
            names.update({key.replace("_", "-"): name for key, name in said.items()})
    return names
