"""The coordinator looks after the team. Nothing is ever lost: who leaves is disabled, and can come back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from umn.ledger import actions as ledger
from umn.people import rules, signals
from umn.people.choices import Role
from umn.people.labels import actor
from umn.people.models import Affiliation, Invitation, Organisation, User
from umn.people.sessions import end_sessions
from umn.post import actions as post


@transaction.atomic
def edit(*, by: User, user: User, name: str, language: str, organisation: Organisation | None, at: datetime) -> None:
    """Change what the team page shows of a person. The e-mail address stays: it is what they sign in with."""
    user.name, user.language = name.strip(), language
    user.save(update_fields=["name", "language"])
    affiliate(user, organisation, at=at)
    _record("people.edited", by=by, user=user, at=at)


@transaction.atomic
def disable(*, by: User, user: User, at: datetime) -> None:
    """Shut a person out at once: sessions end, open links die. Raises rules.NotAllowed for oneself and the last
    coordinator."""
    # All coordinators are locked together, so that two of them cannot disable each other at the same moment.
    coordinators = list(User.objects.select_for_update().filter(role=Role.COORDINATOR, is_active=True).order_by("pk"))
    if not rules.may_disable(by, user, coordinators):
        raise rules.NotAllowed
    _shut_out(user, at=at)
    _record("people.disabled", by=by, user=user, at=at)


@transaction.atomic
def leave(*, by: User, at: datetime) -> None:
    """End one's own sign-in. The coordinators get a letter. Raises rules.NotAllowed for the last coordinator."""
    coordinators = list(User.objects.select_for_update().filter(role=Role.COORDINATOR, is_active=True).order_by("pk"))
    if not rules.may_leave(by, coordinators):
        raise rules.NotAllowed
    _shut_out(by, at=at)
    _record("people.left", by=by, user=by, at=at)
    for each in coordinators:
        if each.pk != by.pk:
            post.write(
                kind="people/letters/left",
                to=each.email,
                language=each.language,
                context={"name": each.name, "colleague": by.name},
                dedupe=f"people.left/{by.pk}/{timezone.localdate(at)}/{each.pk}",
                at=at,
            )


@transaction.atomic
def enable(*, by: User, user: User, at: datetime) -> None:
    """Let a disabled person sign in again, with what they had."""
    user.is_active, user.disabled_on = True, None
    user.save(update_fields=["is_active", "disabled_on"])
    _record("people.enabled", by=by, user=user, at=at)
    if rules.missing_step(user) is None:
        signals.operator_joined.send(User, user=user, at=at)


def affiliate(user: User, organisation: Organisation | None, *, at: datetime) -> None:
    """From this day on `user` works for `organisation` (None: for none); what was before stays readable."""
    day = timezone.localdate(at)
    current = Affiliation.objects.filter(user=user, until=None).first()
    if current and organisation and current.organisation_id == organisation.pk:
        return
    if current:
        current.until = day
        current.save(update_fields=["until"])
        signals.left_organisation.send(User, user=user, organisation=current.organisation, at=at)
    if organisation:
        Affiliation.objects.create(user=user, organisation=organisation, since=day)


def withdraw_links(user: User, *, at: datetime) -> None:
    """Open links of `user` open nothing from now on; letters with them that still wait here go too."""
    for invitation in Invitation.objects.filter(user=user, accepted_on=None, withdrawn_on=None):
        invitation.withdrawn_on = timezone.localdate(at)
        invitation.save(update_fields=["withdrawn_on"])
        post.withdraw(dedupe_prefix=letter_of(invitation))


def _shut_out(user: User, *, at: datetime) -> None:
    user.is_active, user.disabled_on = False, timezone.localdate(at)
    user.save(update_fields=["is_active", "disabled_on"])
    withdraw_links(user, at=at)
    end_sessions(user)
    signals.operator_left.send(User, user=user, at=at)


def letter_of(invitation: Invitation) -> str:
    return f"people.invitation/{invitation.pk}/"


def _record(verb: str, *, by: User, user: User, at: datetime) -> None:
    ledger.record(verb=verb, by=actor(by), subject="people.user", subject_id=str(user.pk), at=at)
