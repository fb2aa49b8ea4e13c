"""What a schema cannot see: keys that meet, days that exist, rules of opening hours, places on the map."""

from collections.abc import Collection, Sequence

from umn.directory import hours, zones
from umn.directory.starter_files import Damaged, Entry
from umn.languages import names
from umn.languages.cldr import country_names
from umn.languages.dates import parts
from umn.places.queries import by_id, kilometres

# An address further than this from the middle of its city has its coordinates swapped or belongs elsewhere.
FAR_FROM_ITS_CITY = 60  # kilometres


def check(
    entries: Sequence[Entry], *, topics: Collection[str], known: Collection[str] = (), coordinator: str = ""
) -> None:
    """Raises Damaged for the first entry that cannot be true.

    `known`: keys of points that are loaded already; `coordinator`: the one of them that coordinates the network.
    """
    seen: dict[str, Entry] = {}
    coordinating = [entry for entry in entries if entry.facts.get("coordinates")]
    others = {coordinator} - {entry.key for entry in entries} - {""}
    for number, entry in enumerate(coordinating):
        if number or others:
            raise entry.damaged("only one point coordinates the network.", "coordinates")
    for entry in entries:
        if entry.key in seen:
            raise entry.damaged(f"the key {entry.key!r} stands in {seen[entry.key].file.name} too.", "key")
        seen[entry.key] = entry
        _check_words(entry, topics)
        _check_days(entry)
        _check_places(entry)
    for entry in entries:
        successor = entry.facts.get("successor")
        if successor and (successor == entry.key or successor not in {*seen, *known}):
            raise entry.damaged(f"there is no other point {successor!r}.", "successor")


def _check_words(entry: Entry, topics: Collection[str]) -> None:
    country = entry.facts["country"]
    if country not in country_names("en"):
        raise entry.damaged(f"{country!r} is not the code of a country.", "country")
    for number, topic in enumerate(entry.facts.get("topics", [])):
        if topic not in topics:
            raise entry.damaged(f"{topic!r} is not a topic that we know.", "topics", number)
    for number, code in enumerate(entry.facts.get("languages", {}).get("codes", [])):
        if not names.is_known(names.base(code)):
            raise entry.damaged(f"{code!r} is not a language that we know.", "languages", "codes", number)
    for field in ("name", "short", "desk"):
        said: set[str] = set()
        for code in entry.facts.get(field, {}):
            if names.standard(code) in said:
                raise entry.damaged(f"{code!r} is the same language as another one here.", field, code)
            said.add(names.standard(code))
            if not names.is_known(names.base(code)):
                raise entry.damaged(f"{code!r} is not a language that we know.", field, code)


def _check_days(entry: Entry) -> None:
    facts = entry.facts
    _day(entry, facts.get("as_of"), "as_of")
    _day(entry, facts.get("closed", {}).get("since"), "closed", "since")
    for field in ("phone", "email", "website", "languages", "services"):
        _day(entry, facts.get(field, {}).get("as_of"), field, "as_of")
    for code, trait in facts.get("traits", {}).items():
        _day(entry, trait.get("as_of"), "traits", code, "as_of")
    for number, place in enumerate(facts["places"]):
        for field in ("address", "hours"):
            _day(entry, place.get(field, {}).get("as_of"), "places", number, field, "as_of")


def _day(entry: Entry, text: str | None, *path: str | int) -> None:
    if text in (None, "unknown"):
        return
    try:
        parts(str(text))
    except ValueError:
        raise entry.damaged(f"{text!r} is not a day that exists.", *path) from None


def _check_places(entry: Entry) -> None:
    for number, place in enumerate(entry.facts["places"]):
        city, address = place["city"], place.get("address", {})
        rule = place.get("hours", {}).get("rule")
        if rule and not hours.is_complete(rule):
            why = f"{rule!r} is not a rule in which every part has days and times; put other words in `note`."
            raise entry.damaged(why, "places", number, "hours", "rule")
        if rule:
            _check_zone(entry)
        found = by_id(city["geonames"]) if "geonames" in city else None
        if found and found.country != entry.facts["country"]:
            raise entry.damaged(f"{found.name} is not in {entry.facts['country']}.", "places", number, "city")
        if found and "lat" in address:
            away = kilometres(found.lat, found.lon, address["lat"], address["lon"])
            if away > FAR_FROM_ITS_CITY:
                why = f"these coordinates lie {away:.0f} km from {found.name}: latitude first, then longitude."
                raise entry.damaged(why, "places", number, "address", "lat")
        if address.get("basis") in ("seen", "recalled") and not {"value", "where"} & set(address):
            raise entry.damaged("an address that is known needs its value.", "places", number, "address")


def _check_zone(entry: Entry) -> None:
    try:
        zones.zone_of(entry.facts["country"])
    except KeyError:
        raise entry.damaged("the time zone of this country is not known.", "country") from None


__all__ = ["Damaged", "check"]
