"""Entries that hold their changes themselves, packed or not, as they did up to layout 2: carried over into slices."""

from __future__ import annotations

import zlib

import msgspec
import neo4j

from graphsvc.model.changes import Change
from graphsvc.stores.neo4j_log import ADD_SLICES
from graphsvc.stores.neo4j_server import LOAD_SECONDS, run
from graphsvc.stores.neo4j_slices import slices_of

_TO_CARRY = """
MATCH (entry:LogEntry) WHERE entry.changes IS NOT NULL OR entry.packed IS NOT NULL RETURN collect(entry.version)
"""
_LOCK = "MATCH (entry:LogEntry {version: $version}) SET entry.carried = true"
_HELD = "MATCH (entry:LogEntry {version: $version}) RETURN entry.changes, entry.packed"
_CARRY = f"""
MATCH (entry:LogEntry {{version: $version}}) REMOVE entry.changes, entry.packed, entry.carried
{ADD_SLICES}
"""


def carry_over(session: neo4j.Session) -> None:
    """Carries over every such entry, each in a transaction of its own: an import may be large. May be repeated."""
    versions = session.execute_read(lambda transaction: run(transaction, _TO_CARRY).single(strict=True)[0])
    for version in versions:
        session.execute_write(neo4j.unit_of_work(timeout=LOAD_SECONDS)(_carry), version)


def _carry(transaction: neo4j.ManagedTransaction, version: int) -> None:
    """Unless another process has done it, which is seen only after the lock is taken."""
    run(transaction, _LOCK, version=version).consume()
    text, packed = run(transaction, _HELD, version=version).single(strict=True).values()
    held = text if packed is None else zlib.decompress(packed)
    changes = () if held is None else msgspec.json.decode(held, type=tuple[Change, ...])
    run(transaction, _CARRY, version=version, slices=slices_of(changes)).consume()
