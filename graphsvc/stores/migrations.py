"""The steps from each layout of a store to the next: the numbered files in `schema/sqlite` and `schema/neo4j`."""

from __future__ import annotations

import re

import msgspec

from graphsvc.resources import folder


class Migration(msgspec.Struct, frozen=True):
    """What makes the layout `version` out of the one before it."""

    version: int
    statements: tuple[str, ...]


def migrations(store: str, since: int) -> list[Migration]:
    """The migrations of "sqlite" or "neo4j" that lead past layout `since`, in order."""
    files = sorted((folder("schema") / store).glob("[0-9]*"))
    found = (Migration(int(path.stem), split(path.read_text(encoding="utf-8"))) for path in files)
    return [migration for migration in found if migration.version > since]


def split(text: str) -> tuple[str, ...]:
    """The statements of a file, which end with a semicolon at the end of a line; comment lines are left out."""
    lines = [line for line in text.splitlines() if not re.match(r"\s*(--|//)", line)]
    return tuple(part.strip() for part in re.split(r";\s*$", "\n".join(lines), flags=re.MULTILINE) if part.strip())
