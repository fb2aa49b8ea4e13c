"""Visitors say what is wrong on a page; the people of the point look at it."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from umn.directory import queries
from umn.directory.choices import Decision, Wrong
from umn.directory.models import ContactPoint, Correction
from umn.ledger.actions import record
from umn.people import queries as people
from umn.people.labels import actor
from umn.people.models import User
from umn.post import actions as post

LONGEST = 1000  # characters
MOST_WAITING = 50  # of one point; more are only counted


def send(
    point: ContactPoint,
    *,
    wrong: Wrong,
    words: str,
    language: str,
    once: bytes,
    at: datetime,
    by_office: bool = False,
) -> None:
    """Stored for somebody to look at; nothing is public. `once`: 32 bytes, the same again is no second one.
    `by_office`: we asked, and this is the answer; however much waits, it is never only counted."""
    with transaction.atomic():
        locked = ContactPoint.objects.select_for_update().get(pk=point.pk)
        if Correction.objects.filter(once=once).exists():
            return
        waiting = Correction.objects.filter(point=locked, decision=Decision.WAITING)
        if not by_office and waiting.count() >= MOST_WAITING:
            newest = waiting.order_by("-pk").values_list("pk", flat=True)[0]
            Correction.objects.filter(pk=newest).update(and_more=F("and_more") + 1)
            return
        made = Correction(point=locked, wrong=wrong, language=language, sent_on=localdate(at), once=once)
        made.words = words[:LONGEST]
        made.save()
        record(
            verb="directory.correction-sent",
            by="visitor",
            subject="point",
            subject_id=locked.key,
            details={"wrong": Wrong(wrong).value},
            at=at,
        )
        _tell(locked, at)


def decide(
    correction: Correction, *, by: User, decision: Literal[Decision.ACCEPTED, Decision.DECLINED], at: datetime
) -> bool:
    """Somebody has looked at it. False when a colleague was quicker."""
    with transaction.atomic():
        changed = Correction.objects.filter(pk=correction.pk, decision=Decision.WAITING).update(
            decision=decision, decided_on=localdate(at), decided_by=actor(by)
        )
        if changed:
            record(
                verb=f"directory.correction-{decision.value}",
                by=actor(by),
                subject="point",
                subject_id=correction.point.key,
                details={"wrong": correction.wrong},
                at=at,
            )
    return bool(changed)


def _tell(point: ContactPoint, at: datetime) -> None:
    """A letter without content, at most one a day for each point and person."""
    readers = queries.checkups.operators_of([point])[point.organisation_id] or people.coordinators()
    for user in readers:
        post.write(
            kind="directory/letters/correction",
            to=user.email,
            language=user.language,
            context={"receiver": user.name},
            dedupe=f"directory.correction/{point.pk}/{localdate(at)}/{user.pk}",
            at=at,
        )
