"""Who reads for which point."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from umn.directory.choices import Status
from umn.directory.models import ContactPoint
from umn.enquiries import rules
from umn.enquiries.models import Desk, DeskKey, Enquiry
from umn.ledger import queries as ledger
from umn.people.models import Affiliation, User

WAITS_FOR_SHUT_OUT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Reader:
    """The desk that reads a question to a point: its own, or the coordinator's. `copies` of its key, each with its
    member."""

    desk: Desk
    copies: list[DeskKey]
    stands_in: bool  # the point's own desk is not open

    @property
    def languages(self) -> list[str]:
        return list(self.desk.reads)

    @property
    def point_key(self) -> str:
        return self.desk.point.key


def reader_of(point: str) -> Reader | None:
    return readers_for([point]).get(point)


def readers_for(points: Iterable[str]) -> dict[str, Reader]:
    """The reader of each point (by key), in two queries. Points that nobody reads for are missing."""
    wanted = set(points)
    held: dict[str, list[DeskKey]] = {}
    for copy in _copies(wanted):
        held.setdefault(copy.desk.point.key, []).append(copy)
    found = {
        key: Reader(copies[0].desk, copies, stands_in=False)
        for key, copies in held.items()
        if key in wanted and copies[0].desk.is_open
    }
    coordinators = next((copies for copies in held.values() if copies[0].desk.coordinates), None)
    if coordinators and wanted - found.keys():
        others = ContactPoint.objects.filter(key__in=wanted - found.keys()).exclude(status=Status.CLOSED)
        for key in others.values_list("key", flat=True):
            found[key] = Reader(coordinators[0].desk, coordinators, stands_in=True)
    return found


def somebody_reads() -> bool:
    return _taking().exists()


def desk(point: str, *, user: User) -> Desk | None:
    """A desk that this user may manage or join; None looks like none."""
    found = Desk.objects.select_related("point__organisation").filter(point__key=point).first()
    if found is None or not (rules.may_manage(user, found) or rules.may_join(user, found)):
        return None
    return found


def desks(*, user: User) -> QuerySet[Desk]:
    """All desks for a coordinator; for others those of their organisation, with how many hold the key."""
    every = Desk.objects.select_related("point").prefetch_related("point__texts").order_by("point__key")
    if user.is_coordinator:
        return every
    organisations = user.affiliations.filter(until=None).values("organisation")
    return every.filter(point__organisation__in=organisations)


def members(desk: Desk) -> QuerySet[User]:
    """The people of the organisation, each with whether they hold the desk's key."""
    holds = DeskKey.objects.filter(desk=desk, member=OuterRef("pk"), key_version=desk.key_version)
    return (
        User.objects.filter(
            affiliations__organisation=desk.point.organisation_id, affiliations__until=None, is_active=True
        )
        .annotate(holds_key=Exists(holds))
        .select_related("keyring")
        .order_by("name")
        .distinct()
    )


def beyond_opening() -> QuerySet[Desk]:
    """Desks that nobody can open any more: no holder of the key works there, and no paper key was made for them."""
    return Desk.objects.filter(~Exists(_holders_of_outer()), private_for_paper=None)


def waits_for_who_was_shut_out(desk: Desk, *, at: datetime) -> bool:
    """Whether a coordinator ended the work of somebody who has a copy of this desk's key less than 14 days ago. Until
    then nobody gets a new key in their place: one person alone must not come to read a desk so."""
    since = localdate(at) - WAITS_FOR_SHUT_OUT
    former = list(DeskKey.objects.filter(desk=desk).values_list("member", flat=True))
    if Affiliation.objects.filter(
        user__in=former, organisation=desk.point.organisation_id, until__gt=since
    ).exists():  # moved elsewhere: only a coordinator does that
        return True
    lines = [line for pk in former for line in ledger.entries(subject="people.user", subject_id=str(pk))]
    return any(line.verb == "people.disabled" and line.day > since for line in lines)


def holders(desk: Desk, *, version: int | None = None) -> QuerySet[DeskKey]:
    """The copies of the desk's present key (or of that of `version`) in the hands of people who are active and still
    work for its office."""
    return DeskKey.objects.filter(
        desk=desk,
        key_version=version or desk.key_version,
        member__is_active=True,
        member__affiliations__organisation=desk.point.organisation_id,
        member__affiliations__until=None,
    ).select_related("member")


def every_holder() -> QuerySet[DeskKey]:
    """The same for all desks at once, with their points."""
    return (
        DeskKey.objects.filter(
            key_version=F("desk__key_version"),
            member__is_active=True,
            member__affiliations__organisation=F("desk__point__organisation"),
            member__affiliations__until=None,
        )
        .select_related("member", "desk__point")
        .prefetch_related("desk__point__texts")
    )


def behind(user: User) -> QuerySet[Enquiry]:
    """Questions that are still sealed to an older key of their desk, and that this member can open."""
    mine = DeskKey.objects.filter(desk=OuterRef("desk"), member=user)
    return Enquiry.objects.filter(
        Exists(mine.filter(key_version=OuterRef("desk_key_version"))),
        Exists(mine.filter(key_version=OuterRef("desk__key_version"))),
        desk_key_version__lt=F("desk__key_version"),
        desk__point__organisation__in=user.affiliations.filter(until=None).values("organisation"),
    )


def opens_for_somebody(case: Enquiry) -> bool:
    """Whether a member of its desk still holds the key that it is sealed to."""
    return holders(case.desk, version=case.desk_key_version).exists()


def _holders_of_outer() -> QuerySet[DeskKey]:
    return DeskKey.objects.filter(
        desk=OuterRef("pk"),
        key_version=OuterRef("key_version"),
        member__is_active=True,
        member__affiliations__organisation=OuterRef("point__organisation"),
        member__affiliations__until=None,
    )


def _copies(points: Collection[str]) -> QuerySet[DeskKey]:
    """The copies of the keys of open desks, of these points and the coordinator's, that are in the hands of people who
    still work there."""
    return (
        DeskKey.objects.filter(
            Q(desk__point__key__in=points) | Q(desk__coordinates=True),
            key_version=F("desk__key_version"),
            desk__opened_on__isnull=False,
            desk__closed_on=None,
            member__is_active=True,
            member__affiliations__organisation=F("desk__point__organisation"),
            member__affiliations__until=None,
        )
        .select_related("desk__point", "member")
        .order_by("pk")
    )


def _taking() -> QuerySet[Desk]:
    return Desk.objects.filter(Exists(_holders_of_outer()), opened_on__isnull=False, closed_on=None)
