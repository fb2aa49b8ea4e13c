"""What the worker does for the finished pages: hear what other machines changed, and clear away."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from umn.pages.models import PageChange
from umn.pages.shelf import here
from umn.post import duties

# A change gets its number before it is committed: a lower number may come to light after a higher one.
LATEST = timedelta(minutes=10)


class Listener:
    """Forgets what changed since it last looked, here or on another machine.

    The machine that made a change has forgotten at once, unless it was killed between the two: so it listens too.
    """

    def __init__(self) -> None:
        self._heard: dict[int, datetime] = {}

    def listen(self, at: datetime) -> None:
        shelf = here()
        floor = _read(shelf.folder / "heard")
        rows = PageChange.objects.filter(pk__gt=floor).order_by("pk").values_list("pk", "tag")
        new = [(number, tag) for number, tag in rows if number not in self._heard]
        if new:
            shelf.forget({tag for _, tag in new})
            self._heard |= {number: at for number, _ in new}
        settled = [number for number, when in self._heard.items() if at - when > LATEST]
        if settled:
            _write(shelf.folder / "heard", max(settled))
            self._heard = {number: when for number, when in self._heard.items() if number > max(settled)}


def _read(path: Path) -> int:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return 0


def _write(path: Path, number: int) -> None:
    if path.parent.exists():
        beside = path.with_name("heard.new")
        beside.write_text(str(number))
        os.replace(beside, path)


def tidy(at: datetime) -> None:
    here().tidy(now=at.timestamp())


def sweep(at: datetime) -> None:
    here().sweep(now=at.timestamp())


duties.register("pages.listen", every=timedelta(seconds=1), run=Listener().listen)
duties.register("pages.tidy", every=timedelta(minutes=1), run=tidy)
duties.register("pages.sweep", every=timedelta(hours=1), run=sweep)
