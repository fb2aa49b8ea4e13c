"""Which clock hangs on the wall of an office: the IANA time zone of a country, islands included."""

from babel.core import get_global

# Countries with several zones: the one where most people live.
_MAIN = {"ES": "Europe/Madrid", "PT": "Europe/Lisbon", "DE": "Europe/Berlin", "CY": "Asia/Nicosia", "UA": "Europe/Kyiv"}
# CLDR has no zones for Kosovo.
_OWN = {"XK": "Europe/Belgrade"}


def zone_of(country: str, *, lon: float | None = None) -> str:
    """The IANA zone of an ISO country; `lon` (degrees east) tells the Canaries, Madeira and the Azores apart.

    Raises KeyError for a country without one known zone.
    """
    if country == "ES" and lon is not None and lon < -12:
        return "Atlantic/Canary"
    if country == "PT" and lon is not None and lon < -24:
        return "Atlantic/Azores"
    if country == "PT" and lon is not None and lon < -12:
        return "Atlantic/Madeira"
    if country in _MAIN or country in _OWN:
        return _MAIN.get(country) or _OWN[country]
    zones: list[str] = get_global("territory_zones").get(country) or []
    if len(zones) != 1:
        raise KeyError(country)
    return str(zones[0])
