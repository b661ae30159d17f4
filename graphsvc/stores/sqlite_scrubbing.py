"""What was erased, taken out of the SQLite file itself: its free pages, the room left in others, its write-ahead log.

`secure_delete` alone leaves copies behind of what SQLite moved between pages. So the file is written anew. Whoever reads
an older version or writes at that moment stands in the way of it; until it has succeeded the file says that it is due.
"""

from __future__ import annotations

import sqlite3

from graphsvc.stores.sqlite_file import BUSY_SECONDS

PATIENCE_SECONDS = 1.0
"""How long to wait for others at each of its steps."""


def note_scrub(connection: sqlite3.Connection) -> None:
    """Says that it is due, in the transaction that erases."""
    connection.execute("UPDATE head SET scrub = scrub + 1")


def scrub_due(connection: sqlite3.Connection) -> bool:
    """Whether something was erased that may still be in the file."""
    return _noted(connection) > 0


def scrub(connection: sqlite3.Connection) -> bool:
    """Writes the file anew; whether that could be done. What keeps it off is no fault of who erased, and passes."""
    try:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000:.0f}")
        noted = _noted(connection)
        if not _log_emptied(connection):
            return False
        connection.execute("VACUUM")
        if not _log_emptied(connection):
            return False
        # Unless somebody erased more in the meantime.
        return connection.execute("UPDATE head SET scrub = 0 WHERE scrub = ?", (noted,)).rowcount == 1
    except sqlite3.OperationalError:
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def _log_emptied(connection: sqlite3.Connection) -> bool:
    busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def _noted(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT scrub FROM head").fetchone()[0])
