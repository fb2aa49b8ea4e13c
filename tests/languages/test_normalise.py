"""What people type must meet what is written, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umn.languages.normalise import fold, fold_words, without_digraphs

FOLDED = [
    # Latin
    ("Liège", "liege"), ("LIÈGE", "liege"), ("Łódź", "lodz"), ("İstanbul", "istanbul"), ("ISTANBUL", "istanbul"),
    ("ısı", "isi"), ("IŞIK", "isik"), ("Straße", "strasse"), ("STRASSE", "strasse"), ("Köln", "koln"),
    ("København", "kobenhavn"), ("Đorđe", "dorde"), ("œuvre", "oeuvre"), ("ærø", "aero"), ("Þór", "thor"),
    ("Reykjavík", "reykjavik"), ("Timișoara", "timisoara"), ("Timişoara", "timisoara"), ("Ħamrun", "hamrun"),
    ("L'Aquila", "l aquila"), ("L’Aquila", "l aquila"), ("'s-Hertogenbosch", "s hertogenbosch"),
    ("Aix‑en‑Provence", "aix en provence"), ("ﬁn", "fin"), ("Việt", "viet"), ("Fulɓe", "fulbe"),
    ("Brusel·les", "brusel les"),
    # Greek
    ("Αθήνα", "αθηνα"), ("ΑΘΗΝΑ", "αθηνα"), ("ΜΕΤΑΝΑΣΤΕΣ", "μεταναστεσ"), ("μετανάστες", "μεταναστεσ"),
    ("Μυτιλήνη Λέσβος", "μυτιληνη λεσβοσ"), ("προϊόν", "προιον"),
    # Cyrillic
    ("Йошкар-Ола", "иошкар ола"), ("ёлка", "елка"), ("ЕЛКА", "елка"), ("Київ", "киів"), ("Слов'янськ", "словянськ"),
    ("Слов’янськ", "словянськ"), ("Ґалаґан", "галаган"), ("Њивице", "њивице"),
    # Arabic and Persian
    ("أثينا", "اثينا"), ("اثينا", "اثينا"), ("إسطنبول", "اسطنبول"), ("آسيا", "اسيا"), ("مؤسسة", "موسسه"),
    ("لييج", "لييج"), ("عائلة", "عايله"), ("بدون أوراق", "بدون اوراق"), ("بـــدون", "بدون"), ("عُمَّال", "عمال"),
    ("مستشفى", "مستشفي"), ("مستشفي", "مستشفي"), ("شيء", "شي"), ("کابل", "كابل"), ("ایتالیا", "ايتاليا"),
    ("می‌خواهم", "ميخواهم"), ("ہے", "هي"), ("ﻻ", "لا"), ("ٱلْعَرَبِيَّة", "العربيه"), ("هێمن", "هيمن"),
    # Hebrew
    ("שָׁלוֹם", "שלומ"), ("ארה״ב", "ארהב"), ("ג'ורג'", "גורג"),
    # Indic: vowel signs and virama stay, nukta goes
    ("ব্রাসেলস", "ব্রাসেলস"), ("ढाका", "ढाका"), ("क़ानून", "कानून"), ("বাড়ি", "বাডি"), ("ਪੰਜਾਬੀ", "ਪੰਜਾਬੀ"),
    ("தமிழ்", "தமிழ்"),
    # Others
    ("ትግርኛ", "ትግርኛ"), ("ዐማርኛ", "አማርኛ"), ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"), ("Երևան", "երեւան"), ("서울", "서울"),
    ("東京タワー", "東京タワー"), ("がっこう", "がっこう"), ("ｶﾞ", "ガ"),
    # Digits of every script
    ("１２３", "123"), ("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("۰۱۲۳۴۵۶۷۸۹", "0123456789"), ("১২৩", "123"), ("१२३", "123"),
    ("²", "2"),
    # Noise
    ("", ""), ("   ", ""), ("\t Liège\n\r ", "liege"), ("\u202eegèiL\u202c", "egeil"), ("a\u0000b", "ab"),
    ("Liè\u00adge", "liege"), ("ro\u200bma", "ro ma"), ("\ufeffRoma", "roma"), ("🆘 help‼", "help"), ("\ud800x", "x"),
    ('"NEAR(a b)*-"', "near a b"), ("...", ""), ("C++", "c"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), FOLDED)
def test_folds(typed, expected):
    assert fold(typed) == expected


WORDS = [
    ("avocat arabe Liège", ["avocat", "arabe", "liege"]),
    ("布鲁塞尔", ["布鲁", "鲁塞", "塞尔"]),
    ("京", ["京"]),
    ("EU布鲁塞尔2024", ["eu", "布鲁", "鲁塞", "塞尔", "2024"]),
    ("서울 시", ["서울", "시"]),
    ("ব্রাসেলস অফিস", ["ব্রাসেলস", "অফিস"]),
    ("", []),
]


@pytest.mark.parametrize(("typed", "expected"), WORDS)
def test_words(typed, expected):
    assert fold_words(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("koeln", "koln"), ("luettich", "luttich"), ("aarhus", "arhus"), ("roma", None), ("daenemark", "danemark")],
)
def test_umlauts_typed_as_two_letters_get_a_second_try(typed, expected):
    assert without_digraphs(typed) == expected


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_string_folds_to_a_stable_clean_form(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert all(word for word in fold_words(text))
