"""A person's own sign-in: the printed sheet, the password, the second step."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from umn.ledger import actions as ledger
from umn.people import keys, rules, signals
from umn.people.labels import actor
from umn.people.models import Keyring, User
from umn.people.sessions import end_sessions


def print_sheet(*, by: User, private: bytes, at: datetime) -> str:
    """A new recovery code, to be shown once; whatever was printed before opens nothing from now on. Raises kdf.Busy."""
    code = keys.new_code()
    blob = keys.under_code(by, code, private)
    with transaction.atomic():
        keys.put_sheet(by, blob)
        _record("people.sheet-printed", by=by, user=by, at=at)
    return code


@transaction.atomic
def confirm_sheet(*, by: User, at: datetime) -> None:
    """The person has shown that the sheet lies in their hands. The first time, this finishes the first sign-in."""
    Keyring.objects.filter(user=by, private_under_recovery__isnull=False).update(
        sheet_confirmed_on=timezone.localdate(at)
    )
    _record("people.sheet-confirmed", by=by, user=by, at=at)
    signals.operator_joined.send(User, user=by, at=at)


def change_password(*, by: User, private: bytes, password: str, at: datetime, session: str | None = None) -> None:
    """A new password for sign-in and key; every session but the one with the key `session` ends. Raises kdf.Busy."""
    wrapped = keys.under_password(by, password, private)
    by.password = make_password(password)
    with transaction.atomic():
        by.save(update_fields=["password"])
        keys.put_password(by, wrapped)
        end_sessions(by, but=session)
        _record("people.password-changed", by=by, user=by, at=at)


@transaction.atomic
def forget_second_step(*, by: User, user: User, at: datetime) -> None:
    """For who lost the phone: the next sign-in asks for a new second step. Raises rules.NotAllowed for oneself."""
    if not rules.may_look_after(by, user):
        raise rules.NotAllowed
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    _record("people.second-step-forgotten", by=by, user=user, at=at)


@transaction.atomic
def rename_passkey(*, by: User, passkey: Authenticator, name: str, at: datetime) -> None:
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])
    _record("people.passkey-renamed", by=by, user=by, at=at)


@transaction.atomic
def end_session(*, by: User, mark: str, at: datetime) -> bool:
    """Sign `by` out where the session has this mark; False when there is no such session (any more)."""
    ended = end_sessions(by, only=mark)
    if ended:
        _record("people.session-ended", by=by, user=by, at=at)
    return bool(ended)


@transaction.atomic
def end_other_sessions(*, by: User, here: str | None, at: datetime) -> int:
    """Sign `by` out everywhere but in the session whose key is `here`; how many ended."""
    ended = end_sessions(by, but=here)
    _record("people.other-sessions-ended", by=by, user=by, at=at)
    return ended


def second_step_changed(*, by: User, kind: str, added: bool, at: datetime) -> None:
    """An app or a passkey (`kind` of allauth) was added or taken away by its owner."""
    verb = "people.second-step-added" if added else "people.second-step-removed"
    ledger.record(verb=verb, by=actor(by), subject="people.user", subject_id=str(by.pk), details={"kind": kind}, at=at)


def _record(verb: str, *, by: User, user: User, at: datetime) -> None:
    ledger.record(verb=verb, by=actor(by), subject="people.user", subject_id=str(user.pk), at=at)
