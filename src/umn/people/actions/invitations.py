"""Somebody is asked in, comes in, or comes back with a new password."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from umn.languages.dates import date_text
from umn.ledger import actions as ledger
from umn.people import keys, rules, signals, tokens
from umn.people.actions.team import affiliate, letter_of, withdraw_links
from umn.people.labels import actor
from umn.people.models import Invitation, Organisation, User
from umn.people.sessions import end_sessions
from umn.post import actions as post
from umn.seal import pairs

VALID = timedelta(days=7)


class AlreadyHere(Exception):
    """Somebody with this e-mail address is in the team already."""


class NotOpen(Exception):
    """The link was used, withdrawn or replaced, is too old, or was never ours."""


@dataclass(frozen=True, slots=True)
class Invited:
    user: User
    link: str


@transaction.atomic
def invite(
    *,
    by: User | None,
    email: str,
    name: str,
    language: str,
    role: str,
    organisation: Organisation | None,
    at: datetime,
) -> Invited:
    """Ask a new person in: they get a letter with a link. `by` None: from the command line. Raises AlreadyHere."""
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise AlreadyHere
    user = User(email=address, name=name.strip(), language=language, role=role, since=timezone.localdate(at))
    user.set_unusable_password()
    user.save(force_insert=True)
    affiliate(user, organisation, at=at)
    ledger.record(
        verb="people.invited", by=actor(by), subject="people.user", subject_id=str(user.pk),
        details={"role": role}, at=at,
    )  # fmt: skip
    return Invited(user, _send_link(by=by, user=user, at=at))


@transaction.atomic
def send_new_link(*, by: User | None, user: User, at: datetime) -> str:
    """A fresh link; an older one opens nothing any more. Serves also who lost the password. Raises rules.NotAllowed."""
    if not rules.may_get_a_link(user):
        raise rules.NotAllowed
    ledger.record(verb="people.link-sent", by=actor(by), subject="people.user", subject_id=str(user.pk), at=at)
    return _send_link(by=by, user=user, at=at)


def accept(*, token: str, password: str, recovery_code: str = "", at: datetime) -> tuple[User, bytes]:
    """The link's owner sets a password; answers the user and the private key.

    Who was here before keeps the old key with the code of the printed sheet, and gets a new one without it.
    Raises NotOpen, keys.NoKey for a code that does not open, seal.kdf.Busy.
    """
    user = open_invitation(token, at=at).user
    kept = keys.unlock_by_code(user, recovery_code) if recovery_code else None
    pair = pairs.new_pair()
    private = kept or pair.private
    wrapped = keys.under_password(user, password, private)
    user.password = make_password(password)
    with transaction.atomic():
        invitation = open_invitation(token, at=at, locked=True)
        Invitation.objects.filter(pk=invitation.pk).update(accepted_on=timezone.localdate(at))
        user.save(update_fields=["password"])
        lost = kept is None and keys.has_keys(user)
        if kept:
            keys.put_password(user, wrapped)
        else:
            keys.put_new(user, pair, wrapped, in_place_of_a_lost_one=timezone.localdate(at) if lost else None)
        end_sessions(user)
        ledger.record(
            verb="people.accepted", by=actor(user), subject="people.user", subject_id=str(user.pk),
            details={"key": "kept" if kept else "new"}, at=at,
        )  # fmt: skip
        if lost:
            signals.keys_renewed.send(User, user=user, at=at)
    return user, private


@transaction.atomic
def create_practice_user(
    *,
    email: str,
    name: str,
    language: str,
    role: str,
    organisation: Organisation | None,
    password: str,
    at: datetime | None = None,
) -> User:
    """A sign-in for a practice folder: no second step, no sheet. Raises rules.NotAllowed outside one, AlreadyHere."""
    if not settings.PRACTICE:
        raise rules.NotAllowed
    at = at or timezone.now()
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise AlreadyHere
    user = User(email=address, name=name, language=language, role=role, practice=True, since=timezone.localdate(at))
    user.set_password(password)
    user.save(force_insert=True)
    affiliate(user, organisation, at=at)
    keys.create(user, password)
    ledger.record(verb="people.practice-user-made", by="system", subject="people.user", subject_id=str(user.pk), at=at)
    signals.operator_joined.send(User, user=user, at=at)
    return user


def _send_link(*, by: User | None, user: User, at: datetime) -> str:
    """Withdraws what was open, writes the letter, answers the link."""
    withdraw_links(user, at=at)
    token = tokens.new_token()
    invitation = Invitation.objects.create(
        user=user,
        digest=tokens.digest(token),
        invited_by=by,
        invited_on=timezone.localdate(at),
        valid_until=at + VALID,
    )
    link = link_for(user, token)
    kind = "people/letters/new-password" if user.has_usable_password() else "people/letters/invitation"
    post.write(
        kind=kind,
        to=user.email,
        language=user.language,
        context={
            "name": user.name,
            "link": link,
            "until": date_text(timezone.localdate(invitation.valid_until), user.language),
        },
        dedupe=letter_of(invitation),
        at=at,
    )
    return link


def link_for(user: User, token: str) -> str:
    with translation.override(user.language):
        path = reverse("work-invitation", args=[token])
    return urljoin(str(settings.SITE_URL), path)


def open_invitation(token: str, *, at: datetime, locked: bool = False) -> Invitation:
    """The invitation that a link opens. Raises NotOpen."""
    digest = tokens.digest(token)
    if digest is None:
        raise NotOpen
    rows = Invitation.objects.select_for_update(of=("self",)) if locked else Invitation.objects
    found = (
        rows.select_related("user")
        .filter(digest=digest, accepted_on=None, withdrawn_on=None, valid_until__gt=at, user__is_active=True)
        .first()
    )
    if found is None:
        raise NotOpen
    return found
