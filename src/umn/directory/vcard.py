"""A contact point for the address book of a telephone: vCard 4.0, RFC 6350.

Only what may be relied on stands in a field of its own; what may not, stands in the note with its caveat, because
nobody sees a caveat when a telephone dials a field. The package that is known for this writes vCard 3.0 only.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from umn.directory import addresses
from umn.directory.provenance import RELIABLE
from umn.directory.queries.shown import Place, ShownPoint, Way
from umn.languages.dates import date_text

_LONGEST = 75  # octets of a line, without its end
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def card(point: ShownPoint, *, language: str, at: datetime) -> str:
    """The whole file, lines folded and ended with CRLF; `at` is when it was made."""
    with translation.override(language):
        lines = list(_lines(point, language=language, at=at))
    return "".join(folded(line) for line in ["BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD"])


def escaped(text: str) -> str:
    """A text value: backslash, comma, semicolon and line ends (RFC 6350, 3.4), without other controls."""
    plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no letter cut in two (RFC 6350, 3.2)."""
    pieces, piece, size = [], "", 0
    for sign in line:
        more = len(sign.encode())
        if size + more > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + more
    return "\r\n".join([*pieces, piece]) + "\r\n"


def _lines(point: ShownPoint, *, language: str, at: datetime) -> Iterator[str]:
    page = addresses.of_page(point.key, language)
    yield "KIND:org"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'{settings.SITE_URL}/points/{point.key}').urn}"
    yield _text("FN", point.name.text, point.name.language)
    yield from (_text("NICKNAME", one.text, one.language) for one in point.own_names)
    yield f"ORG:{escaped(point.name.text)}"
    yield from _places(point)
    for way in point.ways:
        if way.source.trust in RELIABLE and not way.note:
            yield _way(way)
    yield f"URL;PREF=1:{page}"
    yield from (f"LANG;PREF={number}:{one.code}" for number, one in enumerate(point.spoken[:99], 1))
    yield _text("NOTE", "\n".join(_note(point, language, at)), language)
    yield f"SOURCE:{addresses.of('point-vcard', point.key, language=language)}"
    yield "PRODID:-//UnionMigrantNet//Portal//EN"
    yield f"REV:{at:%Y%m%d}T000000Z"


def _text(name: str, text: str, language: str) -> str:
    tag = f";LANGUAGE={language}" if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language) else ""
    return f"{name}{tag}:{escaped(text)}"


def _places(point: ShownPoint) -> Iterator[str]:
    """The whole address in the street: it is kept as one line, the way a driver reads it."""
    for place in point.places:
        if place.address and place.source.trust in RELIABLE and not place.warning:
            parts = ["", "", escaped(place.address), "", "", "", ""]
            yield f"ADR:{';'.join(parts)}"
            if place.lat is not None:
                yield f"GEO:geo:{place.lat},{place.lon}"


def _way(way: Way) -> str:
    if way.kind == "phone":
        if way.href.startswith("tel:+"):
            return f"TEL;VALUE=uri;TYPE=voice:{way.href}"
        return f"TEL;TYPE=voice:{escaped(way.value)}"  # without its country it is no `tel:` address
    return f"EMAIL:{escaped(way.value)}" if way.kind == "email" else f"URL:{_CONTROLS.sub('', way.href)}"


def _note(point: ShownPoint, language: str, at: datetime) -> Iterator[str]:
    if point.practice or settings.PRACTICE:
        yield gettext("This is a practice contact point. Nobody works there.")
    yield from (f"{way.value}: {_caveat(way)}" for way in point.ways if way.source.trust not in RELIABLE or way.note)
    for place in point.places:
        if place.warning:
            yield place.warning
        if place.address and (place.warning or place.source.trust not in RELIABLE):
            yield f"{place.address}: {place.source_text}"
    yield gettext("As of %(day)s. Look at the page or call before you go.") % {"day": date_text(at, language)}


def _caveat(fact: Way | Place) -> str:
    return " ".join(part for part in (fact.note.text, fact.source_text) if part)
