"""The state machine of `machine.py` with another process that writes too, and is killed while it does."""

from __future__ import annotations

import subprocess
import time

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from graphsvc.model.changes import Change, ChangeSet, Entry, created, updated
from graphsvc.model.make import remade
from graphsvc.stores.address import open_store
from tests.contracts.machine import ACTORS, SERVICES, StoreMachine
from tests.contracts.process import start

PROCESSES = 3
"""How many are started in a case at most: each needs a second or more."""
SECONDS = st.floats(0, 0.05)
"""After how long a process is killed; a small commit takes milliseconds."""


class CrashingMachine(StoreMachine):
    """Its services follow a process that writes; what a killed one was asked is done whole or not at all."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.process: subprocess.Popen[str] | None = None
        self.started = 0
        self.crashes: list[bool] = []
        """Of each crash, whether what was asked had been done by then."""

    def teardown(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
        super().teardown()
        assert self.crashes

    @initialize(data=st.data(), seconds=SECONDS)
    def begin_with_some(self, data: st.DataObject, seconds: float) -> None:
        """Each case has a commit by another process, and one that is cut off."""
        super().begin_with_some()
        self.change_elsewhere(data)
        self.crash(0, data, seconds)

    @rule(data=st.data())
    @precondition(lambda self: self.process is not None or self.started < PROCESSES)
    def change_elsewhere(self, data: st.DataObject) -> None:
        changes = self.some(data) or [self.certain()]
        asked = self.sent(changes)
        self.noted(self.logged(int(self.line())), asked.mutation_id, asked.digest, changes)

    @rule(service=SERVICES, data=st.data(), seconds=SECONDS)
    @precondition(lambda self: self.process is not None or self.started < PROCESSES)
    def crash(self, service: int, data: st.DataObject, seconds: float) -> None:
        """Nobody heard what became of a change: asking again under its id makes it, or tells that it was made."""
        changes = self.some(data) or [self.certain()]
        asked = self.sent(changes)
        time.sleep(seconds)
        assert self.process is not None
        self.process.kill()
        self.process.communicate()
        self.process = None
        self.crashes.append(self.made_whole(changes))
        entry = self.asked(service, changes, asked.mutation_id, asked.digest)
        self.noted(entry, asked.mutation_id, asked.digest, changes)

    def certain(self) -> Change:
        """A change that is always allowed."""
        record, values = self.records.get(ACTORS[0]), {"origin": self.token()}
        return created(self.new(ACTORS[0], values)) if record is None else updated(record, remade(record, values))

    def made_whole(self, changes: list[Change]) -> bool:
        """Whether the changes were made: all of them, or none."""
        after = self.records | {change.id: change.after for change in changes}
        with open_store(self.url) as store:
            snapshot = store.load()
            found = {record.id: record for record in snapshot.records}
        whole = {id: record for id, record in after.items() if record is not None}
        made = snapshot.version > len(self.lines)
        assert found == (whole if made else self.records)
        return made

    def sent(self, changes: list[Change]) -> ChangeSet:
        """Asks the process, begun if there is none, to make changes under an id."""
        if self.process is None:
            self.process, self.started = start("commit", self.url), self.started + 1
            assert self.line() == "ready"
        asked = ChangeSet(changes=tuple(changes), by="", mutation_id=f"m{len(self.lines)}", digest=self.token())
        assert self.process.stdin is not None
        self.process.stdin.write(msgspec.json.encode(asked).decode() + "\n")
        self.process.stdin.flush()
        return asked

    def line(self) -> str:
        assert self.process is not None
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def logged(self, version: int) -> Entry:
        with open_store(self.url) as store:
            return store.log(version - 1)[0]
