"""The words of the portal as translators see them: found in code and templates, compared with `django.po`.

Pure Python, because neither a fresh machine nor CI has `xgettext`.
"""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import polib
from babel import Locale, localedata
from babel.messages.extract import extract_python
from babel.messages.plurals import PLURALS, get_plural
from babel.plural import to_gettext

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "umn"
UNREAD = "nobody yet"  # value of X-Read-By until a named native speaker has read the whole file
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# As Django and every translation tool write Arabic; Babel numbers its last two forms the other way round.
ARABIC = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5"
_GETTEXT = re.compile(r"nplurals=(\d+); plural=(.+);")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Key = tuple[str | None, str]  # context, text


@dataclass
class Message:
    """One text to translate, with where it stands and what its author told the translators."""

    context: str | None
    text: str
    plural: str | None = None
    places: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.text


def extract(package: Path = PACKAGE) -> dict[Key, Message]:
    """Every text of the package's Python files and templates, in the order of the files."""
    found: dict[Key, Message] = {}
    for path in sorted(package.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            source = path.read_text()
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            source = _as_python(path)
        else:
            continue
        for message in _messages(source):
            known = found.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.places = sorted({*known.places, path.relative_to(package).as_posix()})
            known.notes += [note for note in message.notes if note not in known.notes]
    return found


def problems(catalogue: polib.POFile, found: dict[Key, Message], language: str) -> list[str]:
    """What is missing or wrong before `language` may be released; [] when it is whole."""
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    told = [f"not in the file: {message.text!r}" for key, message in found.items() if key not in entries]
    told += [f"no longer used: {text!r}" for context, text in entries if (context, text) not in found]
    number, rule = plurals(language)
    if catalogue.metadata.get("Plural-Forms") != f"nplurals={number}; plural={rule};":
        told.append(f"Plural-Forms must say nplurals={number}; plural={rule};")
    for key in entries.keys() & found.keys():
        told += [f"{words}: {key[1]!r}" for words in _faults(entries[key], found[key], number)]
    return sorted(told)


def update(catalogue: polib.POFile, found: dict[Key, Message], language: str) -> None:
    """Add what is new, keep what is translated, mark as obsolete what is no longer used."""
    number, rule = plurals(language)
    catalogue.metadata = {
        "Project-Id-Version": "UnionMigrantNet",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={number}; plural={rule};",
        "X-Read-By": catalogue.metadata.get("X-Read-By") or UNREAD,
    }
    unread = catalogue.metadata["X-Read-By"] == UNREAD
    catalogue.header = "Not yet read by a named native speaker." if unread else ""
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for key, entry in entries.items():
        entry.obsolete = key not in found
    for key, message in found.items():
        entry = entries.get(key) or polib.POEntry(msgid=message.text, msgctxt=message.context)
        if key not in entries:
            catalogue.append(entry)
        if message.plural and entry.msgid_plural != message.plural:
            entry.msgid_plural, entry.msgstr = message.plural, ""
            entry.msgstr_plural = entry.msgstr_plural or dict.fromkeys(range(number), "")
        entry.occurrences = [(place, "") for place in message.places]
        entry.comment = "\n".join(message.notes)
        entry.flags = ["python-format"] if "%(" in message.text + (message.plural or "") else []
    order = {key: number for number, key in enumerate(found)}
    catalogue.sort(key=lambda entry: (entry.obsolete, order.get((entry.msgctxt, entry.msgid), 0), entry.msgid))


def plurals(language: str) -> tuple[int, str]:
    """How many plural forms the language has, and the rule that chooses one."""
    if language not in PLURALS:
        # Babel would answer as for English; CLDR knows better: in Tigrinya none and one are counted alike.
        known = Locale.parse(language, sep="-") if localedata.exists(language.replace("-", "_")) else Locale("en")
        number, rule = _GETTEXT.fullmatch(to_gettext(known.plural_form)).groups()
        return int(number), rule
    known = get_plural(language)
    return known.num_plurals, ARABIC if language == "ar" else known.plural_expr.strip("()")


def read(language: str, package: Path = PACKAGE) -> polib.POFile:
    path = package / "locale" / language / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path), wrapwidth=100) if path.exists() else polib.POFile(wrapwidth=100)
    catalogue.fpath = str(path)
    return catalogue


def _messages(source: str) -> Iterator[Message]:
    tags = ("Translators:", "Translators")
    # The cookie spares Babel from parsing the first line for one: a drawing in a template is a very long line.
    code = BytesIO(b"# -*- coding: utf-8 -*-\n" + source.encode())
    for _, function, texts, notes in extract_python(code, KEYWORDS, tags, {"encoding": "utf-8"}):
        if not texts or not (isinstance(texts, str) or isinstance(texts[0], str)):
            continue  # a variable, not a text
        parts = [texts] if isinstance(texts, str) else [text for text in texts if isinstance(text, str)]
        context = parts.pop(0) if function.lstrip("n").startswith("pgettext") and len(parts) > 1 else None
        if parts and parts[0]:
            plural = parts[1] if function.startswith("n") and len(parts) > 1 else None
            yield Message(context, parts[0], plural, notes=list(notes))


def _as_python(path: Path) -> str:
    """The texts of a template as calls that the Python extractor understands; indentation would confuse it."""
    from django.utils.translation.template import templatize

    return re.sub(r"^[ \t]+", "", templatize(path.read_text(), origin=str(path)), flags=re.MULTILINE)


def _faults(entry: polib.POEntry, message: Message, number: int) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    if (entry.msgid_plural or None) != message.plural:
        yield "the plural changed"
        return
    forms = list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
    if len(forms) != (number if message.plural else 1):
        yield f"{len(forms)} plural forms instead of {number}"
    for form in forms:
        wanted = set(PLACEHOLDER.findall(message.plural or message.text))
        there = set(PLACEHOLDER.findall(form))
        if not form.strip():
            yield "not translated"
        elif there - wanted or len(wanted - there) > (1 if message.plural else 0):
            # A plural form for one or two may say the number in words, so one placeholder may stay away.
            yield f"placeholders differ, {sorted(wanted)} and {sorted(there)}"


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "umn.settings")
    from django.conf import settings

    found, wrong = extract(), 0
    for language, _ in settings.LANGUAGES:
        if language == settings.LANGUAGE_CODE:
            continue
        catalogue = read(language)
        if "--check" not in arguments:
            update(catalogue, found, language)
            Path(catalogue.fpath).parent.mkdir(parents=True, exist_ok=True)
            catalogue.save()
        told = problems(catalogue, found, language)
        wrong += len(told)
        print(f"{language}: {len(found)} texts, {len(told)} to do", *told[:20], sep="\n  ")
    return 1 if wrong and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
