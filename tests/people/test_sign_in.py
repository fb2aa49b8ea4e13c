"""Password, second step, key: who gets in, who does not, and what they are told."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests.factories import people
from umn.people import guesses, keys
from umn.people.models import WrongGuesses
from umn.seal import pairs

pytestmark = pytest.mark.django_db


def test_password_then_code_opens_the_workspace_in_ones_own_language(client, operator, type_password, type_code):
    first = type_password(operator)
    assert (first.status_code, first.url) == (302, reverse("mfa_authenticate"))
    assert client.get(reverse("work-today")).url.startswith(reverse("account_login"))

    second = type_code(people.code_of(operator))

    assert (second.status_code, second.url) == (302, "/fr/work/")
    assert client.get(second.url).status_code == 200


def test_the_password_of_the_first_step_opens_the_key_that_was_wrapped_for_it(
    client, operator, type_password, type_code
):
    wrapped = pairs.wrap(keys.public_key(operator), b"a desk's key", info="test")

    type_password(operator)
    type_code(people.code_of(operator))

    request = client.get(reverse("work-today")).wsgi_request
    assert pairs.unwrap(keys.private_key(request), wrapped, info="test") == b"a desk's key"


def test_what_was_asked_for_before_signing_in_comes_after_it(client, coordinator, type_password, type_code):
    asked = client.get(reverse("work-team"))
    assert asked.url == f"{reverse('account_login')}?next={reverse('work-team')}"

    type_password(coordinator, next=reverse("work-team"))

    assert type_code(people.code_of(coordinator)).url == reverse("work-team")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(client, operator, type_password, type_code, elsewhere):
    type_password(operator, next=elsewhere)
    assert type_code(people.code_of(operator)).url == "/fr/work/"


def test_unknown_wrong_disabled_and_practice_sign_ins_look_the_same(client, operator, type_password):
    disabled = people.person(is_active=False)
    practice = people.person(practice=True, finished=False)
    asked = [
        type_password("nobody@union.example"),
        type_password(operator, "not the password"),
        type_password(disabled),
        type_password(practice),  # the folder of this test is no practice folder
    ]
    pages = {
        answer.content.decode().replace(email, "E").split("<main")[1]
        for answer, email in zip(
            asked, ["nobody@union.example", operator.email, disabled.email, practice.email], strict=True
        )
    }
    assert [answer.status_code for answer in asked] == [200, 200, 200, 200]
    assert len({page.split("csrfmiddlewaretoken")[0] + page.split('name="login"')[1] for page in pages}) == 1
    assert keys.SESSION not in client.session


def test_a_practice_sign_in_opens_a_practice_folder_without_second_step(client, settings, type_password):
    settings.PRACTICE = True
    user = people.person(practice=True, finished=False)

    assert type_password(user).url == "/en/work/"
    assert client.get("/en/work/").status_code == 200


def test_a_wrong_code_is_said_and_a_right_one_counts_once(client, operator, type_password, type_code):
    type_password(operator)
    wrong = type_code("000000")
    assert wrong.status_code == 200
    assert wrong.context["form"].errors == {
        "code": ["This code is wrong or too old. Wait for the next one and type it at once."]
    }

    code = people.code_of(operator)
    assert type_code(code).status_code == 302

    client.post(reverse("account_logout"))
    type_password(operator)
    assert type_code(code).context["form"].errors != {}
    assert type_code(people.code_of(operator, ahead=1)).status_code == 302


def test_a_code_may_be_typed_in_any_script(operator, type_password, type_code):
    type_password(operator)
    eastern = people.code_of(operator).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert type_code(f" {eastern[:3]} {eastern[3:]} ").status_code == 302


def test_the_second_step_alone_opens_nothing(client, operator, type_code):
    assert type_code(people.code_of(operator)).url == reverse("account_login")
    assert client.get(reverse("mfa_authenticate")).url == reverse("account_login")


def test_guessing_one_account_makes_it_rest_and_others_not(client, operator, coordinator, type_password):
    for _ in range(5):
        assert "wrong" in type_password(operator, "guess").context["form"].non_field_errors()[0]

    resting = type_password(operator)
    assert resting.context["form"].non_field_errors() == ["Too many wrong tries. Please wait 1 minute, then try again."]
    assert type_password(coordinator).status_code == 302


def test_an_account_that_does_not_exist_rests_the_same(type_password):
    for _ in range(5):
        type_password("nobody@union.example", "guess")
    assert type_password("Nobody@Union.example ").context["form"].non_field_errors() == [
        "Too many wrong tries. Please wait 1 minute, then try again."
    ]


def test_codes_cannot_be_guessed_either(operator, type_password, type_code):
    type_password(operator)
    for _ in range(5):
        type_code("000000")
    assert type_code(people.code_of(operator)).context["form"].errors["code"] == [
        "Too many wrong tries. Please wait 1 minute, then try again."
    ]


def test_the_wait_doubles_and_passes(operator):
    now = timezone.now()
    for _ in range(5):
        assert not guesses.take("a@b.example", at=now)
    assert guesses.take("a@b.example", at=now).total_seconds() == 30

    later = now + timezone.timedelta(seconds=30)
    assert not guesses.take("a@b.example", at=later)
    assert guesses.take("a@b.example", at=later).total_seconds() == 60

    guesses.was_right("a@b.example")
    assert not guesses.take("a@b.example", at=later)


def test_many_accounts_at_once_leave_fewer_free_tries_to_each():
    now = timezone.now()
    for number in range(100):
        guesses.take(f"{number}@b.example", at=now)
    assert not guesses.take("amal@b.example", at=now)
    assert not guesses.take("amal@b.example", at=now)
    assert guesses.take("amal@b.example", at=now).total_seconds() == 30
    assert guesses.forget(now + timezone.timedelta(hours=2)) == 102
    assert WrongGuesses.objects.count() == 0


def test_signing_out_drops_key_cookie_and_session(client, operator):
    people.sign_in(client, operator)
    assert client.get(reverse("work-today")).status_code == 200

    answer = client.post(reverse("account_logout"))

    assert answer.url == reverse("account_login")
    assert answer.cookies[settings.OPERATOR_KEY_COOKIE]["max-age"] == 0
    assert Session.objects.count() == 0


def test_a_cookie_is_http_only_strict_and_lives_no_longer_than_the_browser(client, operator, type_password):
    cookie = type_password(operator).cookies[settings.OPERATOR_KEY_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Strict", "", "/")


def test_signing_in_goes_on_where_the_second_step_was_left(client, operator, type_password):
    type_password(operator)
    assert client.get(reverse("account_login")).url == reverse("mfa_authenticate")
    client.post(reverse("account_logout"))
    assert client.get(reverse("account_login")).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"login": "", "password": ""},
        {"login": "x" * 10_000, "password": "y" * 10_000},
        {"login": "no address", "password": "x"},
        {"login": '"=1+1"@example.org', "password": "'; drop table people_user; --"},
        {"login": "\u202eamal@possibles.example", "password": "\u202e\u0007"},
        {"login": "amal@possibles.example", "password": "\ud7ff\uffff\U0010ffff"},
    ],
)
def test_hostile_sign_ins_get_a_clear_page(client, operator, typed):
    answer = client.post(reverse("account_login"), typed)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    if 0 < len(typed.get("login", "")) < 100:
        assert answer.context["form"]["login"].value() == typed["login"]


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "{",
        "[]",
        "{}",
        '"x"',
        '{"id": 1}',
        "null",
        '{"response": {}}',
        "[" * 5000,
        "1e999",
    ],
)
def test_a_forged_passkey_is_a_wrong_code_and_never_an_error(client, operator, type_password, credential):
    type_password(operator)
    answer = client.post(reverse("mfa_authenticate"), {"credential": credential})
    assert answer.status_code == 200
    assert answer.context["webauthn_form"].errors
