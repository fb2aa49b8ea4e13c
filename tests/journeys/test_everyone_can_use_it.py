"""axe finds nothing, on any page, in any released language, in the light and in the dark; and no page is too wide."""

import functools
import importlib.resources
import os

import pytest
from django.conf import settings

from tests.browser import DESK, PHONE
from tests.journeys.conftest import ask, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

PUBLIC = (
    "",
    "find/",
    "find/?q=Liège",
    "find/?q=Valencia",
    "map/",
    "find/?q=zzzzzz&topic=permit&speaks=ti",
    "find/?topic=unpaid&speaks=ar",
    "points/monde-des-possibles/",
    "points/eka/",
    "points/migrar-frankfurt/",
    "ask/",
    "ask/?topic=unpaid",
    "ask/?topic=unpaid&place=Nowhere-at-all&reads=fr",
    "ask/?topic=unpaid&place=Liège&reads=fr",
    "answer/",
    "privacy/",
    "languages/",
    "no-such-page/",
)
WORKSPACE = (
    "",
    "desks/",
    "desks/monde-des-possibles/",
    "desks/monde-des-possibles/opening/",
    "colleagues/new/",
    "points/",
    "points/monde-des-possibles/",
    "points/monde-des-possibles/hours/",
    "points/monde-des-possibles/days/",
    "points/monde-des-possibles/facts/",
    "team/",
    "letters/",
    "my-sign-in/",
    "my-sign-in/leaving/",
    "second-step/",
)
# Rules of WCAG 2.2 A and AA, and axe's own best practices.
RUN = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"


@functools.cache
def axe() -> str:
    return (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text()


def faults(page) -> list[str]:
    """What axe says of the page that is open, by day and by night, and whether it needs sideways scrolling."""
    page.evaluate(axe())
    told = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        told += [
            f"{scheme}: {fault['id']}: {node['html'][:160]}"
            for fault in page.evaluate(RUN)["violations"]
            for node in fault["nodes"]
        ]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url}: {one}" for one in told + ([f"too wide by {wide} px"] if wide > 0 else [])]


# Three scripts and both directions on every change; UMN_ALL_LANGUAGES=1 reads every page in every language.
LANGUAGES = [code for code, _ in settings.LANGUAGES if code in ("en", "el", "ar") or "UMN_ALL_LANGUAGES" in os.environ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_door(town, open_page, language):
    page = open_page(size={"width": 320, "height": 640}, bypass_csp=True)
    found = []
    for address in PUBLIC:
        page.goto(f"/{language}/{address}")
        found += faults(page)
    digits = ask(page, language=language, topic="unpaid", place="Liège", text="Bonjour", reads="fr")
    found += faults(page)
    page.fill("input[name=last]", digits[-4:])
    page.click("main .keep form button[type=submit] >> nth=0")
    found += faults(page)
    page.goto(f"/{language}/answer/")
    page.fill("input[name=number]", "1234")
    page.click("main form button[type=submit]")
    found += faults(page)
    page.fill("input[name=number]", digits)
    page.click("main form button[type=submit]")
    for address in ("answer/", "answer/move/?q=Namur", "answer/deletion/"):
        page.goto(f"/{language}/{address}")
        found += faults(page)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workspace(town, open_page, language):
    phone = open_page(size=PHONE)
    ask(phone, language="fr", topic="unpaid", place="Liège", text="Bonjour")
    page = open_page(size=DESK, bypass_csp=True)
    page.goto(f"/{language}/work/sign-in/")
    found = faults(page)
    sign_in(page, town.operator, language=language)
    found += faults(page)
    page.click(".queue a")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        found += faults(page)
    page.goto(f"/{language}/work/desks/")
    found += faults(page)
    page.click("header form button")
    sign_in(page, town.coordinator, language=language)
    for address in WORKSPACE:
        page.goto(f"/{language}/work/{address}")
        found += faults(page)
    assert found == []
