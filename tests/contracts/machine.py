"""A store and two services on it, against a plain dictionary and a plain list, under random changes of any kind."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from graphsvc.errors import BadInput, Conflict
from graphsvc.graph.edits import erasing, merging
from graphsvc.graph.graph import Graph
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Change, Entry, created, updated
from graphsvc.model.make import remade
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.stores.address import open_store
from tests.records import actor, area, link, tie

ACTORS = [f"actor-{number}" for number in range(5)]
AREAS = ["area-0", "area-1"]
TIES = [f"tie-{number}" for number in range(6)]
LINKS = [f"link-{number}" for number in range(3)]
SERVICES = st.sampled_from([0, 1])
VISIBILITY = st.sampled_from(["PUBLIC", "PARTNERS", "ADVISORS"])

Side = AnyRecord | None


class Kept(msgspec.Struct):
    """A change as the log should hold it."""

    id: str
    action: ChangeAction
    before: Side
    after: Side


class Line(msgspec.Struct):
    """A line as the log should hold it."""

    by: str
    mutation_id: str
    digest: str
    changes: list[Kept]


def ends(record: Side) -> set[str]:
    return {record.from_id, record.to_id} if isinstance(record, Tie | Link) else set()


class StoreMachine(RuleBasedStateMachine):
    """Rules do something to the store and to the model; invariants hold the two together after each."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.opened: list[LiveGraph] = []
        self.services = [self.open(create=True), self.open()]
        self.records: dict[str, AnyRecord] = {}
        self.lines: list[Line] = []
        self.older: list[AnyRecord] = []
        self.merges: list[tuple[str, str]] = []
        self.said = 0

    def open(self, *, create: bool = False) -> LiveGraph:
        self.opened.append(LiveGraph.open(self.url, create=create))
        return self.opened[-1]

    def teardown(self) -> None:
        for live in self.opened:
            live.close()

    # What can be done

    @initialize()
    def begin_with_some(self) -> None:
        self.written(0, [created(self.new(id, {"origin": self.token()})) for id in (*ACTORS[:3], *AREAS)])

    @rule(service=SERVICES, data=st.data())
    def change(self, service: int, data: st.DataObject) -> None:
        if changes := self.some(data):
            self.written(service, changes)

    def some(self, data: st.DataObject) -> list[Change]:
        """Some records made, altered, moved or taken away, in one go."""
        now = dict(self.records)
        changes = []
        for id in data.draw(st.lists(st.sampled_from([*ACTORS, *AREAS, *TIES, *LINKS]), unique=True, max_size=5)):
            change = self.one(id, now, data)
            if change is not None:
                changes.append(change)
                now.pop(id, None)
                if change.after is not None:
                    now[id] = change.after
        return changes

    def one(self, id: str, now: dict[str, AnyRecord], data: st.DataObject) -> Change | None:
        """A change of one record that the rules allow; None when there is none."""
        record = now.get(id)
        tied = any(id in ends(other) for other in (*now.values(), *self.records.values()))
        if record is not None and not tied and data.draw(st.booleans(), "take away"):
            return Change(action=ChangeAction.GONE, before=record)
        values = {"origin": self.token(), "visibility": data.draw(VISIBILITY)}
        if id in (*TIES, *LINKS):
            pair = self.pair(id, now, data)
            if pair is None:
                return None
            values = {"origin": values["origin"], "from": pair[0], "to": pair[1]}
        if record is not None:
            return updated(record, remade(record, values))
        return created(self.new(id, values))

    def pair(self, id: str, now: dict[str, AnyRecord], data: st.DataObject) -> tuple[str, str] | None:
        starts = [other for other in ACTORS if other in now]
        stops = starts if id in TIES else [other for other in AREAS if other in now]
        pairs = [(start, stop) for start in starts for stop in stops if start != stop]
        return data.draw(st.sampled_from(pairs)) if pairs else None

    def new(self, id: str, values: dict[str, Any]) -> AnyRecord:
        if id in TIES:
            return tie(values["from"], values["to"], **{**values, "id": id})
        if id in LINKS:
            return link(values["from"], "ACTIVE_IN", values["to"], **{**values, "id": id})
        return actor(id, **values) if id in ACTORS else area(id, **values)

    def token(self) -> str:
        """Something that is said once."""
        self.said += 1
        return f"said {self.said};"

    @rule(service=SERVICES, data=st.data())
    @precondition(lambda self: self.records)
    def erase(self, service: int, data: st.DataObject) -> None:
        id = data.draw(st.sampled_from(sorted(self.records)))
        self.written(service, erasing(Graph.of(self.records.values()), id))

    @rule(service=SERVICES, data=st.data())
    @precondition(lambda self: any(kept in self.records for kept, _ in self.merges))
    def erase_what_others_were_merged_into(self, service: int, data: st.DataObject) -> None:
        id = data.draw(st.sampled_from([kept for kept, _ in self.merges if kept in self.records]))
        self.written(service, erasing(Graph.of(self.records.values()), id))

    @rule(service=SERVICES, data=st.data())
    def merge(self, service: int, data: st.DataObject) -> None:
        there = [id for id in ACTORS if id in self.records]
        if len(there) < 2:
            return
        kept, taken = data.draw(st.permutations(there))[:2]
        self.written(service, merging(Graph.of(self.records.values()), kept, taken))
        self.merges.append((kept, taken))

    @rule(service=SERVICES, data=st.data())
    @precondition(lambda self: self.older)
    def change_what_is_no_longer_so(self, service: int, data: st.DataObject) -> None:
        """A change of an older state is refused, whether the service has seen the newer or not."""
        old = data.draw(st.sampled_from(self.older))
        now = self.records.get(old.id)
        if now is not None and now.revision == old.revision:
            return
        with pytest.raises((Conflict, BadInput)):
            self.asked(service, [updated(old, remade(old, {"origin": "late"}))])

    @rule(service=SERVICES)
    def break_a_rule(self, service: int) -> None:
        with pytest.raises(BadInput):
            self.asked(service, [created(actor("new")), created(tie("new", "nobody"))])

    @rule(service=SERVICES, data=st.data(), same=st.booleans())
    @precondition(lambda self: self.lines)
    def ask_again(self, service: int, data: st.DataObject, same: bool) -> None:
        """The first answer under that id, or a refusal when something else is asked."""
        version = data.draw(st.integers(1, len(self.lines)))
        line = self.lines[version - 1]
        ask = [created(actor("again"))]
        if same:
            assert self.asked(service, ask, line.mutation_id, line.digest).version == version
        else:
            with pytest.raises(BadInput):
                self.asked(service, ask, line.mutation_id, "another")

    @rule(service=SERVICES)
    def open_again(self, service: int) -> None:
        self.services[service].close()
        self.services[service] = self.open()

    @rule(service=SERVICES)
    def leave_behind(self, service: int) -> None:
        """Another service takes over from one that hangs, holding its connections."""
        self.services[service] = self.open()

    @rule(service=SERVICES)
    def catch_up(self, service: int) -> None:
        asyncio.run(self.services[service].catch_up())

    # How it is done, and what the model makes of it

    def asked(self, service: int, changes: Iterable[Change], mutation_id: str = "", digest: str = "") -> Entry:
        live = self.services[service]
        return asyncio.run(live.commit(changes, mutation_id=mutation_id, digest=digest))

    def written(self, service: int, changes: list[Change]) -> None:
        mutation_id, digest = f"m{len(self.lines)}", self.token()
        self.noted(self.asked(service, changes, mutation_id, digest), mutation_id, digest, changes)

    def noted(self, entry: Entry, mutation_id: str, digest: str, changes: list[Change]) -> None:
        kept = [Kept(change.id, change.action, change.before, change.after) for change in changes]
        self.lines.append(Line(entry.changes.by, mutation_id, digest, kept))
        assert entry.version == len(self.lines)
        for change in changes:
            if change.before is not None:
                self.older.append(change.before)
            self.records.pop(change.id, None)
            if change.after is not None:
                self.records[change.id] = change.after
        if erased := {change.id for change in changes if change.action is ChangeAction.ERASED}:
            self.forget(erased)

    def forget(self, erased: set[str]) -> None:
        for kept, taken in reversed(self.merges):
            if kept in erased and taken not in self.records:
                erased.add(taken)
        for line in self.lines:
            for change in line.changes:
                change.before = None if self.gone(change.before, erased) else change.before
                change.after = None if self.gone(change.after, erased) else change.after

    def gone(self, side: Side, erased: set[str]) -> bool:
        return side is not None and not erased.isdisjoint({side.id, *ends(side)})

    # What holds after each

    @invariant()
    def the_store_holds_what_the_dictionary_holds(self) -> None:
        with open_store(self.url) as store:
            snapshot = store.load()
            found = list(snapshot.records)
            assert store.misfits == []
        assert snapshot.version == len(self.lines)
        assert sorted(found, key=lambda record: record.id) == [self.records[id] for id in sorted(self.records)]

    @invariant()
    def the_log_has_every_line_in_order(self) -> None:
        log = self.services[0].store.log(0)
        assert [entry.version for entry in log] == [*range(1, len(self.lines) + 1)]
        for entry, line in zip(log, self.lines, strict=True):
            told = entry.changes
            changes = [Kept(one.id, one.action, one.before, one.after) for one in told.changes]
            assert Line(told.by, told.mutation_id, told.digest, changes) == line

    @invariant()
    def each_service_comes_to_the_same_graph(self) -> None:
        """The one that wrote is there already; the other follows the log, from wherever it was."""
        expected = Graph.of(self.records.values())
        for live in self.services:
            if live.graph.version == len(self.lines):
                assert shape(live.graph) == shape(expected)
        follower = self.services[len(self.lines) % 2]
        asyncio.run(follower.catch_up())
        assert shape(follower.graph) == shape(expected)


def shape(graph: Graph) -> dict[str, Any]:
    """All that a graph says of each record: itself, and what runs from and to it."""
    return {
        id: (graph.find(id), sorted(edge.id for edge in graph.edges_at(id)))
        for id in (*graph.node_number, *graph.edge_number)
    }
