"""Cases and desks in the reader's words: names, days and languages as they are said in the language of the page."""

from dataclasses import dataclass, replace

from babel.lists import format_list
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from umn.directory.choices import Status
from umn.directory.models import ContactPoint
from umn.enquiries import keys, rules
from umn.enquiries.choices import Role, State
from umn.enquiries.models import Desk, Enquiry
from umn.enquiries.queries.cases import OpenCase, Said, asker_said, opened, place_of
from umn.enquiries.queries.desks import desks, members
from umn.languages import names
from umn.languages.dates import date_text
from umn.languages.texts import Shown, best
from umn.people.models import User
from umn.post import queries as post
from umn.vocabulary.queries import label

# In words that are right for the person who asks and for the desk.
REASONS = {
    "same_city": gettext_lazy("In the same town."),
    "same_country": gettext_lazy("In the same country."),
    "nearest": gettext_lazy("The nearest one."),
    "speaks": gettext_lazy("Somebody there speaks the language."),
    "topic": gettext_lazy("They help with this."),
    "member": gettext_lazy("Part of UnionMigrantNet."),
    "chosen": gettext_lazy("Chosen by name."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said, as the component `said` draws it."""

    who: str
    when: str
    kind: str  # theirs, mine, note
    text: str
    language: str
    direction: str
    tag: str = ""  # in which language it is written, where that is not the language asked for


@dataclass(frozen=True, slots=True)
class ShownConversation:
    """A case in the words of one page. `said` in the order in which it was said."""

    enquiry: Enquiry
    reader_name: Shown
    topic: str
    language_name: str
    state_text: str
    is_waiting: bool
    asked_text: str
    due_text: str
    deleted_text: str
    said: list[Line]
    because: list[str]
    mine: bool = False
    claimed_by: str = ""
    letter_failed: bool = False
    passed: "Passed | None" = None  # on from an office that closed, and nothing was said since
    office_closed: bool = False
    place: str = ""
    sent_to: str = ""  # key of the contact point that was chosen first


@dataclass(frozen=True, slots=True)
class Passed:
    """A question was passed on from one office to another, on a day."""

    from_name: str
    to_name: str
    reads_text: str  # languages that the new desk reads
    day: str


@dataclass(frozen=True, slots=True)
class ShownMember:
    pk: int
    name: str
    holds_key: bool
    has_keys: bool
    renewed_text: str  # the day since which they have a new key in place of a lost one; empty for newcomers


@dataclass(frozen=True, slots=True)
class ShownDesk:
    key: str
    name: Shown
    is_open: bool
    coordinates: bool
    state_text: str
    kind: str  # of the component `state`
    line: str  # kind of the component `waiting`
    href: str
    facts: list[str]
    members: list[ShownMember]
    lonely: bool
    somebody_waits: bool
    may_let_in: bool
    nobody_opens: bool
    on_paper: bool
    office_closed: bool


def because(reasons: list[str]) -> list[str]:
    """Why a point was suggested, in sentences."""
    return [str(REASONS[code]) for code in reasons if code in REASONS]


def name_of(point: ContactPoint, language: str) -> Shown:
    return best(point.texts.all(), "name", language)


def for_asker(case: Enquiry, case_keys: keys.CaseKeys, *, language: str) -> ShownConversation:
    """What the person who asked sees: everything that is kept about their question, but the desk's notes."""
    first = case.items.filter(sequence=1).first()
    asked = (opened(case_keys, first) if first else None) or {}
    shown = _shown(
        case,
        asker_said(case, case_keys),
        language=language,
        for_desk=False,
        reasons=list(asked.get("reasons", [])),
    )
    return replace(
        shown,
        place=place_of(asked) if asked else "",
        sent_to=asked.get("point", ""),
        office_closed=case.desk.point.status == Status.CLOSED,
    )


def for_desk(case: OpenCase, *, user: User, language: str) -> ShownConversation:
    """What a member of the desk sees, notes and all."""
    shown = _shown(case.enquiry, case.said, language=language, for_desk=True, reasons=case.reasons)
    claimed = case.enquiry.claimed_by
    return replace(
        shown,
        mine=case.enquiry.claimed_by_id == user.pk,
        claimed_by=claimed.name if claimed else "",
        letter_failed=bool(post.failed(dedupe_prefix=rules.letters_of(case.enquiry.pk))),
    )


def shown_desks(*, user: User, language: str) -> list[ShownDesk]:
    return [_desk(one, user=user, language=language) for one in desks(user=user)]


def shown_desk(desk: Desk, *, user: User, language: str) -> ShownDesk:
    return _desk(desk, user=user, language=language, with_members=True)


def my_code(user: User) -> str:
    return keys.code_of(user) if hasattr(user, "keyring") else ""


def _shown(
    enquiry: Enquiry, said: list[Said], *, language: str, for_desk: bool, reasons: list[str] | None = None
) -> ShownConversation:
    reader = name_of(enquiry.desk.point, language)
    due = rules.due_on(enquiry.changed_on, enquiry.desk.first_answer_days)
    points = _points_of(said, language)
    return ShownConversation(
        enquiry=enquiry,
        reader_name=reader,
        topic=label(enquiry.topic, language),
        language_name=names.name(enquiry.language, language),
        state_text=str(State(enquiry.state).label),
        is_waiting=enquiry.state == State.WAITING,
        asked_text=date_text(enquiry.asked_on, language),
        due_text=date_text(due, language),
        deleted_text=date_text(enquiry.delete_on, language),
        said=[
            _event(one, points, language)
            if one.passed_to
            else _line(one, str(reader), enquiry.language, language=language, for_desk=for_desk)
            for one in said
        ],
        because=because(reasons or []),
        passed=_passed(enquiry, said[-1], points, language) if said and said[-1].passed_to else None,
    )


def _points_of(said: list[Said], language: str) -> dict[str, str]:
    """Names of the contact points between which a question was passed on, by key."""
    wanted = {key for one in said if one.passed_to for key in (one.passed_from, one.passed_to)}
    if not wanted:
        return {}
    rows = ContactPoint.objects.filter(key__in=wanted).prefetch_related("texts")
    return {point.key: str(name_of(point, language)) for point in rows}


def _passed(enquiry: Enquiry, last: Said, points: dict[str, str], language: str) -> Passed:
    return Passed(
        from_name=points.get(last.passed_from, last.passed_from),
        to_name=points.get(last.passed_to, last.passed_to),
        reads_text=format_list([names.name(code, language) for code in enquiry.desk.reads], locale=language),
        day=date_text(last.said_on, language),
    )


def _event(one: Said, points: dict[str, str], language: str) -> Line:
    words = _("{first} has closed. The question was passed on to {second}.").format(
        first=points.get(one.passed_from, one.passed_from), second=points.get(one.passed_to, one.passed_to)
    )
    return Line(
        who="UnionMigrantNet",
        when=date_text(one.said_on, language),
        kind="theirs",
        text=words,
        language="",
        direction="",
    )


def _line(one: Said, reader: str, asked_for: str, *, language: str, for_desk: bool) -> Line:
    mine = (one.role != Role.ASKER) == for_desk
    if one.role == Role.ASKER:
        who = _("The person who asks") if for_desk else _("You")
    else:
        who = one.author if for_desk and one.author else reader
    kind = "note" if one.is_note else "mine" if mine else "theirs"
    return Line(
        who=_("{name}, note for colleagues").format(name=who) if one.is_note else who,
        when=date_text(one.said_on, language),
        kind=kind,
        text=one.text,
        language=one.language,
        direction=one.direction,
        tag=_("Written in: {language}").format(language=names.name(one.language, language))
        if one.language and one.language != asked_for
        else "",
    )


def _desk(desk: Desk, *, user: User, language: str, with_members: bool = False) -> ShownDesk:
    people = [_member(one, language) for one in members(desk)] if with_members else []
    state = _("open") if desk.is_open else _("closed") if desk.closed_on else _("not opened yet")
    return ShownDesk(
        key=desk.point.key,
        name=name_of(desk.point, language),
        is_open=desk.is_open,
        coordinates=desk.coordinates,
        state_text=state,
        kind="open" if desk.is_open else "closed",
        line="calm" if desk.is_open else "done",
        href=reverse("work-desk", args=[desk.point.key]),
        facts=[format_list([names.name(code, language) for code in desk.reads], locale=language)],
        members=people,
        lonely=sum(one.holds_key for one in people) == 1,
        somebody_waits=any(one.has_keys and not one.holds_key for one in people),
        may_let_in=any(one.pk == user.pk and one.holds_key for one in people),
        nobody_opens=not any(one.holds_key for one in people),
        on_paper=desk.private_for_paper is not None,
        office_closed=desk.point.status == Status.CLOSED,
    )


def _member(user: User, language: str) -> ShownMember:
    ring = getattr(user, "keyring", None)
    renewed = ring.renewed_on if ring else None
    return ShownMember(
        pk=user.pk,
        name=user.name,
        holds_key=user.holds_key,  # type: ignore[attr-defined]
        has_keys=ring is not None,
        renewed_text=date_text(renewed, language) if renewed else "",
    )
