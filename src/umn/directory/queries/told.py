"""What the page of a point says, in a line each: for letters, and for who must say whether it is still true."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext

from umn.directory.queries.point import point as shown_point
from umn.directory.queries.shown import Place, ShownPoint

LONGEST = 300  # characters; a letter takes no more in one line


def told(key: str, *, language: str, at: datetime) -> dict[str, str]:
    """`office`, `hours`, `telephone`, `address` and `languages` in the reader's language. The point exists."""
    shown = shown_point(key, language=language, at=at)
    assert shown is not None
    with translation.override(language):
        lines = lines_of(shown)
        return {"office": _short(str(shown.name)), **{name: _short(line) for name, line in lines.items()}}


def lines_of(shown: ShownPoint) -> dict[str, str]:
    """The facts that change most, in the language that is active; what is not known is said."""
    unknown = gettext("We do not know")
    # Translators: stands between two entries of a list.
    comma = gettext(", ")
    spoken = [one.name for one in shown.spoken] + _others(shown.others)
    ways = [way.value for way in shown.ways if way.kind in ("phone", "email")]
    return {
        "hours": "; ".join(filter(None, (_hours(place, comma) for place in shown.places))) or unknown,
        "telephone": comma.join(ways) or unknown,
        "address": "; ".join(
            place.address or str(place.where) for place in shown.places if place.address or place.where
        )
        or unknown,
        "languages": comma.join(spoken) or unknown,
    }


def _hours(place: Place, comma: str) -> str:
    hours = place.hours
    if hours is None:
        return ""
    rows = [f"{row.days} {comma.join(row.times)}".strip() for row in hours.rows]
    return comma.join([part for part in (*rows, hours.days_only, str(hours.note)) if part])


def _others(others: str) -> list[str]:
    return {"interpreters": [gettext("interpreters")], "many": [gettext("many languages")]}.get(others, [])


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
