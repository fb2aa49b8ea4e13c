"""A person's own words, above and below what their mail program quotes."""

import pytest

from umn.post.quoting import MARK, own_words

DOMAIN = "answers.example"
TOKEN = "abcd2345abcd2345"

INTRODUCTIONS = {
    "en": "On Mon, 23 Nov 2026 at 11:05, UnionMigrantNet <{0}> wrote:",
    "fr": "Le lun. 23 nov. 2026 à 11:05, UnionMigrantNet\n<{0}> a écrit :",
    "ar": "في الاثنين، 23 نوفمبر 2026 في 11:05 ص تمت كتابة ما يلي بواسطة UnionMigrantNet <{0}>:",
    "el": "Στις Δευ 23 Νοε 2026 στις 11:05 π.μ., ο χρήστης UnionMigrantNet <\n{0}> έγραψε:",
    "bg": "На пн, 23.11.2026 г. в 11:05 UnionMigrantNet <{0}> написа:",
    "uk": "пн, 23 лист. 2026 р. о 11:05 UnionMigrantNet <{0}> пише:",
    "sl": "V pon., 23. nov. 2026 ob 11:05 je oseba UnionMigrantNet <{0}> napisala:",
    "de": "Am Mo., 23. Nov. 2026 um 11:05 Uhr schrieb UnionMigrantNet:",
    "outlook": "________________________________\nVan: UnionMigrantNet\nVerzonden: maandag 23 november\nAan: x@y",
    "ruler": "-----Messaggio originale-----\nDa: UnionMigrantNet\nInviato: lunedì",
}


@pytest.mark.parametrize("introduction", INTRODUCTIONS.values(), ids=INTRODUCTIONS)
@pytest.mark.parametrize("quoted", [True, False])
def test_what_a_mail_program_quotes_is_cut_off_in_any_language(introduction, quoted):
    ours = f"{MARK}\n\nHello,\nthis is what people read\n-- \nUnionMigrantNet\n{MARK}\n"
    quotation = "".join(f"> {line}\n" for line in ours.splitlines()) if quoted else ours
    written = f"نعم\nNeue Nummer: 0123\n\n{introduction.format(f'test+{TOKEN}@{DOMAIN}')}\n\n{quotation}"

    assert own_words(written, ours=[f"@{DOMAIN}"]) == ("نعم\nNeue Nummer: 0123", "")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("yes\n> is it true?", "yes"),
        ("Our number is 0123\n> quoted", "Our number is 0123"),
        ("yes\n-- \nAna, 0123", "yes"),
        ("> quoted only", ""),
        ("", ""),
        ("no quotation at all\n\nat: noon", "no quotation at all\n\nat: noon"),
    ],
)
def test_own_words(written, words):
    assert own_words(written, ours=[]).words == words


@pytest.mark.parametrize(
    ("written", "below"),
    [
        ("Yes\n> phone 123\nNo, this is now 456", "No, this is now 456"),
        ("> is it true?\n\nThe number is 456", "The number is 456"),
        ("yes\n> quoted\n-- \nAna, 0123", ""),
        ("yes\n-- \nAna, 0123\n> quoted\nNo, 456", "No, 456"),
        (f"On Monday <x@{DOMAIN}>\nwrote:\n\n> quoted\nNo, 456\n> more", "No, 456"),
        (f"yes\nFrom: <x@{DOMAIN}>\nSent: Monday\n{MARK}\nours\n{MARK}\n\nNo, 456", "No, 456"),
        (f"yes\n{MARK}\nours, the end of it cut off", f"{MARK}\nours, the end of it cut off"),
    ],
)
def test_what_stands_below_the_quotation_is_kept(written, below):
    assert own_words(written, ours=[f"@{DOMAIN}"]).below == below
