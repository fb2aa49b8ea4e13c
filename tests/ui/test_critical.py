"""The one inline style: let through by its hash, small, readable by day and by night."""

import base64
import gzip
import hashlib
import re

import pytest

from umn.ui import critical

TEXT = 4.5
SHAPE = 3.0  # borders of inputs, focus rings

PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "soft", "sea", "clay", "leaf") for ground in ("paper", "card")),
    ("ink", "sea-wash", TEXT),
    ("ink", "sun-wash", TEXT),
    ("ink", "clay-wash", TEXT),
    ("ink", "leaf-wash", TEXT),
    ("soft", "sea-wash", TEXT),
    ("soft", "sun-wash", TEXT),
    ("sea", "sea-wash", TEXT),
    ("sea", "sun-wash", TEXT),
    ("sea-deep", "sea-wash", TEXT),
    ("clay", "clay-wash", TEXT),
    ("leaf", "leaf-wash", TEXT),
    ("sun-deep", "sun-wash", TEXT),
    ("on-sea", "sea", TEXT),
    ("on-sea", "sea-deep", TEXT),
    ("on-clay", "clay", TEXT),
    ("on-night", "night", TEXT),
    ("on-night-soft", "night", TEXT),
    ("sun", "night", TEXT),
    ("edge", "paper", SHAPE),
    ("edge", "card", SHAPE),
    ("focus", "paper", SHAPE),
    ("focus", "card", SHAPE),
]


def colours(scheme: str) -> dict[str, tuple[float, ...]]:
    """Token → red, green, blue between 0 and 1, as the stylesheet of that scheme says."""
    block = re.search(rf"\.{scheme}\{{([^}}]*)\}}", critical.schemes())[1]
    found = re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", block)
    return {name: _rgb(value[1:]) for name, value in found}


def _rgb(digits: str) -> tuple[float, ...]:
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances."""

    def luminance(rgb):
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_greatest_contrast():
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["day", "night"])
def test_words_and_shapes_stand_out_from_their_ground(scheme):
    tokens = colours(scheme)
    weak = {
        f"{ink} on {ground}": round(contrast(tokens[ink], tokens[ground]), 2)
        for ink, ground, least in PAIRS
        if contrast(tokens[ink], tokens[ground]) < least
    }
    assert weak == {}


def test_day_and_night_know_the_same_colours():
    assert set(colours("day")) == set(colours("night"))


def test_the_page_carries_exactly_the_style_that_its_policy_allows(client, db):
    response = client.get("/en/")
    style = re.search(rb"<style>(.*?)</style>", response.content, re.DOTALL)[1]
    source = "'sha256-" + base64.b64encode(hashlib.sha256(style).digest()).decode() + "'"
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["style-src"] == f"'self' {source}"
    assert source == critical.CSP_SOURCE


def test_the_inline_style_stays_small():
    assert len(gzip.compress(critical.CSS.encode(), 6)) <= 6_000


def test_minifying_keeps_what_css_needs():
    css = "/* why */ .a :is(b, c) + d { margin: calc(1rem + 2px) auto; }\n"
    css += "@media (min-width: 4rem) and (x) { .e { color: red; } }"
    assert critical.minified(css) == (
        ".a :is(b,c) + d{margin:calc(1rem + 2px) auto}@media (min-width:4rem) and (x){.e{color:red}}"
    )


def test_every_stylesheet_of_the_folder_is_used():
    on_disk = {path.stem for path in critical.FOLDER.glob("*.css")}
    assert on_disk == {*critical.FILES, "workspace"}


def test_colours_come_from_the_tokens():
    """A colour outside the tokens would not follow the night. Signs that look alike in both are named here."""
    same_by_day_and_night = {"#3b2500", "#f8c76f", "#f3b750", "#fff", "#000", "#333", "#999", "#ffe08a"}
    found = {
        colour
        for path in critical.FOLDER.glob("*.css")
        if path.stem != "tokens"
        for colour in re.findall(r"#[0-9a-f]{3,8}\b", path.read_text())
    }
    assert found <= same_by_day_and_night
