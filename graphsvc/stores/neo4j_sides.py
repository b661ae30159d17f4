"""Small documents in Neo4j, outside the versions of the graph."""

from __future__ import annotations

import time
from collections.abc import Iterable

import neo4j

from graphsvc.stores.contract import Side
from graphsvc.stores.neo4j_server import run

_PUT = """
OPTIONAL MATCH (old:Side) WHERE old.expires <= $now DELETE old
MERGE (side:Side {group: $group, key: $key}) SET side.value = $value, side.expires = $expires
"""
_SCAN = """
MATCH (side:Side) WHERE side.group = coalesce($group, side.group) AND side.key = coalesce($key, side.key)
                    AND coalesce(side.expires > $now, true)
RETURN side.group, side.key, side.value, side.expires ORDER BY side.group, side.key
"""
_REMOVE = "MATCH (side:Side {group: $group, key: $key}) DELETE side"
_FILL = "UNWIND $rows AS row CREATE (side:Side) SET side = row"


def put_side(transaction: neo4j.ManagedTransaction, side: Side) -> None:
    """Keeps a document, in the place of an older one."""
    values = {"group": side.group, "key": side.key, "value": side.value, "expires": side.expires}
    run(transaction, _PUT, now=time.time(), **values).consume()


def read_sides(transaction: neo4j.ManagedTransaction, group: str | None = None, key: str | None = None) -> list[Side]:
    """The documents that have not expired: all, those of a group, or the one under a key."""
    rows = run(transaction, _SCAN, group=group, key=key, now=time.time()).values()
    return [Side(found, name, bytes(value), expires) for found, name, value, expires in rows]


def remove_side(transaction: neo4j.ManagedTransaction, group: str, key: str) -> None:
    """Forgets a document."""
    run(transaction, _REMOVE, group=group, key=key).consume()


def fill_sides(transaction: neo4j.ManagedTransaction, sides: Iterable[Side]) -> None:
    """Adds documents where there are none."""
    rows = [{"group": side.group, "key": side.key, "value": side.value, "expires": side.expires} for side in sides]
    run(transaction, _FILL, rows=rows).consume()
