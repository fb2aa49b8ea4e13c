"""How well the pages are kept: for the coordinator, and for the people of one point."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, cast

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from umn.directory.choices import Decision, Wrong
from umn.directory.freshness import AFTER, STAGES, Stage, months_before, stage
from umn.directory.models import Checkup, ContactPoint, Correction
from umn.directory.queries.cards import place_line
from umn.directory.queries.checkups import LINK_GOOD_FOR, LOOKS_AFTER, office_addresses, operators_of, working
from umn.directory.rules import may_ask_again
from umn.directory.wording import country_text
from umn.languages.dates import date_text
from umn.languages.texts import Shown, best
from umn.people.models import Affiliation

Group = Stage | Literal["silent", "risk", "alone"]
GROUPS: tuple[Group, ...] = (*STAGES, "silent", "risk", "alone")
MOST = 1000  # rows on one page
GRANT_ENDS_WITHIN = timedelta(days=90)
WRONG_AND_HARMFUL = (Wrong.HOURS, Wrong.PHONE, Wrong.CLOSED)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """One point as the coordinator sees it. `reach`: operators, office or nobody can be written to."""

    key: str
    name: Shown
    place: str
    country: str
    country_name: str
    stage: Stage
    known_on: date | None
    known_text: str
    asked_on: date | None
    asked_text: str
    is_silent: bool
    funded_until: date | None
    funded_text: str
    money_ends: bool
    corrections: int
    operators: int
    reach: Literal["operators", "office", "nobody"]
    may_be_asked: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What one click on "send the letters" does: how many points are asked in which way, and how many cannot be."""

    operators: int
    offices: int
    nobody: int

    @property
    def letters(self) -> int:
        return self.operators + self.offices


def counts(*, at: datetime, country: str = "") -> dict[Group, int]:
    """How many points there are in each group, in one query."""
    today = localdate(at)
    found = _rows(today, country).aggregate(**{name: Count("pk", filter=_in(name, today)) for name in GROUPS})
    return cast("dict[Group, int]", found)


def listed(group: Group | None, *, at: datetime, language: str, country: str = "") -> list[Upkeep]:
    """The points of one group, those known longest ago first; at most MOST."""
    today = localdate(at)
    rows = _rows(today, country)
    rows = rows.filter(_in(group, today)) if group else rows
    found = list(
        rows.prefetch_related("texts", "locations").order_by(F("known_on").asc(nulls_first=True), "key")[:MOST]
    )
    return _shown(found, today=today, language=language)


def to_be_asked(*, at: datetime, country: str = "") -> list[ContactPoint]:
    """Points not known for three months or of no known day, and not asked while a link of ours is still good."""
    today = localdate(at)
    old = Q(known_on__lt=months_before(today, AFTER["due"])) | Q(known_on=None)
    lately = Checkup.objects.filter(point=OuterRef("pk"), asked_on__gt=today - LINK_GOOD_FOR)
    rows = working().filter(old, ~Exists(lately)).order_by(F("known_on").asc(nulls_first=True), "pk")
    return list(rows.filter(country=country) if country else rows)


def plan(points: Collection[ContactPoint]) -> Plan:
    """In two queries however many points there are."""
    people, addresses = operators_of(points), office_addresses(points)
    by_operators = sum(1 for point in points if people.get(point.organisation_id))
    offices = sum(1 for point in points if not people.get(point.organisation_id) and point.pk in addresses)
    return Plan(by_operators, offices, len(points) - by_operators - offices)


def reachable(points: Collection[ContactPoint]) -> list[ContactPoint]:
    """Those of the points that anybody can be written to about."""
    people, addresses = operators_of(points), office_addresses(points)
    return [point for point in points if people.get(point.organisation_id) or point.pk in addresses]


def countries(language: str) -> list[tuple[str, str]]:
    """Codes and names of the countries that have points, in the alphabet of their names."""
    codes = working().order_by().values_list("country", flat=True).distinct()
    return sorted(((code, country_text(code, language)) for code in codes), key=lambda pair: pair[1])


def _rows(today: date, country: str) -> QuerySet[ContactPoint]:
    rows = working().filter(country=country) if country else working()
    people = Affiliation.objects.filter(LOOKS_AFTER, organisation=OuterRef("organisation"))
    waiting = Correction.objects.filter(point=OuterRef("pk"), decision=Decision.WAITING)
    # Whoever changed something after the letter has answered it in their own way.
    silent = Checkup.objects.filter(point=OuterRef("pk"), answered_on=None).filter(
        Q(point__known_on=None) | Q(point__known_on__lt=F("asked_on"))
    )
    return rows.annotate(
        has_people=Exists(people),
        is_wrong=Exists(waiting.filter(wrong__in=WRONG_AND_HARMFUL)),
        is_silent=Exists(silent),
    )


def _in(group: Group, today: date) -> Q:
    if group == "silent":
        return Q(is_silent=True)
    if group == "risk":
        return Q(is_wrong=True) | Q(funded_until__lte=today + GRANT_ENDS_WITHIN)
    if group == "alone":
        return Q(has_people=False)
    if group == "undated":
        return Q(known_on=None)
    older = {"fresh": "due", "due": "asked", "asked": "doubtful", "doubtful": "sunk", "sunk": "old"}.get(group)
    within = Q(known_on__isnull=False)
    if group in AFTER:
        within &= Q(known_on__lt=months_before(today, AFTER[group]))
    if older:
        within &= Q(known_on__gte=months_before(today, AFTER[cast("Stage", older)]))
    return within


def _shown(rows: Sequence[ContactPoint], *, today: date, language: str) -> list[Upkeep]:
    keys = [row.pk for row in rows]
    asked = dict(Checkup.objects.filter(point__in=keys).values_list("point").annotate(last=Max("asked_on")).order_by())
    waiting = dict(
        Correction.objects.filter(point__in=keys, decision=Decision.WAITING)
        .values_list("point")
        .annotate(number=Count("pk"))
        .order_by()
    )
    people, addresses = operators_of(rows), office_addresses(rows)

    def one(row: ContactPoint) -> Upkeep:
        operators = len(people.get(row.organisation_id, ()))
        reach: Literal["operators", "office", "nobody"] = "nobody"
        if operators or row.pk in addresses:
            reach = "operators" if operators else "office"
        last = asked.get(row.pk)
        location = next(iter(row.locations.all()), None)
        if location is not None:
            location.point = row
        return Upkeep(
            key=row.key,
            name=best(row.texts.all(), "name", language) or Shown(row.key, "en", "ltr", "", is_wanted=False),
            place=place_line(location, language=language) if location else "",
            country=row.country,
            country_name=country_text(row.country, language),
            stage=stage(row.known_on, today=today),
            known_on=row.known_on,
            known_text=date_text(row.known_on, language) if row.known_on else "",
            asked_on=last,
            asked_text=date_text(last, language) if last else "",
            is_silent=row.is_silent,  # type: ignore[attr-defined]
            funded_until=row.funded_until,
            funded_text=date_text(row.funded_until, language) if row.funded_until else "",
            money_ends=row.funded_until is not None and row.funded_until <= today + GRANT_ENDS_WITHIN,
            corrections=waiting.get(row.pk, 0),
            operators=operators,
            reach=reach,
            may_be_asked=reach != "nobody" and may_ask_again(last, today=today),
        )

    return [one(row) for row in rows]
