"""The log of a store in Neo4j: a node for each entry, and slices that hold its changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import neo4j

from graphsvc.model.changes import Entry
from graphsvc.stores.entries import (
    MERGED,
    decode_change,
    encode_change,
    named_as,
    of_records,
    piece_of,
    read_entry,
    require_repeat,
)
from graphsvc.stores.erasure import with_merged, without_values
from graphsvc.stores.neo4j_server import run
from graphsvc.stores.neo4j_slices import kept, keys_of, slices_of, texts_in

FEW = 16
"""Records whose changes are looked for in the text of others."""
_LINES = "MATCH (entry:LogEntry) WHERE {which} OPTIONAL MATCH (slice:LogSlice {{version: entry.version}})"
_PIECE = """
MATCH (entry:LogEntry) WHERE {which} WITH entry ORDER BY entry.version LIMIT $most
OPTIONAL MATCH (slice:LogSlice {{version: entry.version}})
"""
_SINCE = "entry.version > $since"
_FROM = f"{_SINCE} AND entry.at >= $moment"
_COUNT = """
MATCH (slice:LogSlice) WHERE slice.version > $since AND slice.version <= $until
RETURN sum(size(slice.ordinals))
"""
_COUNT_FROM = """
MATCH (entry:LogEntry) WHERE entry.version > $since AND entry.version <= $until AND entry.at >= $moment
MATCH (slice:LogSlice {version: entry.version}) RETURN sum(size(slice.ordinals))
"""
_SLICES = "MATCH (slice:LogSlice) WHERE {which} MATCH (entry:LogEntry {{version: slice.version}})"
_ENTRY = """
RETURN entry.version, entry.at, entry.by, entry.reason, coalesce(entry.mutationId, ''), entry.digest,
       slice.ordinals, slice.changes, slice.packed ORDER BY entry.version
"""
ADD_SLICES = """
FOREACH (slice IN $slices | CREATE (:LogSlice {version: $version, key: slice.key, ordinals: slice.ordinals,
                                               changes: slice.changes, packed: slice.packed}))
"""
"""Adds the slices of an entry, by its `version` and what `slices_of` gives."""
CREATE = f"""
CREATE (:LogEntry {{version: $version, at: $at, by: $by, reason: $reason, mutationId: $mutation_id, digest: $digest}})
{ADD_SLICES}
"""
"""Adds an entry of the parameters that `values_of` gives."""
_NEXT = "MATCH (head:Head {one: 1}) SET head.version = $version"
_MERGING = "slice.packed IS NOT NULL OR any(text IN slice.changes WHERE text STARTS WITH $merged)"
_NAMING = """
MATCH (slice:LogSlice)
WHERE slice.packed IS NOT NULL OR any(text IN slice.changes WHERE any(name IN $names WHERE text CONTAINS name))
RETURN elementId(slice), slice.changes, slice.packed
"""
_REWRITE = """
UNWIND $rows AS row MATCH (slice:LogSlice) WHERE elementId(slice) = row.slice
SET slice.changes = row.changes, slice.packed = row.packed
"""
_THERE = "MATCH (node:Record {id: $id}) RETURN count(node) > 0"


def read_log(
    transaction: neo4j.ManagedTransaction, since: int, most: int | None = None, moment: datetime | None = None
) -> list[Entry]:
    """The entries above a version and from a moment on, oldest first; with `most` a piece of them."""
    values: dict[str, Any] = {"since": since, "most": most, "moment": moment and moment.astimezone(UTC)}
    pattern, which = _LINES if most is None else _PIECE, _SINCE if moment is None else _FROM
    return piece_of(_entries(transaction, pattern, which, **values), most)


def count_changes(transaction: neo4j.ManagedTransaction, since: int, until: int, moment: datetime | None = None) -> int:
    """How many changes there are above a version up to another, made from a moment on."""
    values: dict[str, Any] = {"since": since, "until": until, "moment": moment and moment.astimezone(UTC)}
    return int(run(transaction, _COUNT if moment is None else _COUNT_FROM, **values).single(strict=True)[0])


def read_past(transaction: neo4j.ManagedTransaction, ids: Collection[str], since: int = 0) -> list[Entry]:
    """The entries above a version that changed one of these records, oldest first, with only those changes."""
    which, keys = "slice.key IN $keys AND slice.version > $since", keys_of(ids)
    # Of a few records most of what stands in a packed slice need not be read; of many it is sooner read than looked for.
    wanted = _naming([*map(named_as, ids)]) if len(ids) <= FEW else _all
    return [*of_records(_entries(transaction, _SLICES, which, wanted, keys=keys, since=since), ids)]


def first_entry(transaction: neo4j.ManagedTransaction, by: str, mutation_id: str, digest: str) -> Entry | None:
    """What this writer's mutation made earlier; raises BadInput when that was another one under the same id."""
    if not mutation_id:
        return None
    which = "entry.by = $by AND entry.mutationId = $id"
    entry = next(_entries(transaction, _LINES, which, by=by, id=mutation_id), None)
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
        "slices": slices_of(changes.changes),
    }


def erase_values(transaction: neo4j.ManagedTransaction, ids: frozenset[str]) -> frozenset[str]:
    """Takes the values of records, and of those merged into them, out of every entry; returns the ids of all of them."""

    def there(id: str) -> bool:
        return bool(run(transaction, _THERE, id=id).single(strict=True)[0])

    def merging(text: str) -> bool:
        return text.startswith(MERGED)

    ids = with_merged(ids, _entries(transaction, _SLICES, _MERGING, merging, merged=MERGED), there)
    names = [*map(named_as, ids)]
    rows = [
        {"slice": slice, **kept(after, packed=packed is not None)}
        for slice, changes, packed in map(neo4j.Record.values, run(transaction, _NAMING, names=names))
        if (after := _without_values([*texts_in(changes, packed)], ids, _naming(names))) is not None
    ]
    run(transaction, _REWRITE, rows=rows).consume()
    return ids


def _without_values(texts: list[str], ids: frozenset[str], naming: Callable[[str], bool]) -> list[str] | None:
    """The changes without the values of these records; None when there are none among them."""
    if not any(map(naming, texts)):
        return None
    changes = tuple(map(decode_change, texts))
    after = without_values(changes, ids)
    return None if after == changes else [*map(encode_change, after)]


def _naming(names: Collection[str]) -> Callable[[str], bool]:
    """Whether a change may be one of records that JSON names so, or of their ties and links."""
    return lambda text: any(name in text for name in names)


def _all(text: str) -> bool:
    return True


def _entries(
    transaction: neo4j.ManagedTransaction,
    pattern: str,
    which: str,
    wanted: Callable[[str], bool] = _all,
    **values: Any,
) -> Iterator[Entry]:
    """The entries, oldest first, with those changes in the slices found that are wanted by their JSON."""
    rows = map(neo4j.Record.values, run(transaction, pattern.format(which=which) + _ENTRY, **values))
    for (version, at, *line), slices in groupby(rows, key=itemgetter(slice(6))):
        found = sorted(
            (ordinal, text)
            for *_, ordinals, changes, packed in slices
            for ordinal, text in zip(ordinals or (), texts_in(changes, packed), strict=True)
            if wanted(text)
        )
        yield read_entry(tuple(decode_change(text) for _, text in found), version, at.to_native(), *line)
