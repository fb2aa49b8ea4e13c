"""The places, read from the file that `places.build` makes."""

import json
import os
import sqlite3
import threading
from dataclasses import dataclass
from functools import lru_cache

from babel.core import get_global

from umn.languages import names
from umn.places.build import build

_opened = threading.local()
# GeoNames' codes of the regions whose street signs are not in the country's first language.
_REGION_LANGUAGES = {
    ("BE", "WAL"): "fr", ("BE", "BRU"): "fr", ("CH", "GE"): "fr", ("CH", "VD"): "fr", ("CH", "NE"): "fr",
    ("CH", "JU"): "fr", ("CH", "FR"): "fr", ("CH", "TI"): "it",
    ("ES", "56"): "ca", ("ES", "59"): "eu",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A town, island or region. `id` is GeoNames' number, or one of ours above a thousand million.

    `lat`, `lon` in degrees, `population` in inhabitants, `names` only where we have checked the language.
    """

    id: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    names: dict[str, str]
    admin: str = ""
    kind: str = "town"  # or "district" of a city; "island", "region": kilometres from their middle would mean little

    def __hash__(self) -> int:
        return self.id

    def name_in(self, language: str) -> tuple[str, str]:
        """What to call it for this reader, and the language which that name is in.

        Their language → the place's own name, where our table has been read for that language and both write Latin
        letters: it names only what differs → English → the place's own name, in its region's main language.
        """
        for wanted in names.related(language):
            if wanted in self.names:
                return self.names[wanted], wanted
        own, local = self.local_name()
        if self.names and language in names.INTERFACE and _writes_latin(language) and _is_latin(own):
            return own, language
        return (self.names["en"], "en") if "en" in self.names else (own, local)

    def local_name(self) -> tuple[str, str]:
        """What its own street signs call it, and that language: what to show to a driver."""
        own = local_language(self.country, self.admin)
        if own in self.names:
            return self.names[own], own
        return self.name, f"{own}-Latn" if _is_latin(self.name) and not _writes_latin(own) else own


def _is_latin(name: str) -> bool:
    return name[:1].isascii() or "\u00c0" <= name[:1] <= "\u024f"


@lru_cache(maxsize=1024)
def local_language(country: str, admin: str = "") -> str:
    """The main language of a country (ISO 3166) or of its region; "und" when CLDR does not say."""
    likely = get_global("likely_subtags").get(f"und_{country}", "und")
    return _REGION_LANGUAGES.get((country, admin)) or names.standard(likely.split("_")[0])


@lru_cache(maxsize=256)
def _writes_latin(language: str) -> bool:
    likely = get_global("likely_subtags").get(language, "und_Latn_ZZ")
    return "Latn" in likely


def connection() -> sqlite3.Connection:
    """This thread's own connection to the file, which is built when it is missing."""
    held: tuple[int, sqlite3.Connection] | None = getattr(_opened, "held", None)
    if held is None or held[0] != os.getpid():
        uri = f"{build().absolute().as_uri()}?mode=ro&immutable=1"
        held = _opened.held = os.getpid(), sqlite3.connect(uri, uri=True)
    return held[1]


def place(row: tuple[int, str, str, str, float, float, int, str, str]) -> Place:
    """A place from a row of the table, its columns in their order."""
    number, name, country, admin, lat, lon, population, kind, own = row
    return Place(number, name, country, lat, lon, population, json.loads(own), admin, kind)
