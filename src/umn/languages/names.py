"""Which language is this: its own name, its name in another, its direction, and the word a person typed for it."""

import re
from functools import lru_cache

from django.conf import settings

from umn.languages import spoken
from umn.languages.cldr import country_names, language_names
from umn.languages.endings import basic_forms
from umn.languages.normalise import fold, squeezed

INTERFACE: list[str] = [code for code, _ in settings.LANGUAGES]

_CODE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}", re.ASCII)
_RIGHT_TO_LEFT = "ar fa ur ps he yi ckb sd ug dv ks bal syr arc nqo lrc mzn sdh glk skr bgn azb apc trw"
_RTL_SCRIPTS = "Arab Hebr Syrc Thaa Nkoo Adlm Rohg Mand Samr"


@lru_cache(maxsize=1024)
def standard(code: str) -> str:
    """One spelling per language: "FR" → "fr", "ar_eg" → "ar-EG", "prs" → "fa-AF", "kmr" → "ku".

    What cannot be a code at all becomes "und", undetermined.
    """
    if not _CODE.fullmatch(code.strip()):
        return "und"
    parts = code.strip().replace("_", "-").split("-")
    shaped = [parts[0].lower()]
    for part in parts[1:]:
        shaped.append(part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower())
    whole = "-".join(shaped)
    return spoken.ALIASES.get(whole.lower(), spoken.ALIASES.get(shaped[0], whole) if len(shaped) == 1 else whole)


def base(code: str) -> str:
    """The language without script and region: "fa-AF" → "fa"."""
    return standard(code).split("-")[0]


@lru_cache(maxsize=1024)
def autonym(code: str) -> str:
    """The language's name for itself, with a capital where its script has them; the code when unknown."""
    code = standard(code)
    found = spoken.NAMES.get(code, {}).get(code) or language_names(code).get(code)
    if not found:
        return autonym(base(code)) if base(code) != code else code
    # Not "isiZulu", which has its capital; not Georgian, whose capitals many fonts lack.
    return found[0].upper() + found[1:] if found.islower() and base(code) != "ka" else found


@lru_cache(maxsize=4096)
def name(code: str, in_language: str) -> str:
    """The language's name in another language, as CLDR writes it inside a sentence (small in French).

    Falls back to the autonym, which at least its speakers know, and to the code.
    """
    code, reader = standard(code), standard(in_language)
    for language in (reader, base(reader)):
        found = spoken.NAMES.get(code, {}).get(language) or language_names(language).get(code)
        if found:
            return found
    return name(base(code), reader) if base(code) != code else autonym(code)


@lru_cache(maxsize=1024)
def direction(code: str) -> str:
    """ "rtl" or "ltr", by the script when the code names one."""
    code = standard(code)
    scripts = [part for part in code.split("-")[1:] if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS.split() else "ltr"
    return "rtl" if base(code) in _RIGHT_TO_LEFT.split() else "ltr"


def related(code: str) -> list[str]:
    """The language itself, then those that its readers read too: "fa-AF" → fa-AF, fa."""
    code = standard(code)
    kin = {"fa": ["fa-AF"], "no": ["nb", "nn", "da"], "bs": ["hr", "sr"], "hr": ["bs", "sr"], "sr": ["bs", "hr"]}
    return list(dict.fromkeys([code, base(code), *kin.get(base(code), [])]))


def is_known(code: str) -> bool:
    """Whether this is a language that we have a name for."""
    code = standard(code)
    return code != "und" and (code in spoken.NAMES or autonym(code) != code)


@lru_cache(maxsize=1)
def words() -> dict[str, str]:
    """Folded, squeezed words for languages → code. The first to claim a word keeps it."""
    table: dict[str, str] = {}
    taken = _country_words() | set(spoken.NOT_A_LANGUAGE.split())

    def claim(text: str | None, code: str, *, language: str = "", least: int = 2) -> None:
        for form in _forms(fold(text or ""), language):
            if len(form) >= (least if form.isascii() else 2) and form not in taken:
                table.setdefault(form, code)

    for code in spoken.CODES:
        claim(autonym(code), code)
        claim(language_names(code).get(code), code, language=code)
    for language in ("en", "fr", "ar"):
        for code in spoken.CODES:
            claim(spoken.NAMES.get(code, {}).get(language), code, language=language)
            claim(language_names(language).get(code), code, language=language)
    for code, listed in spoken.WORDS.items():
        for word in listed.split(","):
            claim(word, code)
    for language in dict.fromkeys([*spoken.NAMED_IN, *INTERFACE]):
        for code in spoken.CODES:
            claim(spoken.NAMES.get(code, {}).get(language), code, language=language, least=4)
            claim(language_names(language).get(code), code, language=language, least=4)
    return table


def _forms(folded: str, language: str) -> set[str]:
    """A word with the endings and the article that people put on it."""
    forms = {folded, *(folded[: -len(old)] + new for old, new in _endings(language) if old and folded.endswith(old))}
    forms |= {form + new for form in tuple(forms) for old, new in _endings(language) if not old}
    forms |= {form.removeprefix("ال") for form in forms if language == "ar" or form.startswith("ال")}
    forms |= {form[:-1] for form in tuple(forms) if language == "ar" and form.endswith("يه")}
    return {squeezed(form) for form in forms if form}


def _endings(language: str) -> tuple[tuple[str, str], ...]:
    return spoken.ENDINGS.get(language, ())


def _country_words() -> frozenset[str]:
    """ "Indonesia" and "Suomi" name the country before the language."""
    languages = ("en", "fr", "ar", "id", "fi", "et", "lb", "ms")
    return frozenset(squeezed(fold(name)) for one in languages for name in country_names(one).values())


def parse(text: str, language: str | None = None) -> str | None:
    """The language that a word or phrase names, in whichever language it is said; None when it names none.

    "arabe", "Arabic", "العربية", "بالعربية", "arabischer" → "ar". Never matches by likeness. For a reader of
    `language` also with a case ending: "арабською", "v arabščini".
    """
    form = squeezed(fold(text[:100]))
    table = words()
    if form in table:
        return table[form]
    for prefix in ("بال", "لل", "وال", "ال", "ب", "ل", "و"):
        if form.startswith(prefix) and form.removeprefix(prefix) in table:
            return table[form.removeprefix(prefix)]
    return next((table[one] for one in basic_forms(form, language) if one in table), None) if language else None
