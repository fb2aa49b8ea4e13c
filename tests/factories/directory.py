"""Contact points for tests of any room."""

import itertools
from datetime import date

from tests.factories import people
from umn.directory import zones
from umn.directory.actions.faceting import keep_facets
from umn.directory.models import (
    Channel,
    ContactPoint,
    Location,
    OpeningHours,
    PointText,
    Service,
    SpokenLanguage,
)
from umn.languages.dates import parts
from umn.places.queries import by_id
from umn.vocabulary.models import Topic

LIEGE, NAMUR, BRUSSELS, AACHEN, MILAN = 2792413, 2790471, 2800866, 3247449, 3173435
_numbers = itertools.count(1)


def source(basis="seen", as_of="2026-11", **values):
    year, month, day = parts(as_of) if as_of else (0, None, None)
    return {
        "basis": basis,
        "as_of": as_of,
        "as_of_date": date(year, month or 1, day or 1) if as_of else None,
        **values,
    }


def point(
    key="",
    *,
    name="Bureau",
    city=LIEGE,
    standing="umn",
    kind="union",
    topics=(),
    languages=(),
    others="",
    phone="",
    rule="",
    address="",
    lat=None,
    lon=None,
    as_of="2026-11",
    basis="seen",
    services="",
    **values,
) -> ContactPoint:
    """A point at a place of the gazetteer (GeoNames id), with everything that the finder shows."""
    key = key or f"point-{next(_numbers)}"
    place = by_id(city)
    known = source(basis, as_of)
    organisation = people.organisation(key, standing=standing, kind=kind, country=place.country)
    made = ContactPoint.objects.create(key=key, organisation=organisation, country=place.country, **{**known, **values})
    texts = {"name": name, "services": services}
    for field, text in texts.items():
        if text:
            PointText.objects.create(point=made, language="en", field=field, text=text, state="source")
    location = Location.objects.create(
        point=made,
        place_id=city,
        city=place.name,
        address=address,
        lat=place.lat if lat is None else lat,
        lon=place.lon if lon is None else lon,
        precision="city" if lat is None else "address",
        **(known if address else source("unknown", "")),
    )
    if rule:
        OpeningHours.objects.create(
            location=location, rule=rule, timezone=zones.zone_of(place.country), country=place.country, **known
        )
    if phone:
        Channel.objects.create(point=made, kind="phone", value=phone, **known)
    for code in languages:
        SpokenLanguage.objects.create(point=made, language=code, **known)
    if others:
        SpokenLanguage.objects.create(point=made, language="mul", level=others, **known)
    for topic in topics:
        Service.objects.create(point=made, topic=Topic.objects.get(key=topic), **known)
    keep_facets([made.pk])
    return made
