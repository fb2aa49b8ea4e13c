"""The files of finished pages. A page is compressed once and lies here until something that it shows changes.

    store/<name>.page      first line: until when (epoch seconds), ETag, kind, name as a file; then the page, compressed
    tags/<tag>/<name>      empty: this page shows what the tag stands for
    now/<edition>/<n>/…    for nginx: copies that are true during the whole n-th hundred seconds of the epoch, so that
                           they end by themselves; see `windows`
    changed                a word that every change makes new
    heard                  how far the worker has read what other machines changed; see `chores`
    lock                   shared while a page is put here, exclusive while pages are forgotten
    away/                  what is being thrown away

A page that was begun before a change and finished after it must not lie here: who makes one asks for the `mark`
first, and `put` refuses when it has moved. Where the folder is missing nothing is kept.
"""

import contextlib
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from umn.pages import windows

HTML = "text/html; charset=utf-8"
EVERYTHING = "*"  # the tag of all pages
FEW = 1_000  # pages; when more are to be forgotten at once, all are: moving folders away takes no time
LONGEST = 24 * 3600  # seconds; a machine that slept longer finds nothing old when it wakes


@dataclass(frozen=True, slots=True)
class Page:
    """`until`: epoch seconds. `etag`: without quotes. `body`: compressed with gzip. `kind`, `disposition`: its
    Content-Type and, for a file to keep, Content-Disposition."""

    until: float
    etag: str
    body: bytes
    kind: str = HTML
    disposition: str = ""


def here() -> "Shelf":
    return Shelf(settings.PAGES_DIR)


