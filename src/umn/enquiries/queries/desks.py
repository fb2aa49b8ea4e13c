"""Who reads for which point."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from umn.directory.models import ContactPoint
from umn.enquiries import rules
from umn.enquiries.models import Desk, DeskKey
from umn.people.models import User


@dataclass(frozen=True, slots=True)
class Reader:
    """The desk that reads a question to a point: its own, or the coordinator's."""

    desk: Desk
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
    existing = ContactPoint.objects.filter(key__in=list(points)).exclude(status="closed")
    wanted = list(existing.values_list("key", flat=True))
    open_ones = _taking().filter(Q(point__key__in=wanted) | Q(coordinates=True)).select_related("point")
    own = {desk.point.key: desk for desk in open_ones}
    coordinator = next((desk for desk in own.values() if desk.coordinates), None)
    found = {}
    for key in wanted:
        if key in own:
            found[key] = Reader(own[key], stands_in=False)
        elif coordinator is not None:
            found[key] = Reader(coordinator, stands_in=True)
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
    every = Desk.objects.select_related("point").prefetch_related("keys__member", "point__texts").order_by("point__key")
    if user.is_coordinator:
        return every
    organisations = user.affiliations.filter(until=None).values("organisation")
    return every.filter(Q(keys__member=user) | Q(point__organisation__in=organisations)).distinct()


def members(desk: Desk) -> QuerySet[User]:
    """The people of the organisation, each with whether they hold the desk's key."""
    holds = DeskKey.objects.filter(desk=desk, member=OuterRef("pk"), key_version=desk.key_version)
    return (
        User.objects.filter(
            Q(affiliations__organisation=desk.point.organisation_id, affiliations__until=None)
            | Q(desk_keys__desk=desk),
            is_active=True,
        )
        .annotate(holds_key=Exists(holds))
        .select_related("keyring")
        .order_by("name")
        .distinct()
    )


def beyond_opening() -> QuerySet[Desk]:
    """Desks that nobody can open any more: no holder of the key works there, and no paper key was made for them."""
    return Desk.objects.filter(~Exists(_holders_of_outer()), private_for_paper=None)


def holders(desk: Desk) -> QuerySet[DeskKey]:
    """The copies of the desk's present key in the hands of people who are active and still work for its office."""
    return DeskKey.objects.filter(
        desk=desk,
        key_version=desk.key_version,
        member__is_active=True,
        member__affiliations__organisation=desk.point.organisation_id,
        member__affiliations__until=None,
    ).select_related("member")


def _holders_of_outer() -> QuerySet[DeskKey]:
    return DeskKey.objects.filter(
        desk=OuterRef("pk"),
        key_version=OuterRef("key_version"),
        member__is_active=True,
        member__affiliations__organisation=OuterRef("point__organisation"),
        member__affiliations__until=None,
    )


def _taking() -> QuerySet[Desk]:
    return Desk.objects.filter(Exists(_holders_of_outer()), opened_on__isnull=False, closed_on=None)
