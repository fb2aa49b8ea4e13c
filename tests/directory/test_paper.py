"""Sheets and pictures of a contact point: nothing more certain than its page, nothing that no paper can hold."""

import re

import pytest

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from tests.sheets import Sheet, size_of
from umn.directory import queries, sheets
from umn.directory.models import Channel, ContactPoint, Location, PointText, SpecialHours
from umn.languages import names
from umn.people.models import Organisation

MILLIMETRES = {"a6": (105, 148), "a5": (148, 210), "a4": (210, 297)}
HOSTILE = [
    '#panic() $x$ @ref *bold* _it_ `raw` <l> // gone "quotes" \\ \\u{41}',
    "x" * 500,
    "word " * 100,
    "עברית \u202eevil\u202c 12 Rue des Champs",
    "{% load x %}{{ x }}<svg onload=alert(1)>",
    "مكتب #1 (Rue) 97, 4020 Liège" * 5,
]


def sheet(client, key, form, language="en") -> Sheet:
    return Sheet(client.get(f"/{language}/points/{key}/sheet-{form}.pdf").content)


@pytest.mark.parametrize("form", sheets.FORMS)
def test_a_sheet_is_one_page_of_its_size_for_everybody(starter, client, form):
    made = sheet(client, "monde-des-possibles", form, "fr")

    assert (made.pages, made.size) == (1, MILLIMETRES[form])
    assert (made.title, made.is_tagged, made.is_for_everybody) == ("Le Monde des Possibles", True, True)
    assert made.widest <= 1


@pytest.mark.parametrize("language", ["ar", "el", "bg", "uk", "fr"])
def test_the_code_opens_the_page_in_the_language_of_the_sheet(starter, client, settings, language):
    settings.SITE_URL = "https://portal.example"
    made = sheet(client, "eka", "a5", language)

    assert made.code == f"https://portal.example/{language}/points/eka/"


def test_a_card_shows_address_telephone_hours_and_where_they_are_from(starter, client):
    said = sheet(client, "monde-des-possibles", "a6").words

    for words in (
        "Show this to the driver: Rue des Champs 97, 4020 Liège From a public source, 22 November 2026",
        "+32 4 232 02 92 From a public source, 22 November 2026",
        "Monday to Friday 09:00 – 17:00 From a public source, 22 November 2026",
        "Français",
    ):
        assert words in said


def test_the_day_stands_on_every_sheet(starter):
    point = queries.point("monde-des-possibles", language="en", at=MONDAY)

    for form in sheets.FORMS:
        made = Sheet(sheets.pdf(point, form, language="en", at=MONDAY))
        assert "As of 23 November 2026. Look at the page or call before you go." in made.words


def test_paper_doubts_what_the_page_doubts(starter, client):
    assert "Known in 2019. Ask before you go" in sheet(client, "siptu-carlow", "a6").words
    assert "Whether it passes data on: we do not know." in sheet(client, "liege", "a4").words
    assert "Not yet confirmed by this office" in sheet(client, "uil", "a6").words


def test_an_address_in_another_script_stands_in_its_own(starter, client):
    assert "3ης Σεπτεμβρίου 48Β, Αθήνα" in sheet(client, "eka", "a5", "bg").words


def test_languages_that_our_fonts_cannot_write_are_named_in_the_readers(starter):
    said = Sheet(sheets.pdf(queries.point("milano", language="en", at=MONDAY), "a4", language="en", at=MONDAY)).words

    assert "Bengali" in said
    assert "Русский" in said


def test_nothing_on_the_card_is_bigger_than_the_address(starter, client):
    """Whoever sees it lying about reads a street, not what the place is for."""
    source = (sheets.FOLDER / "card.typ").read_text()
    sizes = {
        part: float(size)
        for part, size in re.findall(r"\b(addresses|ways|names|hours)\((?:data[^,]*, )?([\d.]+)pt", source)
    }

    assert max(sizes, key=sizes.get) == "addresses"


def test_a_practice_point_says_so_across_the_sheet(topics, client):
    factories.point("rehearsal")
    Organisation.objects.update(practice=True)

    said = sheet(client, "rehearsal", "a5").words
    assert said.startswith("Practice")
    assert "This is a practice sheet. Nobody works there." in said


