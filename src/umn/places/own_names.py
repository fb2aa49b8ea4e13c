"""Our own table of names: what people call the places in their languages, and the islands that GeoNames lacks."""

import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

PATH = Path(__file__).parent / "data" / "names.yaml"
_KNOWN = {"country", "name", "id", "geonames", "kind", "names", "also", "lat", "lon", "population"}
KINDS = ("town", "island", "region")


class BadNames(ValueError):
    """The table cannot be read. The message names the file, the line and the entry."""


@dataclass(frozen=True)
class OwnName:
    """One entry. It adds names to the place of GeoNames that it means (by `id`, else by `geonames` or `name`);
    with `lat` and `lon` it is a place of its own where GeoNames' table has none."""

    country: str
    name: str
    line: int
    names: dict[str, str] = field(default_factory=dict)  # language → what to show
    also: tuple[str, ...] = ()  # spellings to find it by, never shown
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    geonames_id: int | None = None
    geonames: str = ""  # the name there, where it differs
    kind: str = "town"

    @property
    def id(self) -> int:
        """GeoNames' number, or one of ours: above all of theirs (13 million so far) and within 32 bits signed."""
        return self.geonames_id or 1_000_000_000 + zlib.crc32(f"{self.country}/{self.name}".encode()) % 1_000_000_000

    def spellings(self) -> list[str]:
        """What to find it by. What stands in brackets tells it from another and is not typed."""
        name = self.name.split(" (")[0]
        return list(dict.fromkeys([name, *(text.split(" (")[0] for text in self.names.values()), *self.also]))


class _Lines(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Remembers on which line each entry begins."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        made = super().construct_mapping(node, deep=deep)
        return {**made, "__line__": node.start_mark.line + 1}


def load(path: Path | None = None) -> list[OwnName]:
    """All entries of the table, in its order. Raises BadNames; a table that is not there is empty."""
    path = path or PATH
    if not path.exists():
        return []
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=_Lines)  # noqa: S506 a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadNames(f"{path.name}: {error}") from error
    if not isinstance(entries, list):
        raise BadNames(f"{path.name}: a list of places is expected")
    read = [_entry(entry, number, path.name) for number, entry in enumerate(entries, 1)]
    seen: dict[tuple[str, str], int] = {}
    for one in read:
        first = seen.setdefault((one.country, one.name), one.line)
        if first != one.line:
            raise BadNames(f"{path.name}, line {one.line} ({one.name}): stands on line {first} already")
    return read


def _entry(entry: object, number: int, file: str) -> OwnName:
    if not isinstance(entry, dict):
        raise BadNames(f"{file}, entry {number}: a place with country and name is expected")
    line = entry.pop("__line__")
    where = f"{file}, line {line} ({entry.get('name', '?')})"
    names = entry.get("names") or {}
    also = entry.get("also") or []
    unknown = set(entry) - _KNOWN
    if unknown:
        raise BadNames(f"{where}: unknown words {', '.join(sorted(map(str, unknown)))}")
    country, name = entry.get("country"), entry.get("name")
    if not isinstance(country, str) or len(country) != 2 or not country.isupper():
        raise BadNames(f"{where}: country must be two capitals, such as BE (quote 'NO')")
    if not isinstance(name, str) or not name.strip():
        raise BadNames(f"{where}: name is missing")
    if not isinstance(names, dict) or not isinstance(also, list):
        raise BadNames(f"{where}: names must be language: name, also must be a list")
    names = {language: text for language, text in names.items() if language != "__line__"}
    if not all(isinstance(text, str) and text.strip() for text in [*names, *names.values(), *also]):
        raise BadNames(f"{where}: every name must be words (quote 'no', 'on' and numbers)")
    return OwnName(country, name.strip(), line, names, tuple(also), **_facts(entry, where))


def _facts(entry: dict[str, Any], where: str) -> dict[str, Any]:
    """What an entry says besides names: where it lies, how large it is, which number it has."""
    lat, lon = entry.get("lat"), entry.get("lon")
    if (lat is None) != (lon is None) or not _on_earth(lat, 90) or not _on_earth(lon, 180):
        raise BadNames(f"{where}: lat must be within ±90 and lon within ±180, both or neither")
    people, number = entry.get("population", 0), entry.get("id")
    if not isinstance(people, int) or people < 0 or not isinstance(number, int | None):
        raise BadNames(f"{where}: population and id must be whole numbers")
    kind, geonames = entry.get("kind", "town"), entry.get("geonames", "")
    if kind not in KINDS or not isinstance(geonames, str):
        raise BadNames(f"{where}: kind must be {', '.join(KINDS)}, and geonames a name")
    return {
        "lat": lat, "lon": lon, "population": people, "geonames_id": number, "geonames": geonames, "kind": kind,
    }  # fmt: skip


def _on_earth(degrees: object, limit: int) -> bool:
    return degrees is None or (
        isinstance(degrees, int | float) and not isinstance(degrees, bool) and -limit <= degrees <= limit
    )
