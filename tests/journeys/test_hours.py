"""P7.2: somebody alone in an office sets "closed Thursday, use the phone" on a telephone; people read it everywhere."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import PHONE
from tests.journeys.conftest import sign_in
from umn.directory.models import SpecialHours
from umn.languages.dates import weekday_date_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

POINT = "monde-des-possibles"
SAVE = "main form.week > p:last-child button"


@pytest.mark.parametrize("script", [True, False])
def test_p7_2_closed_on_a_day_then_other_hours(town, open_page, script):
    office = open_page(size=PHONE, script=script)
    sign_in(office, town.operator)
    office.goto("/en/work/")

    # From Today: the menu leads to the one point, a day, a button.
    office.click("nav.ways a[href$='/work/points/']")
    assert office.url.endswith(f"/en/work/points/{POINT}/")
    office.click("form[action$='/days/'] ul.chips li:nth-child(5) label")
    office.click("button[name=instead][value=phone]")

    day = SpecialHours.objects.get().first
    assert (day - timezone.localdate()).days == 4
    assert f"Closed on {weekday_date_text(day, 'en')}. Call instead." in office.inner_text(".note.done")

    visitor = open_page(size=PHONE, script=False)
    for language in ("en", "fr", "ar"):
        visitor.goto(f"/{language}/points/{POINT}/")
        assert weekday_date_text(day, language) in visitor.inner_text("main .note.keep >> nth=0")
        visitor.goto(f"/{language}/find/?q=Liège")
        assert weekday_date_text(day, language) in visitor.inner_text(f".card[data-key={POINT}]")

    # The hours of the door, one line written, the others copied; a slip of the finger is said and costs nothing.
    office.click("a[href$='/hours/']")
    office.fill("input[name=day_0]", "9-12, 14-17")
    office.click("button[name=same][value='4']")
    office.fill("input[name=day_4]", "9-112")
    office.click(SAVE)
    assert "9-112" in office.input_value("input[name=day_4]")
    expect(office.locator(".wrong")).to_have_count(1)
    office.fill("input[name=day_4]", "9-11")
    office.press("input[name=day_4]", "Enter")  # as people do: it saves, and copies nothing

    assert "The new hours are on your page" in office.inner_text(".note.done")
    office.click(".note.done a")
    hours = office.inner_text(".facts")
    assert "Friday: 09:00 – 11:00" in hours.replace(" (today)", "")
    visitor.goto(f"/fr/points/{POINT}/")
    assert "lundi: 09:00 – 12:00, 14:00 – 17:00" in visitor.inner_text(".facts").replace(" (aujourd’hui)", "").lower()

    # And the closed day is taken away again.
    office.goto(f"/en/work/points/{POINT}/")
    office.click("form[action*='/days/'] button:has-text('Take away')")
    visitor.goto(f"/en/points/{POINT}/")
    expect(visitor.locator("main .note.keep")).to_have_count(0)
