"""Turns one entry of the starter data into rows. Everything here runs inside the transaction of `actions`."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from umn.directory import zones
from umn.directory.choices import MANY_LANGUAGES, Basis, ChannelKind, Kind, Level, Membership, Precision, Reach, Status
from umn.directory.models import (
    Channel,
    ContactPoint,
    Location,
    OpeningHours,
    PointText,
    Service,
    SpokenLanguage,
    Trait,
)
from umn.directory.starter_files import Entry, Translation
from umn.languages import names
from umn.languages.dates import parts
from umn.languages.models import TextState
from umn.people.models import Organisation, OrganisationText
from umn.places.queries import by_id

Translations = Mapping[str, Mapping[str, Translation]]
ENGLISH = "en"


def digest(entry: Entry, translations: Translations) -> str:
    """Of everything that makes the rows of this entry: the same digest, the same rows."""
    used = {
        language: {text: str(table[text]) for text in sorted(_english(entry)) if text in table}
        for language, table in sorted(translations.items())
    }
    whole = json.dumps([entry.facts, used], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def write(entry: Entry, translations: Translations, topics: Mapping[str, int], *, stamp: str) -> ContactPoint:
    """Makes the point of this entry, or makes it anew over the one that has its key. Returns it."""
    facts = entry.facts
    closed = facts.get("closed")
    point, _ = ContactPoint.objects.update_or_create(
        key=entry.key,
        defaults={
            "organisation": _organisation(facts),
            "country": facts["country"],
            "kind": facts.get("form", Kind.OFFICE),
            "reach": facts.get("reach", Reach.PLACE),
            "membership": facts.get("membership", Membership.NAMED),
            "coordinates": facts.get("coordinates", False),
            "status": Status.CLOSED if closed else Status.OPEN,
            "closed_since": closed["since"] if closed else "",
            "closed_since_date": _first_day(closed["since"]) if closed else None,
            "appointment": facts.get("appointment", ""),
            "free": facts.get("free"),
            "starter_digest": stamp,
            **_source(facts, {}),
        },
    )
    for related in (point.texts, point.locations, point.channels, point.languages, point.services, point.traits):
        related.all().delete()
    _write_places(point, facts, translations)
    _write_ways(point, facts, topics)
    PointText.objects.bulk_create(_point_texts(point, facts, translations))
    return point


def link_successors(entries: list[Entry]) -> None:
    """Second round, when all points are there."""
    for entry in entries:
        key = entry.facts.get("successor")
        successor = ContactPoint.objects.get(key=key) if key else None
        ContactPoint.objects.filter(key=entry.key).exclude(successor=successor).update(successor=successor)


def _organisation(facts: dict[str, Any]) -> Organisation:
    organisation, _ = Organisation.objects.update_or_create(
        key=facts["key"],
        defaults={
            "standing": facts["standing"],
            "kind": facts["organisation"],
            "country": facts["country"],
            "website": facts.get("website", {}).get("value", ""),
        },
    )
    organisation.texts.all().delete()
    OrganisationText.objects.bulk_create(
        OrganisationText(
            organisation=organisation,
            language=names.standard(language),
            field=field,
            text=text,
            state=TextState.SOURCE,
        )
        for field in ("name", "short")
        for language, text in facts.get(field, {}).items()
    )
    return organisation


def _write_places(point: ContactPoint, facts: dict[str, Any], translations: Translations) -> None:
    for position, given in enumerate(facts["places"]):
        city, address = given["city"], given.get("address", {"basis": Basis.UNKNOWN})
        found = by_id(city["geonames"]) if "geonames" in city else None
        lat, lon = (found.lat, found.lon) if found else (city.get("lat"), city.get("lon"))
        at_the_door = "lat" in address
        location = Location.objects.create(
            point=point,
            position=position,
            place_id=city.get("geonames"),
            city=city["name"],
            city_basis=city.get("basis", Basis.SEEN),
            is_region=city.get("region", False),
            premises=given.get("premises", ""),
            address=address.get("value", ""),
            lat=address["lat"] if at_the_door else lat,
            lon=address["lon"] if at_the_door else lon,
            precision=Precision.ADDRESS if at_the_door else Precision.CITY,
            **_source(facts, address),
        )
        open_when = given.get("hours")
        if open_when:
            OpeningHours.objects.create(
                location=location,
                rule=open_when.get("rule", ""),
                country=facts["country"],
                timezone=zones.zone_of(facts["country"], lon=location.lon),
                **_source(facts, open_when),
            )
        said = {"where": address.get("where"), "address": address.get("note"), "hours": (open_when or {}).get("note")}
        PointText.objects.bulk_create(_texts(point, said, translations, location=location))


def _write_ways(point: ContactPoint, facts: dict[str, Any], topics: Mapping[str, int]) -> None:
    """How to reach the point, in which languages, for what, and what some must know before they go."""
    Channel.objects.bulk_create(
        Channel(point=point, kind=kind, value=facts[kind]["value"], **_source(facts, facts[kind]))
        for kind in ChannelKind.values
        if kind in facts
    )
    spoken = facts.get("languages", {})
    levels = {names.standard(code): Level.STAFF for code in spoken.get("codes", [])}
    if "others" in spoken:
        levels[MANY_LANGUAGES] = Level(spoken["others"])
    SpokenLanguage.objects.bulk_create(
        SpokenLanguage(point=point, language=code, level=level, **_source(facts, spoken))
        for code, level in levels.items()
    )
    Service.objects.bulk_create(
        Service(point=point, topic_id=topics[topic], **_source(facts, facts.get("services", {})))
        for topic in facts.get("topics", [])
    )
    Trait.objects.bulk_create(
        Trait(point=point, code=code, **_source(facts, trait)) for code, trait in facts.get("traits", {}).items()
    )


def _point_texts(point: ContactPoint, facts: dict[str, Any], translations: Translations) -> list[PointText]:
    own = [
        PointText(point=point, language=names.standard(language), field=field, text=text, state=TextState.SOURCE)
        for field in ("name", "short", "desk")
        for language, text in facts.get(field, {}).items()
    ]
    # A desk is named in its own language; where the source names it in English only, it may be translated.
    desks = facts.get("desk", {})
    translated = [
        text for text in _texts(point, {"desk": desks.get(ENGLISH)}, translations) if text.language not in desks
    ]
    return own + translated + _texts(point, _english_fields(facts), translations)


def _english_fields(facts: dict[str, Any]) -> dict[str, str | None]:
    return {
        "kind": facts.get("kind"),
        "services": facts.get("services", {}).get("text"),
        "access": facts.get("access"),
        "cost": facts.get("cost"),
        "languages": facts.get("languages", {}).get("note"),
        "email": facts.get("email", {}).get("note"),
        "phone": facts.get("phone", {}).get("note"),
        "notes": facts.get("note"),
        "closed": facts.get("closed", {}).get("why"),
    }


def _english(entry: Entry) -> set[str]:
    found = {*_english_fields(entry.facts).values(), entry.facts.get("desk", {}).get(ENGLISH)}
    for place in entry.facts["places"]:
        found |= {place.get(field, {}).get("note") for field in ("address", "hours")}
        found.add(place.get("address", {}).get("where"))
    return {text for text in found if text}


def _texts(
    point: ContactPoint,
    english: Mapping[str, str | None],
    translations: Translations,
    *,
    location: Location | None = None,
) -> list[PointText]:
    """The English text of each field and what there is of it in other languages, with its true state."""
    rows = []
    for field, text in english.items():
        if not text:
            continue
        said = {ENGLISH: (text, TextState.SOURCE)}
        for language, table in translations.items():
            if text in table:
                said[language] = (table[text].text, TextState.MACHINE)
        rows += [
            PointText(point=point, location=location, language=language, field=field, text=words, state=state)
            for language, (words, state) in said.items()
        ]
    return rows


def _source(facts: dict[str, Any], fact: Mapping[str, Any]) -> dict[str, Any]:
    """Where a fact is from: what it says itself, else what its entry says."""
    as_of = fact.get("as_of", facts.get("as_of", "unknown"))
    known = "" if as_of == "unknown" else as_of
    return {
        "basis": fact.get("basis", facts["basis"]),
        "source_url": fact.get("source", facts.get("source", "")),
        "as_of": known,
        "as_of_date": _first_day(known) if known else None,
        "confirmed_on": None,
        "confirmed_by": "",
    }


def _first_day(partial: str) -> date:
    year, month, day = parts(partial)
    return date(year, month or 1, day or 1)
