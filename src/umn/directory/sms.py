"""A contact point in as few letters as go: for a text message, and how many messages it takes.

The alphabet of text messages is GSM 03.38: 160 letters of it, or 70 of any other, fit into one; with more than one,
7 (or 3) of each are used up by their numbering.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from django.utils.translation import gettext

from umn.directory import addresses
from umn.directory.provenance import RELIABLE
from umn.directory.queries.shown import Place, ShownPoint, Way
from umn.languages.names import direction

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€\f")  # these count as two letters
# The same to a reader, and it does not cost half of the letters of a message.
_PLAIN = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "}
)
_LEFT_TO_RIGHT = "\u200e"


@dataclass(frozen=True, slots=True)
class Message:
    """`letters` as the telephone counts them, and into how many messages it will divide them."""

    text: str
    letters: int
    messages: int

    @property
    def href(self) -> str:
        """Opens an unaddressed message with these words; with `?&`, as two kinds of telephones want it."""
        return f"sms:?&body={quote(self.text)}"


def message(point: ShownPoint, *, language: str) -> Message:
    """Name, address, telephone, today's hours as far as they are known, and the address of the page, a line each."""
    name = point.short.text or point.name.text
    lines = [_practice(point), name, *_address(point, language), *_telephone(point, language), _today(point)]
    lines.append(addresses.of_page(point.key, language))
    return counted("\n".join(line for line in lines if line))


def counted(text: str) -> Message:
    """The text in the cheapest form that says the same, counted."""
    text = re.sub(r"[ \t]+", " ", text.translate(_PLAIN))
    if _BASIC.union(_TWICE).issuperset(text):
        return _message(text, len(text) + sum(sign in _TWICE for sign in text), one=160, each=153)
    return _message(text, len(text.encode("utf-16-le")) // 2, one=70, each=67)


def _message(text: str, letters: int, *, one: int, each: int) -> Message:
    return Message(text, letters, 1 if letters <= one else -(-letters // each))


def _practice(point: ShownPoint) -> str:
    return gettext("This is a practice contact point. Nobody works there.") if point.practice else ""


def _address(point: ShownPoint, language: str) -> list[str]:
    place = next((place for place in point.places if place.address), None)
    if place is None:
        return [gettext(", ").join((point.main_place.text, point.country_name))]
    return [place.warning, _from_left(place.address, place.address_direction, language), *_doubt(place)]


def _telephone(point: ShownPoint, language: str) -> list[str]:
    """A number that may be relied on and works without knowing anything more."""
    way = next((way for way in point.phones if not way.note), None)
    return [_from_left(way.value, "ltr", language), *_doubt(way)] if way else []


def _doubt(fact: Place | Way) -> list[str]:
    return [] if fact.source.trust in RELIABLE else [f"({fact.source_text})"]


def _today(point: ShownPoint) -> str:
    """Named by its weekday, because a message is read later than it is written."""
    today = (point.day_ends - timedelta(seconds=1)).date()
    special = next((one for one in point.main_place.special if one.days.covers(today)), None)
    if special is not None:
        return " ".join(part for part in (special.text, special.instead) if part)
    found = point.main_place.hours
    day = next((day for day in found.days if day.today), None) if found else None
    if found is None or day is None or not found.reliable:
        return gettext("We do not know the hours: ask before you go.")
    if point.state.holiday:
        return gettext("%(day)s: public holiday, probably closed") % {"day": day.name}
    if not day.times:
        return gettext("%(day)s: closed") % {"day": day.name}
    said = {"day": day.name, "times": gettext(", ").join(day.times)}
    if day.by_appointment:
        return gettext("%(day)s: %(times)s, by appointment") % said
    return gettext("%(day)s: %(times)s") % said


def _from_left(text: str, way: str, language: str) -> str:
    """In a message from right to left, a number or address from left to right keeps its order behind this mark."""
    return _LEFT_TO_RIGHT + text if direction(language) == "rtl" and way == "ltr" else text
