"""Where the questions of a closed office could go. Only those whose asker agreed are passed on; all others wait for
their asker's next visit."""

from dataclasses import dataclass

from babel.lists import format_list

from umn.directory.choices import Status
from umn.directory.models import ContactPoint
from umn.enquiries.choices import State
from umn.enquiries.models import Desk, DeskKey, Enquiry
from umn.enquiries.queries.desks import Reader, readers_for
from umn.enquiries.queries.shown import name_of
from umn.languages import names
from umn.languages.texts import Shown
from umn.people.models import User


@dataclass(frozen=True, slots=True)
class Handover:
    """What is left at the desk of a closed office, in the words of one page."""

    key: str
    name: Shown
    heir_name: Shown | None  # who follows, if anybody does
    heir_reads: str
    heir_takes: bool  # their own desk is open and has readers, and they are no public authority
    heir_is_authority: bool
    passes: int  # the asker agreed; for who holds the key: and it opens
    waits: int  # for its asker
    holds_key: bool


def heir_of(point: ContactPoint) -> ContactPoint | None:
    """The office that took over; of several that closed one after the other, the last."""
    seen, following = {point.pk}, point.successor
    while following is not None and following.status == Status.CLOSED and following.pk not in seen:
        seen.add(following.pk)
        following = following.successor
    return None if following is None or following.pk in seen else following


def heirs_desk(desk: Desk) -> Desk | None:
    """The open desk to which questions of a closed office may be passed on without asking again; None where there is
    none. A public authority gets a question only when it is chosen by name."""
    heir = heir_of(desk.point) if desk.point.status == Status.CLOSED else None
    reader = _own_reader(heir)
    return reader.desk if heir and reader and not heir.is_authority else None


def may_be_passed_on(desk: Desk, user: User) -> list[Enquiry]:
    """Questions whose asker agreed, that still run, and that this member's copies open; oldest first."""
    versions = DeskKey.objects.filter(desk=desk, member=user).values("key_version")
    running = Enquiry.objects.filter(desk=desk, may_pass_on=True, desk_key_version__in=versions)
    return list(running.exclude(state=State.CLOSED).order_by("asked_on", "id"))


def handover(desk: Desk, *, user: User, language: str) -> Handover | None:
    """None while the office is not closed for good."""
    if desk.point.status != Status.CLOSED:
        return None
    heir = heir_of(desk.point)
    reader = _own_reader(heir)
    holds_key = desk.keys.filter(member=user, key_version=desk.key_version).exists()
    running = Enquiry.objects.filter(desk=desk).exclude(state=State.CLOSED)
    passes = len(may_be_passed_on(desk, user)) if holds_key else running.filter(may_pass_on=True).count()
    return Handover(
        key=desk.point.key,
        name=name_of(desk.point, language),
        heir_name=name_of(heir, language) if heir else None,
        heir_reads=_languages(reader.languages, language) if reader else "",
        heir_takes=heirs_desk(desk) is not None,
        heir_is_authority=bool(heir and heir.is_authority),
        passes=passes,
        waits=running.count() - passes,
        holds_key=holds_key,
    )


def _own_reader(point: ContactPoint | None) -> Reader | None:
    reader = readers_for([point.key]).get(point.key) if point else None
    return reader if reader and not reader.stands_in else None


def _languages(codes: list[str], language: str) -> str:
    return format_list([names.name(code, language) for code in codes], locale=language)
