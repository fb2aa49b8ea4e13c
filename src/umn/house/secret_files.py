"""The secrets of an installation, made once and never written to a database or a backup."""

import os
import secrets
from pathlib import Path

from umn.house.folder import DataFolder, write_whole
from umn.house.words import Refused

LASTING = {  # without these, what is stored can never be read again
    "pepper": "UMN_PEPPER_FILE",
    "server.key": "UMN_SERVER_KEY_FILE",
}


def path_of(folder: DataFolder, name: str) -> Path:
    return Path(os.environ.get(LASTING[name], folder.secret / name))


def make(folder: DataFolder, *, database_is_empty: bool) -> list[str]:
    """Make the secrets that are missing and return the names of those made.

    Refuses when a lasting one is missing beside a database that holds something: a new one would open nothing.
    """
    missing = [name for name in LASTING if not path_of(folder, name).exists()]
    if missing and not database_is_empty:
        raise Refused(
            f"The secret {' and '.join(missing)} is missing, but the database is not empty. Put your kept copy at "
            f"{' and '.join(str(path_of(folder, name)) for name in missing)}: without it nothing can be opened."
        )
    folder.secret.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in missing:
        write_whole(path_of(folder, name), secrets.token_hex(32) + "\n")
    django_key = folder.secret / "django.key"
    if not django_key.exists():  # signs forms and sessions: losing it signs everybody out, no more
        write_whole(django_key, secrets.token_hex(48) + "\n")
    return missing
