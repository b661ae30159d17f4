"""Slices of log entries in Neo4j: nodes that hold the changes of an entry, found by the ids of the records.

A small entry has a slice for each record, under its id. A large one, for which so many nodes would take too long, spreads
the records over buckets, and has a packed slice for each bucket.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphsvc.model.changes import Change
from graphsvc.stores.entries import encode_change
from graphsvc.stores.neo4j_shape import Properties

LARGE = 1_000
"""The changes above which an entry is large."""
BUCKETS = 4_096
"""Enough that of 2,000,000 changes some 500 are read to find one. Slices that are there already hold on to the number."""


def slices_of(changes: Iterable[Change]) -> list[Properties]:
    """The properties of the slices that hold the changes of an entry."""
    made = [*changes]
    large = len(made) > LARGE
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, change in enumerate(made):
        places[bucket_of(change.id) if large else change.id].append(at)
    return [
        {"key": key, "ordinals": found, **kept([encode_change(made[at]) for at in found], packed=large)}
        for key, found in places.items()
    ]


def keys_of(ids: Iterable[str]) -> list[str]:
    """The keys of all slices that may hold changes of these records."""
    return sorted({key for id in ids for key in (id, bucket_of(id))})


def bucket_of(id: str) -> str:
    """The key of the slice in a large entry that has the changes of a record."""
    return f"#{zlib.crc32(id.encode()) % BUCKETS}"


def kept(texts: list[str], *, packed: bool) -> Properties:
    """The properties that hold changes, each of which is JSON in one line."""
    if not packed:
        return {"changes": texts, "packed": None}
    return {"changes": None, "packed": zlib.compress("\n".join(texts).encode(), level=1)}


def texts_in(changes: list[str] | None, packed: bytes | None) -> Iterator[str]:
    """The changes in these properties."""
    if packed is not None:
        yield from zlib.decompress(packed).decode().split("\n")
    elif changes is not None:
        yield from changes
