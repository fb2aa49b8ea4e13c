"""The data folder: everything that an installation knows, in one place that one portal uses at a time."""

import fcntl
import os
from pathlib import Path
from typing import IO

from umn.house.words import Refused

FORMAT = 1  # raise it when an older portal could no longer read the folder
MARK = "UnionMigrantNet data folder, format"
IGNORED = {"lost+found", ".DS_Store", "secret"}  # secrets may be laid there before a backup is put back


class DataFolder:
    """A folder of ours, opened. Hold it as long as the portal runs: `lock` keeps a second one out."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._lock: IO[str] | None = None

    @property
    def secret(self) -> Path:
        return Path(os.environ.get("UMN_SECRET_DIR", self.path / "secret"))

    @property
    def practice(self) -> Path:
        """Its presence says: sign-ins of this folder were printed on a screen, so it answers on this machine only."""
        return self.path / "practice"

    def open(self) -> None:
        """Make the folder, or recognise it; refuse what is somebody else's or of a newer portal."""
        version = self.path / "version"
        if self.path.exists() and not self.path.is_dir():
            raise Refused(f"{self.path} is a file. Choose a folder with --data.")
        if version.exists():
            self._recognise(version)
        elif self.path.exists() and any(entry.name not in IGNORED for entry in self.path.iterdir()):
            raise Refused(
                f"{self.path} holds something else, so it is left untouched. Choose an empty folder with --data."
            )
        else:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(version, f"{MARK} {FORMAT}\n")
        (self.path / "run").mkdir(mode=0o700, exist_ok=True)

    def lock(self) -> None:
        """Take the folder for this process and for as long as it lives, or refuse."""
        self._lock = (self.path / "run" / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                f"{self.path} is in use: another portal runs on it. Stop that one, or choose another with --data."
            ) from None

    def _recognise(self, version: Path) -> None:
        with version.open("rb") as file:
            text = file.read(200).decode("utf-8", "replace").strip()
        found = text.removeprefix(MARK).strip()
        if not text.startswith(MARK) or not found.isdigit():
            raise Refused(f"{self.path} is not a data folder of this portal. Choose another with --data.")
        if int(found) > FORMAT:
            raise Refused(
                f"{self.path} was made by a newer version of the portal (format {found}; this one reads {FORMAT}). "
                "Start that version, or choose another folder with --data."
            )


def write_whole(path: Path, text: str, mode: int = 0o600) -> None:
    """Write a small file so that a power cut leaves the old one or the new one, never half of it."""
    beside = path.with_name(path.name + ".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
