"""The log of a store in SQLite: a line for each version, and a row for each change in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Generator
from contextlib import closing
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from graphsvc.model.changes import Entry
from graphsvc.stores.entries import (
    MERGED,
    decode_change,
    encode_change,
    named_as,
    piece_of,
    read_entry,
    require_repeat,
)
from graphsvc.stores.erasure import with_merged, without_values

_LINE = 'version, at, "by", reason, mutation_id, digest'
_LINES = "log LEFT JOIN change USING (version)"
_CHANGES = "change CROSS JOIN log USING (version)"
"""Looks for the changes first, and then for the line of each."""
_COUNT = "SELECT count(*) FROM change INDEXED BY change_record WHERE version > ? AND version <= ?"
"""By the narrowest index there is: the table itself has the values."""
_COUNT_FROM = f"{_COUNT} AND version IN (SELECT version FROM log WHERE at >= ?)"
_NAMING = """
SELECT version, ordinal, body FROM change
WHERE EXISTS (SELECT 1 FROM json_each(?) AS named WHERE instr(body, named.value) > 0)
"""


def read_log(
    connection: sqlite3.Connection, since: int, most: int | None = None, moment: datetime | None = None
) -> list[Entry]:
    """The entries above a version and from a moment on, oldest first; with `most` a piece of them."""
    with closing(_entries(connection, _LINES, "version > ? AND at >= ?", since, _written(moment))) as entries:
        return piece_of(entries, most)


def count_changes(connection: sqlite3.Connection, since: int, until: int, moment: datetime | None = None) -> int:
    """How many changes there are above a version up to another, made from a moment on."""
    query, values = (_COUNT, (since, until)) if moment is None else (_COUNT_FROM, (since, until, _written(moment)))
    return int(connection.execute(query, values).fetchone()[0])


def _written(moment: datetime | None) -> str:
    """A moment as the log has it, in the order of time: all of them are UTC."""
    return "" if moment is None else moment.astimezone(UTC).isoformat()


def read_past(connection: sqlite3.Connection, ids: Collection[str], since: int = 0) -> list[Entry]:
    """The entries above a version that changed one of these records, oldest first, with only those changes."""
    which = "record_id IN (SELECT value FROM json_each(?)) AND version > ?"
    return [*_entries(connection, _CHANGES, which, _json([*ids]), since)]


def first_entry(connection: sqlite3.Connection, by: str, mutation_id: str, digest: str) -> Entry | None:
    """What this writer's mutation made earlier; raises BadInput when that was another one under the same id."""
    if not mutation_id:
        return None
    which = "\"by\" = ? AND mutation_id = ? AND mutation_id <> ''"
    entry = next(_entries(connection, _LINES, which, by, mutation_id), None)
    if entry is not None:
        require_repeat(mutation_id, entry.changes.digest, digest)
    return entry


def write_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    """Adds the next line, with its changes."""
    made = entry.changes
    line = (entry.version, _written(made.at), made.by, made.reason, made.mutation_id, made.digest)
    connection.execute(f"INSERT INTO log ({_LINE}) VALUES (?, ?, ?, ?, ?, ?)", line)
    connection.executemany(
        "INSERT INTO change (version, ordinal, record_id, body) VALUES (?, ?, ?, ?)",
        ((entry.version, at, change.id, encode_change(change)) for at, change in enumerate(made.changes)),
    )


def erase_values(connection: sqlite3.Connection, ids: frozenset[str]) -> frozenset[str]:
    """Takes the values of records, and of those merged into them, out of every line; returns the ids of all of them."""

    def there(id: str) -> bool:
        return connection.execute("SELECT 1 FROM record WHERE id = ?", (id,)).fetchone() is not None

    ids = with_merged(ids, _entries(connection, _CHANGES, "instr(body, ?) = 1", MERGED), there)
    for version, ordinal, body in connection.execute(_NAMING, (_json(map(named_as, ids)),)).fetchall():
        change = decode_change(body)
        (kept,) = without_values((change,), ids)
        if kept != change:
            place = (encode_change(kept), version, ordinal)
            connection.execute("UPDATE change SET body = ? WHERE version = ? AND ordinal = ?", place)
    return ids


def _json(values: Any) -> str:
    return msgspec.json.encode([*values]).decode()


def _entries(connection: sqlite3.Connection, source: str, which: str, *values: Any) -> Generator[Entry]:
    """The lines with those of their changes that are asked for."""
    query = f"SELECT {_LINE}, body FROM {source} WHERE {which} ORDER BY version, ordinal"
    for line, rows in groupby(connection.execute(query, values), key=itemgetter(slice(6))):
        yield read_entry(tuple(decode_change(body) for *_, body in rows if body is not None), *line)
