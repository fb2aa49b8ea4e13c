"""Offices are asked by letter whether their page is still true, and what they answer is acted on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from umn.directory import freshness, queries, rules, tokens
from umn.directory.actions import corrections
from umn.directory.actions.confirming import confirm, letters_of, settle_checkups
from umn.directory.choices import Answer, Via, Wrong
from umn.directory.models import Checkup, ContactPoint
from umn.directory.queries.told import told
from umn.directory.yes import is_a_yes
from umn.ledger.actions import record
from umn.post import actions as post
from umn.post import incoming

SYSTEM = "system"
AT_ONCE = 100  # points asked with one click
A_DAY = 3  # points of one organisation asked by themselves on one day: nobody gets forty letters at once


class NotAsked(Exception):
    """There is nobody to write to, or the last letter is too young."""


class AlreadyAnswered(Exception):
    """The link was used before."""


@dataclass(frozen=True, slots=True)
class _Receiver:
    to: str
    language: str
    name: str  # empty: the office itself


def ask_when_due(at: datetime) -> None:
    """The day's letters: after 6, 9 and 12 months without a word, to the point's own operators only."""
    today = localdate(at)
    asked = Counter(queries.checkups.asked_today(at))
    for point, last_asked in queries.checkups.not_known_since(freshness.months_before(today, freshness.LETTERS[0])):
        due = freshness.letter_is_due(point.known_on, last_asked, today=today)
        if due and asked[point.organisation_id] < A_DAY and _write_if_anybody(point, at):
            asked[point.organisation_id] += 1


def ask(point: ContactPoint, *, by_label: str, at: datetime) -> None:
    """A letter now, at the wish of a coordinator: to the point's operators or, where it has none, to the e-mail
    address on its page. Raises NotAsked."""
    with transaction.atomic():
        locked = ContactPoint.objects.select_for_update().get(pk=point.pk)
        receivers = _operators(locked) or _office(locked)
        newest = locked.checkups.order_by("-asked_on").first()
        if not receivers or not rules.may_ask_again(newest.asked_on if newest else None, today=localdate(at)):
            raise NotAsked
        _ask(locked, receivers, by_label=by_label, at=at)


def ask_all(points: Iterable[ContactPoint], *, by_label: str, at: datetime) -> int:
    """A letter each, at most AT_ONCE; how many were asked. Those that cannot be asked are left out."""
    asked = 0
    for point in points:
        if asked == AT_ONCE:
            break
        try:
            ask(point, by_label=by_label, at=at)
        except NotAsked:
            continue
        asked += 1
    return asked


def say_still_true(token: str, *, at: datetime) -> ContactPoint:
    """The button behind the link of a letter. Raises queries.checkups.NoSuchLink, AlreadyAnswered."""
    with transaction.atomic():
        checkup = _open_checkup(token, at)
        confirm(checkup.point, by_label=f"checkup {checkup.pk}", via=Via.LINK, at=at)
    return checkup.point


def say_changed(token: str, *, wrong: Wrong, words: str, language: str, at: datetime) -> ContactPoint:
    """Something has changed: what, and the words, go to who looks after the page. Raises as `say_still_true`."""
    with transaction.atomic():
        checkup = _open_checkup(token, at)
        answer = Answer.CLOSED if wrong == Wrong.CLOSED else Answer.CHANGED
        settle_checkups(checkup.point, answer=answer, via=Via.LINK, at=at)
        once = bytes(checkup.digest)
        corrections.send(checkup.point, wrong=wrong, words=words, language=language, once=once, by_office=True, at=at)
    return checkup.point


def stop_letters(token: str, *, at: datetime) -> None:
    """The office does not want to be written to at the address on its page. Raises queries.checkups.NoSuchLink."""
    with transaction.atomic():
        point = queries.checkups.by_token(token, at=at).point
        ContactPoint.objects.filter(pk=point.pk).update(letters_stopped_on=localdate(at))
        record(verb="directory.letters-stopped", by="office", subject="point", subject_id=point.key, at=at)


def knows(token: str, at: datetime) -> bool:
    """Whether a letter with this token is worth reading."""
    try:
        queries.checkups.by_token(token, at=at)
    except queries.checkups.NoSuchLink:
        return False
    return True


def answered_by_letter(reply: incoming.Reply, at: datetime) -> None:
    """Somebody answered the letter itself. Only a clear yes confirms; everything else is for a person to read."""
    try:
        checkup = queries.checkups.by_token(reply.token, at=at, locked=True)
    except queries.checkups.NoSuchLink as problem:
        raise incoming.NotOurs from problem
    names = [user.name for user in queries.checkups.operators_of([checkup.point])[checkup.point.organisation_id]]
    if not reply.below and is_a_yes(reply.words, names=names):
        if checkup.answered_on is None:
            confirm(checkup.point, by_label=f"checkup {checkup.pk}", via=Via.LETTER, at=at)
        return
    if checkup.answered_on is None:  # an older letter does not answer a newer one
        settle_checkups(checkup.point, answer=Answer.CHANGED, via=Via.LETTER, at=at)
    words = _both(reply.words, reply.below)
    corrections.send(
        checkup.point, wrong=Wrong.OTHER, words=words, language="und", once=reply.digest, by_office=True, at=at
    )


def _both(above: str, below: str) -> str:
    """Where there is no room for all, some of each: what stands below may take back what stands above."""
    if not (above and below):
        return (above or below)[: corrections.LONGEST]
    half = corrections.LONGEST // 2 - 1
    room = corrections.LONGEST - 2 - min(len(below), max(half, corrections.LONGEST - 2 - len(above)))
    return f"{above[:room]}\n\n{below}"[: corrections.LONGEST]


def _open_checkup(token: str, at: datetime) -> Checkup:
    checkup = queries.checkups.by_token(token, at=at, locked=True)
    if checkup.answered_on is not None:
        raise AlreadyAnswered
    return checkup


def _write_if_anybody(point: ContactPoint, at: datetime) -> bool:
    with transaction.atomic():
        locked = ContactPoint.objects.select_for_update().get(pk=point.pk)
        newest = locked.checkups.order_by("-asked_on").first()
        last_asked: date | None = newest.asked_on if newest else None
        receivers = _operators(locked)
        # Another worker may have asked meanwhile.
        today = localdate(at)
        due = freshness.letter_is_due(locked.known_on, last_asked, today=today)
        if not receivers or not due or not rules.may_ask_again(last_asked, today=today):
            return False
        _ask(locked, receivers, by_label=SYSTEM, at=at)
    return True


def _ask(point: ContactPoint, receivers: list[_Receiver], *, by_label: str, at: datetime) -> None:
    """One open question at a time: a new letter takes the place of an older one, whose link opens nothing any more."""
    token = tokens.new_token()
    for unanswered in Checkup.objects.filter(point=point, answered_on=None):
        post.withdraw(dedupe_prefix=letters_of(unanswered))
    checkup, _ = Checkup.objects.update_or_create(
        point=point,
        answered_on=None,
        defaults={"digest": tokens.digest(token), "asked_on": localdate(at), "asked_by": by_label},
    )
    for number, receiver in enumerate(receivers):
        _write(point, checkup, receiver, token=token, number=number, at=at)
    record(verb="directory.asked", by=by_label, subject="point", subject_id=point.key, at=at)


def _write(
    point: ContactPoint, checkup: Checkup, receiver: _Receiver, *, token: str, number: int, at: datetime
) -> None:
    with translation.override(receiver.language):
        link = urljoin(settings.SITE_URL, reverse("still-true", args=[token]))
        page = urljoin(settings.SITE_URL, reverse("point", args=[point.key]))
    reply_to = incoming.address("still-true", token)
    context = {**told(point.key, language=receiver.language, at=at), "link": link, "page": page}
    if receiver.name:
        context["receiver"] = receiver.name
    post.write(
        kind="directory/letters/still-true" if receiver.name else "directory/letters/still-true-office",
        to=receiver.to,
        language=receiver.language,
        context={**context, "may_reply": int(bool(reply_to))},
        dedupe=f"{letters_of(checkup)}{checkup.asked_on}/{number}",
        at=at,
        reply_to=reply_to,
        # A rehearsal writes to nobody, whatever mail server is set up.
        keep_here=settings.PRACTICE or point.organisation.practice,
    )


def _operators(point: ContactPoint) -> list[_Receiver]:
    people = queries.checkups.operators_of([point])[point.organisation_id]
    return [_Receiver(user.email, user.language, user.name) for user in people]


def _office(point: ContactPoint) -> list[_Receiver]:
    address = queries.checkups.office_addresses([point]).get(point.pk)
    return [_Receiver(address, queries.checkups.language_of(point), "")] if address else []
