"""Somebody takes the machine away. Fifty questions with planted words: none is found in anything that is stored.

The search itself is tested: with sealing switched off it finds them.
"""

import base64
import gzip
import io
import json
import logging
import urllib.parse
import zlib

import pytest
from django.conf import settings
from django.core import serializers
from django.db import connection

from tests.enquiries.conftest import AT, answer, ask, new_seed, note
from umn.enquiries import actions
from umn.enquiries.models import Enquiry
from umn.seal import box

# One word per script that stands in no source file, no translation and no gazetteer.
WORDS = [
    "quazzlewump", "ζαβλωφρικ", "жвырклюпс", "طظغزقلبخ", "پگچژظفکم", "ךלמנזקצט", "झढ़ञठघळ", "ঝঢ়ঞঠঘৱ",
    "ጰጸፀፈኘዠ", "ქწჭხჯღჟ", "鑫龘靐齉", "ğışöçzvlk",
]  # fmt: skip


def forms_of(word):
    """How a word may lie on a disk: encoded, escaped, packed."""
    utf8 = word.encode()
    return {
        utf8,
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        json.dumps(word)[1:-1].encode(),
        urllib.parse.quote(word).encode(),
        urllib.parse.quote(word).lower().encode(),
        utf8.hex().encode(),
        utf8.hex().upper().encode(),
        *(base64.b64encode(b"\0" * shift + utf8)[4 if shift else 0 : -4] for shift in range(3)),
    }


def unpacked(blob):
    """The blob, and what is inside when it is packed."""
    yield blob
    for start in range(min(len(blob), 64)):
        for unpack in (gzip.decompress, zlib.decompress):
            try:
                yield unpack(blob[start:])
            except (OSError, EOFError, zlib.error):
                continue


def everything_stored(log_text):
    """Every row of every table, every file of the data folder, everything that was logged."""
    rows = io.StringIO()
    for model in serializers.python.apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            serializers.serialize("json", model._base_manager.all(), stream=rows)
            for row in model._base_manager.values():
                for value in row.values():
                    if isinstance(value, bytes | memoryview):
                        yield from unpacked(bytes(value))
    yield rows.getvalue().encode()
    yield log_text.encode()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for path in settings.DATA_DIR.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def hits(log_text, words):
    wanted = {form for word in words for form in forms_of(word) if len(form) >= 8}
    return sorted({form for blob in everything_stored(log_text) for form in wanted if form in blob})


def fifty_questions(marie):
    """Asked, read, answered, noted, drafted, replied, some moved on and some taken back."""
    for number in range(50):
        word = WORDS[number % len(WORDS)]
        digits = ask(f"{word} {number}", place=word, language="ar")
        conversation = actions.resume(actions.open_conversation(digits, at=AT), at=AT)
        case = marie.case(conversation.enquiry_id)
        if number % 2:
            answer(marie, case, f"réponse {word}")
            actions.reply(conversation, text=f"encore {word}", form_seed=new_seed(), at=AT)
        note(marie, marie.case(conversation.enquiry_id), f"note {word}")
        actions.save_draft(
            marie.case(conversation.enquiry_id), text=f"brouillon {word}", seen_draft=0, by=marie.user, at=AT
        )
        if number % 10 == 9:
            actions.withdraw(conversation, at=AT)


@pytest.mark.django_db(transaction=True)
def test_a_seizure_reveals_nothing_that_was_written(marie, caplog):
    caplog.set_level(logging.DEBUG)
    fifty_questions(marie)
    assert Enquiry.objects.count() == 45
    assert hits(caplog.text, WORDS) == []


@pytest.mark.django_db(transaction=True)
def test_the_search_finds_them_when_sealing_is_switched_off(marie, caplog, monkeypatch):
    monkeypatch.setattr(box, "shut", lambda key, plaintext, *, ad: b"open" + plaintext)
    monkeypatch.setattr(box, "open_", lambda key, blob, *, ad: bytes(blob)[4:])
    fifty_questions(marie)
    found = hits(caplog.text, WORDS)
    assert len(found) >= len(WORDS)
