"""The whole portal as `./start` leaves it: the real starter data, two practice desks, a real browser."""

import re
import time
from dataclasses import dataclass

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import timezone

from umn.directory.actions import load_starter
from umn.enquiries.actions import open_practice

ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass
class Town:
    """What `./start` printed."""

    coordinator: object
    operator: object


@pytest.fixture
def town(transactional_db, settings) -> Town:
    settings.PRACTICE = True
    load_starter(at=timezone.now())
    coordinator, operator = open_practice(at=timezone.now())
    return Town(coordinator, operator)


def sign_in(page, who, *, language="fr"):
    page.goto(f"/{language}/work/sign-in/")
    page.fill("input[name=login]", who.email)
    page.fill("input[name=password]", who.password)
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/work/$"))


def ask(page, *, language, topic, place, text, reads=None):
    """From the first page to the number, as a person goes; answers the 20 digits."""
    page.goto(f"/{language}/ask/")
    page.click(f"main a[href*='topic={topic}']")
    page.fill("input[name=place]", place)
    if reads:
        page.select_option("select[name=reads]", reads)
    page.click("main form button[type=submit]")
    page.fill("textarea[name=text]", text)
    page.check("input[name=consent]")
    page.click("main form button[type=submit]")
    return number_on(page)


def number_on(page):
    return re.sub(r"\D", "", page.inner_text(".receipt"))


def code_now(secret):
    """What an authenticator app would show."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
