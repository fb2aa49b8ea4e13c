"""What visitors say is wrong, for those who can mend it."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from umn.directory.choices import Decision, Wrong
from umn.directory.models import ContactPoint, Correction
from umn.directory.rules import editable_by
from umn.languages import names
from umn.languages.dates import date_text
from umn.languages.texts import Shown, best
from umn.people.models import User
from umn.post.choices import Held
from umn.seal import box

MOST = 200  # on one page; the rest comes when these are done


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    pk: int
    key: str  # of the point
    name: Shown
    wrong: Wrong
    words: str
    language: str  # empty where nobody knows in which language the words are
    direction: str
    day: str
    and_more: int


def waiting(*, user: User, language: str) -> list[ShownCorrection]:
    """What this user may decide on and nobody has looked at yet, the oldest first."""
    rows = _waiting_for(user).select_related("point").prefetch_related("point__texts").order_by("pk")[:MOST]
    return [_shown(row, language) for row in rows]


def number_waiting(user: User) -> int:
    rows = _waiting_for(user)
    return rows.count() + (rows.aggregate(more=Sum("and_more"))["more"] or 0)


def correction(pk: int, *, user: User) -> Correction | None:
    """One that this user may decide on, decided or not; what one may not see looks like what is not there."""
    mine = ContactPoint.objects.filter(editable_by(user))
    return Correction.objects.select_related("point").filter(pk=pk, point__in=mine).first()


def coordinating_point() -> str:
    """The key of the point that coordinates the network, to write to about points that we lack; or empty."""
    return ContactPoint.objects.filter(coordinates=True).values_list("key", flat=True).first() or ""


def _waiting_for(user: User) -> QuerySet[Correction]:
    mine = ContactPoint.objects.filter(editable_by(user))
    return Correction.objects.filter(decision=Decision.WAITING, point__in=mine)


def _shown(row: Correction, language: str) -> ShownCorrection:
    try:
        words, is_known = row.words, row.language != "und"
    except box.Tampered:  # the log says so; of one row, not of the page
        words, is_known = str(Held.UNREADABLE.label), False
    return ShownCorrection(
        pk=row.pk,
        key=row.point.key,
        name=best(row.point.texts.all(), "name", language) or Shown(row.point.key, "en", "ltr", "", is_wanted=False),
        wrong=Wrong(row.wrong),
        words=words,
        language=row.language if is_known else "",
        direction=names.direction(row.language) if is_known else "auto",
        day=date_text(row.sent_on, language),
        and_more=row.and_more,
    )
