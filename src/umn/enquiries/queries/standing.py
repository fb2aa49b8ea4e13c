"""What is wrong with one's desks, for the first page: alone with the key, without a key, an office that closed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from umn.directory.choices import Status
from umn.enquiries.choices import State
from umn.enquiries.models import Desk, DeskKey, Enquiry
from umn.enquiries.queries.desks import every_holder
from umn.enquiries.queries.shown import my_code, name_of
from umn.languages.texts import Shown
from umn.people.models import User


@dataclass(frozen=True, slots=True)
class Named:
    key: str
    name: Shown


@dataclass(frozen=True, slots=True)
class Alone:
    key: str
    name: Shown
    somebody_waits: bool  # a colleague who has signed in and only needs to be let in


@dataclass(frozen=True, slots=True)
class Shut:
    """A desk of one's office whose key one does not hold."""

    key: str
    name: Shown
    colleagues: list[str]  # who can let one in


@dataclass(frozen=True, slots=True)
class MyDesk:
    key: str
    name: Shown
    is_open: bool
    alone: bool
    running: int  # questions that are not closed
    somebody_waits: bool


@dataclass(frozen=True, slots=True)
class Standing:
    alone: list[Alone]  # open desks that only this person can open
    shut: list[Shut]
    left_over: list[Named]  # desks of closed offices where questions still lie
    beyond: list[Named]  # for coordinators: desks that nobody can open
    unreadable: int  # questions from before a key was lost; they come back with their askers
    my_code: str


def standing(*, user: User, language: str) -> Standing:
    """The same few queries, however many desks there are."""
    desks = list(_desks(user))
    holders: dict[int, list[DeskKey]] = {}
    for copy in every_holder().filter(desk__in=desks).order_by("member__name"):
        holders.setdefault(copy.desk_id, []).append(copy)
    mine = [each for each in desks if any(copy.member_id == user.pk for copy in holders.get(each.pk, []))]
    here = set(user.affiliations.filter(until=None).values_list("organisation", flat=True))
    own = [each for each in desks if each.point.organisation_id in here]
    running = _running(mine)
    return Standing(
        alone=_alone([each for each in mine if each.is_open and len(holders[each.pk]) == 1], user, language),
        shut=[
            Shut(each.point.key, name_of(each.point, language), [c.member.name for c in holders.get(each.pk, [])])
            for each in own
            if each not in mine
        ],
        left_over=[_named(each, language) for each in mine if each.point.status == Status.CLOSED and running[each.pk]],
        beyond=[
            _named(each, language)
            for each in desks
            if user.is_coordinator and each.pk not in holders and each.point.status != Status.CLOSED
        ],
        unreadable=_unreadable(mine, user),
        my_code=my_code(user),
    )


def alone() -> list[DeskKey]:
    """The copies of those who are the only one to open an open desk."""
    opened = every_holder().filter(desk__opened_on__isnull=False, desk__closed_on=None)
    return lone_copies(opened.exclude(desk__point__status=Status.CLOSED))


def somebody_waits(organisations: Iterable[int], *, holding: Iterable[User] = ()) -> set[int]:
    """The organisations of `organisations` where somebody with keys of their own waits to be let in."""
    waiting = User.objects.filter(
        is_active=True,
        keyring__isnull=False,
        affiliations__organisation__in=organisations,
        affiliations__until=None,
    ).exclude(pk__in=[user.pk for user in holding])
    return set(waiting.values_list("affiliations__organisation", flat=True))


def only_one_at(user: User) -> list[tuple[DeskKey, int]]:
    """Desks that only this person can open, each with how many questions run there."""
    mine = [copy for copy in lone_copies(every_holder()) if copy.member_id == user.pk]
    cases = Enquiry.objects.filter(desk__in=[copy.desk_id for copy in mine]).exclude(state=State.CLOSED)
    running = Counter(cases.values_list("desk_id", flat=True))
    return [(copy, running[copy.desk_id]) for copy in mine]


def my_desks(*, user: User, language: str) -> list[MyDesk]:
    """The desks whose key this person holds."""
    mine = [copy.desk for copy in every_holder().filter(member=user).order_by("desk__point__key")]
    waits = somebody_waits([desk.point.organisation_id for desk in mine], holding=[user])
    many = Counter(every_holder().filter(desk__in=mine).values_list("desk_id", flat=True))
    cases = Enquiry.objects.filter(desk__in=mine).exclude(state=State.CLOSED)
    running = Counter(cases.values_list("desk_id", flat=True))
    return [
        MyDesk(
            key=desk.point.key,
            name=name_of(desk.point, language),
            is_open=desk.is_open,
            alone=many[desk.pk] == 1,
            running=running[desk.pk],
            somebody_waits=desk.point.organisation_id in waits,
        )
        for desk in mine
    ]


def sole_open_desks(user: User) -> bool:
    return any(copy.member_id == user.pk for copy in alone())


def lone_copies(copies: Iterable[DeskKey]) -> list[DeskKey]:
    found = list(copies)
    many = Counter(copy.desk_id for copy in found)
    return [copy for copy in found if many[copy.desk_id] == 1]


def _alone(desks: list[Desk], user: User, language: str) -> list[Alone]:
    waits = somebody_waits([desk.point.organisation_id for desk in desks], holding=[user]) if desks else set()
    return [Alone(desk.point.key, name_of(desk.point, language), desk.point.organisation_id in waits) for desk in desks]


def _desks(user: User) -> QuerySet[Desk]:
    here = Q(point__organisation__in=user.affiliations.filter(until=None).values("organisation"))
    mine = here if not user.is_coordinator else Q()
    return Desk.objects.filter(mine).select_related("point").prefetch_related("point__texts").order_by("point__key")


def _running(desks: list[Desk]) -> Counter[int]:
    return Counter(
        Enquiry.objects.filter(desk__in=desks, desk__point__status=Status.CLOSED)
        .exclude(state=State.CLOSED)
        .values_list("desk_id", flat=True)
    )


def _unreadable(desks: list[Desk], user: User) -> int:
    copies = DeskKey.objects.filter(desk=OuterRef("desk"), member=user, key_version=OuterRef("desk_key_version"))
    older = Enquiry.objects.filter(desk__in=desks, desk_key_version__lt=F("desk__key_version"))
    return older.exclude(state=State.CLOSED).filter(~Exists(copies)).count()


def _named(desk: Desk, language: str) -> Named:
    return Named(desk.point.key, name_of(desk.point, language))
