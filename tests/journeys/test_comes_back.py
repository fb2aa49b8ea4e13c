"""Password and sheet are lost: a new link, a new key, and a colleague who calls the number that they know."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE
from tests.journeys.conftest import ask, code_now, sign_in
from tests.journeys.test_invited_operator import come_in, deliver_letters, invite

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "montagnes hautes et claires"


def let_in(page, name, six):
    """On the desk's page, in the line of this colleague."""
    page.goto("/fr/work/desks/monde-des-possibles/")
    line = page.locator("main li", has_text=name)
    words = line.inner_text()
    line.locator("input[name=code]").fill(six)
    line.locator("button").click()
    return words


def newest_link(page):
    deliver_letters()
    page.goto("/en/work/letters/")
    texts = page.locator("pre").all_text_contents()
    return next(found[1] for text in texts if (found := re.search(r"http\S+(/fr/work/welcome/\S+)", text)))


def print_sheet(page):
    page.click("form[action$='/recovery-sheet/code/'] button")
    page.locator(".sheet code").first.wait_for()
    groups = [code.split()[-1] for code in page.locator(".sheet code").all_inner_texts()]
    page.click("a[href$='/recovery-sheet/']")
    asked = int(re.search(r"\d+", page.locator("p.lede strong").inner_text())[0])
    page.fill("input[name=signs]", groups[asked - 1])
    page.click("main form[action$='/recovery-sheet/'] button")
    page.wait_for_url(re.compile(r"/fr/work/$"))


def test_who_lost_everything_is_let_in_by_a_colleague_and_reads_again(town, open_page):
    ask(open_page(script=False), language="ar", topic="unpaid", place="لييج", text="لم أستلم أجري", reads="ar")
    coordinator, colleague, leila = open_page(size=DESK), open_page(size=DESK), open_page(size=PHONE, language="fr")
    sign_in(coordinator, town.coordinator, language="en")
    sign_in(colleague, town.operator)
    secret = come_in(leila, invite(coordinator, email="leila@union.example"))
    first_code = leila.inner_text(".code")
    let_in(colleague, "Leïla Haddad", first_code)
    leila.goto("/fr/work/")
    leila.click(".queue a")
    assert "لم أستلم أجري" in leila.inner_text(".talk")

    # Everything is lost but the telephone with the app. The coordinator sends a link.
    leila.context.clear_cookies()
    coordinator.goto("/en/work/team/")
    coordinator.get_by_role("link", name="Leïla Haddad").click()
    coordinator.get_by_role("button", name="Send a new link").click()
    leila.goto(newest_link(coordinator))
    leila.fill("input[name=password]", NEW)
    leila.click("main form button[type=submit]")
    leila.fill("input[name=code]", code_now(secret))
    leila.click("main form button[type=submit]")
    print_sheet(leila)

    # She has no desk, sees whom to call, and her digits are others than before.
    expect(leila.locator(".queue a")).to_have_count(0)
    assert "Practice operator" in leila.inner_text("main")
    six = leila.inner_text(".code")
    assert six != first_code

    # The colleague sees that the key is a new one; the old digits do not work, the new ones do.
    assert let_in(colleague, "Leïla Haddad", first_code).count("\n") > 2
    expect(colleague.locator(".error, .note.danger").first).to_be_visible()
    let_in(colleague, "Leïla Haddad", six)
    leila.goto("/fr/work/")
    leila.click(".queue a")
    assert "لم أستلم أجري" in leila.inner_text(".talk")

    # Nothing of the sign-in before is left.
    leila.goto("/fr/work/my-sign-in/")
    expect(leila.locator("form[action$='/sessions/'] li")).to_have_count(1)

    # She leaves again: the desk is closed to her, and her colleague still reads.
    leila.goto("/fr/work/my-sign-in/leaving/")
    leila.click("button[name=desk]")
    leila.goto("/fr/work/")
    expect(leila.locator(".queue a")).to_have_count(0)
    colleague.goto("/fr/work/")
    colleague.click(".queue a")
    assert "لم أستلم أجري" in colleague.inner_text(".talk")
