"""Moving a network from one store to another, of either kind, with its log: copy, backup and restore.

A backup is a store in SQLite by itself, whatever store it was made of.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from graphsvc.errors import StoreExists, StoreMissing, StoreNewer, StoreUnavailable
from graphsvc.model.changes import Entry
from graphsvc.model.records import AnyRecord, Link, Tie, encode
from graphsvc.stores.address import open_store
from graphsvc.stores.contract import Misfit, Side, Store
from graphsvc.stores.entries import replay

Tell = Callable[[str, int], None]
"""Hears what is being done, and how many records are done."""
TOLD_EVERY = 1_000


class Held(msgspec.Struct):
    """Everything that a store holds at one version."""

    version: int
    records: list[AnyRecord]
    """Nodes before edges."""
    log: list[Entry]
    sides: list[Side]
    misfits: list[Misfit]


class Moved(msgspec.Struct, frozen=True):
    """What was moved."""

    version: int
    records: int
    checksum: str
    """Of all records; the same in every store that holds the same."""
    misfits: list[Misfit]
    """What did not fit the model in the first store, and is not in the other."""


def copy(source: str, target: str, tell: Tell = lambda what, done: None) -> Moved:
    """Copy what the store at one URL holds into that at another, while others may write to the first.

    The target is made when there is none. Raises StoreExists when it holds anything, StoreUnavailable when it does not
    give back what was written, and as `Store.open` does.
    """
    with open_store(source) as first:
        held = read_all(first, tell)
    with open_store(target, create=True) as second:
        second.fill(held.version, _told(held.records, "writing", tell), held.log, held.sides)
        found = read_all(second, tell)
    sums = checksum(held.records), checksum(found.records)
    if sums[0] != sums[1] or (found.version, log_checksum(found.log)) != (held.version, log_checksum(held.log)):
        raise StoreUnavailable(
            f"{target} does not hold what was written to it ({sums[1]}, not {sums[0]}). "
            "Look at its disk or server, and copy into another store."
        )
    return Moved(held.version, len(held.records), sums[0], held.misfits)


def backup(store: str, path: Path, tell: Tell = lambda what, done: None) -> Moved:
    """Write what a store holds at one version into a new file, while others may write to the store.

    The file appears under its name when it is complete and on disk. Raises StoreExists when there is one, and as `copy`.
    """
    if path.exists():
        raise StoreExists(f"There is a file {path} already, which stays as it is. Name a new file.")
    if not path.absolute().parent.is_dir():
        raise StoreUnavailable(f"There is no folder {path.absolute().parent} for the backup. Make the folder first.")
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=f".{path.name}.") as folder:
        part = Path(folder) / path.name
        moved = copy(store, f"sqlite:///{part}", tell)
        os.replace(part, path)
    _sync(path.absolute().parent)
    return moved


def restore(path: Path, store: str, tell: Tell = lambda what, done: None) -> Moved:
    """Put a backup back into a store that holds nothing. The file stays as it is. Raises StoreMissing, and as `copy`."""
    if not path.is_file():
        raise StoreMissing(f"There is no backup {path}. Correct the name.")
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise StoreUnavailable(f"{path} is a store in use, not a backup. Copy it with: graphsvc copy")
    with tempfile.TemporaryDirectory() as folder:
        # Opening brings a file up to date, and a backup should stay what it is.
        opened = Path(shutil.copyfile(path, Path(folder) / path.name))
        try:
            return copy(f"sqlite:///{opened}", store, tell)
        except (StoreMissing, StoreNewer, StoreUnavailable) as error:
            raise type(error)(str(error).replace(str(opened), str(path))) from None


def read_all(store: Store, tell: Tell = lambda what, done: None) -> Held:
    """Everything in a store at one version, also when others write meanwhile."""
    snapshot = store.load()
    records = {record.id: record for record in _told(snapshot.records, "reading", tell)}
    misfits = store.misfits
    # What was committed since is in the log already, and may have taken values out of it that the snapshot still has.
    log = store.log(0)
    replay(records, (entry for entry in log if entry.version > snapshot.version))
    ordered = sorted(records.values(), key=lambda record: isinstance(record, Tie | Link))
    return Held(max(snapshot.version, log[-1].version if log else 0), ordered, log, store.sides(), misfits)


def checksum(records: Iterable[AnyRecord]) -> str:
    """A number for a set of records, whatever their order: the sum of the SHA-256 of each, as 32 hexadecimal digits."""
    total = sum(int.from_bytes(hashlib.sha256(encode(record)).digest()[:16]) for record in records)
    return f"{total % 2**128:032x}"


def log_checksum(log: Iterable[Entry]) -> str:
    """A number for the lines of a log in their order, as 32 hexadecimal digits."""
    found = hashlib.sha256()
    for entry in log:
        found.update(msgspec.json.encode(entry) + b"\n")
    return found.hexdigest()[:32]


def _told(records: Iterable[AnyRecord], what: str, tell: Tell) -> Iterator[AnyRecord]:
    done = 0
    for done, record in enumerate(records, 1):
        if done % TOLD_EVERY == 0:
            tell(what, done)
        yield record
    tell(what, done)


def _sync(folder: Path) -> None:
    """Puts the names in a folder on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
