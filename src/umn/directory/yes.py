"""Is this a yes? The first words of an answer to "is everything still true?", in the languages of the portal.

Only a clear yes counts. "Yes, but the number has changed" does not: a person reads it.
"""

import re
import unicodedata
from collections.abc import Collection

# fmt: off
YES = frozenset({
    "yes", "yes all", "yes it is", "yes all true", "all true", "all is true", "all is still true", "still true",
    "yes still true", "yes all is still true", "yes everything", "yes everything is still true", "yes all correct",
    "all correct", "correct", "everything is correct", "yes ok", "confirmed", "i confirm", "we confirm",
    "oui", "oui tout", "oui tout est juste", "oui tout est correct", "oui tout est exact", "tout est juste",
    "tout est correct", "tout est exact", "tout est toujours exact", "oui toujours", "exact", "je confirme",
    "نعم", "نعم كل شيء صحيح", "كل شيء صحيح", "صحيح", "أؤكد", "اجل", "أجل", "ايوه",
    "sí", "si", "sí todo", "sí todo correcto", "sí todo es correcto", "todo correcto", "todo es correcto",
    "sí todo sigue igual", "todo sigue igual", "correcto", "confirmo", "lo confirmo",
    "ja", "ja alles", "ja alles stimmt", "alles stimmt", "ja stimmt", "stimmt", "alles richtig", "ja alles richtig",
    "alles korrekt", "ja alles korrekt", "ich bestätige", "bestätigt",
    "sì", "sì tutto", "sì tutto corretto", "sì è tutto corretto", "tutto corretto", "tutto giusto", "sì tutto giusto",
    "sì tutto vero", "tutto vero", "confermo", "si confermo", "sì confermo", "esatto", "corretto",
    "ναι", "ναι όλα", "ναι όλα ισχύουν", "όλα ισχύουν", "ναι ισχύουν", "ισχύουν", "όλα σωστά", "ναι όλα σωστά",
    "σωστά", "επιβεβαιώνω", "μάλιστα",
    "да", "да всичко", "да всичко е вярно", "всичко е вярно", "всичко е точно", "вярно", "потвърждавам",
    "da", "da vse", "da vse drži", "vse drži", "drži", "vse je pravilno", "da vse je pravilno", "potrjujem",
    "так", "так все", "так усе", "так все вірно", "так усе вірно", "все вірно", "усе вірно", "так все правильно",
    "все правильно", "вірно", "підтверджую",
    "ja alles klopt", "alles klopt", "ja klopt", "ja dat klopt", "klopt", "ja alles is juist", "alles is juist",
    "ik bevestig", "bevestigd",
})
# Words with which people begin and end a letter; they say neither yes nor no.
POLITE = frozenset({
    "hello", "dear all", "good morning", "thanks", "thank you", "many thanks", "regards", "best regards", "best",
    "kind regards", "bonjour", "merci", "merci beaucoup", "cordialement", "bien cordialement", "bien à vous",
    "مرحبا", "شكرا", "شكرًا", "مع التحية", "تحياتي", "السلام عليكم", "hola", "buenos días", "gracias",
    "muchas gracias", "saludos", "un saludo", "hallo", "guten tag", "danke", "vielen dank", "viele grüße", "grüße",
    "mit freundlichen grüßen", "mfg", "liebe grüße", "buongiorno", "grazie", "grazie mille", "cordiali saluti",
    "saluti", "un saluto", "καλημέρα", "ευχαριστώ", "ευχαριστούμε", "με εκτίμηση", "φιλικά", "здравейте",
    "благодаря", "благодарим", "поздрави", "с уважение", "pozdravljeni", "hvala", "lep pozdrav", "lp",
    "s spoštovanjem", "добрий день", "дякую", "дякуємо", "з повагою", "goedemorgen", "goedendag", "bedankt",
    "dank u", "dank je", "met vriendelijke groet", "met vriendelijke groeten", "groeten", "mvg",
})
# fmt: on


def is_a_yes(words: str, *, names: Collection[str] = ()) -> bool:
    """Whether these words are a yes and nothing else, but for a greeting and the name of who wrote them."""
    if any(sign in words for sign in _ASKS):
        return False
    spoken = [plain for line in words.splitlines() if (plain := _plain(line))]
    known = {part for name in names for part in _plain(name).split()}
    left = [line for line in spoken if line not in _POLITE and not (set(line.split()) <= known)]
    return len(left) == 1 and _says_yes(left[0])


def _says_yes(line: str) -> bool:
    """ "yes", and also "yes thank you"."""
    return line in _YES or any(
        line.endswith(f" {polite}") and line.removesuffix(f" {polite}") in _YES for polite in _POLITE
    )


def _plain(line: str) -> str:
    """Without accents, vowel signs and punctuation, in small letters."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", line.casefold()) if unicodedata.category(sign) != "Mn"
    )
    return " ".join(re.sub(r"[^\w\s]|_", " ", bare).split())


_ASKS = "?？؟;\u037e"  # a Greek question ends like an English half sentence
_YES = frozenset(_plain(phrase) for phrase in YES)
_POLITE = frozenset(_plain(phrase) for phrase in POLITE)
