"""Copies of finished pages for nginx, which knows no expiry but can read a clock.

Time is cut into windows of a hundred seconds of the epoch: the decimal digits of the time without the last two, which
nginx can cut off too. A copy lies in the folder of each window during *all* of which it is true; nginx looks into the
folder of the present window only. So a copy ends with its window, to the second, and nobody has to take it away.
"""

import contextlib
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

SECONDS = 100
AHEAD = 6  # windows that a page is laid out for; then Python is asked once, and lays it out again


def number(now: float) -> int:
    return int(now) // SECONDS


def during(now: float, until: float) -> list[int]:
    """The windows, from the present one on, that end before the page does."""
    first, end = number(now), number(until)
    return list(range(first, min(end, first + AHEAD)))


def etag(body: bytes) -> str:
    """What nginx will call a file with these bytes: `<time in hex>-<size in hex>`. Our time says what is in it."""
    return f"{int.from_bytes(hashlib.sha256(body).digest()[:4], 'big') >> 1:x}-{len(body):x}"


def when(tag: str) -> int:
    """The time (seconds of the epoch) that a file must bear for nginx to call it so."""
    return int(tag.partition("-")[0], 16)


def lay_out(made: Path, folder: Path, name: str, numbers: Sequence[int]) -> None:
    """Move a file to the name `name` in the folder of each of the windows; what lies there already is replaced."""
    try:
        made.chmod(0o644)
        open_to_all(folder)
        for window in numbers:
            path = folder / str(window) / name
            open_to_all(path.parent, above=folder)
            path.unlink(missing_ok=True)
            with contextlib.suppress(FileExistsError):  # two at once: the other's is as good
                os.link(made, path)
    finally:
        made.unlink(missing_ok=True)


def open_to_all(folder: Path, above: Path | None = None) -> None:
    """Make the folder, readable by nginx whatever the portal's umask; its parents too, up to `above`."""
    if folder.is_dir():
        return
    if above and folder.parent != above:
        open_to_all(folder.parent, above)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
    folder.chmod(0o755)
