"""Log entries as stores keep them: the changes as JSON, all else in columns or properties of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from graphsvc.errors import BadInput
from graphsvc.model.changes import Change, ChangeSet, Entry
from graphsvc.model.records import AnyRecord

_decoder = msgspec.json.Decoder(tuple[Change, ...])
_encoder = msgspec.json.Encoder()


def encode_changes(changes: tuple[Change, ...]) -> str:
    """Changes as JSON."""
    return _encoder.encode(changes).decode()


def decode_changes(text: str | bytes) -> tuple[Change, ...]:
    """The changes that `encode_changes` wrote."""
    return _decoder.decode(text)


def read_entry(
    version: int, at: datetime | str, by: str, reason: str, mutation_id: str, digest: str, changes: tuple[Change, ...]
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
