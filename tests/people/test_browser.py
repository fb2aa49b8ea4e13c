"""Passkeys and the first sign-in in a real browser."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import DESK
from tests.factories import people
from umn.people import actions

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]


def path_of(link):
    return link.removeprefix("http://127.0.0.1:8000")


def fake_key(page):
    """A security key that always says yes, plugged into this page's browser."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return devtools, key["authenticatorId"]


def unplug(page, plugged):
    devtools, key = plugged
    devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})


def send(page, words):
    page.get_by_role("button", name=words, exact=True).click()


def test_from_the_invitation_to_today_with_a_passkey(open_page):
    greta = people.coordinator()
    invited = actions.invite(
        by=greta, email="amal@union.example", name="Amal Haddad", language="en", role="operator", organisation=None,
        at=timezone.now(),
    )  # fmt: skip
    page = open_page(size=DESK)
    key = fake_key(page)

    page.goto(path_of(invited.link))
    page.get_by_label("Choose a password").fill("quiet rivers carry boats")
    send(page, "Go on")
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_label("A name, so that you know it again").fill("key ring")
    send(page, "Go on")
    send(page, "Show my code")
    page.locator(".sheet code").first.wait_for()
    groups = [code.inner_text().split()[1] for code in page.locator(".sheet code").all()]
    page.get_by_role("link", name="I have it on paper").click()
    asked = int(page.locator("p.lede strong").inner_text().split()[-1])
    page.get_by_label("The four characters").fill(groups[asked - 1])
    send(page, "Confirm")
    page.get_by_role("heading", level=1, name="Today").wait_for()
    assert Authenticator.objects.get(user=invited.user).wrap().name == "key ring"

    send(page, "Sign out")
    page.get_by_label("Your e-mail address").fill("amal@union.example")
    page.get_by_label("Your password").fill("quiet rivers carry boats")
    send(page, "Sign in")
    send(page, "Use my passkey")
    page.wait_for_url("**/en/work/")

    page.goto(reverse("mfa_index"))
    page.get_by_text("Used for this sign-in").wait_for()
    expect(page.get_by_role("link", name="Remove key ring")).to_have_count(0)  # the only one stays
    page.get_by_role("link", name="Rename key ring").click()
    page.get_by_label("A name, so that you know it again").fill("blue key")
    send(page, "Save")
    page.get_by_text("Passkey blue key, added on").wait_for()

    page.get_by_role("link", name="Add a passkey").click()
    page.wait_for_url("**/passkeys/new/")
    suggested = page.get_by_label("A name, so that you know it again").input_value()
    assert suggested.startswith("Chrome on ")
    unplug(page, key)
    fake_key(page)
    send(page, "Go on")
    page.get_by_role("link", name="Remove blue key").click()
    send(page, "Remove it")
    page.wait_for_url("**/my-sign-in/")
    assert [each.wrap().name for each in Authenticator.objects.filter(user=invited.user)] == [suggested]


def test_a_passkey_that_is_refused_is_said_in_words(open_page):
    user = people.person(finished=False, email="amal@union.example")
    page = open_page()
    devtools, key = fake_key(page)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    devtools.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": key, "enabled": False})
    page.goto(reverse("account_login"))
    page.get_by_label("Your e-mail address").fill(user.email)
    page.get_by_label("Your password").fill(people.PASSWORD)
    send(page, "Sign in")
    page.goto(reverse("mfa_add_webauthn"))
    page.evaluate(
        "() => { navigator.credentials.create = async () => { throw new DOMException('', 'NotAllowedError') } }"
    )

    send(page, "Go on")

    page.get_by_text("That did not work.").wait_for()
    assert page.get_by_role("alert").is_visible()


def test_signing_in_with_an_app_needs_no_script(open_page):
    user = people.person(email="amal@union.example")
    page = open_page(script=False)
    page.goto(reverse("work-today"))
    page.get_by_label("Your e-mail address").fill(user.email)
    page.get_by_label("Your password").fill(people.PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("The six digits from your app").fill(people.code_of(user))
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Today").wait_for()


def test_the_passkey_button_rests_until_its_script_can_hear_it(open_page):
    user = people.person(finished=False, email="amal@union.example")
    page = open_page()
    page.route("**/people/passkey*.js", lambda route: route.abort())
    page.goto(reverse("account_login"))
    page.get_by_label("Your e-mail address").fill(user.email)
    page.get_by_label("Your password").fill(people.PASSWORD)
    send(page, "Sign in")
    page.goto(reverse("mfa_add_webauthn"))
    assert page.get_by_role("button", name="Go on", exact=True).is_disabled()
