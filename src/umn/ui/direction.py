"""Which way a language is written. Here and not in `languages`, because layouts and components need it."""

from typing import Literal

FROM_THE_RIGHT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def direction(code: str) -> Literal["ltr", "rtl"]:
    """`rtl` or `ltr` for a language tag such as `ar` or `ar-EG`; a script subtag decides where there is one."""
    subtags = code.lower().replace("_", "-").split("-")
    if any(script in subtags for script in ("arab", "hebr", "thaa", "syrc")):
        return "rtl"
    if "latn" in subtags or "cyrl" in subtags:
        return "ltr"
    return "rtl" if subtags[0] in FROM_THE_RIGHT else "ltr"
