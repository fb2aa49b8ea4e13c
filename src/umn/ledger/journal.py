"""What SQLite still remembers beside its file: the write-ahead log."""

import logging

from django.db import connection

logger = logging.getLogger(__name__)


def empty() -> bool:
    """Folds SQLite's write-ahead log into the database and cuts it to nothing, so that what was erased is erased.

    Without it erased pages stay readable in the log until it happens to be overwritten. Call it after the commit.
    Returns False when it could not be done now (inside a transaction, or a reader held on for longer than the
    busy timeout); the next run does it. On PostgreSQL there is no such file and the answer is True.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (busy, _, _) = cursor.fetchone()
    if busy:
        logger.warning("The write-ahead log could not be emptied: the database was in use.")
    return not busy
