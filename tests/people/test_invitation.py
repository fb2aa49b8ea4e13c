"""Somebody is invited: from the letter to the first page of work, and every way that a link does not open."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import people
from umn.ledger.models import Entry
from umn.people import actions, keys, rules, signals, tokens
from umn.people.models import Invitation, Keyring, User
from umn.post import envelopes
from umn.post.models import Letter
from umn.seal import pairs

pytestmark = pytest.mark.django_db


def letter():
    """The newest letter, opened."""
    return envelopes.unseal(Letter.objects.latest("created_on", "not_before"))


def link_in(text):
    return re.search(r"http://127\.0\.0\.1:8000(/\S+/work/welcome/\S+)", text)[1]


@pytest.fixture
def heard():
    """Who was announced as joined, with renewed keys, or gone."""
    said = []
    listeners = {
        name: (lambda sender, user, name=name, **_: said.append((name, user.email)))
        for name in ("operator_joined", "keys_renewed", "operator_left")
    }
    for name, listener in listeners.items():
        getattr(signals, name).connect(listener)
    yield said
    for name, listener in listeners.items():
        getattr(signals, name).disconnect(listener)


@pytest.fixture
def invite(coordinator):
    def invite_(**values):
        values = {
            "by": coordinator, "email": "Amal@Possibles.example", "name": "Amal Haddad", "language": "fr",
            "role": "operator", "organisation": None, "at": timezone.now(), **values,
        }  # fmt: skip
        return actions.invite(**values)

    return invite_


def path_of(link):
    return link.removeprefix("http://127.0.0.1:8000")


def test_the_whole_story_from_the_invitation_to_today(at_desk, heard, django_capture_on_commit_callbacks):
    possibles = people.organisation("monde-des-possibles", fr="Le Monde des Possibles")
    answer = at_desk.post(
        reverse("work-team"),
        {
            "email": "Amal@Possibles.example", "name": "Amal Haddad", "language": "fr",
            "organisation": possibles.key, "role": "operator",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    sent = letter()
    assert (sent.to, link_in(sent.body)[:4]) == ("amal@possibles.example", "/fr/")

    phone = type(at_desk)()
    welcome = link_in(sent.body)
    assert "Amal Haddad" in phone.get(welcome).content.decode()
    assert phone.get(welcome).status_code == 200, "looking at it does not use it up"

    assert phone.post(welcome, {"password": "une phrase bien à moi"}).url == "/fr/work/"
    assert phone.get("/fr/work/").url == "/fr/work/second-step/"
    assert phone.get("/fr/work/recovery-sheet/").url == "/fr/work/second-step/"
    assert phone.get("/fr/work/my-sign-in/").url == "/fr/work/second-step/"

    page = phone.get("/fr/work/second-step/app/")
    assert page.status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        done = phone.post("/fr/work/second-step/app/", {"code": people.code_for(page.context["form"].secret)})
    assert done.status_code == 302
    assert phone.get("/fr/work/").url == "/fr/work/recovery-sheet/"

    assert phone.get("/fr/work/recovery-sheet/").status_code == 200
    groups = phone.post("/fr/work/recovery-sheet/code/").context["groups"]
    assert phone.get("/fr/work/").url == "/fr/work/recovery-sheet/"
    asked = phone.get("/fr/work/recovery-sheet/").context["group"]
    assert heard == []
    assert phone.post("/fr/work/recovery-sheet/", {"signs": groups[asked - 1].lower()}).url == "/fr/work/"
    assert phone.get("/fr/work/").status_code == 200

    amal = User.objects.get(email="amal@possibles.example")
    assert heard == [("operator_joined", amal.email)]
    assert keys.unlock_by_code(amal, "".join(groups)) == keys.unlock(amal, "une phrase bien à moi")
    assert list(
        Entry.objects.filter(subject="people.user", subject_id=str(amal.pk)).values_list("verb", flat=True)
    ) == [
        "people.invited",
        "people.accepted",
        "people.second-step-added",
        "people.sheet-printed",
        "people.sheet-confirmed",
    ]
    assert "amal" not in str(list(Entry.objects.values())).lower()


def test_wrong_signs_of_the_sheet_open_nothing_and_are_kept_in_the_field(client):
    user = people.person(finished=False)
    people.TOTP.activate(user, people.generate_totp_secret())
    people.sign_in(client, user)
    groups = client.post(reverse("work-recovery-code")).context["groups"]
    asked = client.get(reverse("work-recovery-sheet")).context["group"]

    for signs in ("", "WXYZ", groups[asked % 6], "".join(groups), "x" * 10_000, "\u202e½"):
        answer = client.post(reverse("work-recovery-sheet"), {"signs": signs})
        assert answer.status_code == 200, signs
        assert answer.context["form"].errors
    assert client.get(reverse("work-today")).url == reverse("work-recovery-sheet")
    assert Keyring.objects.get(user=user).sheet_confirmed_on is None


def test_the_code_of_the_sheet_is_shown_once_and_kept_nowhere(client):
    user = people.person(finished=False)
    people.TOTP.activate(user, people.generate_totp_secret())
    people.sign_in(client, user)

    shown = client.post(reverse("work-recovery-code"))
    groups = shown.context["groups"]

    assert all(group in shown.content.decode() for group in groups)
    assert "no-store" in shown["Cache-Control"]
    again = client.get(reverse("work-recovery-sheet")).content.decode()
    assert not [group for group in groups if group in again]
    kept = str(client.session.items()) + str(list(Keyring.objects.values()))
    assert not [group for group in groups if group in kept]
    assert client.get(reverse("work-recovery-code")).url == reverse("work-recovery-sheet")


def test_a_link_opens_once(client, invite):
    link = path_of(invite().link)
    assert client.post(link, {"password": "quiet rivers carry boats"}).status_code == 302

    for other in (client, Client()):
        for answer in (other.get(link), other.post(link, {"password": "another quiet river"})):
            assert answer.status_code == 404
            assert "This link does not open any more" in answer.content.decode() or "/fr/" in link
    amal = User.objects.get(email="amal@possibles.example")
    assert amal.check_password("quiet rivers carry boats")


def test_old_replaced_disabled_and_forged_links_look_the_same(client, coordinator, invite):
    old = invite(at=timezone.now() - timedelta(days=7, seconds=1), email="old@union.example", language="en")
    replaced = invite(email="replaced@union.example", language="en")
    fresh = actions.send_new_link(by=coordinator, user=replaced.user, at=timezone.now())
    disabled = invite(email="disabled@union.example", language="en")
    actions.disable(by=coordinator, user=disabled.user, at=timezone.now())
    good = path_of(fresh)
    forged = good[:-3] + ("AA/" if not good.endswith("AA/") else "BB/")
    unknown = reverse("work-invitation", args=[tokens.new_token()])

    pages = [client.get(path_of(link)) for link in (old.link, replaced.link, disabled.link)]
    pages += [client.get(path) for path in (forged, unknown, "/en/work/welcome/x/", "/en/work/welcome/%F0%9F%98%80=/")]

    assert [page.status_code for page in pages] == [404] * len(pages)
    assert len({page.content.decode().split("<main")[1] for page in pages}) == 1
    assert client.get(good).status_code == 200


def test_two_presses_at_once_make_one_password(client, invite):
    link = path_of(invite().link)
    token = link.split("/")[-2]
    actions.accept(token=token, password="the first one wins", at=timezone.now())
    with pytest.raises(actions.NotOpen):
        actions.accept(token=token, password="the second one not", at=timezone.now())


@pytest.mark.parametrize("password", ["", "short", "123456789012", "password1234", "amal@possibles.example", "x" * 501])
def test_weak_passwords_are_refused_in_words(client, invite, password):
    link = path_of(invite(language="en").link)
    answer = client.post(link, {"password": password})
    assert answer.status_code == 200
    assert answer.context["form"].errors["password"]
    assert not User.objects.get(email="amal@possibles.example").has_usable_password()


def test_who_lost_the_password_keeps_everything_with_the_sheet(client, coordinator, heard):
    amal = people.person(email="amal@union.example")
    private = keys.unlock(amal, people.PASSWORD)
    wrapped = pairs.wrap(keys.public_key(amal), b"desk", info="test")
    code = actions.print_sheet(by=amal, private=private, at=timezone.now())
    actions.confirm_sheet(by=amal, at=timezone.now())
    heard.clear()
    link = path_of(actions.send_new_link(by=coordinator, user=amal, at=timezone.now()))

    wrong = client.post(link, {"password": "a new quiet river", "recovery_code": code[::-1]})
    assert wrong.context["form"].errors["recovery_code"]
    assert amal.check_password(people.PASSWORD)

    right = client.post(link, {"password": "a new quiet river", "recovery_code": code.lower()})

    assert right.url == reverse("mfa_authenticate"), "the second step is still asked for"
    amal.refresh_from_db()
    assert pairs.unwrap(keys.unlock(amal, "a new quiet river"), wrapped, info="test") == b"desk"
    assert keys.unlock_by_code(amal, code) == private
    assert rules.missing_step(amal) is None
    assert heard == []


def test_without_the_sheet_there_is_a_new_key_and_a_new_sheet_is_asked_for(client, coordinator, heard):
    amal = people.person(email="amal@union.example")
    heard.clear()
    old = keys.public_key(amal)
    link = path_of(actions.send_new_link(by=coordinator, user=amal, at=timezone.now()))

    client.post(link, {"password": "a new quiet river", "recovery_code": ""})

    assert keys.public_key(amal) != old
    assert rules.missing_step(amal) == "work-recovery-sheet"
    assert heard == [("keys_renewed", amal.email)]


def test_accepting_ends_the_sessions_of_whoever_knew_the_old_password(client, coordinator):
    amal = people.person()
    people.sign_in(client, amal)
    link = actions.send_new_link(by=coordinator, user=amal, at=timezone.now())
    actions.accept(token=link.split("/")[-2], password="a new quiet river", at=timezone.now())
    assert Session.objects.count() == 0
    assert client.get(reverse("work-today")).url.startswith(reverse("account_login"))


def test_a_guest_at_a_colleagues_computer_signs_the_colleague_out(at_desk, invite):
    link = path_of(invite(language="en").link)
    answer = at_desk.post(link, {"password": "quiet rivers carry boats"})
    assert answer.url == "/en/work/"
    assert at_desk.get("/en/work/").wsgi_request.user.email == "amal@possibles.example"
    assert Session.objects.count() == 1


def test_the_link_itself_is_not_in_the_database(invite):
    token = path_of(invite().link).split("/")[-2]
    stored = Invitation.objects.get()
    assert bytes(stored.digest) == tokens.digest(token)
    assert token.encode() not in bytes(stored.digest)


def test_the_first_coordinator_comes_from_the_command_line(capsys, client):
    call_command("invite_coordinator", "Greta@etuc.example", "--name", "Greta Lind", "--language", "fr")
    printed = capsys.readouterr().out
    link = link_in(printed)
    assert client.get(link).status_code == 200
    greta = User.objects.get(email="greta@etuc.example")
    assert (greta.role, greta.language, greta.practice) == ("coordinator", "fr", False)
    with pytest.raises(CommandError, match="in the team already"):
        call_command("invite_coordinator", "greta@etuc.example", "--name", "Greta")
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("invite_coordinator", "greta", "--name", "Greta")


def test_practice_users_are_made_in_practice_folders_only(settings):
    values = {
        "email": "practice@union.example", "name": "Practice", "language": "fr", "role": "coordinator",
        "organisation": None, "password": people.PASSWORD,
    }  # fmt: skip
    with pytest.raises(rules.NotAllowed):
        actions.create_practice_user(**values)
    settings.PRACTICE = True
    user = actions.create_practice_user(**values)
    assert rules.missing_step(user) is None
    assert len(keys.unlock(user, people.PASSWORD)) == 32
