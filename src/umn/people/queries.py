"""Who is in the team, ready to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from umn.languages import names
from umn.languages.dates import date_text
from umn.languages.texts import Shown, best
from umn.people import devices, rules, sessions
from umn.people.choices import Role, Standing
from umn.people.models import Affiliation, Invitation, Keyring, Organisation, Proposal, User


class Presence(StrEnum):
    """How far somebody has come."""

    HERE = "here"
    BEGUN = "begun"  # has a password, but not yet second step and sheet
    INVITED = "invited"
    LINK_OVER = "link-over"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Member:
    user: User
    presence: Presence
    organisation: Shown | None
    organisation_key: str
    language: str  # its own name
    has_second_step: bool
    link_until: str  # last day of an open link, in words; empty without one
    may_get_a_link: bool
    may_be_looked_after: bool  # by who asked

    @property
    def is_coordinator(self) -> bool:
        return self.user.is_coordinator


@dataclass(frozen=True, slots=True)
class Group:
    organisation: Shown | None
    members: list[Member]


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody whom a colleague proposed."""

    pk: int
    name: str
    email: str
    language: str  # its own name
    organisation: Shown
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class SignInState:
    """What somebody has set up for signing in."""

    has_app: bool
    passkeys: list[Authenticator]
    sheet_confirmed_on: date | None

    @property
    def ways(self) -> int:
        """How many second steps there are to choose from."""
        return len(self.passkeys) + self.has_app

    def sheet_day(self) -> str:
        return date_text(self.sheet_confirmed_on, get_language() or "en") if self.sheet_confirmed_on else ""


@dataclass(frozen=True, slots=True)
class ShownPasskey:
    pk: int
    name: str
    day: str
    used_now: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is signed in: a family of browsers and a day, never a time or an address."""

    mark: str
    device: str
    day: str
    here: bool


def team(*, by: User, language: str, at: datetime) -> list[Group]:
    """Everybody, by organisation; organisations in the alphabet of their names, people without one last."""
    members = [_member(user, by=by, language=language, at=at) for user in _people()]
    members.sort(
        key=lambda each: (
            each.organisation is None,
            str(each.organisation or "").casefold(),
            each.organisation_key,
            each.user.name.casefold(),
        )
    )
    return [
        Group(listed[0].organisation, listed)
        for _, grouped in groupby(members, key=lambda each: each.organisation_key)
        if (listed := list(grouped))
    ]


def member(pk: int, *, by: User, language: str, at: datetime) -> Member | None:
    user = _people().filter(pk=pk).first()
    return _member(user, by=by, language=language, at=at) if user else None


def organisation_choices(language: str, *, kept: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of a form: organisations that are not closed, under their standing, in the alphabet.

    `kept`: the key of the one chosen so far, which stays a choice whatever became of it.
    """
    offered = ~Q(standing=Standing.CLOSED)
    if not settings.PRACTICE:
        offered &= Q(practice=False)
    rows = Organisation.objects.filter(offered | Q(key=kept)).prefetch_related("texts")
    named = [(row.standing, row.key, organisation_name(row, language).text) for row in rows]
    return [
        (
            str(Standing(standing).label),
            sorted(
                ((key, name) for each, key, name in named if each == standing),
                key=lambda pair: pair[1].casefold(),
            ),
        )
        for standing in Standing.values
        if any(each == standing for each, _, _ in named)
    ]


def organisation(key: str) -> Organisation | None:
    return Organisation.objects.filter(key=key).first() if key else None


def organisation_name(row: Organisation, language: str) -> Shown:
    """The name in the reader's language or the nearest there is; the key when there is none at all."""
    return best(row.texts.all(), "name", language) or Shown(row.key, "en", "ltr", "", is_wanted=False)


def works_for(user: User) -> Organisation | None:
    current = Affiliation.objects.filter(user=user, until=None).select_related("organisation").first()
    return current.organisation if current else None


