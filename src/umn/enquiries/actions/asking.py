"""A question is stored whole or not at all, once, and only where somebody can read it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from umn.enquiries import keys, queries, rules
from umn.enquiries.choices import REPEAT_WINDOW, Role, State
from umn.enquiries.models import Desk, DeskKey, Enquiry, Item, Withdrawal
from umn.ledger.actions import record
from umn.people.models import User
from umn.post import actions as post
from umn.seal import public_forms, receipt, server


class NobodyReads(Exception):
    """Neither the desk of this point nor the coordinator's is open: nothing is accepted, telephones are shown."""


class AlreadySent(Exception):
    """This form was sent some time ago; its number is not shown again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person sends. `topic` is a key of the vocabulary, `language` a BCP 47 tag.

    `place` is its name in their language, `place_id` its number in the gazetteer ("" when it is not known there).
    """

    text: str
    topic: str
    language: str
    place: str
    place_id: str
    point: str
    reasons: tuple[str, ...]
    may_pass_on: bool
    consent_version: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The 20 digits that open the question, and the desk that has it."""

    digits: str
    desk: Desk


def ask(question: Question, *, form_seed: bytes, at: datetime) -> Sent:
    """Seal and store a question. The same form again gives the same digits, and stays with the desk that has it.

    Raises NobodyReads, and AlreadySent when the form comes again after half an hour, or after it was taken back.
    """
    digits = receipt.digits_from(server.mac("receipt", form_seed))
    of_receipt = keys.of_receipt(digits)
    try:
        with transaction.atomic():
            return Sent(digits, _stored(question, of_receipt, form_seed, at))
    except IntegrityError:  # the same form twice at the same instant: the other one stored it
        with transaction.atomic():
            return Sent(digits, _stored(question, of_receipt, form_seed, at))


def _stored(question: Question, of_receipt: keys.ReceiptKeys, form_seed: bytes, at: datetime) -> Desk:
    same = Enquiry.objects.filter(lookup=of_receipt.lookup)
    if not same.exists():
        return _store(question, of_receipt, form_seed, at)
    known = same.select_for_update().get()
    _again(question, known, of_receipt, at)
    return known.desk


def _store(question: Question, of_receipt: keys.ReceiptKeys, form_seed: bytes, at: datetime) -> Desk:
    once = public_forms.digest(form_seed, "question")
    if Withdrawal.objects.filter(once=once).exists():
        raise AlreadySent
    reader = queries.reader_of(question.point)
    if reader is None:
        raise NobodyReads
    today = localdate(at)
    enquiry = Enquiry(
        language=question.language,
        topic=question.topic,
        consent_version=question.consent_version,
        may_pass_on=question.may_pass_on,
        asked_on=today,
        changed_on=today,
        lookup=of_receipt.lookup,
    )
    case_keys = keys.new_case_keys()
    assert case_keys.staff is not None
    enquiry.key_for_asker = keys.wrap_for_asker(enquiry.id, of_receipt, case_keys)
    keys.wrap_for_desk(enquiry, reader.desk, case_keys, staff=case_keys.staff)
    enquiry.delete_on = rules.delete_on(enquiry, today=today)
    enquiry.save(force_insert=True)
    item = Item(
        enquiry=enquiry,
        sequence=1,
        role=Role.ASKER,
        said_on=today,
        once=once,
    )
    said: dict[str, object] = {
        "text": question.text,
        "place": question.place,
        "place_id": question.place_id,
        "point": question.point,
        "reasons": list(question.reasons),
        "language": question.language,
        "sent": at.isoformat(),
    }
    keys.shut_item(case_keys, item, said)
    item.save(force_insert=True)
    tell_the_desk(enquiry, "question", at=at, copies=reader.copies)
    record(verb="ask", by="asker", subject="enquiry", subject_id=str(enquiry.id), at=at)
    return reader.desk


def _again(question: Question, known: Enquiry, of_receipt: keys.ReceiptKeys, at: datetime) -> None:
    """The same form once more: within half an hour it is answered as before, and a changed text is added."""
    case_keys = keys.opened_by_asker(known, of_receipt)
    first = keys.open_item(case_keys, known.items.get(sequence=1))
    if at - datetime.fromisoformat(first["sent"]) > REPEAT_WINDOW:
        raise AlreadySent
    texts = {keys.open_item(case_keys, item)["text"] for item in known.items.filter(role=Role.ASKER)}
    if question.text not in texts:
        add_item(known, case_keys, role=Role.ASKER, text=question.text, at=at)
        known.state, known.close_reason = State.WAITING, ""
        rules.touch(known, at=at)
        tell_the_desk(known, "reply", at=at)


def add_item(
    enquiry: Enquiry,
    case_keys: keys.CaseKeys,
    *,
    role: Role,
    text: str,
    at: datetime,
    author: User | None = None,
    once: bytes | None = None,
    language: str = "",
    event: dict[str, str] | None = None,
) -> Item:
    """The next thing said in a case, or the next that happened to it (`event`). The caller holds the case's row for
    change."""
    last = enquiry.items.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    item = Item(enquiry=enquiry, sequence=last + 1, role=role, said_on=localdate(at), once=once, author=author)
    keys.shut_item(case_keys, item, {"text": text, "language": language, **(event or {})})
    item.save(force_insert=True)
    return item


def tell_the_desk(enquiry: Enquiry, kind: str, *, at: datetime, copies: list[DeskKey] | None = None) -> None:
    """A letter without content to every member of the desk: something is waiting, come and sign in.

    `copies` of the desk's key, where its reader was just looked up.
    """
    copies = list(queries.holders(enquiry.desk)) if copies is None else copies
    for copy in copies:
        context: dict[str, object] = {"name": copy.member.name}
        if kind == "question":
            context["alone"] = len(copies) == 1
        post.write(
            kind=f"enquiries/letters/{kind}",
            to=copy.member.email,
            language=copy.member.language,
            context=context,
            dedupe=f"{rules.letters_of(enquiry.id)}{kind}/{enquiry.version}/{copy.member_id}",
            at=at,
        )
