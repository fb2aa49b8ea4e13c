"""Style sheets that turn round for Arabic, and templates without styles or scripts in them."""

import re

import pytest

from tests.guards.tree import PACKAGE, files, name, report

pytestmark = pytest.mark.once

SIDES = re.compile(
    r"(?<![\w-])(?:"
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-\w+)*"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:left|right|top|bottom)"
    r"|(?:min-|max-)?(?:width|height)"
    r")\s*:"
    r"|(?<![\w-])(?:float|clear|text-align)\s*:\s*(?:left|right)\b"
)
IN_TEMPLATES = {
    re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE): "style= on a tag: give it a class",
    re.compile(r"<style\b(?![^>]*>\{\{)", re.IGNORECASE): "<style>: write a style sheet in the room's static folder",
    re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE): "an inline <script>",
    re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE): "on…=: bind by a data- attribute",
    re.compile(r"\|\s*safe\b|\{%\s*autoescape off"): "switches escaping off",
}
TRUSTED = {"activate_form.html": "the QR code that allauth draws"}  # prints markup of a package with |safe


def sides_in(css: str) -> list[str]:
    """Physical sides outside comments and media conditions (`(min-width: …)` asks the screen, not the page)."""
    bare = re.sub(r"/\*.*?\*/", lambda comment: re.sub(r"[^\n]", " ", comment[0]), css, flags=re.DOTALL)
    bare = re.sub(r"@(?:media|container)[^{]*", lambda query: re.sub(r"[^\n]", " ", query[0]), bare)
    return [f"line {bare.count(chr(10), 0, hit.start()) + 1}: {hit[0]}" for hit in SIDES.finditer(bare)]


def faults_in_template(source: str) -> list[str]:
    return [words for pattern, words in IN_TEMPLATES.items() if pattern.search(source)]


def test_style_sheets_know_start_and_end_not_left_and_right():
    found = [f"{name(path)} {hit}" for path in files(".css", under=PACKAGE) for hit in sides_in(path.read_text())]

    assert found == [], report(
        found, "Write margin-inline-start, inset-block-end, inline-size, block-size, text-align: start …"
    )


def test_templates_hold_no_style_and_no_script():
    found = [
        f"{name(path)}: {words}"
        for path in files(".html", ".svg", under=PACKAGE)
        for words in faults_in_template(path.read_text())
        if not (path.name in TRUSTED and words == "switches escaping off")
    ]

    assert found == [], report(found, "The policy of the pages would block it; STYLE.md says where it belongs.")


@pytest.mark.parametrize(
    "css",
    ["a{margin-left:1em}", "a { left : 0 }", "a{width:1em}", "a{text-align:right}", "a{border-top-left-radius:0}"],
)
def test_the_guard_sees_a_side(css):
    assert len(sides_in(css)) == 1


@pytest.mark.parametrize(
    "css",
    ["a{margin-inline-start:1em}", "@media (min-width: 40rem){a{color:red}}", "/* left: 0 */", "a{border-width:1px}"],
)
def test_the_guard_lets_start_and_end_pass(css):
    assert sides_in(css) == []


@pytest.mark.parametrize(
    "source",
    ['<p style="x">', "<style>p{}</style>", "<script>x()</script>", '<a onclick="x">', "{{ text|safe }}"],
)
def test_the_guard_sees_what_does_not_belong_into_a_template(source):
    assert len(faults_in_template(source)) == 1
    assert faults_in_template('<script src="x.js" type="module"></script><p class="style">{{ critical }}</p>') == []
