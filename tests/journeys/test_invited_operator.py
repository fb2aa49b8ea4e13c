"""The coordinator invites an operator for Liège; she comes in, is let in to the desk by telephone, and answers."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE
from tests.journeys.conftest import ask, code_now, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "rivières calmes et longues"


def invite(page, *, email):
    """The coordinator fills in the form; the letter is readable, because no mail server is set up."""
    page.goto("/en/work/team/")
    page.fill("input[name=email]", email)
    page.fill("input[name=name]", "Leïla Haddad")
    page.select_option("select[name=language]", "fr")
    page.select_option("select[name=organisation]", label="Le Monde des Possibles")
    page.click("main form[action$='/work/team/'] button[type=submit]")
    deliver_letters()
    page.goto("/en/work/letters/")
    letter = next(text for text in page.locator("pre").all_text_contents() if "/welcome/" in text)
    return re.search(r"http\S+(/fr/work/welcome/\S+)", letter)[1]


def deliver_letters():
    """What the worker of `./start` does every few seconds."""
    from umn.post.worker import Worker

    worker = Worker()
    while worker.carry_one():
        pass


def come_in(page, link):
    """Password, app, printed sheet: the three steps of a first sign-in; answers the secret of the app."""
    page.goto(link)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.click("a[href$='/second-step/app/']")
    secret = re.sub(r"\s", "", page.text_content(".receipt"))
    page.fill("input[name=code]", code_now(secret))
    page.click("main form button[type=submit]")
    page.click("form[action$='/recovery-sheet/code/'] button")
    page.locator(".sheet code").first.wait_for()
    groups = [code.split()[-1] for code in page.locator(".sheet code").all_inner_texts()]
    page.click("a[href$='/recovery-sheet/']")
    asked = int(re.search(r"\d+", page.locator("p.lede strong").inner_text())[0])
    page.fill("input[name=signs]", groups[asked - 1])
    page.click("main form[action$='/recovery-sheet/'] button")
    page.wait_for_url(re.compile(r"/fr/work/$"))
    return secret


def test_p7_1_an_invited_operator_answers(town, open_page):
    phone = open_page(size=PHONE)
    digits = ask(phone, language="ar", topic="unpaid", place="لييج", text="لم أستلم أجري", reads="ar")

    coordinator = open_page(size=DESK)
    sign_in(coordinator, town.coordinator, language="en")
    link = invite(coordinator, email="leila@union.example")

    leila = open_page(size=PHONE, language="fr")
    come_in(leila, link)
    expect(leila.locator(".queue a")).to_have_count(0)  # no key of the desk yet
    leila.goto("/fr/work/desks/")
    six = leila.inner_text(".code")

    colleague = open_page(size=DESK)
    sign_in(colleague, town.operator)
    colleague.goto("/fr/work/desks/monde-des-possibles/")
    colleague.fill("form[action$='/members/'] input[name=code]", six)
    colleague.click("form[action$='/members/'] button")

    leila.goto("/fr/work/")
    leila.click(".queue a")
    leila.fill("textarea[name=text] >> nth=0", "Bonjour, passez jeudi.")
    leila.click("button[name=send]")
    phone.goto("/ar/answer/")
    phone.fill("input[name=number]", digits)
    phone.click("main form button[type=submit]")
    assert "Bonjour, passez jeudi." in phone.inner_text(".talk")

    # The link works once.
    again = open_page()
    assert again.goto(link).status == 404


def test_a_closed_desk_sends_the_next_question_to_the_coordinator_who_says_so(town, open_page):
    coordinator = open_page(size=DESK)
    sign_in(coordinator, town.coordinator, language="en")
    coordinator.goto("/en/work/desks/monde-des-possibles/")
    coordinator.click("a[href$='/opening/']")
    coordinator.click("button[name=close]")
    phone = open_page(script=False)
    phone.goto("/en/ask/?topic=unpaid&place=Liège&reads=en")
    card = phone.inner_text("main .card:has(input:checked)")
    assert "European Trade Union Confederation" in card
    assert "reads it instead" in card
