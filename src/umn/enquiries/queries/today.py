"""What must be answered first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from umn.enquiries import keys, rules
from umn.enquiries.choices import State
from umn.enquiries.models import DeskKey, Enquiry, Item, Withdrawal
from umn.enquiries.queries.cases import opened, place_of
from umn.people.models import User
from umn.seal.box import Tampered

SHOWN = 50  # cases; more than that is no longer "first"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the queue. `place` comes from inside the seal; empty while the key is locked."""

    id: UUID
    point: str
    topic: str
    language: str
    place: str
    state: str
    asked_on: date
    due_on: date
    days_left: int
    claimed_by: str
    mine: bool

    @property
    def urgency(self) -> str:
        return "late" if self.days_left < 0 else "soon" if self.days_left == 0 else ""


@dataclass(frozen=True, slots=True)
class Today:
    waiting: list[Entry]
    answered: list[Entry]
    withdrawn: int
    locked: bool  # the key is not unlocked in this sign-in
    without_key: bool  # this person holds no desk's key yet


def today(*, user: User, private_key: bytes | None, at: datetime) -> Today:
    """Waiting cases, the oldest promise first; then those answered. Four queries, however many cases there are."""
    here = user.affiliations.filter(until=None).values("organisation")
    copies = list(DeskKey.objects.filter(member=user, desk__point__organisation__in=here).select_related("desk__point"))
    held = [copy.desk for copy in copies if copy.key_version == copy.desk.key_version]
    cases = list(
        Enquiry.objects.filter(desk__in=held)
        .exclude(state=State.CLOSED)
        .select_related("desk__point", "claimed_by")
        .order_by("-state", "asked_on", "id")[:SHOWN]
    )
    firsts = {item.enquiry_id: item for item in Item.objects.filter(enquiry__in=cases, sequence=1)}
    privates = _privates(copies, private_key)
    day = localdate(at)
    entries = [
        _entry(case, firsts[case.pk], privates.get((case.desk_id, case.desk_key_version)), user, day)
        for case in cases
        if case.pk in firsts
    ]
    entries.sort(key=lambda entry: (entry.due_on, entry.asked_on, str(entry.id)))
    return Today(
        waiting=[entry for entry in entries if entry.state == State.WAITING],
        answered=[entry for entry in entries if entry.state == State.ANSWERED],
        withdrawn=Withdrawal.objects.filter(desk__in=held).count(),
        locked=private_key is None,
        without_key=not held,
    )


def _privates(copies: list[DeskKey], private_key: bytes | None) -> dict[tuple[int, int], bytes]:
    """The desks' private keys by desk and version."""
    if private_key is None:
        return {}
    return {(copy.desk_id, copy.key_version): keys.opened_copy(copy, private_key) for copy in copies}


def _entry(case: Enquiry, first: Item, private: bytes | None, user: User, day: date) -> Entry:
    place = ""
    if private is not None:
        place = _place(case, first, private)
    due = rules.due_on(case.changed_on, case.desk.first_answer_days)  # of a waiting case: the person's last word
    return Entry(
        id=case.pk,
        point=case.desk.point.key,
        topic=case.topic,
        language=case.language,
        place=place,
        state=case.state,
        asked_on=case.asked_on,
        due_on=due,
        days_left=(due - day).days,
        claimed_by=case.claimed_by.name if case.claimed_by else "",
        mine=case.claimed_by_id == user.pk,
    )


def _place(case: Enquiry, first: Item, private: bytes) -> str:
    try:
        said = opened(keys.opened_by_desk(case, private), first)
    except Tampered:  # the log has raised the alarm; the others can still be worked on
        return ""
    return place_of(said) if said else ""
