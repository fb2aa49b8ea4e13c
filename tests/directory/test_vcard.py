"""The entry for an address book: read again by the rules of RFC 6350, holding only what may be relied on."""

import re

import pytest

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from umn.directory import queries, vcard
from umn.directory.models import Channel, Location, PointText

EVIL = "a,b;c\\d\ne\r\nTEL:+666\r\nEND:VCARD\x1b"


def read(text: str) -> list[tuple[str, str]]:
    """Name with parameters, and value, of every line; folding undone (RFC 6350, 3.2)."""
    whole = text.replace("\r\n ", "")
    return [tuple(line.split(":", 1)) for line in whole.removesuffix("\r\n").split("\r\n")]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda sign: "\n" if sign[1] in "nN" else sign[1], value)


def entry(client, key, language="en"):
    response = client.get(f"/{language}/points/{key}/contact.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{key}.vcf"'
    return read(response.content.decode())


def test_an_entry_holds_what_may_be_relied_on(starter, client, settings):
    settings.SITE_URL = "https://portal.example"
    lines = entry(client, "monde-des-possibles", "fr")

    assert lines[0] == ("BEGIN", "VCARD")
    assert lines[1] == ("VERSION", "4.0")
    assert lines[-1] == ("END", "VCARD")
    for line in (
        ("FN;LANGUAGE=fr", "Le Monde des Possibles"),
        ("ADR", ";;Rue des Champs 97\\, 4020 Liège;;;;"),
        ("TEL;VALUE=uri;TYPE=voice", "tel:+3242320292"),
        ("URL;PREF=1", "https://portal.example/fr/points/monde-des-possibles/"),
        ("URL", "https://possibles.org"),
        ("LANG;PREF=1", "fr"),
        ("SOURCE", "https://portal.example/fr/points/monde-des-possibles/contact.vcf"),
    ):
        assert line in lines


def test_what_is_old_or_unconfirmed_stands_in_the_note_with_its_doubt(starter):
    lines = read(vcard.card(queries.point("siptu-carlow", language="en", at=MONDAY), language="en", at=MONDAY))
    names = {name.split(";")[0] for name, _ in lines}

    assert names & {"ADR", "TEL", "EMAIL"} == set()
    [note] = [unescaped(value) for name, value in lines if name.startswith("NOTE")]
    assert "SIPTU, Barrack Street, Carlow: Known in 2019. Ask before you go" in note.split("\n")
    assert note.split("\n")[-1] == "As of 23 November 2026. Look at the page or call before you go."


def test_a_number_that_nobody_confirmed_is_not_dialled(topics):
    factories.point("once", phone="+32 1", as_of="2016")
    lines = read(vcard.card(queries.point("once", language="en", at=MONDAY), language="en", at=MONDAY))

    assert "tel:+321" not in dict(lines).values()
    assert "+32 1: Known in 2016. Ask before you go" in unescaped(dict(lines)["NOTE;LANGUAGE=en"])


def test_a_number_without_its_country_is_no_link(starter):
    lines = read(vcard.card(queries.point("milano", language="en", at=MONDAY), language="en", at=MONDAY))

    assert ("TEL;TYPE=voice", "020202") in lines


def test_the_same_office_is_the_same_entry_in_every_language(starter):
    [one, other] = [
        dict(read(vcard.card(queries.point("eka", language=code, at=MONDAY), language=code, at=MONDAY)))["UID"]
        for code in ("ar", "el")
    ]
    assert one == other
    assert one.startswith("urn:uuid:")


def test_lines_are_short_and_no_letter_is_cut_in_two(starter):
    text = vcard.card(queries.point("eka", language="ar", at=MONDAY), language="ar", at=MONDAY)

    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        assert line.decode() is not None
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("words", ["x" * 400, "é" * 200, "😀" * 60, "ا" * 150])
def test_folding_gives_the_line_back(words):
    assert vcard.folded(words).replace("\r\n ", "") == words + "\r\n"


def test_no_text_of_a_point_adds_a_line(topics):
    made = factories.point("evil", name=EVIL, phone="+32 1", address="x")
    Location.objects.filter(point=made).update(address=EVIL)
    for kind in ("email", "website"):
        Channel.objects.create(point=made, kind=kind, value=EVIL, **factories.source())
    PointText.objects.create(point=made, language="en", field="phone", text=EVIL, state="source")
    lines = read(vcard.card(queries.point("evil", language="en", at=MONDAY), language="en", at=MONDAY))

    assert [name for name, _ in lines].count("END") == 1
    assert ("TEL", "+666") not in lines
    assert dict(lines)["FN;LANGUAGE=en"].startswith("a\\,b\\;c\\\\d\\n")
    assert unescaped(dict(lines)["FN;LANGUAGE=en"]) == "a,b;c\\d\ne\nTEL:+666\nEND:VCARD"


def test_a_place_at_the_police_is_no_address_to_drive_to(topics):
    factories.point("gate", address="Via Roma 1")
    Location.objects.update(premises="police")
    lines = read(vcard.card(queries.point("gate", language="en", at=MONDAY), language="en", at=MONDAY))

    assert "ADR" not in dict(lines)
    assert "You may meet police there." in dict(lines)["NOTE;LANGUAGE=en"]
