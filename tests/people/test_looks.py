"""Every page of signing in and of the team: axe finds nothing, and no phone scrolls sideways."""

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.browser import DESK
from tests.factories import people
from umn.people import actions
from umn.post.worker import Worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]

SMALLEST = {"width": 320, "height": 640}
SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
    .filter((thing) => thing.getBoundingClientRect().right > innerWidth + 1 || thing.getBoundingClientRect().left < -1)
    .map((thing) => `${thing.tagName}.${thing.className}`)"""


def let_in(page, user):
    """Gives the browser the cookies of a full sign-in."""
    client = Client()
    people.sign_in(client, user)
    page.context.add_cookies(
        [
            {"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}
            for name in (settings.SESSION_COOKIE_NAME, settings.OPERATOR_KEY_COOKIE)
        ]
    )


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(page.url, fault["id"], fault["nodes"][0]["html"]) for fault in found]


def faults_at(page, address):
    assert page.goto(address).ok
    assert page.url.endswith(address)
    found = faults(page)
    page.set_viewport_size(SMALLEST)
    found += [(address, wide) for wide in page.evaluate(SIDEWAYS)]
    page.set_viewport_size(DESK)
    return found


@pytest.fixture
def team(transactional_db):
    etuc = people.organisation("etuc", en="European Trade Union Confederation")
    greta = people.coordinator(name="Greta Lind", works_for=etuc)
    anolf = people.organisation("anolf", it="Associazione Nazionale Oltre Le Frontiere del Friuli Venezia Giulia")
    amal = people.person(name="Amal-Marie Haddad von und zu Langenfeld", works_for=anolf)
    people.person(finished=False)
    people.person(is_active=False)
    invited = actions.invite(
        by=greta, email="nina@union.example", name="Nina Okoye", language="en", role="operator", organisation=etuc,
        at=timezone.now(),
    )  # fmt: skip
    worker = Worker()
    worker.beat()
    while worker.carry_one():
        pass
    return {"greta": greta, "amal": amal, "token": invited.link.split("/")[-2]}


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", True)], ids=["day", "night"])
def test_axe_finds_nothing_on_the_coordinators_pages(open_page, team, language, dark):
    page = open_page(size=DESK, dark=dark)
    let_in(page, team["greta"])
    with translation.override(language):
        addresses = [
            *map(reverse, ("work-today", "work-letters", "work-team", "mfa_index", "account_change_password")),
            *map(reverse, ("account_logout", "mfa_add_webauthn", "account_reauthenticate")),
            *(reverse(name, args=[team["amal"].pk]) for name in ("work-person", "work-person-standing")),
            *map(reverse, ("work-proposal", "work-recovery-sheet")),
        ]
    found = [fault for address in addresses for fault in faults_at(page, address)]
    passkey = Authenticator.objects.create(
        user=team["greta"], type="webauthn", data={"name": "key ring", "credential": {}}
    )
    with translation.override(language):
        addresses = [
            *map(reverse, ("mfa_index", "mfa_deactivate_totp")),
            *(reverse(name, args=[passkey.pk]) for name in ("work-passkey-name", "mfa_remove_webauthn")),
        ]
    found += [fault for address in addresses for fault in faults_at(page, address)]
    assert found == []


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", True)], ids=["day", "night"])
def test_axe_finds_nothing_on_the_way_in(open_page, team, language, dark):
    page = open_page(size=SMALLEST, dark=dark)
    found = []

    def look():
        found.extend((page.url, wide) for wide in page.evaluate(SIDEWAYS))
        found.extend(faults(page))

    for address in (f"/{language}/work/sign-in/", f"/{language}/work/welcome/x/"):
        page.goto(address)
        look()
    page.goto(f"/{language}/work/welcome/{team['token']}/")
    look()
    page.fill("[name=password]", "short")
    page.click("main button[type=submit]")
    look()
    page.fill("[name=password]", "quiet rivers carry boats")
    page.click("main button[type=submit]")
    page.wait_for_url("**/second-step/")
    for address in ("second-step/", "second-step/app/", "second-step/passkeys/new/"):
        page.goto(f"/{language}/work/{address}")
        look()
    page.goto(f"/{language}/work/second-step/app/")
    secret = "".join(page.locator("p.receipt span").all_text_contents())
    page.fill("[name=code]", people.code_for(secret))
    page.click("form:has([name=code]) button[type=submit]")
    page.wait_for_url("**/recovery-sheet/")
    look()
    page.click("main form button[type=submit]")
    look()
    page.goto(f"/{language}/work/recovery-sheet/")
    look()
    assert found == []
