"""One normaliser for all scripts, so that what is typed on any keyboard meets what was written in any source."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, and letters that people use for one another.
_LETTERS = {
    "ł": "l", "ı": "i", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ĸ": "k", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɖ": "d",
    "ƒ": "f", "ɣ": "g", "ɩ": "i", "ʋ": "v", "ß": "ss",
    "ґ": "г", "ҙ": "з", "қ": "к", "ң": "н", "ү": "у", "ұ": "у", "ҳ": "х", "һ": "х", "ђ": "ђ",
    "ء": "", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ێ": "ي", "ۆ": "و", "ۇ": "و", "ۋ": "و",
    "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه", "ک": "ك", "ڪ": "ك", "ڕ": "ر", "ڵ": "ل", "ں": "ن",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    "և": "եւ",
}  # fmt: skip
# Amharic writes these series for one another.
_ETHIOPIC = ((0x1210, 0x1200, 7), (0x1280, 0x1200, 7), (0x1220, 0x1230, 8), (0x12D0, 0x12A0, 7), (0x1340, 0x1338, 7))
for _from, _to, _length in _ETHIOPIC:
    _LETTERS.update({chr(_from + step): chr(_to + step) for step in range(_length)})

# Marks that may be left out in writing without changing the word for a reader: accents, vowel points, nukta.
_DROPPED_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06ED), (0x08CA, 0x08FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
_NUKTA = 7  # canonical combining class
# Between two Cyrillic or two Hebrew letters an apostrophe belongs to the word; elsewhere it parts words (l'Aquila).
_INNER_APOSTROPHE = re.compile(r"(?<=[Ѐ-ӿ])['’‘ʼ`´](?=[Ѐ-ӿ])|(?<=[֐-׿])[\"'’‘׳״](?=[֐-׿])")
_APOSTROPHE_LETTERS = "ʹʺʻʼʽˈ"
_SILENT_LETTERS = "ـʾʿˀˁ"
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_HAN_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")


@lru_cache(maxsize=16_384)
def _folded(character: str) -> str:
    """What one decomposed, casefolded character becomes: letters, a digit, a space or nothing."""
    if character in _LETTERS:
        return _LETTERS[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character in _SILENT_LETTERS:
        return ""
    if character in _APOSTROPHE_LETTERS:
        return " "
    if category[0] in "LN":
        return character
    if category in ("Mn", "Mc", "Me"):
        code = ord(character)
        dropped = any(first <= code <= last for first, last in _DROPPED_MARKS)
        return "" if dropped or unicodedata.combining(character) == _NUKTA else character
    if category == "Cf":  # bidi controls, joiners, soft hyphen: invisible, so they must not part a word
        return " " if character == "\u200b" else ""
    if category in ("Cc", "Cs", "Co", "Cn"):
        return " " if character.isspace() else ""
    return " "


def fold(text: str) -> str:
    """The bare form under which a text is found: small letters and ASCII digits, single spaces, no accents.

    Total: any string gives a string, the empty one when nothing can be read. `fold(fold(x)) == fold(x)`.
    Vowel signs of Indic scripts stay, for they are letters to their readers; й becomes и, ё becomes е.
    """
    if text.isascii():
        return _NOT_ASCII_WORD.sub(" ", _without_controls(text).lower()).strip()
    text = _INNER_APOSTROPHE.sub("", text)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    folded = "".join(map(_folded, text.casefold()))
    return unicodedata.normalize("NFC", " ".join(folded.split()))


def _without_controls(text: str) -> str:
    return text if text.isprintable() else "".join(c for c in text if c.isprintable() or c.isspace())


def fold_words(text: str) -> list[str]:
    """The words of a text, folded; a run of Han or kana becomes its overlapping pairs, for it has no spaces."""
    words: list[str] = []
    for word in fold(text).split():
        start = 0
        for run in _HAN_KANA.finditer(word):
            _append(words, word[start : run.start()])
            words.extend(pairs(run.group()))
            start = run.end()
        _append(words, word[start:])
    return words


def _append(words: list[str], word: str) -> None:
    if word:
        words.append(word)


def pairs(run: str) -> list[str]:
    """Overlapping pairs of characters: 布鲁塞尔 → 布鲁, 鲁塞, 塞尔. A single character stays alone."""
    return [run] if len(run) < 2 else [run[index : index + 2] for index in range(len(run) - 1)]


_DIGRAPHS = re.compile("ae|oe|ue|aa")


def without_digraphs(folded: str) -> str | None:
    """A second try for a Latin word typed without umlauts: "koeln" → "koln", "aarhus" → "arhus".

    None when there is nothing to change. Only for what was typed: a stored name keeps its "ue".
    """
    shorter = _DIGRAPHS.sub(lambda found: found.group()[0], folded)
    return shorter if shorter != folded else None


def squeezed(folded: str) -> str:
    """Without spaces, so that "laquila", "sanremo" and "ozbek" meet "l aquila", "san remo" and "o zbek"."""
    return folded.replace(" ", "")