def proposals(language: str) -> list[Proposed]:
    rows = Proposal.objects.select_related("organisation", "proposed_by").prefetch_related("organisation__texts")
    return [
        Proposed(
            pk=row.pk,
            name=row.name,
            email=row.email,
            language=names.autonym(row.language),
            organisation=organisation_name(row.organisation, language),
            by=row.proposed_by.name,
            day=date_text(row.proposed_on, language),
        )
        for row in rows.order_by("pk")
    ]


def proposal(pk: int) -> Proposal | None:
    return Proposal.objects.select_related("organisation").filter(pk=pk).first()


def sign_in_state(user: User) -> SignInState:
    devices = list(Authenticator.objects.filter(user=user).order_by("pk"))
    ring = Keyring.objects.filter(user=user).first()
    return SignInState(
        has_app=any(each.type == Authenticator.Type.TOTP for each in devices),
        passkeys=[each for each in devices if each.type == Authenticator.Type.WEBAUTHN],
        sheet_confirmed_on=ring.sheet_confirmed_on if ring else None,
    )


def passkeys(user: User, *, used: int | None, language: str) -> list[ShownPasskey]:
    """In the order in which they were added; `used`: the number of the one that opened this session."""
    return [
        ShownPasskey(
            pk=each.pk,
            name=each.wrap().name,
            day=date_text(timezone.localdate(each.created_at), language),
            used_now=each.pk == used,
        )
        for each in sign_in_state(user).passkeys
    ]


def passkey(user: User, pk: int) -> Authenticator | None:
    return Authenticator.objects.filter(user=user, pk=pk, type=Authenticator.Type.WEBAUTHN).first()


def signed_in_places(user: User, *, here: str | None, language: str, at: datetime) -> list[Place]:
    return [
        Place(
            mark=each.mark,
            device=devices.words(each.device),
            day=date_text(each.since, language) if each.since else "",
            here=each.here,
        )
        for each in sessions.sessions_of(user, here=here, at=at)
    ]


def has_sheet(user: User) -> bool:
    """Whether a printed sheet could open this user's key."""
    return Keyring.objects.filter(user=user, private_under_recovery__isnull=False).exists()


def coordinators() -> list[User]:
    return list(User.objects.filter(role=Role.COORDINATOR, is_active=True).order_by("pk"))


def _people() -> QuerySet[User]:
    return (
        User.objects.select_related("keyring")
        .annotate(has_second_step=Exists(Authenticator.objects.filter(user=OuterRef("pk"))))
        .prefetch_related(
            Prefetch(
                "affiliations",
                Affiliation.objects.filter(until=None)
                .select_related("organisation")
                .prefetch_related("organisation__texts"),
                to_attr="current",
            ),
            Prefetch(
                "invitations",
                Invitation.objects.filter(accepted_on=None, withdrawn_on=None),
                to_attr="open_links",
            ),
        )
        .order_by("pk")
    )


def _member(user: User, *, by: User, language: str, at: datetime) -> Member:
    current: Iterable[Affiliation] = user.current  # type: ignore[attr-defined]
    works_for = next((each.organisation for each in current), None)
    links = [each for each in user.open_links if each.valid_until > at]  # type: ignore[attr-defined]
    return Member(
        user=user,
        presence=_presence(user, has_link=bool(links)),
        organisation=organisation_name(works_for, language) if works_for else None,
        organisation_key=works_for.key if works_for else "",
        language=names.autonym(user.language),
        has_second_step=user.has_second_step,  # type: ignore[attr-defined]
        link_until=date_text(timezone.localdate(links[0].valid_until), language) if links else "",
        may_get_a_link=rules.may_get_a_link(user),
        may_be_looked_after=rules.may_look_after(by, user),
    )


def _presence(user: User, *, has_link: bool) -> Presence:
    if not user.is_active:
        return Presence.DISABLED
    if not user.has_usable_password():
        return Presence.INVITED if has_link else Presence.LINK_OVER
    ring: Keyring | None = getattr(user, "keyring", None)
    finished = user.has_second_step and ring is not None and ring.sheet_confirmed_on  # type: ignore[attr-defined]
    return Presence.HERE if user.practice or finished else Presence.BEGUN
