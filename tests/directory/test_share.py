"""What is sent to somebody else: a page that offers it all, a link without account, a text counted as telephones do."""

import html

import pytest

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from umn.directory import queries, sms
from umn.directory.models import ContactPoint, Location, SpecialHours
from umn.pages.keeping import Keep

SUNDAY = MONDAY.replace(day=22)


@pytest.fixture(autouse=True)
def _short_address(settings):
    settings.SITE_URL = "https://umn.example"


def lines(key, language="en", at=MONDAY):
    return sms.message(queries.point(key, language=language, at=at), language=language).text.split("\n")


def test_the_page_offers_everything(starter, client):
    page = html.unescape(client.get("/fr/points/eka/share/").content.decode())

    for address in ("sheet-a6.pdf", "sheet-a5.pdf", "sheet-a4.pdf", "card.png", "card-small.png", "contact.vcf"):
        assert f'href="/fr/points/eka/{address}"' in page
        assert client.get(f"/fr/points/eka/{address}").status_code == 200
    assert ">https://umn.example/fr/points/eka/</p>" in page
    assert 'href="sms:?&body=EKA%0A' in page


def test_the_page_of_a_point_leads_there(starter, client):
    assert 'href="/el/points/eka/share/"' in client.get("/el/points/eka/").content.decode()


def test_the_page_may_be_kept_until_midnight_there(starter, rf):
    from umn.directory.views import paper

    request = rf.get("/el/points/eka/share/")
    request.LANGUAGE_CODE = "el"
    response = paper.share(request, key="eka")
    midnight = response.kept.until

    assert response.kept == Keep(midnight, frozenset({"point:eka"}))
    assert (midnight.hour, midnight.minute, str(midnight.tzinfo)) == (0, 0, "Europe/Athens")


def test_a_message_is_name_address_telephone_hours_and_link(starter):
    assert lines("monde-des-possibles") == [
        "Le Monde des Possibles",
        "Rue des Champs 97, 4020 Liège",
        "+32 4 232 02 92",
        "Monday: 09:00 - 17:00",
        "https://umn.example/en/points/monde-des-possibles/",
    ]


def test_a_message_doubts_what_the_page_doubts(starter):
    said = lines("siptu-carlow")

    assert said[1:4] == [
        "SIPTU, Barrack Street, Carlow",
        "(Known in 2019. Ask before you go)",
        "We do not know the hours: ask before you go.",
    ]


def test_a_day_without_hours_is_closed_and_has_its_name(starter):
    assert "Sunday: closed" in lines("monde-des-possibles", at=SUNDAY)


def test_a_closed_monday_is_in_the_message(topics):
    made = factories.point("shut", rule="Mo-Fr 09:00-17:00")
    SpecialHours.objects.create(
        point=made, first="2026-11-23", last="2026-11-23", instead="phone", made_by="operator 1", made_on="2026-11-22"
    )

    assert "Closed on Monday 23 November. Call instead." in lines("shut")


def test_a_place_at_the_police_says_so_before_its_address(topics):
    factories.point("gate", address="Via Roma 1")
    Location.objects.update(premises="police")

    assert lines("gate")[1:3] == [
        "This place is at or near a police building. You may meet police there.",
        "Via Roma 1",
    ]


def test_in_arabic_a_number_keeps_its_order(starter):
    assert "\u200e+32 4 232 02 92" in lines("monde-des-possibles", "ar")


@pytest.mark.parametrize(
    ("text", "letters", "messages"),
    [
        ("x" * 160, 160, 1),
        ("x" * 161, 161, 2),
        ("x" * 306, 306, 2),
        ("x" * 307, 307, 3),
        ("€" * 80, 160, 1),
        ("€" * 81, 162, 2),
        ("é" * 160, 160, 1),
        ("ê" * 70, 70, 1),
        ("ê" * 71, 71, 2),
        ("ل" * 134, 134, 2),
        ("ل" * 135, 135, 3),
        ("😀" * 35, 70, 1),
        ("😀" * 36, 72, 2),
        ("", 0, 1),
    ],
)
def test_letters_are_counted_as_telephones_do(text, letters, messages):
    assert sms.counted(text) == sms.Message(text, letters, messages)


def test_typographic_signs_do_not_cost_a_message():
    assert sms.counted("9:00 – 17:00\u00a0h, l’œil").text == "9:00 - 17:00 h, l'œil"


def test_a_message_of_a_real_point_is_short(starter):
    """In letters of two octets most take three messages; none is a letter."""
    counts = {
        key: sms.message(queries.point(key, language="fr", at=MONDAY), language="fr").messages
        for key in ContactPoint.objects.filter(status="open").order_by("key").values_list("key", flat=True)[::9]
    }
    assert max(counts.values()) <= 5, counts
