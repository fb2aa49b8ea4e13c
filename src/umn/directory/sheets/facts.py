"""What the sheets say, in the reader's language (which must be active), as plain data for the templates."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from babel.languages import get_official_languages
from django.utils import translation
from django.utils.translation import gettext

from umn.directory import addresses
from umn.directory.queries.shown import Place, ShownPoint, Way
from umn.languages import names
from umn.languages.dates import date_text
from umn.languages.texts import Shown
from umn.paper import qr
from umn.paper.letters import printable
from umn.ui import icons

PLACES = 3  # more stand on the page
TOPICS = 6
WAYS = 3
LOCAL_LINES = 2

Said = dict[str, Any]


def facts(point: ShownPoint, *, language: str, at: datetime, practice: bool) -> dict[str, Any]:
    """Everything that any sheet of an open point may show."""
    page = addresses.of_page(point.key, language)
    shown_places = [place for place in point.places if place.address][:PLACES]
    return {
        "names": [_said(name) for name in (point.name, *point.own_names, point.desk) if name],
        "headline": _own(_headline(), language),
        "local_lines": list(_local_lines(point.country, language)),
        "can": [_topic(topic.label, topic.language, topic.key) for topic in point.topics[:TOPICS]],
        "services": _said(point.services) if point.services and not point.topics else None,
        "where": gettext(", ").join((point.main_place.text, point.country_name)),
        "warnings": _warnings(point),
        "driver": gettext("Show this to the driver:"),
        "places": [_place(place, language) for place in shown_places],
        "no_street": _no_street(point, bool(shown_places)),
        "phones": [_way(way) for way in point.phones[:WAYS]],
        "emails": [_way(way) for way in point.emails[:1]],
        "hours": _hours(point),
        "languages": _languages(point, language),
        "appointment": gettext("by appointment"),
        "by_appointment": gettext("By appointment") if point.appointment == "required" else "",
        "practice": gettext("Practice") if practice else "",
        "practice_line": gettext("This is a practice sheet. Nobody works there.") if practice else "",
        "scan": gettext("Open this with the camera of a telephone:"),
        "scan_alt": gettext("Square code that opens %(address)s") % {"address": page},
        "as_of": gettext("As of %(day)s. Look at the page or call before you go.") % {"day": date_text(at, language)},
        "page": page,
        "qr": qr.svg(page),
    }


def _headline() -> str:
    return gettext("Questions about work or life in Europe? Ask here.")


def _local_lines(country: str, reader: str) -> Iterable[Said]:
    """The headline in the languages of the country, for those who hang it up or are asked the way."""
    shown = _headline()
    official = get_official_languages(country, de_facto=True)
    others = [code for code in names.INTERFACE if code in official and names.base(code) != names.base(reader)]
    if not others and names.base(reader) not in official:
        others = ["en"] if reader != "en" else []
    for code in sorted(others, key=official.index if others != ["en"] else None)[:LOCAL_LINES]:
        with translation.override(code):
            said = _own(_headline(), code)
        if said["text"] != shown:  # what nobody has translated yet is not said twice
            yield said


def _said(text: Shown) -> Said:
    return {"text": text.text, "language": text.language, "direction": text.direction}


def _own(text: str, language: str) -> Said:
    return {"text": text, "language": language, "direction": names.direction(language)}


def _topic(label: str, language: str, key: str) -> Said:
    return {**_own(label, language), "icon": str(icons.icon(icons.of_topic(key))).replace("currentColor", "#0a5a59")}


def _warnings(point: ShownPoint) -> list[str]:
    told = [gettext("This is a public authority. Whether it passes data on: we do not know.")] * point.is_authority
    return told + [place.warning for place in point.places[:PLACES] if place.warning]


def _place(place: Place, language: str) -> Said:
    return {
        "text": place.address,
        "language": place.address_language if place.address_language != "und" else language,
        "direction": place.address_direction,
        "city": place.city,
        "note": _said(place.note) if place.note else None,
        "source": place.source_text,
    }


def _no_street(point: ShownPoint, has_street: bool) -> str:
    if has_street or not point.streetless_cities:
        return ""
    city = {"city": point.streetless_cities}
    return gettext("%(city)s. We do not know the street: ask before you go.") % city


def _way(way: Way) -> Said:
    inland = {"country": way.from_country}
    return {
        "text": way.value,
        "href": way.href,
        "note": _said(way.note) if way.note else None,
        "inland": gettext("May work only from a telephone in %(country)s.") % inland if way.from_country else "",
        "source": way.source_text,
    }


def _hours(point: ShownPoint) -> Said:
    """The week of the main place with its line of source; a sentence instead where nothing is known."""
    found = point.main_place.hours
    special = [" ".join(part for part in (one.text, one.instead) if part) for one in point.main_place.special]
    if found is None:
        unknown = [gettext("We do not know the hours: ask before you go.")]
        return {"special": special, "rows": [], "lines": unknown, "note": None, "source": ""}
    days = {"days": found.days_only}
    return {
        "special": special,
        "rows": [
            {"days": row.days, "times": list(row.times), "by_appointment": row.by_appointment} for row in found.rows
        ],
        "lines": [gettext("%(days)s. We do not know the times.") % days] if found.days_only else [],
        "note": _said(found.note) if found.note else None,
        "source": found.source_text,
    }


def _languages(point: ShownPoint, language: str) -> Said | None:
    """The languages by their own names; by the reader's name for those whose letters our fonts lack."""
    listed = [one.autonym if printable(one.autonym) else one.name for one in point.spoken]
    more = {"interpreters": gettext("interpreters"), "many": gettext("many languages")}.get(point.others)
    if not listed and not more:
        return None
    return {"label": gettext("Languages spoken"), "names": [*listed, *([more] if more else [])]}
