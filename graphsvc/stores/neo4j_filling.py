"""An empty store in Neo4j that takes over what another store held, in as many transactions as its memory asks for.

While that goes on the head says `filling`: what was broken off is refused from then on, for half of it would be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from functools import partial
from itertools import chain, islice
from typing import TypeVar

import neo4j

from graphsvc.errors import StoreExists
from graphsvc.model.changes import Entry
from graphsvc.model.records import AnyRecord
from graphsvc.stores.contract import Side
from graphsvc.stores.entries import piece_of
from graphsvc.stores.neo4j_log import write_entry
from graphsvc.stores.neo4j_server import SECONDS_A_CHANGE, TRANSACTION_SECONDS, Address, run
from graphsvc.stores.neo4j_sides import fill_sides
from graphsvc.stores.neo4j_writing import create_records, seconds_for

BATCH = 20_000
"""Records a transaction."""
ENTRIES = 200
"""Log entries a transaction, unless one of them has more changes: a transaction of its own costs more than an entry."""
SECONDS_AN_ENTRY = 0.1
"""What each of them gets: a statement of its own, on a server that may have more to do."""

_HELD = """
MATCH (head:Head {one: 1})
RETURN head.version > 0 OR EXISTS { (:Record) } OR EXISTS { (:Side) } OR head.filling IS NOT NULL
"""
_STEP = "MATCH (head:Head {one: 1}) WHERE coalesce(head.filling, -1) < $step SET head.filling = $step RETURN count(*)"
_END = "MATCH (head:Head {one: 1}) SET head.version = $version, head.filling = NULL"

T = TypeVar("T")
Step = Callable[[neo4j.ManagedTransaction], None]


def require_empty(transaction: neo4j.ManagedTransaction, address: Address) -> None:
    """Raises StoreExists when the store holds anything."""
    if run(transaction, _HELD).single(strict=True)[0]:
        raise StoreExists(
            f"Neo4j at {address.server} holds a network already, which stays as it is. Name an empty database."
        )


def steps(
    version: int, records: Iterable[AnyRecord], log: Iterable[Entry], sides: Iterable[Side]
) -> Iterator[tuple[float, Step]]:
    """What to do in one transaction each, and the seconds that it gets. Each may be repeated."""
    work: Iterator[tuple[float, Step]] = chain(
        ((seconds_for(some), partial(create_records, records=some)) for some in batches(records, BATCH)),
        ((_for_log(some), partial(_write_entries, entries=some)) for some in _pieces(log)),
        ((_for_many(some), partial(fill_sides, sides=some)) for some in batches(sides, BATCH)),
    )
    for number, (seconds, step) in enumerate(work):
        yield seconds, _once(number, step)
    yield TRANSACTION_SECONDS, partial(_end, version=version)


def _for_many(items: Sized) -> float:
    return TRANSACTION_SECONDS + SECONDS_A_CHANGE * len(items)


def _pieces(log: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(log)
    while piece := piece_of(rest, ENTRIES):
        yield piece


def _for_log(entries: list[Entry]) -> float:
    changes = sum(len(entry.changes.changes) for entry in entries)
    return TRANSACTION_SECONDS + SECONDS_A_CHANGE * changes + SECONDS_AN_ENTRY * len(entries)


def _write_entries(transaction: neo4j.ManagedTransaction, entries: list[Entry]) -> None:
    for entry in entries:
        write_entry(transaction, entry)


def _end(transaction: neo4j.ManagedTransaction, version: int) -> None:
    run(transaction, _END, version=version).consume()


def _once(number: int, step: Step) -> Step:
    """The step, unless it was done: a connection lost at its end makes the driver try again."""

    def work(transaction: neo4j.ManagedTransaction) -> None:
        if run(transaction, _STEP, step=number).single(strict=True)[0]:
            step(transaction)

    return work


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
