"""What allauth and Django tell us while somebody signs in or out."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from umn.people import actions, keys, sessions
from umn.people.models import User


@receiver(user_logged_in)
def note_where(request: HttpRequest | None, **_: Any) -> None:
    if request is not None:
        sessions.note_device(request, at=timezone.now())


@receiver(user_logged_out)
def forget_the_key(request: HttpRequest | None, **_: Any) -> None:
    if request is not None:
        keys.drop(request)


@receiver(authenticator_used)
def forget_when(authenticator: Authenticator, **_: Any) -> None:
    """allauth notes the moment of every use: when somebody works is nobody's business."""
    Authenticator.objects.filter(pk=authenticator.pk).update(last_used_at=None)


@receiver(authenticator_added)
def note_added(user: User, authenticator: Authenticator, **_: Any) -> None:
    now = timezone.now()
    midnight = datetime.combine(timezone.localdate(now), datetime.min.time(), tzinfo=timezone.get_current_timezone())
    Authenticator.objects.filter(pk=authenticator.pk).update(created_at=midnight)
    actions.second_step_changed(by=user, kind=authenticator.type, added=True, at=now)


@receiver(authenticator_removed)
def note_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    actions.second_step_changed(by=user, kind=authenticator.type, added=False, at=timezone.now())
