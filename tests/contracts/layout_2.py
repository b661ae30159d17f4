"""Stores as layout 2 kept them, with all changes of an entry as one value of it, written without today's code for stores."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from graphsvc.model.changes import Change, Entry, Erased
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import AnyRecord, encode
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.stores.migrations import migrations
from tests.contracts.filled import every_kind, filled
from tests.contracts.filling import put_away
from tests.contracts.fresh import ask
from tests.contracts.store import changed
from tests.records import actor, tie

MANY = 1_500


def log_of_layout_2() -> tuple[list[AnyRecord], list[Entry]]:
    """Records, and the log that made them: every kind with every field, a large import, and an erased record."""
    kinds: list[AnyRecord] = [*every_kind(filled)]
    people = [actor(f"actor-{number}", name=f'Zoë "{number}" \\ \n') for number in range(MANY)]
    made, erased = (Erased("gone", RecordKind.ACTOR, there) for there in (True, False))
    facts = Change(action=ChangeAction.CREATED, erased=made), Change(action=ChangeAction.ERASED, erased=erased)
    renamed = changed(people[7], name="Other")
    log = [
        put_away(1, *kinds, reason="Zoë told it"),
        put_away(2, *people, mutation_id="m", digest="d"),
        put_away(3, renamed, facts[0]),
        put_away(4, tie("actor-7", "actor-8"), facts[1], by="cleo"),
        put_away(5),
    ]
    return [*kinds, *people[:7], renamed.record, *people[8:], tie("actor-7", "actor-8")], log


def _text(entry: Entry) -> str:
    return msgspec.json.encode(entry.changes.changes).decode()


def make_file(path: Path, records: list[AnyRecord], log: list[Entry]) -> None:
    """A file in SQLite of layout 2."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for migration in migrations("sqlite", 0)[:2]:
            for statement in migration.statements:
                connection.execute(statement)
        rows: list[tuple[Any, ...]] = [(one.id, one.kind, one.revision, encode(one).decode()) for one in records]
        connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", rows)
        made = [(entry.version, entry.changes, _text(entry)) for entry in log]
        rows = [(at, of.at.isoformat(), of.by, of.reason, of.mutation_id, of.digest, text) for at, of, text in made]
        connection.executemany("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("UPDATE head SET version = ?", (log[-1].version,))
        connection.execute("PRAGMA application_id = 1735553910")  # "grsv"
        connection.execute("PRAGMA user_version = 2")


def put_back(url: str, log: list[Entry]) -> None:
    """Makes of a store in Neo4j one of layout 2: records stand there as they did, the log is written anew."""
    ask(url, "MATCH (slice:LogSlice) DELETE slice")
    for index in ("log_slice_key", "log_slice_version"):
        ask(url, f"DROP INDEX {index}")
    for entry in log:
        text = _text(entry)
        large = len(text) > 100_000
        ask(
            url,
            "MATCH (entry:LogEntry {version: $version}) SET entry.changes = $text, entry.packed = $packed",
            version=entry.version,
            text=None if large else text,
            packed=zlib.compress(text.encode(), level=1) if large else None,
        )
    ask(url, "MATCH (head:Head) SET head.layout = 2")
