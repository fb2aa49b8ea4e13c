"""Write a letter; send one again that failed."""

import uuid
from datetime import datetime
from typing import Any

from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from umn.ledger import actions as ledger
from umn.post import envelopes
from umn.post.choices import State
from umn.post.models import Delivered, Letter
from umn.post.rendering import NotALetter, render


def write(
    *,
    kind: str,
    to: str,
    language: str,
    context: dict[str, Any],
    dedupe: str,
    at: datetime,
    reply_to: str = "",
    keep_here: bool = False,
) -> None:
    """Writes one letter, in the caller's transaction: if that is rolled back, there was never a letter.

    `kind` names the templates `<kind>.subject.txt` and `<kind>.txt`; they are rendered in the receiver's `language`
    with `context` (words, numbers, days; each named by a template), `site_url` and `practice`. `dedupe` names the
    event: a second letter with the same key is not written, also after the first has been sent (for 30 days).
    `keep_here`: it never goes out, a coordinator reads it in the workspace.
    Raises ValidationError when `to` is no address, `rendering.NotALetter` when words and templates do not fit.
    """
    validate_email(to)
    if not (0 < len(dedupe) <= 200 and len(kind) <= 100):
        raise NotALetter("A letter has a kind of at most 100 and a dedupe key of 1 to 200 characters.")
    subject, body = render(kind, language=language, context=context)
    uid = uuid.uuid4()
    letter = Letter(
        uid=uid,
        kind=kind,
        dedupe=dedupe,
        payload=envelopes.seal(envelopes.Envelope(to, subject, body, reply_to), uid=uid, kind=kind),
        domain=envelopes.domain_of(to),
        created_on=timezone.localdate(at),
        not_before=None if keep_here else at,
        state=State.KEPT if keep_here else State.WAITING,
    )
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
            # In this order: a worker that delivers the first letter meanwhile has then left its mark for us to see.
            if _was_delivered(dedupe):
                letter.delete()
    except IntegrityError:
        if not (Letter.objects.filter(dedupe=dedupe).exists() or _was_delivered(dedupe)):
            raise


def _was_delivered(dedupe: str) -> bool:
    return Delivered.objects.filter(dedupe=envelopes.digest_of(dedupe)).exists()


def send_again(*, letter_id: uuid.UUID, by: str, at: datetime) -> bool:
    """Puts a failed letter back into the post, as new; False when there is no such failed letter any more."""
    with transaction.atomic():
        found = Letter.objects.filter(uid=letter_id, state=State.FAILED).update(
            state=State.WAITING, attempts=0, not_before=at, created_on=timezone.localdate(at), last_error=""
        )
        if found:
            ledger.record(verb="post.sent-again", by=by, subject="post.letter", subject_id=str(letter_id), at=at)
    return bool(found)


def withdraw(*, dedupe_prefix: str) -> int:
    """Takes back every letter not yet sent about the events whose dedupe key begins so, whatever its state.

    For erasing: what the letters were about is gone, so they go too. End the prefix with its separator.
    """
    if not dedupe_prefix:
        raise ValueError("An empty prefix would take back every letter.")
    return Letter.objects.filter(dedupe__startswith=dedupe_prefix).delete()[0]
