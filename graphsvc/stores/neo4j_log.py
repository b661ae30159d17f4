"""The log of a store in Neo4j: a node for each entry, its changes as JSON, packed when there are many."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import neo4j

from graphsvc.model.changes import Change, Entry
from graphsvc.stores.entries import decode_changes, encode_changes, read_entry, require_repeat
from graphsvc.stores.erasure import with_merged, without_values
from graphsvc.stores.neo4j_server import run

PACK_ABOVE = 100_000
"""Characters of changes above which the log keeps them packed: an import must fit in the memory of one transaction."""

_ENTRY = (
    "RETURN entry.version, entry.at, entry.by, entry.reason, coalesce(entry.mutationId, ''), entry.digest, entry.changes, "
    "entry.packed ORDER BY entry.version"
)
CREATE = """
CREATE (:LogEntry {version: $version, at: $at, by: $by, reason: $reason, mutationId: $mutation_id, digest: $digest,
                   changes: $text, packed: $packed})
"""
"""Adds an entry of the parameters that `values_of` gives."""
_NEXT = "MATCH (head:Head {one: 1}) SET head.version = $version"
_VERSIONS = "MATCH (entry:LogEntry) RETURN collect(entry.version)"
_REWRITE = "MATCH (entry:LogEntry {version: $version}) SET entry.changes = $text, entry.packed = $packed"
_THERE = "MATCH (node:Record {id: $id}) RETURN count(node) > 0"


def read_log(transaction: neo4j.ManagedTransaction, since: int) -> list[Entry]:
    """The entries above a version, oldest first."""
    return [*_entries(transaction, "WHERE entry.version > $since", since=since)]


def first_entry(transaction: neo4j.ManagedTransaction, by: str, mutation_id: str, digest: str) -> Entry | None:
    """What this writer's mutation made earlier; raises BadInput when that was another one under the same id."""
    if not mutation_id:
        return None
    which = "WHERE entry.by = $by AND entry.mutationId = $id"
    entry = next(_entries(transaction, which, by=by, id=mutation_id), None)
    if entry is not None:
        require_repeat(mutation_id, entry.changes.digest, digest)
    return entry


def write_entry(transaction: neo4j.ManagedTransaction, entry: Entry, *, next_version: bool = False) -> None:
    """Adds an entry, and with `next_version` makes its version that of the head, in one statement."""
    run(transaction, _NEXT + CREATE if next_version else CREATE, **values_of(entry)).consume()


def values_of(entry: Entry) -> dict[str, Any]:
    """The properties of an entry."""
    changes = entry.changes
    return {
        "version": entry.version,
        "at": changes.at,
        "by": changes.by,
        "reason": changes.reason,
        "mutation_id": changes.mutation_id or None,  # in the log of another store; none is unlike any other
        "digest": changes.digest,
        **_kept(changes.changes),
    }


def erase_values(transaction: neo4j.ManagedTransaction, ids: frozenset[str]) -> frozenset[str]:
    """Takes the values of records, and of those merged into them, out of every entry; returns the ids of all of them."""

    def there(id: str) -> bool:
        return bool(run(transaction, _THERE, id=id).single(strict=True)[0])

    ids = with_merged(
        ids, _entries(transaction, "WHERE entry.packed IS NOT NULL OR entry.changes CONTAINS '\"MERGED\"'"), there
    )
    for version in run(transaction, _VERSIONS).single(strict=True)[0]:  # one at a time: an import may be large
        (entry,) = _entries(transaction, "WHERE entry.version = $version", version=version)
        kept = without_values(entry.changes.changes, ids)
        if kept != entry.changes.changes:
            run(transaction, _REWRITE, version=version, **_kept(kept)).consume()
    return ids


def _kept(changes: tuple[Change, ...]) -> dict[str, Any]:
    text = encode_changes(changes)
    fits = len(text) <= PACK_ABOVE
    return {"text": text if fits else None, "packed": None if fits else zlib.compress(text.encode(), level=1)}


def _entries(transaction: neo4j.ManagedTransaction, which: str, **values: Any) -> Iterator[Entry]:
    for row in run(transaction, f"MATCH (entry:LogEntry) {which} {_ENTRY}", **values):
        version, at, by, reason, mutation_id, digest, changes, packed = row.values()
        text = changes if packed is None else zlib.decompress(packed)
        yield read_entry(version, at.to_native(), by, reason, mutation_id or "", digest, decode_changes(text))
