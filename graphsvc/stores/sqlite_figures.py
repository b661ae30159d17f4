"""Figures of analysis as a table of an SQLite store, for whoever reads the file itself; nothing here reads them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from graphsvc.stores.contract import FigureRow

TABLE = "actor_figures"


def write_figures(connection: sqlite3.Connection, version: int, rows: Mapping[str, FigureRow]) -> None:
    """Sets a row for each actor, in the place of the table that was there."""
    names = list(next(iter(rows.values()), ()))
    columns = ", ".join(f'"{name}" ANY' for name in names)
    connection.execute(f"DROP TABLE IF EXISTS {TABLE}")
    connection.execute(
        f"CREATE TABLE {TABLE} (id TEXT PRIMARY KEY, figuresVersion INTEGER NOT NULL{', ' * bool(names)}{columns}) "
        "STRICT, WITHOUT ROWID"
    )
    places = ", ".join("?" * (len(names) + 2))
    values = ((id, version, *(row[name] for name in names)) for id, row in rows.items())
    connection.executemany(f"INSERT INTO {TABLE} VALUES ({places})", values)


def remove_figures(connection: sqlite3.Connection, ids: Collection[str]) -> None:
    """Takes the figures of erased records out."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone():
        connection.executemany(f"DELETE FROM {TABLE} WHERE id = ?", ((id,) for id in ids))
