"""The portal itself, in a throw-away folder with the starter data, served as it would be for the network."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import peers, servers
from bench.rows import Missing, last_words
from umn.house import secret_files
from umn.house.folder import DataFolder

FOLDER = peers.BUILT / "portal"
LANGUAGES = ("en", "ar", "el")
POINT = "monde-des-possibles"
PLACE = "Li%C3%A8ge"
ASK_LAST = f"ask/?topic=unpaid&place={PLACE}&reads=fr"


def ready(*, anew: bool = False) -> Path:
    """The folder, migrated and filled. With two desks that take questions, but without the banner of a rehearsal."""
    if anew:
        shutil.rmtree(FOLDER, ignore_errors=True)
    try:
        _furnish()
    except Missing:  # made by another state of the code
        shutil.rmtree(FOLDER, ignore_errors=True)
        _furnish()
    return FOLDER


def _furnish() -> None:
    print("Preparing the portal …", file=sys.stderr, flush=True)
    folder = DataFolder(FOLDER)
    folder.open()
    new = not (FOLDER / "db.sqlite3").exists()
    secret_files.make(folder, database_is_empty=new)
    if new:
        folder.practice.touch()
    done = subprocess.run(
        [sys.executable, peers.REPOSITORY / "manage.py", "furnish"],
        env={**os.environ, **surroundings()}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Missing(f"the portal could not be furnished: {last_words(done.stderr or done.stdout)}")
    folder.practice.unlink(missing_ok=True)


def surroundings(settings: str = "umn.settings") -> dict[str, str]:
    here = peers.REPOSITORY
    return {
        "UMN_DATA": str(FOLDER),
        "UMN_RUN": str(FOLDER / "run"),
        "UMN_SOCKET": "0",
        "PYTHONPATH": f"{here / 'src'}{os.pathsep}{here}",
        "DJANGO_SETTINGS_MODULE": settings,
    }


@contextlib.contextmanager
def served(*settings: str, name: str = "portal", port: int = 0, light_keys: bool = False) -> Iterator[servers.Server]:
    """The portal with its own gunicorn configuration; then as all peers (`servers.ALIKE`), or with `settings`."""
    port = port or servers.free_port()
    command = [
        sys.executable, "-m", "gunicorn", "--config", "python:umn.house.gunicorn_conf",
        *(settings or servers.ALIKE), "--bind", f"127.0.0.1:{port}",
    ]  # fmt: skip
    more = surroundings("bench.light_keys" if light_keys else "umn.settings")
    with servers.running(name, command, port, UMN_SITE_URL=f"http://127.0.0.1:{port}", **more) as server:
        yield server


def rendered(path: str) -> str:
    """The address with a query: such an answer is never kept, so it is made anew for every request."""
    return f"{path}{'&' if '?' in path else '?'}anew=1"


def addresses() -> dict[str, str]:
    """What the lines look at: name and address behind the language."""
    return {
        "home": "",
        "find": "find/",
        "find near a place": f"find/?q={PLACE}",
        "point": f"points/{POINT}/",
        "ask": "ask/",
    }


def public_languages() -> list[str]:
    from umn.languages import interface

    return [code for code, _name in interface.languages()]
