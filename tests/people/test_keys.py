"""The operator's key: what opens it, and what does not."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests.factories import people
from umn.people import actions, keys
from umn.people.models import Keyring
from umn.people.retention import forget_sessions
from umn.seal import box

pytestmark = pytest.mark.django_db


def test_only_the_right_password_opens_the_key(operator):
    private = keys.unlock(operator, people.PASSWORD)
    assert len(private) == 32
    with pytest.raises(keys.NoKey):
        keys.unlock(operator, "another password")


def test_two_people_with_the_same_password_have_nothing_in_common(operator, coordinator):
    one, other = (Keyring.objects.get(user=user) for user in (operator, coordinator))
    assert bytes(one.salt) != bytes(other.salt)
    Keyring.objects.filter(user=operator).update(
        private_under_password=bytes(other.private_under_password), salt=bytes(other.salt)
    )
    with pytest.raises(keys.NoKey):
        keys.unlock(operator, people.PASSWORD)


def test_a_public_key_that_somebody_swapped_in_the_database_is_noticed(operator, coordinator):
    theirs = Keyring.objects.get(user=coordinator)
    assert keys.public_key(operator)
    Keyring.objects.filter(user=operator).update(public_key=bytes(theirs.public_key), mac=bytes(theirs.mac))
    with pytest.raises(box.Tampered):
        keys.public_key(operator)


def test_a_dump_of_the_session_table_does_not_hold_the_key(client, operator):
    private = people.sign_in(client, operator)
    client.get(reverse("work-today"))

    session = Session.objects.get()
    decoded = str(session.get_decoded())

    assert keys.SESSION in decoded
    for form in (private.hex(), str(private), people.PASSWORD, client.cookies[settings.OPERATOR_KEY_COOKIE].value):
        assert form not in decoded
        assert form not in session.session_data


def test_session_without_cookie_and_cookie_without_session_open_nothing(client, operator):
    people.sign_in(client, operator)
    value = client.cookies.pop(settings.OPERATOR_KEY_COOKIE).value

    answer = client.get(reverse("work-today"))

    assert answer.url.startswith(reverse("account_login"))
    assert Session.objects.count() == 0
    client.cookies[settings.OPERATOR_KEY_COOKIE] = value
    assert client.get(reverse("work-today")).url.startswith(reverse("account_login"))


def test_half_an_hour_of_nothing_ends_the_session(client, operator):
    people.sign_in(client, operator)
    client.get(reverse("work-today"))
    session = Session.objects.get()
    assert timedelta(minutes=29) < session.expire_date - timezone.now() <= timedelta(minutes=30)

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert client.get(reverse("work-today")).url.startswith(reverse("account_login"))
    forget_sessions(timezone.now())
    assert Session.objects.count() == 0


def test_the_cookie_of_another_session_opens_nothing(client, operator, coordinator):
    people.sign_in(client, coordinator)
    foreign = client.cookies[settings.OPERATOR_KEY_COOKIE].value
    people.sign_in(client, operator)
    client.cookies[settings.OPERATOR_KEY_COOKIE] = foreign
    assert client.get(reverse("work-today")).status_code == 302


def test_a_key_moved_into_somebody_elses_session_opens_nothing(client, operator, coordinator):
    """The cookie's owner with a writer in the database: the sealed key names whose it is."""
    people.sign_in(client, coordinator)
    theirs = client.session[keys.SESSION]
    cookie = client.cookies[settings.OPERATOR_KEY_COOKIE].value
    people.sign_in(client, operator)
    session = client.session
    session[keys.SESSION] = theirs
    session.save()
    client.cookies[settings.OPERATOR_KEY_COOKIE] = cookie
    assert client.get(reverse("work-today")).status_code == 302


def test_the_printed_code_opens_the_key_however_it_is_typed(operator):
    private = keys.unlock(operator, people.PASSWORD)
    code = actions.print_sheet(by=operator, private=private, at=timezone.now())

    spaced = " - ".join(keys.grouped(code)).lower().replace("0", "o").replace("1", "l")
    eastern = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert keys.unlock_by_code(operator, spaced) == private
    assert keys.unlock_by_code(operator, eastern) == private


@pytest.mark.parametrize("typed", ["", "0000", "ABCD-" * 6, "x" * 10_000, "½²①", "\u202e"])
def test_a_wrong_code_opens_nothing(operator, typed):
    with pytest.raises(keys.NoKey):
        keys.unlock_by_code(operator, typed)


def test_a_new_sheet_makes_the_old_one_worthless(operator):
    private = keys.unlock(operator, people.PASSWORD)
    old = actions.print_sheet(by=operator, private=private, at=timezone.now())
    new = actions.print_sheet(by=operator, private=private, at=timezone.now())
    assert keys.unlock_by_code(operator, new) == private
    with pytest.raises(keys.NoKey):
        keys.unlock_by_code(operator, old)


def test_without_the_pepper_neither_password_nor_code_opens_anything(operator, settings, tmp_path, monkeypatch):
    from umn.seal import server

    private = keys.unlock(operator, people.PASSWORD)
    code = actions.print_sheet(by=operator, private=private, at=timezone.now())
    other = tmp_path / "pepper"
    other.write_text("33" * 32)
    settings.PEPPER_FILE = other
    server._read.cache_clear()
    assert not operator.check_password(people.PASSWORD)
    with pytest.raises(keys.NoKey):
        keys.unlock(operator, people.PASSWORD)
    with pytest.raises(keys.NoKey):
        keys.unlock_by_code(operator, code)
    assert private
