"""Released languages are whole, and no word of a template is out of the translators' sight."""

import polib
import pytest
from django.conf import settings

from scripts.catalogue import UNREAD, Message, extract, plurals, problems, read, update
from tests.guards.template_words import bare_words
from tests.guards.tree import PACKAGE, files, name, report
from umn.web.wording import NOBODY

pytestmark = pytest.mark.once

RELEASED = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


@pytest.mark.parametrize("language", RELEASED)
def test_every_text_is_translated(language):
    found = problems(read(language), extract(), language)

    assert found == [], report(found[:50], f"{len(found)} to do: run scripts/messages, then translate in django.po.")


@pytest.mark.parametrize("language", RELEASED)
def test_a_file_says_who_has_read_it(language):
    catalogue = read(language)

    assert catalogue.metadata.get("X-Read-By"), "X-Read-By names the native speaker who read it, or: nobody yet."
    assert ("Not yet read" in catalogue.header) == (catalogue.metadata["X-Read-By"] == UNREAD)
    assert UNREAD == NOBODY, "the privacy page reads the same header"


def test_every_word_of_a_template_can_be_translated():
    found = []
    for path in files(".html", ".txt", under=PACKAGE):
        if "templates" in path.parts and not path.name.startswith("_samples"):  # what the gallery shows
            found += [f"{name(path)}: {words}" for words in bare_words(path.read_text(), html=path.suffix == ".html")]

    assert found == [], report(
        found, 'Write {% translate "…" %}, text=_("…") for a component, or translate="no" around a proper name.'
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Good morning</p>", ["Good morning"]),
        ('<p>{% translate "Good morning" %}</p>', []),
        ("{% blocktranslate trimmed %}Hello <b>{{ name }}</b>{% endblocktranslate %}", []),
        ('<img alt="A door" src="x">', ['alt="A door"']),
        ('{% button text="Send" %}', ['"Send"']),
        ('{% button text=_("Send") %}', []),
        ('<p translate="no">Le Monde des Possibles</p><p>{{ x }}</p>', []),
        ("<p>UnionMigrantNet · 112</p>", []),
    ],
)
def test_the_guard_tells_words_from_markup(source, words):
    assert bare_words(source) == words


def sample() -> polib.POFile:
    catalogue = polib.POFile()
    update(catalogue, SAMPLE, "ar")
    for entry in catalogue:
        entry.msgstr = "" if entry.msgid_plural else "نص %(name)s"
        entry.msgstr_plural = dict.fromkeys(range(6), "%(n)s نص") if entry.msgid_plural else {}
    return catalogue


SAMPLE = {
    (None, "Hello %(name)s"): Message(None, "Hello %(name)s"),
    (None, "%(n)s day"): Message(None, "%(n)s day", "%(n)s days"),
}


def test_the_guard_accepts_a_whole_file():
    assert problems(sample(), SAMPLE, "ar") == []
    assert plurals("fr") == (2, "n > 1")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda po: po[0].__setattr__("msgstr", ""), "not translated"),
        (lambda po: po[0].__setattr__("msgstr", "بدون"), "placeholders differ"),
        (lambda po: po[0].__setattr__("flags", ["fuzzy"]), "fuzzy"),
        (lambda po: po[0].__setattr__("obsolete", True), "not in the file"),
        (lambda po: po[1].msgstr_plural.pop(5), "plural forms"),
        (lambda po: po[1].msgstr_plural.__setitem__(3, ""), "not translated"),
        (lambda po: po.append(polib.POEntry(msgid="gone", msgstr="x")), "no longer used"),
        (lambda po: po.metadata.__setitem__("Plural-Forms", "nplurals=2; plural=(n != 1);"), "Plural-Forms"),
    ],
)
def test_the_guard_sees_what_is_missing(spoil, told):
    catalogue = sample()
    spoil(catalogue)

    assert [words for words in problems(catalogue, SAMPLE, "ar") if told in words]


def test_a_text_keeps_its_translation_when_the_file_is_brought_up_to_date():
    catalogue = sample()
    update(catalogue, {**SAMPLE, (None, "New"): Message(None, "New")}, "ar")

    assert {entry.msgid: entry.msgstr for entry in catalogue if not entry.msgid_plural} == {
        "Hello %(name)s": "نص %(name)s",
        "New": "",
    }
