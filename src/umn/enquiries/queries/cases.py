"""One case, opened: for its asker with the conversation's key, for the desk with the staff key as well."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from umn.enquiries import keys, rules
from umn.enquiries.choices import PASSED_ON, Role
from umn.enquiries.models import Draft, Enquiry, Item, Withdrawal
from umn.languages.names import direction
from umn.people.models import User
from umn.places import queries as places
from umn.seal.box import Tampered


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said, ready to show. `language` is only known of what the asker wrote first."""

    role: str
    text: str
    said_on: date
    author: str
    language: str
    direction: str
    damaged: bool = False
    passed_from: str = ""  # keys of contact points, where nothing was said but the question was passed on
    passed_to: str = ""

    @property
    def is_note(self) -> bool:
        return self.role == Role.NOTE


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that this member may read, with its keys; `place`, `point` and `reasons` come from inside the seal."""

    enquiry: Enquiry
    keys: keys.CaseKeys
    said: list[Said]
    place: str
    point: str
    reasons: list[str]
    draft: str
    draft_version: int


def open_case(case_id: UUID, *, user: User, private_key: bytes | None) -> OpenCase | None:
    """The case, if this user holds its desk's key and it is unlocked; else None, as if it did not exist."""
    if private_key is None:
        return None
    enquiry = (
        Enquiry.objects.select_related("desk__point", "claimed_by")
        .prefetch_related("desk__point__texts")
        .filter(pk=case_id)
        .first()
    )
    if enquiry is None or not rules.may_read(user, enquiry.desk):
        return None
    desk_key = keys.desk_private(enquiry.desk, user, private_key, version=enquiry.desk_key_version)
    if desk_key is None:
        return None
    case_keys = keys.opened_by_desk(enquiry, desk_key)
    items = list(enquiry.items.select_related("author"))
    if not items:  # deleted in between
        return None
    first = opened(case_keys, items[0]) or {"place": "", "point": "", "reasons": ""}
    draft = drafts_of(enquiry).first()
    return OpenCase(
        enquiry=enquiry,
        keys=case_keys,
        said=[_shown(case_keys, item, enquiry.language) for item in items],
        place=place_of(first),
        point=first["point"],
        reasons=list(first["reasons"]),
        draft=keys.open_draft(case_keys, draft) if draft else "",
        draft_version=draft.version if draft else 0,
    )


def asker_case(case_id: UUID) -> Enquiry | None:
    """The case of an open conversation, while it exists."""
    return (
        Enquiry.objects.select_related("desk__point").prefetch_related("desk__point__texts").filter(pk=case_id).first()
    )


def asker_said(enquiry: Enquiry, case_keys: keys.CaseKeys) -> list[Said]:
    """Everything but the desk's notes."""
    items = enquiry.items.exclude(role=Role.NOTE).select_related("author")
    return [_shown(case_keys, item, enquiry.language) for item in items]


def place_of(said: dict[str, str]) -> str:
    """The place of a question, by its name in the language of the page where the gazetteer knows it."""
    known = places.by_id(int(said["place_id"])) if said.get("place_id") else None
    return known.name_in(get_language() or "en")[0] if known else said["place"]


def withdrawn(case_id: UUID, *, user: User) -> Withdrawal | None:
    """The mark of a question that its asker took back, for the desk that had it."""
    mark = Withdrawal.objects.select_related("desk__point").filter(enquiry_id=case_id).first()
    return mark if mark and rules.may_read(user, mark.desk) else None


def drafts_of(enquiry: Enquiry) -> QuerySet[Draft]:
    return Draft.objects.filter(enquiry=enquiry)


def opened(case_keys: keys.CaseKeys, item: Item) -> dict[str, str] | None:
    """What was said; None when it does not open where it stands (the log has raised the alarm)."""
    try:
        return keys.open_item(case_keys, item)
    except Tampered:
        return None


def _shown(case_keys: keys.CaseKeys, item: Item, asked_in: str) -> Said:
    said = opened(case_keys, item)
    if said is None:
        words = _("This could not be opened: it is not what was written here. The portal has raised the alarm.")
        return Said(item.role, words, item.said_on, "", "", "auto", damaged=True)
    language = asked_in if item.role == Role.ASKER else said.get("language", "")
    return Said(
        role=item.role,
        text=said["text"],
        said_on=item.said_on,
        author=item.author.name if item.author else "",
        language=language,
        direction=direction(language) if language else "auto",
        passed_from=said["from"] if said.get("event") == PASSED_ON else "",
        passed_to=said["to"] if said.get("event") == PASSED_ON else "",
    )
