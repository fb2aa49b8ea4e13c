"""An office closes for good, with a successor: what may be passed on is passed on, and the askers see where it lies."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import DESK, PHONE
from tests.journeys.conftest import ask, sign_in
from tests.journeys.test_everyone_can_use_it import faults
from umn.directory.models import ContactPoint
from umn.directory.signals import point_closed
from umn.enquiries.models import Desk, DeskKey, Enquiry
from umn.people import actions as people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def successor(town):
    """An office whose first member has signed in and opened its desk."""
    now = timezone.now()
    point = ContactPoint.objects.filter(status="open", desk=None, organisation__kind="union").first()
    people.create_practice_user(
        email="nina@practice.example", name="Nina Okoye", language="fr", role="operator",
        organisation=point.organisation, password="quiet rivers carry boats", at=now,
    )  # fmt: skip
    Desk.objects.filter(point=point).update(opened_on=timezone.localdate(now))
    return point


def close(key, successor):
    """What the directory's page of closing does (its own journey is elsewhere)."""
    point = ContactPoint.objects.get(key=key)
    point.status, point.closed_since_date, point.successor = "closed", timezone.localdate(), successor
    point.save()
    point_closed.send(ContactPoint, point=point, successor=successor, by="operator 1", at=timezone.now())


def read_answer(page, digits, language):
    page.context.clear_cookies()  # another conversation may be open on this phone
    page.goto(f"/{language}/answer/")
    page.fill("input[name=number]", digits)
    page.click("main form button[type=submit]")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_may_be_passed_on_goes_and_everybody_is_told_on_their_page(town, successor, open_page, language):
    asker = open_page(size=PHONE, bypass_csp=True)
    agreed = ask(asker, language=language, topic="unpaid", place="Liège", text="Bonjour", reads="fr")
    Enquiry.objects.update(may_pass_on=True)
    kept = ask(asker, language=language, topic="unpaid", place="Liège", text="Au secours", reads="fr")
    close("monde-des-possibles", successor)

    operator = open_page(size=DESK, bypass_csp=True)
    sign_in(operator, town.operator, language=language)
    found = faults(operator)
    operator.click("main .note a[href$='/handover/']")
    found += faults(operator)
    operator.click("main form[action$='/handover/'] button")
    operator.wait_for_selector(".note.done")
    found += faults(operator)
    assert Desk.objects.get(point=successor).enquiries.count() == 1

    read_answer(asker, agreed, language)
    found += faults(asker)
    expect(asker.locator(".talk li")).to_have_count(2)
    read_answer(asker, kept, language)
    found += faults(asker)
    asker.click("button[name=point]")
    asker.wait_for_url("**/answer/?done=moved")
    assert Desk.objects.get(point=successor).enquiries.count() == 2

    # Nobody is left at a desk: both screens show the way.
    ContactPoint.objects.filter(key="monde-des-possibles").update(status="open", closed_since_date=None, successor=None)
    DeskKey.objects.filter(desk__point__key="monde-des-possibles").delete()
    Desk.objects.filter(point__key="monde-des-possibles").update(private_for_paper=b"x")
    operator.goto(f"/{language}/work/")
    found += faults(operator)
    coordinator = open_page(size=PHONE, bypass_csp=True)
    sign_in(coordinator, town.coordinator, language=language)
    found += faults(coordinator)
    coordinator.click("main .note.danger a[href$='/desks/monde-des-possibles/']")
    coordinator.wait_for_selector("#paper")
    found += faults(coordinator)
    assert found == []
