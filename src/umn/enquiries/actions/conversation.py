"""What the person who asked does with their number: read, add, move, take along, take back."""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from umn.enquiries import guesses, keys, queries, rules
from umn.enquiries.actions.asking import NobodyReads, add_item, tell_the_desk
from umn.enquiries.choices import Role, State
from umn.enquiries.models import AskerSession, Enquiry, Item, Withdrawal
from umn.ledger import journal
from umn.ledger.actions import record
from umn.post import actions as post
from umn.seal import box, kdf, public_forms, receipt, server


class WrongNumber(Exception):
    """This number opens nothing. Nobody is told whether it ever did."""


@dataclass(frozen=True, slots=True, repr=False)
class Conversation:
    """An open case in the hands of its asker: its id and its key."""

    enquiry_id: UUID
    keys: keys.CaseKeys


def open_conversation(typed: str, *, at: datetime) -> bytes:
    """The cookie (32 bytes) that opens this case on this phone for a quarter of an hour.

    Raises WrongNumber after the same work and time for every wrong number, and kdf.Busy when too many are tried.
    """
    guesses.wait_your_turn(at=at)
    try:
        digits = receipt.normalise(typed)
    except receipt.NotANumber:
        digits = "0" * receipt.LENGTH  # opens nothing, but costs the same
    of_receipt = keys.of_receipt(digits)
    with transaction.atomic():
        enquiry = Enquiry.objects.select_for_update().filter(lookup=of_receipt.lookup).first()
        if enquiry is not None:
            case_keys = keys.opened_by_asker(enquiry, of_receipt)
            _heal(enquiry, case_keys)
            cookie = os.urandom(32)
            _remember(AskerSession(lookup=_lookup(cookie), opened_on=localdate(at)), cookie, enquiry.id, case_keys, at)
            return cookie
    guesses.count_wrong(at=at)
    raise WrongNumber


def resume(cookie: bytes, *, at: datetime) -> Conversation | None:
    """The conversation that this cookie opens; None when it is unknown, a quarter of an hour idle, or withdrawn."""
    session = AskerSession.objects.filter(lookup=_lookup(cookie)).first()
    if session is None:
        return None
    try:
        known = json.loads(box.open_(kdf.expand(cookie, "asker-session"), session.sealed, ad="asker-session"))
    except box.Tampered:
        return None
    if at - datetime.fromisoformat(known["seen"]) > timedelta(seconds=settings.ASKER_IDLE_SECONDS):
        session.delete()
        return None
    case_keys = keys.CaseKeys(bytes.fromhex(known["key"]))
    _remember(session, cookie, UUID(known["case"]), case_keys, at)
    return Conversation(UUID(known["case"]), case_keys)


def mark_of(conversation: Conversation) -> str:
    """What a form of this conversation carries, so that another one opened since is not written to or deleted."""
    return server.mac("conversation-form", conversation.enquiry_id.bytes).hex()[:32]


def leave(cookie: bytes) -> None:
    """Forget this phone's open conversation; the number still opens it."""
    AskerSession.objects.filter(lookup=_lookup(cookie)).delete()


def reply(conversation: Conversation, *, text: str, form_seed: bytes, at: datetime) -> None:
    """Add a message; the desk has something to answer again. The same form twice adds one."""
    once = public_forms.digest(form_seed, "reply")
    with transaction.atomic():
        enquiry = _for_change(conversation)
        if Item.objects.filter(once=once).exists():
            return
        add_item(enquiry, conversation.keys, role=Role.ASKER, text=text, at=at, once=once)
        enquiry.state, enquiry.close_reason = State.WAITING, ""
        rules.touch(enquiry, at=at)
        tell_the_desk(enquiry, "reply", at=at)


def move(conversation: Conversation, *, to_point: str, at: datetime) -> None:
    """Give the case to the desk that reads for another point. Notes of the first desk do not travel.

    Raises NobodyReads when no desk would read it there.
    """
    with transaction.atomic():
        enquiry = _for_change(conversation)
        reader = queries.reader_of(to_point)
        if reader is None:
            raise NobodyReads
        if reader.desk == enquiry.desk:  # another office that the same desk reads for: nothing changes hands
            return
        enquiry.items.filter(role=Role.NOTE).delete()
        queries.drafts_of(enquiry).delete()
        keys.wrap_for_desk(enquiry, reader.desk, conversation.keys, staff=os.urandom(32))
        enquiry.state, enquiry.close_reason, enquiry.claimed_by = State.WAITING, "", None
        rules.touch(enquiry, at=at)
        tell_the_desk(enquiry, "question", at=at, copies=reader.copies)
        record(verb="move", by="asker", subject="enquiry", subject_id=str(enquiry.id), at=at)


def withdraw(conversation: Conversation, *, at: datetime) -> None:
    """Erase the case with every key to it. The desk sees only that it was taken back."""
    with transaction.atomic():
        enquiry = _for_change(conversation)
        form = enquiry.items.filter(sequence=1).values_list("once", flat=True).first()
        day = localdate(at)
        Withdrawal.objects.create(desk=enquiry.desk, enquiry_id=enquiry.id, once=form, withdrawn_on=day)
        enquiry.delete()
        post.withdraw(dedupe_prefix=rules.letters_of(conversation.enquiry_id))
        record(verb="withdraw", by="asker", subject="enquiry", subject_id=str(conversation.enquiry_id), at=at)
    journal.empty()  # what was erased must not stay behind in the database's journal


def _for_change(conversation: Conversation) -> Enquiry:
    enquiry = Enquiry.objects.select_for_update().filter(id=conversation.enquiry_id).first()
    if enquiry is None:
        raise WrongNumber
    return enquiry


def _heal(enquiry: Enquiry, case_keys: keys.CaseKeys) -> None:
    """Re-seal to the desk's current key: a visit of the asker gives back what a desk lost with its keys.

    Notes and draft are lost then; so where a member still holds the older key, that member re-seals it whole.
    """
    if enquiry.desk_key_version != enquiry.desk.key_version and not queries.opens_for_somebody(enquiry):
        enquiry.items.filter(role=Role.NOTE).delete()
        queries.drafts_of(enquiry).delete()
        keys.wrap_for_desk(enquiry, enquiry.desk, case_keys, staff=os.urandom(32))
        enquiry.save()


def from_cookie(value: str | None) -> bytes:
    """The bytes of the asker's cookie; empty, and so opening nothing, for anything that is not one of ours."""
    try:
        return bytes.fromhex(value or "")
    except ValueError:
        return b""


def _lookup(cookie: bytes) -> bytes:
    return hashlib.sha256(b"asker-session|" + cookie).digest()


def _remember(session: AskerSession, cookie: bytes, case: UUID, case_keys: keys.CaseKeys, at: datetime) -> None:
    known = {"case": str(case), "key": case_keys.conversation.hex(), "seen": at.isoformat()}
    session.sealed = box.shut(kdf.expand(cookie, "asker-session"), json.dumps(known).encode(), ad="asker-session")
    session.save()
