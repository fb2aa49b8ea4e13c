"""P1.2, P1.4, P5.1, P7.1: asked in Arabic from Liège, answered in French, read with Arabic digits, deleted."""

import pytest
from playwright.sync_api import expect

from tests.browser import DESK
from tests.journeys.conftest import ARABIC_INDIC, ask, number_on, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUESTION = "لم يدفع صاحب العمل أجري منذ ثلاثة أشهر. ماذا أفعل؟"
ANSWER = "Notez chaque jour travaillé et venez nous voir jeudi."


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_asked_in_arabic_answered_in_french_read_and_deleted(town, open_page, script):
    phone = open_page(script=script, language="ar")
    phone.goto("/")
    assert phone.url.endswith("/ar/")
    assert phone.get_attribute("html", "dir") == "rtl"

    # The way: what, where, the question. Who reads it, in which language and why is said before sending.
    phone.goto("/ar/ask/")
    phone.click("main a[href*='topic=unpaid']")
    phone.fill("input[name=place]", "لييج")
    assert phone.input_value("select[name=reads]") == "ar"
    phone.click("main form button[type=submit]")
    card = phone.inner_text("main .card:has(input:checked)")
    assert "Le Monde des Possibles" in card
    assert "الفرنسية" in card
    assert phone.get_attribute("input[name=point]:checked", "value") == "monde-des-possibles"
    phone.fill("textarea[name=text]", QUESTION)
    phone.check("input[name=consent]")
    phone.click("main form button[type=submit]")
    digits = number_on(phone)
    assert len(digits) == 20
    assert QUESTION not in phone.url

    # The operator, in French.
    desk = open_page(script=script, size=DESK, language="fr")
    sign_in(desk, town.operator)
    expect(desk.locator(".queue a")).to_have_count(1)
    desk.click(".queue a")
    assert QUESTION in desk.inner_text(".talk")
    desk.fill("textarea[name=text] >> nth=0", ANSWER)
    desk.click("button[name=send]")
    assert ANSWER in desk.inner_text(".talk")

    # The person again, another day, on any phone, with the digits of their own script.
    other = open_page(script=script, language="ar")
    other.goto("/ar/answer/")
    other.fill("input[name=number]", digits.translate(ARABIC_INDIC))
    other.click("main form button[type=submit]")
    assert ANSWER in other.inner_text(".talk")
    other.click("main a[href$='/answer/deletion/']")
    other.click("main form button.danger")
    other.goto("/ar/answer/")
    other.fill("input[name=number]", digits)
    other.click("main form button[type=submit]")
    expect(other.locator(".talk")).to_have_count(0)
    expect(other.locator(".error")).to_have_count(1)

    # The desk sees only that something was taken back.
    desk.goto("/fr/work/")
    expect(desk.locator(".queue a")).to_have_count(0)
    assert QUESTION not in desk.content()


def test_the_number_can_be_kept_and_checked_without_script(town, open_page):
    phone = open_page(script=False, language="fr")
    digits = ask(phone, language="fr", topic="unpaid", place="Liège", text="Bonjour")
    phone.fill("input[name=last]", "0000" if digits[-4:] != "0000" else "1111")
    phone.click("main .keep form button[type=submit] >> nth=0")
    assert number_on(phone) == digits
    phone.fill("input[name=last]", digits[-4:])
    phone.click("main .keep form button[type=submit] >> nth=0")
    expect(phone.locator(".receipt")).to_have_count(0)


def test_the_picture_of_the_number_is_made_by_the_server(town, open_page):
    phone = open_page(script=False, language="ar", accept_downloads=True)
    ask(phone, language="ar", topic="unpaid", place="لييج", text="سؤال")
    with phone.expect_download() as download:
        phone.click("main form[action$='number.png'] button")
    assert download.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_double_tap_makes_one_case(town, open_page):
    from umn.enquiries import queries
    from umn.enquiries.models import Enquiry

    assert queries.somebody_reads()
    phone = open_page(language="fr")
    phone.goto("/fr/ask/?topic=unpaid&place=Liège&reads=fr")
    phone.fill("textarea[name=text]", "Bonjour")
    phone.check("input[name=consent]")
    phone.dblclick("main form button[type=submit]")
    number = number_on(phone)
    assert len(number) == 20
    assert Enquiry.objects.count() == 1


def test_p5_1_from_the_first_page_to_a_contact_point_by_pictures(town, open_page):
    phone = open_page(script=False, language="fr")
    phone.goto("/fr/")
    phone.click(".tiles a[href*='topic=unpaid']")
    expect(phone.locator("[data-key]").first).to_be_visible()
    phone.click("[data-key] a[href*='/points/'] >> nth=0")
    assert "/points/" in phone.url
