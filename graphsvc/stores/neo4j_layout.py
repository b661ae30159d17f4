"""The layout of a store in Neo4j: the files in `schema/neo4j`, and what follows from the model."""

from __future__ import annotations

import hashlib
import time
from typing import Any

import msgspec
import neo4j
from neo4j.exceptions import ClientError

from graphsvc.errors import StoreMissing, StoreNewer, StoreUnavailable
from graphsvc.stores.contract import SCHEMA_VERSION
from graphsvc.stores.migrations import migrations
from graphsvc.stores.neo4j_carrying import carry_over
from graphsvc.stores.neo4j_server import CHANGE_SECONDS, Address, run
from graphsvc.stores.neo4j_shape import EDGE_KINDS, LABELS, NESTED, property_keys

_HEAD = "MATCH (head:Head {one: 1}) RETURN head.layout, head.declared, head.filling IS NOT NULL"
_SET_HEAD = """
MERGE (head:Head {one: 1}) ON CREATE SET head.version = 0, head.writes = 0, head.lock = 0
SET head.layout = $layout, head.declared = $declared, head.writes = head.writes + 1
"""


class Layout(msgspec.Struct, frozen=True):
    """What a database says of its layout: the last migration (0: none), and the fingerprint of what follows the model."""

    version: int
    declared: str
    filling: bool = False
    """Whether it is being filled, and holds half of a network."""


def migrate(session: neo4j.Session, *, address: Address, create: bool) -> None:
    """Make constraints, indexes and names that this version needs. Each step may be repeated, by several at once."""
    layout = read_layout(session)
    if layout.version > SCHEMA_VERSION:
        raise StoreNewer(
            f"The store in Neo4j at {address.server} was made by a newer version of graphsvc "
            f"(layout {layout.version}; this one knows {SCHEMA_VERSION}). Install that version."
        )
    if layout.filling:
        raise StoreUnavailable(
            f"Neo4j at {address.server} is being filled from another store, or that was broken off. "
            "Wait until it is done, or empty the database and copy again."
        )
    if not layout.version and not create:
        raise StoreMissing(f"Neo4j at {address.server} holds no store yet. Make one with: graphsvc load")
    if layout != wanted():
        for migration in migrations("neo4j", layout.version):
            for statement in migration.statements:
                _step(session, statement)
        for statement in edge_constraints():
            _step(session, statement)
        _make_names(session)
        carry_over(session)
        _step(session, _SET_HEAD, layout=SCHEMA_VERSION, declared=wanted().declared)


def wanted() -> Layout:
    """The layout of this version."""
    names = [*edge_constraints(), *LABELS, *(nested.label + nested.type for nested in NESTED), *property_keys()]
    return Layout(SCHEMA_VERSION, hashlib.sha256("\n".join(names).encode()).hexdigest()[:32])


def read_layout(session: neo4j.Session) -> Layout:
    """The layout of the database."""
    row = session.execute_read(lambda transaction: run(transaction, _HEAD).single())
    return Layout(*row.values()) if row else Layout(0, "")


def edge_constraints() -> list[str]:
    """The statements that keep the ids of each kind of tie and link unique."""
    return [
        f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR ()-[edge:{kind}]-() REQUIRE edge.id IS UNIQUE"
        for kind in EDGE_KINDS
    ]


def _make_names(session: neo4j.Session) -> None:
    """Make every label, type and property key known, so that no query warns of a name that is not there yet."""
    labels = ["Record", "LogEntry", "LogSlice", "Side", *LABELS, *(nested.label for nested in NESTED)]
    types = [*EDGE_KINDS, *(nested.type for nested in NESTED)]
    own = ["at", "reason", "digest", "key", "ordinals", "changes", "packed", "carried", "version", "value", "expires"]
    own += ["lock", "writes", "explained", "misfits", "filling"]
    for procedure, names in (("Label", labels), ("RelationshipType", types), ("Property", [*property_keys(), *own])):
        _step(session, f"UNWIND $names AS name CALL db.create{procedure}(name) RETURN count(*)", names=names)


def _step(session: neo4j.Session, statement: str, **parameters: Any) -> None:
    """Runs one step, and again while another process does the same: Neo4j then says that it is there already."""
    deadline = time.monotonic() + CHANGE_SECONDS
    while True:
        try:
            session.execute_write(lambda transaction: run(transaction, statement, **parameters).consume())
            return
        except ClientError as error:
            if ".Schema." not in (error.code or "") or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
