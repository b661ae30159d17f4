"""Whether somebody edited the database beside the service.

The bookmark of a read transaction holds the number of the last transaction that was committed, and the service counts its
own on the head (`writes`). Their difference grows when somebody else commits, and only then: `explained` on the head is
the difference up to which everything was compared with the log. A label or property that is new to the database counts
as a commit too; that costs a needless comparison. Bookmarks are the server's own affair: one of a form not known here
says nothing, and then only `graphsvc check` finds edits.
"""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Iterable

import msgspec
import neo4j

from graphsvc.stores.contract import Head, Misfit
from graphsvc.stores.neo4j_server import TRANSACTION_SECONDS, run

_STANDING = "MATCH (head:Head {one: 1}) RETURN head.version, head.writes, head.explained, head.misfits"
_START = b"\x91\xcc\x10"
"""A list of one, then 16 bytes that name the database; a number follows (PackStream)."""
_SIZES = {0xC8: 1, 0xC9: 2, 0xCA: 4, 0xCB: 8}
TRIES = 20


class Standing(msgspec.Struct, frozen=True):
    """What the head says."""

    version: int
    writes: int
    explained: int | None
    misfits: bytes
    """The misfits of the last comparison, as JSON."""


def standing(transaction: neo4j.ManagedTransaction) -> Standing:
    """What the head says now."""
    version, writes, explained, misfits = run(transaction, _STANDING).single(strict=True)
    return Standing(version, writes, explained, misfits or b"[]")


def read_misfits(text: bytes) -> list[Misfit]:
    """The misfits that the head names."""
    return msgspec.json.decode(text, type=list[Misfit])


def look(session: neo4j.Session) -> tuple[Head, Standing]:
    """Where the store stands, and what its head says. At most two more transactions tell an edit from a busy writer."""
    found, number = _at(session)
    mark = " ".join(sorted(session.last_bookmarks().raw_values))
    # The bookmark is of the end of the transaction: a commit of the service in between makes the difference too large.
    edited = number is not None and (found.explained is None or number - found.writes > found.explained)
    if edited and found.explained is not None:
        exact = unexplained(session)
        edited = exact is not None and exact > found.explained
    return Head(version=found.version, mark=mark, edited=edited), found


def unexplained(session: neo4j.Session) -> int | None:
    """How many transactions were not the service's; None when that is not to be known, or not in such traffic."""
    before, _ = _at(session)
    for _ in range(TRIES):
        _, number = _at(session)
        after, _ = _at(session)
        if number is None:
            return None
        if before.writes == after.writes:
            return number - before.writes
        before = after
        time.sleep(0.01)
    return None


def _at(session: neo4j.Session) -> tuple[Standing, int | None]:
    """What the head says, and the number of the last transaction soon after."""
    found = session.execute_read(neo4j.unit_of_work(timeout=TRANSACTION_SECONDS)(standing))
    return found, number_of(session.last_bookmarks().raw_values)


def number_of(bookmarks: Iterable[str]) -> int | None:
    """The highest number of a transaction in bookmarks; None when there is none that can be read."""
    return max((number for bookmark in bookmarks if (number := _number(bookmark)) is not None), default=None)


def _number(bookmark: str) -> int | None:
    form, _, text = bookmark.partition(":")
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        return None
    rest = content[len(_START) + 16 :]
    if form != "FB" or not content.startswith(_START) or not rest:
        return None
    size = _SIZES.get(rest[0])
    if size is None:
        return rest[0] if rest[0] < 0x80 else None
    return int.from_bytes(rest[1 : 1 + size], "big", signed=True)
