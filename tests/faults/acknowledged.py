"""What must hold of a store, whatever happened to those who wrote to it."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.model.records import AnyRecord
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.stores.address import open_store
from tests.contracts.store import contents
from tests.faults.writer import changes_of


def acknowledged(printed: str) -> list[int]:
    """The writes that a writer said were confirmed; a line that was cut off says nothing."""
    lines = printed.splitlines(keepends=True)
    return [int(line.split()[1]) for line in lines if line.startswith("ack ") and line.endswith("\n")]


def state_after(name: str, writes: Iterable[int]) -> dict[str, AnyRecord]:
    """What these writes leave, by a dictionary."""
    known: dict[str, AnyRecord] = {}
    for number in writes:
        for change in changes_of(name, number):
            known.pop(change.id, None)
            if change.after is not None:
                known[change.id] = change.after
    return known


def erased_ids(name: str, last: int) -> set[str]:
    """The actors that were erased by writes 1 to `last`."""
    changes = (change for number in range(1, last + 1) for change in changes_of(name, number))
    return {change.id for change in changes if change.action is ChangeAction.ERASED and not change.of_edge}


def require_kept(url: str, **acks: int) -> dict[str, int]:
    """Every write of each writer up to its last acknowledged one is there, once and whole; gives the last there is.

    One more may be there: it was written, and the writer died before it said so.
    """
    with open_store(url) as store:
        log, found = store.log(0), contents(store)
    assert [entry.version for entry in log] == [*range(1, len(log) + 1)]
    lasts: dict[str, int] = {}
    expected: dict[str, AnyRecord] = {}
    for name, acked in acks.items():
        written = [int(entry.changes.mutation_id) for entry in log if entry.changes.by == name]
        lasts[name] = len(written)
        assert written == [*range(1, len(written) + 1)]
        assert acked <= len(written) <= acked + 1
        expected |= state_after(name, written)
    assert found == expected
    return lasts
