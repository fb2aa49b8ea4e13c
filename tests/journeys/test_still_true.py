"""P8.1: the coordinator sees which points are due and asks them; an operator answers with one button in a letter."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import DESK, PHONE
from tests.journeys.conftest import sign_in
from tests.journeys.test_invited_operator import deliver_letters
from umn.directory.actions.touching import touched
from umn.directory.models import Channel, ContactPoint, Location, OpeningHours, SpokenLanguage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEY = "monde-des-possibles"


def grown_old():
    """Nobody has said anything about the office of Liège for more than a year."""
    day = timezone.localdate() - timedelta(days=400)
    old = {"as_of": day.isoformat(), "as_of_date": day}
    ContactPoint.objects.filter(key=KEY).update(**old)
    for model in (Channel, Location, SpokenLanguage):
        model.objects.filter(point__key=KEY).update(**old)
    OpeningHours.objects.filter(location__point__key=KEY).update(**old)
    touched([KEY])


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_asked_by_letter_answered_with_one_button(town, open_page, script):
    grown_old()
    reader = open_page(script=script, language="el")
    reader.goto(f"/el/points/{KEY}/")
    before = reader.inner_text("main")

    coordinator = open_page(script=script, size=DESK)
    sign_in(coordinator, town.coordinator, language="en")
    coordinator.click("nav a[href$='/work/points/']")
    coordinator.click("main a[href$='/work/points/freshness/']")
    coordinator.click("nav a[href*='show=doubtful']")
    expect(coordinator.locator(f"button[value={KEY}]")).to_have_count(1)
    coordinator.click(f"button[value={KEY}]")
    expect(coordinator.locator("main .note.done")).to_have_count(1)
    deliver_letters()
    coordinator.goto("/en/work/letters/")
    letter = next(text for text in coordinator.locator("pre").all_text_contents() if "/still-true/" in text)
    link = re.search(r"http\S+?(/fr/still-true/\S+)", letter)[1]

    # On a phone, without signing in. Opening the link changes nothing.
    phone = open_page(script=script, size=PHONE, language="fr")
    phone.goto(link)
    assert "Rue des Champs 97" in phone.inner_text("main")
    reader.reload()
    assert reader.inner_text("main") == before
    phone.click("button[value=true]")
    expect(phone.locator("main .note.done")).to_have_count(1)

    # At once, in every language.
    today = {}
    for language in ("el", "ar", "en"):
        reader.goto(f"/{language}/points/{KEY}/")
        today[language] = reader.inner_text("main")
    assert today["el"] != before  # no doubt any more
    assert "Confirmed by this office on" in today["en"]
    assert "more than a year ago" not in today["en"]
    coordinator.goto("/en/work/points/freshness/?show=fresh")
    expect(coordinator.locator(f"a[href$='/work/points/{KEY}/']")).to_have_count(1)

    # The link has done its work.
    again = open_page()
    again.goto(link)
    expect(again.locator("button[value=true]")).to_have_count(0)


def test_a_visitor_says_what_is_wrong_and_the_operator_mends_it(town, open_page):
    phone = open_page(script=False, language="ar")
    phone.goto(f"/ar/points/{KEY}/")
    phone.click("a[href$='/correction/']")
    phone.check("input[value=hours]")
    phone.fill("textarea", "مغلق يوم الجمعة")
    phone.click("main form button")
    expect(phone.locator("main form textarea")).to_have_count(0)

    operator = open_page(size=DESK)
    sign_in(operator, town.operator)
    operator.click("main a[href$='/work/points/corrections/']")
    assert "مغلق يوم الجمعة" in operator.inner_text("main")
    operator.click(f"main a[href$='/work/points/{KEY}/hours/']")
    expect(operator.locator("input[name=day_4]")).to_have_count(1)
    operator.go_back()
    # It stands there until somebody says that it is mended.
    assert "مغلق يوم الجمعة" in operator.inner_text("main")
    operator.click("button[value=accepted]")
    assert "مغلق يوم الجمعة" not in operator.inner_text("main")
