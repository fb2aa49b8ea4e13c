"""What a desk does with a question: take it, draft, answer, note, close. Nobody overwrites what they did not see."""

from datetime import datetime

from django.db import transaction

from umn.enquiries import keys, rules
from umn.enquiries.actions.asking import add_item
from umn.enquiries.choices import CloseReason, Role, State
from umn.enquiries.models import Draft, Enquiry
from umn.enquiries.queries import OpenCase
from umn.ledger.actions import record
from umn.people.labels import actor
from umn.people.models import User


class ChangedMeanwhile(Exception):
    """Somebody else wrote in between: look at it, then send again. What was typed is kept as the draft."""


def claim(case: OpenCase, *, by: User, at: datetime) -> None:
    """Say "I do this one", or give it back when it is already mine."""
    mine = case.enquiry.claimed_by_id == by.pk
    Enquiry.objects.filter(pk=case.enquiry.pk).update(claimed_by=None if mine else by)
    verb = "give-back" if mine else "claim"
    record(verb=verb, by=actor(by), subject="enquiry", subject_id=str(case.enquiry.pk), at=at)


def save_draft(case: OpenCase, *, text: str, seen_draft: int, by: User, at: datetime) -> None:
    """Keep the answer in the making. Raises ChangedMeanwhile when a colleague saved another one since."""
    with transaction.atomic():
        enquiry = Enquiry.objects.select_for_update().get(pk=case.enquiry.pk)
        draft = Draft.objects.filter(enquiry=enquiry).first() or Draft(enquiry=enquiry, version=0)
        if draft.version != seen_draft:
            raise ChangedMeanwhile
        draft.sealed = keys.shut_draft(case.keys, enquiry, text)
        draft.version += 1
        draft.written_on, draft.author = at.date(), by
        draft.save()


def answer(case: OpenCase, *, text: str, seen_version: int, by: User, at: datetime) -> None:
    """Send the answer. Raises ChangedMeanwhile, and sends nothing, when anything was said since the page was opened."""
    with transaction.atomic():
        enquiry = _unchanged(case, seen_version)
        add_item(enquiry, case.keys, role=Role.DESK, text=text, at=at, author=by)
        Draft.objects.filter(enquiry=enquiry).delete()
        enquiry.state, enquiry.close_reason = State.ANSWERED, ""
        _touch(enquiry, at)
        record(verb="answer", by=actor(by), subject="enquiry", subject_id=str(enquiry.pk), at=at)


def add_note(case: OpenCase, *, text: str, by: User, at: datetime) -> None:
    """For colleagues only; the person's number does not open it."""
    with transaction.atomic():
        enquiry = Enquiry.objects.select_for_update().get(pk=case.enquiry.pk)
        add_item(enquiry, case.keys, role=Role.NOTE, text=text, at=at, author=by)


def close(case: OpenCase, *, reason: CloseReason, seen_version: int, by: User, at: datetime) -> None:
    """Nothing more to do for the desk; the person can still write, and that opens it again."""
    with transaction.atomic():
        enquiry = _unchanged(case, seen_version)
        enquiry.state, enquiry.close_reason = State.CLOSED, reason
        _touch(enquiry, at)
        record(verb="close", by=actor(by), subject="enquiry", subject_id=str(enquiry.pk), at=at)


def _unchanged(case: OpenCase, seen_version: int) -> Enquiry:
    enquiry = Enquiry.objects.select_for_update().filter(pk=case.enquiry.pk, version=seen_version).first()
    if enquiry is None:
        raise ChangedMeanwhile
    return enquiry


def _touch(enquiry: Enquiry, at: datetime) -> None:
    enquiry.changed_on = at.date()
    enquiry.version += 1
    enquiry.delete_on = rules.delete_on(enquiry, today=at.date())
    enquiry.save()
