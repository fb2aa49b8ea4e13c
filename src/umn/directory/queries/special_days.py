"""The days on which a place is not open as usual: fetched with its point, ready to show."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from umn.directory import special, zones
from umn.directory.models import ContactPoint, Location, SpecialHours
from umn.directory.queries.rows import Rows
from umn.directory.queries.shown import ShownSpecial
from umn.directory.special import Special
from umn.directory.wording import instead_text, reason_text, special_text
from umn.languages import names
from umn.languages.models import TextState
from umn.languages.texts import Shown

SOON_ON_CARDS = timedelta(days=7)


def with_special_days(point: str = "") -> "Prefetch[str, QuerySet[SpecialHours], str]":
    """For `prefetch_related`: what `special_of` reads. `point`: the way to the point, such as "point__".

    Not by date: what is over is forgotten after a month, so there are never many.
    """
    return Prefetch(f"{point}special_hours", queryset=SpecialHours.objects.all(), to_attr="special_soon")


def fetch_special_days(points: Sequence[ContactPoint]) -> None:
    """The same as `with_special_days` for points that are there already."""
    held: dict[int, list[SpecialHours]] = defaultdict(list)
    for (row,) in _SPECIAL.read({point.pk for point in points}):
        held[row.point_id].append(row)
    for point in points:
        point.special_soon = held[point.pk]  # type: ignore[attr-defined]  # as with_special_days does


_SPECIAL = Rows(SpecialHours, source="FROM {SpecialHours} a WHERE a.point_id IN ({marks}) ORDER BY a.first, a.id")


def special_of(location: Location) -> tuple[Special, ...]:
    """What counts at this place. Fails where the special days were not fetched: "open" would be a guess."""
    return special.for_place(specials_of(location.point), location.pk)


def specials_of(point: ContactPoint) -> tuple[Special, ...]:
    rows: list[SpecialHours] = point.special_soon  # type: ignore[attr-defined]  # by with_special_days
    return tuple(special.of_row(row) for row in rows)


def shown_special(
    location: Location, *, at: datetime, language: str, within: timedelta | None = None
) -> tuple[ShownSpecial, ...]:
    """The days to come that are not as usual at this place, in words; `within`: only those that begin so soon."""
    today = at.astimezone(ZoneInfo(zone_at(location))).date()
    ahead = special.coming(special_of(location), today)
    return tuple(in_words(one, language=language) for one in ahead if within is None or one.first <= today + within)


def in_words(one: Special, *, language: str) -> ShownSpecial:
    written_in = names.standard(one.note_language or language)
    is_wanted = names.base(written_in) == names.base(language)
    return ShownSpecial(
        text=special_text(one, language),
        instead=instead_text(one.instead),
        reason=reason_text(one.reason),
        note=Shown(one.note, written_in, names.direction(written_in), TextState.SOURCE, is_wanted=is_wanted),
        days=one,
    )


def zone_at(location: Location) -> str:
    """The IANA zone of the place; UTC where a country has several and nobody said which."""
    week = getattr(location, "hours", None)
    if week is not None:
        return str(week.timezone)
    try:
        return zones.zone_of(location.point.country, lon=location.lon)
    except KeyError:
        return "UTC"
