"""What search engines read of a contact point: schema.org, only facts that the page shows as reliable.

A caveat such as "known in 2016" does not travel with structured data, so what needs one stays out of it.
Vocabulary: https://schema.org/ContactPoint
"""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from umn.directory.provenance import RELIABLE
from umn.directory.queries.shown import Hours, Place, ShownPoint
from umn.directory.special import Special, spans_text

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def organisation(point: ShownPoint, *, address: str) -> dict[str, Any]:
    """The point as schema.org JSON-LD; `address` is the absolute address of its page."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NGO" if point.organisation_kind in ("ngo", "association") else "Organization",
        "@id": address,
        "name": point.name.text,
    }
    others = [name.text for name in point.own_names] + [text.text for text in (point.short, point.desk) if text]
    if others:
        found["alternateName"] = others
    if point.status == "closed":
        return found
    if point.services:
        found["description"] = point.services.text
    if point.websites:
        found["url"] = point.websites[0].href
    contact = _contact(point)
    if contact:
        found["contactPoint"] = contact
    places = [_place(place, point.country) for place in point.places]
    if places:
        found["location"] = places
    return found


def script(data: dict[str, Any]) -> SafeString:
    """The data as a script element that no text in it can break out of."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def _contact(point: ShownPoint) -> dict[str, Any]:
    phones = [way.value for way in point.phones if way.source.trust in RELIABLE]
    emails = [way.value for way in point.emails if way.source.trust in RELIABLE]
    if not phones and not emails:
        return {}
    contact: dict[str, Any] = {"@type": "ContactPoint", "contactType": "advice", "areaServed": point.country}
    if phones:
        contact["telephone"] = phones[0]
    if emails:
        contact["email"] = emails[0]
    languages = [one.code for one in point.spoken if one.source.trust in RELIABLE]
    if languages:
        contact["availableLanguage"] = languages
    week = _hours(point.places[0].hours) if point.places else []
    if week:
        contact["hoursAvailable"] = week
    return contact


def _hours(opening: Hours | None) -> list[dict[str, str]]:
    if opening is None or not opening.reliable:
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{_DAYS[day.weekday]}",
            "opens": begins.strftime("%H:%M"),
            "closes": ends.strftime("%H:%M"),
        }
        for day in opening.week
        for begins, ends, comment in day.spans
        if not comment
    ]


def _place(place: Place, country: str) -> dict[str, Any]:
    street = place.source.trust in RELIABLE and bool(place.address)
    postal = {"@type": "PostalAddress", "addressLocality": place.local_city, "addressCountry": country}
    if street:
        postal["streetAddress"] = place.address
    found: dict[str, Any] = {"@type": "Place", "address": postal}
    if street and place.lat is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    week = _hours(place.hours)
    if week:
        found["openingHoursSpecification"] = week
    special = [entry for one in place.special for entry in _special(one.days)]
    if special:
        found["specialOpeningHoursSpecification"] = special
    return found


def _special(days: Special) -> list[dict[str, str]]:
    """One entry for each span; closed all day is written as a span of no length, as search engines ask for it."""
    spans = [text.split("-") for text in spans_text(days.spans).split(",")] if days.spans else [["00:00", "00:00"]]
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": days.first.isoformat(),
            "validThrough": days.last.isoformat(),
            "opens": opens,
            "closes": closes.replace("24:00", "23:59"),
        }
        for opens, closes in spans
    ]