@pytest.mark.parametrize("address", ["sheet-a4.pdf", "card.png", "card-small.png", "contact.vcf", "share/"])
def test_a_closed_point_leads_to_its_page_instead(starter, client, address):
    response = client.get(f"/fr/points/migrar-frankfurt/{address}")

    assert (response.status_code, response["Location"]) == (302, "/fr/points/migrar-frankfurt/")


@pytest.mark.parametrize("address", ["sheet-a3.pdf", "sheet-.pdf", "sheet-a4-a4.pdf", "card-huge.png"])
def test_what_we_do_not_print_is_not_there(starter, client, address):
    assert client.get(f"/en/points/eka/{address}").status_code == 404


def test_no_sheet_of_an_unknown_point(starter, client):
    assert client.get("/ar/points/no-such-point/sheet-a4.pdf").status_code == 404


def test_a_closed_thursday_is_on_the_sheet(topics):
    made = factories.point("open", rule="Mo-Fr 09:00-17:00")
    SpecialHours.objects.create(
        point=made, first="2026-11-26", last="2026-11-26", instead="phone", made_by="operator 1", made_on="2026-11-22"
    )
    point = queries.point("open", language="en", at=MONDAY)

    printed = Sheet(sheets.pdf(point, "a6", language="en", at=MONDAY))
    assert "Closed on Thursday 26 November. Call instead. Monday to Friday 09:00 – 17:00" in printed.words


@pytest.mark.parametrize("form", sheets.FORMS)
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_point_breaks_a_sheet(topics, form, words):
    made = factories.point("evil", name=words, services=words, phone="+32 1", address="x", rule="Mo 09:00-10:00")
    Location.objects.filter(point=made).update(address=words[:200], city=words[:120])
    Channel.objects.create(point=made, kind="email", value=words[:190], **factories.source())
    for field in ("desk", "phone"):
        PointText.objects.create(point=made, language="ar", field=field, text=words, state="source")
    for language in ("en", "ar"):
        point = queries.point("evil", language=language, at=MONDAY)
        printed = Sheet(sheets.pdf(point, form, language=language, at=MONDAY))
        assert printed.widest <= 1.001
        assert sheets.png(point, language=language, at=MONDAY, small=True)


def test_a_picture_for_messages_in_two_sizes(starter, client):
    large, small = (client.get(f"/ar/points/eka/{name}.png") for name in ("card", "card-small"))

    assert (size_of(large.content), size_of(small.content)) == ((1200, 630), (600, 315))
    assert (len(large.content) < 150_000, len(small.content) < 50_000) == (True, True)


def test_a_link_in_a_message_shows_name_place_and_picture(starter, client, settings):
    settings.SITE_URL = "https://portal.example"
    html = client.get("/fr/points/monde-des-possibles/").content.decode()
    said = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html))

    assert said["og:title"] == "Le Monde des Possibles"
    assert said["og:url"] == "https://portal.example/fr/points/monde-des-possibles/"
    assert said["og:image"] == "https://portal.example/fr/points/monde-des-possibles/card.png"
    assert said["og:description"].startswith("à Liège, Belgique")


def test_a_closed_point_has_no_picture(starter, client):
    assert "og:image" not in client.get("/fr/points/migrar-frankfurt/").content.decode()


@pytest.mark.parametrize("address", ["sheet-a4.pdf", "card.png", "contact.vcf"])
def test_a_file_is_not_shown_again_for_long(starter, client, address):
    response = client.get(f"/el/points/eka/{address}")

    assert response["Cache-Control"] == "public, max-age=300"
    assert response.cookies == {}


def test_a_letter_that_no_font_of_ours_has_costs_no_sheet(topics, client):
    factories.point("far", name="თბილისი", address="x")

    assert sheet(client, "far", "a4").pages == 1


@pytest.mark.slow
@pytest.mark.parametrize("language", names.INTERFACE)
def test_every_real_point_has_a_poster_in_every_language(starter, language):
    form = "a6" if language in ("fr", "uk") else "a4"
    failed = {}
    for key in ContactPoint.objects.filter(status="open").values_list("key", flat=True):
        point = queries.point(key, language=language, at=MONDAY)
        made = Sheet(sheets.pdf(point, form, language=language, at=MONDAY))
        if made.pages > 1 or made.widest > 1:
            failed[key] = made.pages, made.widest

    assert failed == {}
