"""*My sign-in*: password, app, passkeys, sheet."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import people
from umn.ledger.models import Entry
from umn.people import keys, rules

pytestmark = pytest.mark.django_db

NEW = "slow clouds cross borders"


@pytest.fixture
def signed_in(client, operator):
    people.sign_in(client, operator)
    return client


def passkey_of(user):
    made = Authenticator.objects.create(user=user, type="webauthn", data={"name": "key ring", "credential": {}})
    return Authenticator.objects.get(pk=made.pk)


def later(client, seconds):
    """The password was typed `seconds` ago."""
    session = client.session
    session["password-typed"] = int(time.time()) - seconds
    session.save()


def test_a_new_password_opens_door_and_key_and_ends_other_sessions(signed_in, operator):
    private = keys.unlock(operator, people.PASSWORD)
    elsewhere = Client()
    people.sign_in(elsewhere, operator)
    cookie = signed_in.cookies[settings.OPERATOR_KEY_COOKIE].value

    answer = signed_in.post(reverse("account_change_password"), {"oldpassword": people.PASSWORD, "password1": NEW})

    assert answer.url == reverse("work-sign-in-settings")
    operator.refresh_from_db()
    assert keys.unlock(operator, NEW) == private
    assert operator.check_password(NEW)
    assert elsewhere.get(reverse("work-today")).url.startswith(reverse("account_login"))
    assert signed_in.get(reverse("work-today")).status_code == 200
    assert signed_in.cookies[settings.OPERATOR_KEY_COOKIE].value != cookie
    assert Session.objects.count() == 1
    assert Entry.objects.filter(verb="people.password-changed").count() == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("wrong", NEW), (people.PASSWORD, "short"), (people.PASSWORD, ""), ("", ""), (people.PASSWORD, "x" * 501)],
)
def test_a_bad_change_changes_nothing(signed_in, operator, old, new):
    answer = signed_in.post(reverse("account_change_password"), {"oldpassword": old, "password1": new})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    operator.refresh_from_db()
    assert operator.check_password(people.PASSWORD)
    assert keys.unlock(operator, people.PASSWORD)


def test_the_old_password_cannot_be_guessed_there(signed_in):
    for _ in range(5):
        signed_in.post(reverse("account_change_password"), {"oldpassword": "guess", "password1": NEW})
    answer = signed_in.post(reverse("account_change_password"), {"oldpassword": people.PASSWORD, "password1": NEW})
    assert answer.context["form"].errors["oldpassword"] == [
        "Too many wrong tries. Please wait 1 minute, then try again."
    ]


@pytest.mark.parametrize("name", ["mfa_deactivate_totp", "mfa_add_webauthn"])
def test_what_changes_the_sign_in_asks_for_the_password_again_after_a_while(signed_in, operator, name):
    if name == "mfa_deactivate_totp":
        passkey_of(operator)  # the only second step is not taken away
    assert signed_in.get(reverse(name)).status_code == 200
    later(signed_in, 11 * 60)

    asked = signed_in.get(reverse(name))
    assert asked.url == f"{reverse('account_reauthenticate')}?next={reverse(name)}"
    assert signed_in.post(reverse(name)).url == asked.url
    assert signed_in.get(asked.url).status_code == 200

    wrong = signed_in.post(asked.url, {"password": "wrong"})
    assert wrong.context["form"].errors == {"password": ["This is not your password."]}
    right = signed_in.post(asked.url, {"password": people.PASSWORD, "next": reverse(name)})
    assert right.url == reverse(name)
    assert signed_in.get(right.url).status_code == 200


def test_a_suspended_form_leaves_neither_cookie_nor_address_in_the_session(signed_in):
    later(signed_in, 11 * 60)
    signed_in.post(reverse("mfa_deactivate_totp"), {"x": "y"}, REMOTE_ADDR="203.0.113.77")
    kept = str(dict(signed_in.session.items()))
    assert "203.0.113.77" not in kept
    assert signed_in.cookies[settings.OPERATOR_KEY_COOKIE].value not in kept


def test_the_only_second_step_stays_until_there_is_another(signed_in, operator):
    for method in (signed_in.get, signed_in.post):
        assert method(reverse("mfa_deactivate_totp")).url == reverse("work-sign-in-settings")
    page = signed_in.get(reverse("work-sign-in-settings")).content.decode()
    assert "This is your only second step." in page
    assert "You have one second step only." in page
    assert Authenticator.objects.filter(user=operator).count() == 1

    passkey = passkey_of(operator)
    assert signed_in.post(reverse("mfa_deactivate_totp")).url == reverse("mfa_index")
    assert signed_in.post(reverse("mfa_remove_webauthn", args=[passkey.pk])).url == reverse("work-sign-in-settings")
    assert list(Authenticator.objects.filter(user=operator)) == [passkey]


def test_a_practice_sign_in_may_take_its_only_second_step_away(signed_in, operator, settings):
    settings.PRACTICE, operator.practice = True, True
    operator.save()
    assert signed_in.post(reverse("mfa_deactivate_totp")).url == reverse("mfa_index")
    assert not Authenticator.objects.filter(user=operator).exists()


def test_a_passkey_gets_another_name_and_shows_its_day(signed_in, operator):
    passkey = passkey_of(operator)
    address = reverse("work-passkey-name", args=[passkey.pk])
    assert signed_in.get(address).context["form"]["name"].value() == "key ring"
    assert signed_in.post(address, {"name": "  "}).context["form"].errors
    assert signed_in.post(address, {"name": "x" * 61}).context["form"].errors
    assert signed_in.post(address, {"name": "<b>blue key"}).url == reverse("work-sign-in-settings")
    page = signed_in.get(reverse("work-sign-in-settings"))
    [shown] = page.context["passkeys"]
    assert (shown.name, shown.used_now) == ("<b>blue key", False)
    assert shown.day.endswith(str(timezone.localdate().year))
    assert "&lt;b&gt;blue key" in page.content.decode()
    assert Entry.objects.filter(verb="people.passkey-renamed").count() == 1


def test_nobody_renames_anothers_passkey(signed_in, coordinator):
    theirs = passkey_of(coordinator)
    address = reverse("work-passkey-name", args=[theirs.pk])
    assert (signed_in.get(address).status_code, signed_in.post(address, {"name": "x"}).status_code) == (404, 404)


def test_the_secret_of_an_app_is_sealed_in_the_table_and_in_the_session(signed_in, operator):
    Authenticator.objects.all().delete()
    secret = signed_in.get(reverse("mfa_activate_totp")).context["form"].secret
    assert signed_in.get(reverse("mfa_activate_totp")).context["form"].secret == secret, "loading again keeps it"
    assert secret not in str(dict(signed_in.session.items()))

    signed_in.post(reverse("mfa_activate_totp"), {"code": people.code_for(secret)})

    app = Authenticator.objects.get()
    assert secret not in str(app.data)
    assert people.keys_of_app(app) == secret
    assert secret not in str(dict(signed_in.session.items()))


def test_a_wrong_first_code_says_so_and_shows_the_same_picture(signed_in):
    Authenticator.objects.all().delete()
    before = signed_in.get(reverse("mfa_activate_totp")).context
    wrong = signed_in.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.context["form"].errors["code"]
    assert wrong.context["totp_svg"] == before["totp_svg"]


def test_nobody_is_noted_as_present(client, operator, type_password, type_code):
    type_password(operator)
    type_code(people.code_of(operator))
    app = Authenticator.objects.get(user=operator)
    assert app.last_used_at is None
    assert not hasattr(type(operator), "last_login") or operator.last_login is None


def test_a_new_sheet_can_be_printed_from_the_settings(signed_in, operator):
    assert signed_in.get(reverse("mfa_index")).status_code == 200
    groups = signed_in.post(reverse("work-recovery-code")).context["groups"]
    assert rules.missing_step(operator) == "work-recovery-sheet"
    asked = signed_in.get(reverse("work-recovery-sheet")).context["group"]
    signed_in.post(reverse("work-recovery-sheet"), {"signs": groups[asked - 1]})
    assert rules.missing_step(operator) is None


def test_printing_a_new_sheet_later_asks_for_the_password(signed_in):
    later(signed_in, 11 * 60)
    answer = signed_in.post(reverse("work-recovery-code"))
    assert answer.url == f"{reverse('account_reauthenticate')}?next={reverse('work-recovery-code')}"
    right = signed_in.post(
        reverse("account_reauthenticate"), {"password": people.PASSWORD, "next": reverse("work-recovery-code")}
    )
    assert signed_in.get(right.url).url == reverse("work-recovery-sheet")
    assert signed_in.get(reverse("work-recovery-sheet")).status_code == 200


@pytest.mark.parametrize(
    "credential", ["", "{", "[]", "{}", '{"id": 1}', "[" * 5000, '{"response": {"attestationObject": "AA"}}']
)
def test_a_forged_new_passkey_is_refused_in_words(signed_in, credential):
    answer = signed_in.post(reverse("mfa_add_webauthn"), {"name": "key ring", "credential": credential})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["form"]["name"].value() == "key ring"


def test_another_persons_passkey_is_not_there(signed_in, coordinator):
    theirs = Authenticator.objects.create(user=coordinator, type="webauthn", data={"name": "x", "credential": {}})
    assert signed_in.get(reverse("mfa_remove_webauthn", args=[theirs.pk])).status_code == 404
    assert signed_in.post(reverse("mfa_remove_webauthn", args=[theirs.pk])).status_code == 404