class Shelf:
    """The finished pages of one machine; any number of processes and threads may use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def open(self) -> None:
        """Make the folder; what an earlier release left in it is forgotten."""
        windows.open_to_all(self.folder)
        self.forget([EVERYTHING])

    def read(self, name: str, *, now: float) -> Page | None:
        """The page, unless it is missing, damaged or not true any more. `now`: epoch seconds."""
        try:
            with open(f"{self.folder}/store/{name}.page", "rb", buffering=0) as file:
                first, _, body = file.read().partition(b"\n")
            until, etag, kind, disposition = first.decode().split("\t")
            return Page(float(until), etag, body, kind, disposition) if float(until) > now else None
        except (OSError, ValueError):
            return None

    def mark(self) -> bytes:
        """To be asked for before the first row of a page is read. b"" where nothing is kept."""
        try:
            return (self.folder / "changed").read_bytes()
        except OSError:
            return b""

    def put(self, name: str, page: Page, tags: Iterable[str], *, since: bytes) -> bool:
        """Keep the page, unless something changed since the mark `since`; whether it is kept. Never waits."""
        if not since:
            return False
        try:
            with self._locked(fcntl.LOCK_SH | fcntl.LOCK_NB):
                if self.mark() != since:
                    return False
                # The tags first: a page that lies here without them would not be found again.
                for tag in {*tags, EVERYTHING} - {EVERYTHING}:
                    entry = self._tag(tag) / name.replace("/", "=")
                    entry.parent.mkdir(parents=True, exist_ok=True)
                    entry.touch()
                self._write(name, page)
                return True
        except OSError:  # another forgets just now, or the disk is full: then this page is not kept
            return False

    def offer(self, name: str, page: Page, *, edition: str, now: float) -> None:
        """Let nginx answer with this page too, as long as it is surely true. Pages only: files are asked for rarely."""
        numbers = windows.during(now, page.until)
        if not numbers or page.kind != HTML:
            return
        with contextlib.suppress(OSError), self._locked(fcntl.LOCK_SH | fcntl.LOCK_NB):
            if self.read(name, now=now) == page:  # nobody changed it in between
                made = self._beside(page.body, when=windows.when(page.etag))
                windows.lay_out(made, self.folder / "now" / edition, f"{name}.gz", numbers)

    def forget(self, tags: Iterable[str]) -> None:
        """Every page that shows what one of the tags stands for."""
        tags = list(tags)
        if not self.folder.exists():
            return
        with self._locked(fcntl.LOCK_EX):
            self._move_the_mark()
            names = {entry.replace("=", "/") for tag in tags for entry in _names_in(self._tag(tag))}
            if EVERYTHING in tags or len(names) > FEW:
                for part in ("store", "tags", "now"):
                    self._throw_away(self.folder / part)
                windows.open_to_all(self.folder / "now")
                return
            for name in names:
                self._page(name).unlink(missing_ok=True)
            self._forget_in_nginx(names)
            for tag in tags:
                self._throw_away(self._tag(tag))

    def tidy(self, *, now: float) -> None:
        """Copies for nginx whose time is over, and what was thrown away."""
        for edition in _names_in(self.folder / "now"):
            for number in _names_in(self.folder / "now" / edition):
                if not number.isdigit() or int(number) < windows.number(now) - 1:
                    shutil.rmtree(self.folder / "now" / edition / number, ignore_errors=True)
        for name in _names_in(self.folder / "away"):
            thrown = self.folder / "away" / name
            shutil.rmtree(thrown) if thrown.is_dir() else thrown.unlink(missing_ok=True)

    def sweep(self, *, now: float) -> None:
        """Pages that nobody asked for again since they were over, and tags of pages that are gone."""
        for folder, _, files in os.walk(self.folder / "store"):
            for file in files:
                path = os.path.join(folder, file)
                with contextlib.suppress(OSError):
                    if os.stat(path).st_mtime < now:
                        os.unlink(path)
        for tag in _names_in(self.folder / "tags"):
            with self._locked(fcntl.LOCK_EX):
                for entry in _names_in(self.folder / "tags" / tag):
                    if not self._page(entry.replace("=", "/")).exists():
                        (self.folder / "tags" / tag / entry).unlink(missing_ok=True)
                with contextlib.suppress(OSError):
                    (self.folder / "tags" / tag).rmdir()  # only when nothing is left in it

    # --- One file after the other -------------------------------------------------------------------------------
    def _page(self, name: str) -> Path:
        return self.folder / "store" / f"{name}.page"

    def _tag(self, tag: str) -> Path:
        return self.folder / "tags" / f"-{quote(tag, safe='')}"

    def _write(self, name: str, page: Page) -> None:
        path = self._page(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        line = f"{page.until!r}\t{page.etag}\t{page.kind}\t{page.disposition}\n".encode()
        os.replace(self._beside(line + page.body, when=page.until), path)  # its time: so that `sweep` need not open it

    def _beside(self, content: bytes, *, when: float) -> Path:
        """A new file with this content and this time of change, to be moved or linked to where it belongs."""
        descriptor, path = tempfile.mkstemp(dir=self._away())
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.utime(path, (when, when))
        return Path(path)

    def _forget_in_nginx(self, names: Iterable[str]) -> None:
        for edition in _names_in(self.folder / "now"):
            for number in _names_in(self.folder / "now" / edition):
                for name in names:
                    (self.folder / "now" / edition / number / f"{name}.gz").unlink(missing_ok=True)

    def _throw_away(self, path: Path) -> None:
        """Out of the way at once, however much it is; `tidy` deletes it."""
        if not path.exists():
            return
        try:
            os.rename(path, tempfile.mkdtemp(dir=self._away()))
        except OSError:  # a full disk must not keep what is not true any more
            shutil.rmtree(path, ignore_errors=True)

    def _away(self) -> Path:
        path = self.folder / "away"
        path.mkdir(mode=0o700, exist_ok=True)
        return path

    def _move_the_mark(self) -> None:
        beside = self.folder / "changed.new"
        try:
            beside.write_text(secrets.token_hex(8))
            os.replace(beside, self.folder / "changed")
        except OSError:  # a full disk: without a mark nothing is kept, which is right too
            (self.folder / "changed").unlink(missing_ok=True)

    @contextlib.contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        """Raises OSError where it would have to wait and may not, or where there is no folder."""
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, how)
            yield
        finally:
            os.close(descriptor)


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
