"""What a desk does with a question: take it, draft, answer, note, close. Nobody overwrites what they did not see."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from umn.enquiries import keys, rules
from umn.enquiries.actions.asking import add_item
from umn.enquiries.choices import CloseReason, Role, State
from umn.enquiries.models import Draft, Enquiry, Item
from umn.enquiries.queries import OpenCase
from umn.ledger.actions import record
from umn.people.labels import actor
from umn.people.models import User


class ChangedMeanwhile(Exception):
    """Somebody else wrote or took the case away in between: look at it, then send again."""


def claim(case: OpenCase, *, take: bool, by: User, at: datetime) -> None:
    """Say "I do this one", or give it back. Raises ChangedMeanwhile when it is no longer with whom the page said."""
    seen = case.enquiry.claimed_by_id
    with transaction.atomic():
        enquiry = _for_change(case)
        if enquiry.claimed_by_id == (by.pk if take else None):
            return
        if enquiry.claimed_by_id != seen:
            raise ChangedMeanwhile
        Enquiry.objects.filter(pk=enquiry.pk).update(claimed_by=by if take else None)
        verb = "claim" if take else "give-back"
        record(verb=verb, by=actor(by), subject="enquiry", subject_id=str(enquiry.pk), at=at)


def save_draft(case: OpenCase, *, text: str, seen_draft: int, by: User, at: datetime) -> None:
    """Keep the answer in the making. Raises ChangedMeanwhile when a colleague saved another one since."""
    with transaction.atomic():
        draft = _unchanged_draft(_for_change(case), seen_draft)
        draft.sealed = keys.shut_draft(case.keys, case.enquiry, text)
        draft.version += 1
        draft.written_on, draft.author = localdate(at), by
        draft.save()


def answer(
    case: OpenCase,
    *,
    text: str,
    language: str,
    seen_version: int,
    seen_draft: int,
    once: bytes,
    by: User,
    at: datetime,
) -> None:
    """Send the answer, once; `language` is the one it is written in (BCP 47).

    Raises ChangedMeanwhile, and sends nothing, when anything was written since.
    """
    with transaction.atomic():
        enquiry = _for_change(case)
        if Item.objects.filter(once=once).exists():
            return
        _unchanged(enquiry, seen_version)
        draft = _unchanged_draft(enquiry, seen_draft)
        add_item(enquiry, case.keys, role=Role.DESK, text=text, at=at, author=by, once=once, language=language)
        if draft.pk:
            draft.delete()
        enquiry.state, enquiry.close_reason = State.ANSWERED, ""
        rules.touch(enquiry, at=at)
        record(verb="answer", by=actor(by), subject="enquiry", subject_id=str(enquiry.pk), at=at)


def add_note(case: OpenCase, *, text: str, once: bytes, by: User, at: datetime) -> None:
    """For colleagues only; the person's number does not open it."""
    with transaction.atomic():
        enquiry = _for_change(case)
        if not Item.objects.filter(once=once).exists():
            add_item(enquiry, case.keys, role=Role.NOTE, text=text, at=at, author=by, once=once)


def close(case: OpenCase, *, reason: CloseReason, seen_version: int, by: User, at: datetime) -> None:
    """Nothing more to do for the desk; the person can still write, and that opens it again."""
    with transaction.atomic():
        enquiry = _for_change(case)
        _unchanged(enquiry, seen_version)
        enquiry.state, enquiry.close_reason = State.CLOSED, reason
        rules.touch(enquiry, at=at)
        record(verb="close", by=actor(by), subject="enquiry", subject_id=str(enquiry.pk), at=at)


def _for_change(case: OpenCase) -> Enquiry:
    """The case's row, held; it must still be at this desk, under the keys that were opened."""
    enquiry = Enquiry.objects.select_for_update().filter(pk=case.enquiry.pk).first()
    if enquiry is None or bytes(enquiry.staff_key_for_desk) != bytes(case.enquiry.staff_key_for_desk):
        raise ChangedMeanwhile
    return enquiry


def _unchanged(enquiry: Enquiry, seen_version: int) -> None:
    if enquiry.version != seen_version:
        raise ChangedMeanwhile


def _unchanged_draft(enquiry: Enquiry, seen_draft: int) -> Draft:
    """The draft that the page showed, or a new one where it showed none."""
    draft = Draft.objects.filter(enquiry=enquiry).first() or Draft(enquiry=enquiry, version=0)
    if draft.version != seen_draft:
        raise ChangedMeanwhile
    return draft
