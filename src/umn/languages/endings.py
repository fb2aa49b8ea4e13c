"""What a word may have been before its case ending: "Афінах" → "Афіни", "Gradcu" → "Gradec", "Πειραιά" → "Πειραιάς".

Only guesses, to be looked up in a table of names: most of them are no words. All of it is folded text.
"""

_UKRAINIAN = (
    "і: ь а я", "дні:день", "ові:ів", "єві:іів", "іі:ія", "зі:га", "ці:ка", "у: а", "ю:я", "а: ", "я:ь", "и:а", "ах:и",
    "ях:і", "ою:а", "ею:я", "оі:а", "им:ии", "ом: ", "ем:ь",
)  # fmt: skip
_RUSSIAN = ("е: а ь", "ии:ия", "ах:ы", "ы:а", "и:ь", "ои:ая")
_BULGARIAN = ("ът: ", "ят:и", "та: ", "то: ", "те: ", "ия:и")
_GREEK = ("α:ασ", "ο:οσ", "η:ησ α", "ου:οσ ο", "ασ:α", "ησ:η", "ων:α εσ οι", "ουσ:οι οσ", "υσ:υ", "εα:εασ")
_SLOVENE = (
    "u: e o", "i:a", "ah:e", "ih:i", "cu:ec", "ca:ec", "ru:er", "nu:en", "a: ", "e:a", "o:a", "om: ", "em: e", "ama:i",
)  # fmt: skip
_SHORTEST = 5  # letters: from a shorter word too little is left to know it by
_LEFT = 3


def _read(rules: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Ending → what may stand in its place, longest ending first; nothing at all before a colon's space."""
    split = [rule.split(":") for rule in rules]
    return sorted(((old, new.split(" ")) for old, new in split), key=lambda rule: -len(rule[0]))


_CYRILLIC_RULES, _GREEK_RULES = _read((*_UKRAINIAN, *_RUSSIAN, *_BULGARIAN)), _read(_GREEK)
_LATIN_RULES = {"sl": _read(_SLOVENE)}  # by the reader's language: in Latin letters the word does not tell


def basic_forms(folded: str, language: str) -> list[str]:
    """The forms that a folded word may have in a list of names, likeliest first; empty where we know no endings."""
    if len(folded) < _SHORTEST:
        return []
    forms = [
        folded[: -len(old)] + new for old, news in _rules(folded, language) if folded.endswith(old) for new in news
    ]
    return [form for form in dict.fromkeys(forms) if len(form) >= _LEFT and form != folded]


def _rules(folded: str, language: str) -> list[tuple[str, list[str]]]:
    if "\u0400" <= folded[0] <= "\u04ff":
        return _CYRILLIC_RULES
    if "\u0370" <= folded[0] <= "\u03ff":
        return _GREEK_RULES
    return _LATIN_RULES.get(language, []) if folded.isascii() else []
