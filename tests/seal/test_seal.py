"""What is shut opens only where it was shut, for whom it was shut; and a number survives being typed by hand."""

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umn.seal import box, kdf, pairs, public_forms, receipt, server

KEY = bytes(range(32))
KNOWN_BLOB = (
    "01af050a847b0c7322f8d8268402db592ac665056783c9c7777f4667b33386040c6da47334e3ad8172da7a222f80f144"
    "a76380b3f40ae4354d7db0f2cfb4ec11b99d6ab7a86a5278084e388f56755b2a93"
)


def test_a_text_comes_back_as_it_was():
    assert box.open_(KEY, box.shut(KEY, "أجري".encode(), ad="case|1"), ad="case|1") == "أجري".encode()


@pytest.mark.parametrize("change", ["key", "place", "byte", "cut", "version"])
def test_whatever_was_touched_does_not_open(change):
    blob = box.shut(KEY, b"words", ad="case|1|asker")
    key, ad = KEY, "case|1|asker"
    if change == "key":
        key = bytes(32)
    if change == "place":
        ad = "case|2|asker"
    if change == "byte":
        blob = blob[:-1] + bytes([blob[-1] ^ 1])
    if change == "cut":
        blob = blob[:-20]
    if change == "version":
        blob = b"\x02" + blob[1:]
    with pytest.raises(box.Tampered):
        box.open_(key, blob, ad=ad)


def test_the_size_of_a_text_says_little():
    sizes = {len(box.shut(KEY, b"x" * length, ad="")) for length in (0, 1, 100, 252)}
    assert len(sizes) == 1
    assert len(box.shut(KEY, b"x" * 253, ad="")) > sizes.pop()


def test_two_shuttings_of_one_text_differ():
    assert box.shut(KEY, b"same", ad="") != box.shut(KEY, b"same", ad="")


def test_a_wrapped_key_opens_only_for_its_receiver_and_its_use():
    mine, other = pairs.new_pair(), pairs.new_pair()
    blob = pairs.wrap(mine.public, KEY, info="case|7")
    assert pairs.unwrap(mine.private, blob, info="case|7") == KEY
    with pytest.raises(box.Tampered):
        pairs.unwrap(other.private, blob, info="case|7")
    with pytest.raises(box.Tampered):
        pairs.unwrap(mine.private, blob, info="case|8")


def test_the_hpke_suite_is_the_one_of_rfc_9180():
    """Known answer: a blob made by version 1 must open in every later version."""
    private = bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
    blob = bytes.fromhex(KNOWN_BLOB)
    assert pairs.unwrap(private, blob, info="known answer") == b"thirty-two bytes of known secret"


def test_derived_keys_depend_on_secret_salt_and_purpose():
    made = {
        kdf.derive(secret, salt=salt, purpose=purpose)
        for secret in ("a", "b")
        for salt in (b"1", b"2")
        for purpose in ("receipt", "password")
    }
    assert len(made) == 8


def test_a_key_without_the_pepper_is_another_key(settings, tmp_path):
    before = kdf.derive("1234", salt=b"s", purpose="receipt")
    other = tmp_path / "pepper"
    other.write_text("33" * 32)
    settings.PEPPER_FILE = other
    assert kdf.derive("1234", salt=b"s", purpose="receipt") != before


def test_a_missing_pepper_is_said_not_guessed(settings, tmp_path):
    from django.core.exceptions import ImproperlyConfigured

    settings.PEPPER_FILE = tmp_path / "nothing"
    with pytest.raises(ImproperlyConfigured, match="nothing is missing or damaged"):
        server.pepper()


def test_only_so_many_derivations_at_once():
    with (
        kdf.one_slot(lane="full", slots=1),
        pytest.raises(kdf.Busy),
        kdf.one_slot(lane="full", slots=1, patience=0.05),
    ):
        pass
    with kdf.one_slot(lane="full", slots=1, patience=0.05):
        pass


SCRIPTS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "০১২৩৪৫৬৭৮৯", "०१२३४५६७८९", "０１２３４５６７８９"]


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("gap", ["", " ", "-", " - ", "\u00a0", "\u200f", ".", "\n"])
def test_a_number_is_read_in_every_script(script, gap):
    digits = receipt.digits_from(b"\x07" * 32)
    typed = gap.join(receipt.grouped(digits)).translate(str.maketrans("0123456789", script))
    assert receipt.normalise(typed) == digits


def test_every_slip_of_one_digit_and_every_swap_is_caught():
    digits = receipt.digits_from(b"\x2a" * 32)
    for place in range(20):
        for wrong in "0123456789":
            if wrong != digits[place]:
                with pytest.raises(receipt.NotANumber):
                    receipt.normalise(digits[:place] + wrong + digits[place + 1 :])
    for place in range(19):
        if digits[place] != digits[place + 1]:
            with pytest.raises(receipt.NotANumber):
                receipt.normalise(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])


@given(st.text(max_size=500))
def test_whatever_is_typed_is_a_number_or_a_clear_no(typed):
    with contextlib.suppress(receipt.NotANumber):
        assert len(receipt.normalise(typed)) == 20


@given(st.binary(min_size=32, max_size=32))
def test_every_receipt_passes_its_own_check(secret):
    assert receipt.normalise(receipt.digits_from(secret)) == receipt.digits_from(secret)


def test_numbers_are_spread_over_the_whole_room():
    pick = random.Random(7)
    firsts = {receipt.digits_from(pick.randbytes(32))[0] for _ in range(200)}
    assert firsts == set("0123456789")


def test_a_token_is_ours_or_it_is_not():
    token = public_forms.form_token()
    assert len(public_forms.seed(token)) == 16
    for forged in ("", "x", token[:-1], token + "x", "\ud800", "a:b:c"):
        with pytest.raises(public_forms.Forged):
            public_forms.seed(forged)


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({"Referer": "http://testserver/en/ask/"}, True),
        ({"Referer": "http://[broken"}, False),
    ],
)
def test_only_our_own_pages_send_our_forms(rf, headers, ours):
    assert public_forms.from_our_own_page(rf.post("/", headers=headers)) is ours
