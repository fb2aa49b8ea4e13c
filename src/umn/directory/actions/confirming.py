"""The office says that everything on its page is still true."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from umn.directory.actions.editing import now_locked
from umn.directory.actions.touching import touched
from umn.directory.choices import Answer, Basis, Via
from umn.directory.models import (
    Channel,
    Checkup,
    ContactPoint,
    Location,
    OpeningHours,
    Service,
    SpokenLanguage,
    Trait,
)
from umn.ledger.actions import record
from umn.people.labels import SYSTEM
from umn.people.models import Organisation, User
from umn.post import actions as post


def confirm(point: ContactPoint, *, by_label: str, via: Via, by: User | None = None, at: datetime) -> None:
    """All is still true: the point and every fact that its page shows are confirmed from this day on.

    `by_label`: who said so, such as "operator 12" or "checkup 7" for the link in a letter. Raises NotAllowed where
    `by` may not edit the point (any more).
    """
    said = {"basis": Basis.CONFIRMED, "confirmed_on": localdate(at), "confirmed_by": by_label}
    with transaction.atomic():
        now_locked(point, by=by)
        ContactPoint.objects.filter(pk=point.pk).update(**said)
        # What was looked for and not found stands on no page, so nobody has confirmed it.
        for model in (Channel, SpokenLanguage, Service, Trait, Location):
            model.objects.filter(point=point).exclude(basis=Basis.UNKNOWN).update(**said)
        OpeningHours.objects.filter(location__point=point).exclude(basis=Basis.UNKNOWN).update(**said)
        Location.objects.filter(point=point, city_basis=Basis.RECALLED).update(city_basis=Basis.CONFIRMED)
        settle_checkups(point, answer=Answer.TRUE, via=via, at=at)
        record(
            verb="directory.confirmed",
            by=by_label,
            subject="point",
            subject_id=point.key,
            details={"via": via.value},
            at=at,
        )
        touched([point.key])


def settle_checkups(point: ContactPoint, *, answer: Answer, via: Via, at: datetime) -> None:
    """The office has answered: the open letter is done with, and if it still waits here, it does not go out."""
    for checkup in Checkup.objects.filter(point=point, answered_on=None):
        post.withdraw(dedupe_prefix=letters_of(checkup))
        checkup.answered_on, checkup.answer, checkup.via = localdate(at), answer, via
        checkup.save(update_fields=["answered_on", "answer", "via"])


def end_links(organisation: Organisation, *, at: datetime) -> None:
    """Somebody who got the open letters of these points works there no more: their links open nothing from now on. The
    others can be asked anew at once."""
    with transaction.atomic():
        unanswered = Checkup.objects.filter(point__organisation=organisation, answered_on=None)
        for checkup in unanswered.select_for_update(of=("self",)).select_related("point").order_by("pk"):
            post.withdraw(dedupe_prefix=letters_of(checkup))
            checkup.delete()
            record(verb="directory.link-ended", by=SYSTEM, subject="point", subject_id=checkup.point.key, at=at)


def letters_of(checkup: Checkup) -> str:
    """What the keys of its letters begin with."""
    return f"directory.checkup/{checkup.pk}/"
