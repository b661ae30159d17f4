"""Log entries as stores keep them: each change as JSON by itself, all else in columns or properties of the entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

import msgspec

from graphsvc.errors import BadInput
from graphsvc.model.changes import Change, ChangeSet, Entry
from graphsvc.model.records import AnyRecord

_decoder = msgspec.json.Decoder(Change)
_encoder = msgspec.json.Encoder()
MERGED = '{"action":"MERGED"'
"""How the JSON of a change begins by which a record went into another."""


def encode_change(change: Change) -> str:
    """A change as JSON."""
    return _encoder.encode(change).decode()


def decode_change(text: str) -> Change:
    """The change that `encode_change` wrote."""
    return _decoder.decode(text)


def named_as(id: str) -> str:
    """How the JSON of a change holds the id of a record, or of an end of a tie or link."""
    return _encoder.encode(id).decode()


def read_entry(
    changes: tuple[Change, ...], version: int, at: datetime | str, by: str, reason: str, mutation_id: str, digest: str
) -> Entry:
    """The entry that was kept in these parts."""
    return Entry(
        version=version,
        changes=ChangeSet(
            changes=changes,
            by=by,
            reason=reason,
            mutation_id=mutation_id,
            digest=digest,
            at=datetime.fromisoformat(at) if isinstance(at, str) else at,
        ),
    )


def require_repeat(mutation_id: str, first: str, digest: str) -> None:
    """Raises BadInput when an earlier write under this id, of digest `first`, was another one."""
    if first != digest:
        raise BadInput.of(
            f"The mutation id {mutation_id} was used before, for another change.",
            place="clientMutationId",
            code="MUTATION_ID_USED",
            remedy="Give each change an id of its own.",
        )


def replay(records: dict[str, AnyRecord], entries: Iterable[Entry]) -> None:
    """Bring records, by id, to where these entries lead."""
    for entry in entries:
        for change in entry.changes.changes:
            if change.after is not None:
                records[change.id] = change.after
            elif not change.unknown:
                records.pop(change.id, None)


def piece_of(entries: Iterable[Entry], most: int | None) -> list[Entry]:
    """The first of these entries: at most so many, and none after they hold that many changes together."""
    if most is None:
        return [*entries]
    found: list[Entry] = []
    changes = 0
    for entry in entries:
        found.append(entry)
        changes += len(entry.changes.changes)
        if max(len(found), changes) >= most:
            break
    return found


def of_records(entries: Iterable[Entry], ids: Collection[str]) -> Iterator[Entry]:
    """The entries that changed one of these records, each with only the changes of these records."""
    wanted = frozenset(ids)
    for entry in entries:
        if changes := tuple(change for change in entry.changes.changes if change.id in wanted):
            yield msgspec.structs.replace(entry, changes=msgspec.structs.replace(entry.changes, changes=changes))
