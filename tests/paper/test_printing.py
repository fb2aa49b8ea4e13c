"""What typst makes of our templates: every script, the words as they were given, and never markup."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sheets import Sheet, size_of
from umn.paper import qr
from umn.paper.letters import breakable, printable
from umn.paper.printing import ROOT, compile_pdf, compile_png
from umn.seal import kdf

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PAGE = """
#import "/paper/sheet.typ": *
#set page(width: 105mm, height: 148mm, margin: 8mm)
#set document(title: data.title)
#show: letters
#text(size: 20pt, weight: "bold", data.words)
#if "code" in data { picture(data.code, "code", 40mm) }
"""
SPOKEN = {
    "ar": "هذا المكتب للسائق",
    "el": "Εργατοϋπαλληλικό Κέντρο Αθήνας",
    "bg": "Покажете това на шофьора",
    "uk": "Їжак під ґанком",
    "fr": "Où êtes-vous ? À côté de l’œuvre",
    "sl": "Pomoč čez žico, šport",
    "en": "Ask here",
}
MARKUP = [
    "#panic()",
    "= heading *bold* _it_ `raw` $x$ @ref <label> // gone /* gone */ [x] {x}",
    "\\u{41} \\ \\# ~ --- ... \"quotes\" 'quotes'",
    '"}); #eval("1+1")',
]


@pytest.fixture
def template(request):
    """A template has to lie among the rooms, so that it may use what `paper` draws."""
    path = ROOT / "paper" / f"_test_{id(request)}.typ"
    path.write_text(PAGE)
    yield path
    path.unlink()


def printed(template: Path, language: str, **data) -> Sheet:
    return Sheet(compile_pdf(template, data, title="Wer hilft", language=language, at=MONDAY))


@pytest.mark.parametrize("language", SPOKEN)
def test_each_script_is_drawn_and_can_be_read_out_again(template, language):
    sheet = printed(template, language, words=SPOKEN[language])

    assert sheet.words == SPOKEN[language]
    assert (sheet.title, sheet.is_tagged, sheet.is_for_everybody) == ("Wer hilft", True, True)


@pytest.mark.parametrize("words", MARKUP)
def test_signs_that_mean_something_to_typst_come_out_as_themselves(template, words):
    assert printed(template, "en", words=words).words == " ".join(words.split())


def test_signs_that_are_none_are_left_out(template):
    assert printed(template, "en", words="a\x00b\x1bc\u202ed\ud800e").words == "abcde"


def test_a_word_longer_than_the_paper_is_broken(template):
    assert printed(template, "en", words="x" * 500).widest <= 1


def test_a_telephone_reads_the_code(template):
    address = "https://portal.example/ar/points/monde-des-possibles/"

    assert printed(template, "ar", words="", code=qr.svg(address)).code == address


def test_a_picture_has_the_size_that_was_asked_for(template):
    drawn = compile_png(template, {"words": "x", "title": "x"}, language="ar", ppi=72)

    assert size_of(drawn) == (298, 420)


def test_the_same_data_gives_the_same_file(template):
    """So that whoever has it already need not load it again."""
    made = [compile_pdf(template, {"words": "x"}, title="x", language="en", at=MONDAY) for _ in range(2)]

    assert made[0] == made[1]


def test_only_some_sheets_are_made_at_once(template, settings, tmp_path):
    settings.RUN_DIR = tmp_path
    with (
        kdf.one_slot(lane="paper", slots=2),
        kdf.one_slot(lane="paper", slots=2),
        pytest.raises(kdf.Busy),
        kdf.one_slot(lane="paper", slots=2, patience=0.05),
    ):
        raise AssertionError("a third one was let in")


def test_what_our_fonts_lack_is_known():
    assert printable("العربية Ελληνικά Українська Slovenščina – 3,5 °")
    assert not printable("বাংলা")
    assert not printable("አማርኛ")


def test_an_address_of_the_web_is_broken_where_it_has_joints():
    assert breakable("a.b/c") == "a.b/c"
    assert (
        breakable(f"{'long' * 9}@office.example.org")
        == "longlonglong\u200blonglonglong\u200blonglonglong\u200b@\u200boffice.\u200bexample.\u200borg"
    )
