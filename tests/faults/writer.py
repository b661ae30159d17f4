"""A process that writes until it is killed: `python -m tests.faults.writer URL NAME FIRST LAST`.

It prints `ack N` once the store has confirmed write N, and `refused CODE SECONDS` when it heard that it could not; then
it asks for the same again, as a client would.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphsvc.errors import HeadMoved, StoreUnavailable
from graphsvc.model.changes import Change, ChangeSet, created, updated
from graphsvc.model.make import remade
from graphsvc.model.records import AnyRecord
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.stores.address import open_store
from graphsvc.stores.contract import Store
from tests.records import actor, tie

ROOT = Path(__file__).parents[2]
ENDLESS = 1_000_000
ERASES_EVERY = 7
ERASED_BACK = 5
"""How far back the actor is that such a write erases."""


def start(url: str, name: str, first: int = 1, last: int = ENDLESS, before: Sequence[str] = ()) -> Any:
    """Starts a writer, behind a command such as strace if one is given."""
    command = [*before, sys.executable, "-m", "tests.faults.writer", url, name, str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def changes_of(name: str, number: int) -> list[Change]:
    """What write N does: a new actor, a tie to it and a change of the one before, sometimes an erasure too."""
    new = actor(f"{name}-{number}", description=secret(name, number))
    if number == 1:
        return [created(new)]
    last = actor(f"{name}-{number - 1}", description=secret(name, number - 1))
    changes = [created(new), updated(last, _passed(last)), created(tie(last.id, new.id))]
    if number % ERASES_EVERY == 0:
        changes += [Change(action=ChangeAction.ERASED, before=record) for record in _around(name, number - ERASED_BACK)]
    return changes


def secret(name: str, number: int) -> str:
    """What an actor says, and nothing else does."""
    return f"secret of {name}-{number}; " + "because " * (number % 100)


def _passed(record: AnyRecord) -> AnyRecord:
    return remade(record, {"tags": ["passed"]})


def _around(name: str, number: int) -> list[AnyRecord]:
    """An actor that is no longer the last, with its two ties."""
    middle = actor(f"{name}-{number}", description=secret(name, number))
    ids = [f"{name}-{at}" for at in (number - 1, number, number + 1)]
    after = updated(middle, _passed(middle)).record
    return [after, *(tie(*pair) for pair in pairwise(ids))]


def write(store: Store, name: str, number: int) -> int:
    """Makes write N, beginning again whenever another writer was first."""
    changes = ChangeSet(changes=tuple(changes_of(name, number)), by=name, mutation_id=str(number), digest="d")
    while True:
        try:
            return store.commit(changes, store.head().version).version
        except HeadMoved:
            continue


def say(line: str) -> None:
    """Prints a line at once, and as one."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(url: str, name: str, first: str, last: str) -> None:
    with open_store(url) as store:
        for number in range(int(first), int(last) + 1):
            while True:
                begun = time.monotonic()
                try:
                    write(store, name, number)
                    break
                except StoreUnavailable as error:
                    say(f"refused {error.code} {time.monotonic() - begun}")
            say(f"ack {number}")


if __name__ == "__main__":
    main(*sys.argv[1:])
