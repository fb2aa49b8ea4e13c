"""Draws the land as dots where there are towns, for the first page and the map; for the first page the network on it,
the cities in their own script.

`manage.py draw_network` writes directory/_land.html and web/_network.html. Towns: GeoNames (CC BY 4.0), the table of
the room `places`.
"""

import lzma
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from django.core.management.base import BaseCommand

from umn import directory, places
from umn.places.projection import HEIGHT, WIDTH, on_paper

TOWNS = Path(places.__file__).parent / "data" / "gazetteer.tsv.xz"
LAND = Path(directory.__file__).parent / "templates" / "directory" / "_land.html"
NETWORK = Path(__file__).parents[2] / "templates" / "web" / "_network.html"

STEP = 12  # between two dots of a row; rows stand closer, like the cells of a comb
ROW = STEP * 0.866
HERE = "Liège"
# Cities with a contact point in the starter data; where the name stands beside its dot, or "" for none.
CITIES = {
    "Bruxelles": (50.85, 4.35, ""),
    "Paris": (48.85, 2.35, "before"),
    "Palma": (39.57, 2.65, "before"),
    "Berlin": (52.52, 13.40, "after"),
    "Stockholm": (59.33, 18.07, "before"),
    "Helsinki": (60.17, 24.94, "after"),
    "Wien": (48.21, 16.37, "after"),
    "Ljubljana": (46.05, 14.51, "after"),
    "Trieste": (45.65, 13.77, ""),
    "Milano": (45.46, 9.19, "before"),
    "Roma": (41.90, 12.50, "after"),
    "تونس": (36.80, 10.17, "before"),
    "Αθήνα": (37.98, 23.73, "after"),
    "София": (42.70, 23.32, "after"),
    "Liège": (50.63, 5.57, "above"),
}


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: object, **options: object) -> None:
        LAND.write_text(f'<path class="land" d="{_land()}"/>\n', encoding="utf-8")
        NETWORK.write_text(network(), encoding="utf-8")
        for drawing in (LAND, NETWORK):
            self.stdout.write(f"{drawing}: {drawing.stat().st_size} bytes")


def network() -> str:
    spots = {name: (*on_paper(lat, lon), where) for name, (lat, lon, where) in CITIES.items()}
    return (
        f'<svg class="net" viewBox="0 0 {WIDTH} {HEIGHT}" fill="none" direction="ltr" aria-hidden="true">'
        f'{{% include "directory/_land.html" %}}<path class="between" d="{_threads(spots)}"/>'
        f"{''.join(_city(name, *spot) for name, spot in spots.items())}</svg>\n"
    )


def _land() -> str:
    rows: dict[int, set[int]] = defaultdict(set)
    for lat, lon in _towns():
        x, y = on_paper(lat, lon)
        if -STEP < x < WIDTH and -STEP < y < HEIGHT:
            row = round(y / ROW)
            rows[row].add(round(x / STEP - row % 2 / 2))
    return "".join(_row(row, sorted(rows[row])) for row in sorted(rows))


def _row(row: int, columns: list[int]) -> str:
    """One row of dots, each a line of no length with a round end."""
    at = [round((column + row % 2 / 2) * STEP) for column in columns]
    first = f"M{at[0]} {round(row * ROW)}h0"
    return first + "".join(f"m{x - before} 0h0" for before, x in pairwise(at))


def _towns() -> Iterator[tuple[float, float]]:
    with lzma.open(TOWNS, "rt", encoding="utf-8") as table:
        for line in table:
            if not line.startswith("#"):
                cells = line.split("\t")
                yield float(cells[4]), float(cells[5])


def _threads(spots: dict[str, tuple[float, float, str]]) -> str:
    x0, y0, _ = spots[HERE]
    return "".join(
        f"M{x0:.0f} {y0:.0f}Q{(x0 + x) / 2 + (y - y0) * 0.16:.0f} {(y0 + y) / 2 - (x - x0) * 0.16:.0f} {x:.0f} {y:.0f}"
        for name, (x, y, _) in spots.items()
        if name != HERE
    )


def _city(name: str, x: float, y: float, where: str) -> str:
    look = 'r="7" class="you"' if name == HERE else 'r="4"'
    dot = f'<circle cx="{x:.0f}" cy="{y:.0f}" {look}/>'
    if not where:
        return dot
    # No `start` and `end` here: they would change sides where the page is read from the right.
    shift, anchor = {"after": (9, ""), "before": (-9, ' class="before"'), "above": (0, ' class="above"')}[where]
    lift = -13 if where == "above" else 4
    return f'{dot}<text x="{x + shift:.0f}" y="{y + lift:.0f}"{anchor}>{name}</text>'
