"""The finder near a place with 60, 10 000 and 1 000 000 contact points, on both databases: what growth costs."""

import hashlib
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import peers
from bench.points import CITIES
from bench.rows import Line, Missing, Row, judged, last_words, told

SIZES = (60, 10_000, 1_000_000)
ROUNDS = 25
FOLDER = peers.BUILT / "near"
POSTGRES = "postgres://postgres@127.0.0.1:5432"
# Filters that few of the made-up points meet: two in a hundred, one in two hundred, one in a thousand.
RARE = {"a woman adviser": "&need=woman", "no papers": "&need=no-papers", "Tigrinya by phone": "&speaks=ti&need=phone"}


def measure(quick: bool) -> Line:
    sizes = SIZES[:2] if quick else SIZES
    line = Line(
        "The finder near a place, as the directory grows",
        f"In {', '.join(CITIES)}, where sixty points already fill the page with sixteen cards. Page: the view from "
        "request to answer, in one process; query: which places are near (`directory.queries.nearby`); milliseconds.",
    )
    for engine in ("sqlite", "postgresql"):
        try:
            found = {size: _measured_apart(engine, size) for size in sizes}
        except Missing as missing:
            line.notes.append(f"{engine}: not measured. {missing}")
            continue
        small, large = found[sizes[0]], found[sizes[-1]]
        for size in sizes:
            one = found[size]
            line.rows.append(Row(f"{engine}, {size:,} points", f"page {one['page']:.1f}", f"query {one['query']:.2f}"))
        line.rows.append(_grown(f"{engine}, whole page, {sizes[-1]:,} / {sizes[0]}", large, small, "page", most=1.3))
        line.rows.append(_grown(f"{engine}, query, {sizes[-1]:,} / {sizes[0]}", large, small, "query", most=10))
        for name in RARE:
            plain = f"page {large['page']:.1f}"
            line.rows.append(
                judged(
                    f"{engine}, {sizes[-1]:,} points, {name} / no filter",
                    f"page {large[name]:.1f}",
                    plain,
                    large[name] / large["page"],
                    most=2,
                )
            )
    line.notes.append("The databases are kept in build/bench/near and made again when the generator changes.")
    return line


def _grown(what: str, large: dict[str, float], small: dict[str, float], key: str, *, most: float) -> Row:
    return judged(what, f"{large[key]:.2f}", f"{small[key]:.2f}", large[key] / small[key], most=most)


def _measured_apart(engine: str, size: int) -> dict[str, float]:
    """In a process of its own, on a database of its own."""
    surroundings = _surroundings(engine, size)
    made = FOLDER / f"{engine}-{size}.made"
    version = _version()
    if not made.exists() or made.read_text() != version:
        made.unlink(missing_ok=True)
        _fresh(engine, size)
        _run(["bench.points", str(size)], surroundings)
        made.write_text(version)
    found: dict[str, float] = json.loads(_run(["bench.near", "--one"], surroundings))
    return found


def _version() -> str:
    """Of what makes the databases: they are made again when it changes."""
    models = peers.REPOSITORY / "src/umn/directory/models"
    made_by = [Path(__file__).with_name("points.py"), *sorted(models.glob("*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in made_by)).hexdigest()


def _surroundings(engine: str, size: int) -> dict[str, str]:
    folder = FOLDER / f"{engine}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    paths = f"{peers.REPOSITORY / 'src'}{os.pathsep}{peers.REPOSITORY}"
    own = {"PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "umn.settings", "UMN_DATA": str(folder)}
    database = {"DATABASE_URL": f"{POSTGRES}/{_database(size)}"} if engine == "postgresql" else {}
    return {**{key: value for key, value in os.environ.items() if key != "DATABASE_URL"}, **own, **database}


def _database(size: int) -> str:
    return f"umn_bench_near_{size}"


def _fresh(engine: str, size: int) -> None:
    """An empty database, whatever stood there before."""
    for file in (FOLDER / f"{engine}-{size}").glob("*.sqlite3*"):
        file.unlink()
    if engine == "postgresql":
        try:
            for command in ("dropdb --if-exists", "createdb"):
                words = [*command.split(), "-h", "127.0.0.1", "-U", "postgres", _database(size)]
                subprocess.run(words, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            raise Missing("No PostgreSQL answers on 127.0.0.1:5432 to the user postgres.") from None


def _run(module: list[str], surroundings: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *module], cwd=peers.REPOSITORY, env=surroundings, capture_output=True, text=True
    )
    if done.returncode:
        raise Missing(f"{module[0]} failed: {last_words(done.stderr)}")
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def measure_one() -> dict[str, float]:
    """Medians in milliseconds, on the database of the settings."""
    import django
    from django.conf import settings

    # The names of the files' addresses, without gathering the files.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    django.setup()

    from umn.directory import facets
    from umn.directory.queries.area import Area
    from umn.directory.queries.find import AROUND
    from umn.directory.queries.nearby import Nearby
    from umn.directory.views import public
    from umn.places.queries import by_id

    settings.ALLOWED_HOSTS = ["localhost"]
    asked = [city for city, _ in CITIES.values()]
    areas = [Area(by_id(place)) for place in asked]
    view = _page_of(public.find)
    found = {
        "query": _median([lambda area=area: Nearby(area).spots(((facets.ANY,),), limit=AROUND) for area in areas]),
        "page": _median([lambda place=place: view(f"place={place}") for place in asked]),
    }
    for name, query in RARE.items():
        found[name] = _median([lambda place=place, query=query: view(f"place={place}{query}") for place in asked])
    return found


def _page_of(view: Callable[..., object]) -> Callable[[str], object]:
    """The page as the view answers it, without the middlewares, which know nothing of size."""
    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory

    factory = RequestFactory(SERVER_NAME="localhost")

    def page(query: str) -> object:
        request = factory.get(f"/en/find/?{query}")
        request.LANGUAGE_CODE, request.user, request.session = "en", AnonymousUser(), {}
        return view(request)

    return page


def _median(calls: list[Callable[[], object]]) -> float:
    """Of the medians of each call, over rounds in turn; the first round warms up."""
    for call in calls:
        call()
    took: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for number, call in enumerate(calls):
            began = time.perf_counter()
            call()
            took[number].append(1000 * (time.perf_counter() - began))
    return statistics.median(statistics.median(times) for times in took)


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(json.dumps(measure_one()))
        sys.exit(0)
    sys.exit(told(measure, "the finder near a place"))
