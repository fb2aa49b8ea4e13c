"""Is there a database, and does it hold anything? Asked before the first secret is made and before Django starts."""

import os
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from umn.house.words import Refused

_ASK_POSTGRES = """
import os, sys, psycopg
try:
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5) as connection:
        print(connection.execute("SELECT to_regclass('django_migrations') IS NULL").fetchone()[0])
except psycopg.Error as problem:
    sys.exit((str(problem).strip().splitlines() or ["no reason given"])[0])
"""


def is_empty(data: Path, python: Path) -> bool:
    """True when nothing was ever stored. `python` is the environment's interpreter, which knows PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    parts = urlsplit(url)
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres_is_empty(python, f"{parts.hostname or 'this machine'}:{parts.port or 5432}")
    if parts.scheme not in ("", "sqlite"):
        raise Refused("DATABASE_URL must begin with postgres:// or sqlite:///.")
    return _sqlite_is_empty(Path(unquote(parts.path)[1:]) if url else data / "db.sqlite3")


def _sqlite_is_empty(path: Path) -> bool:
    if not path.exists() or path.stat().st_size == 0:
        return True
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'django_migrations'")
            return bool(tables.fetchone()[0] == 0)
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        raise Refused(
            f"{path} cannot be read as a database. Put a backup back (docs/running.md) or choose another folder."
        ) from None


def _postgres_is_empty(python: Path, where: str) -> bool:
    asked = subprocess.run(
        [python, "-c", _ASK_POSTGRES], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    if asked.returncode:
        reason = (asked.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Refused(f"The database of DATABASE_URL ({where}) does not answer: {reason}")
    return asked.stdout.strip() == "True"
