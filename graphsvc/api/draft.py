"""A draft of a change set: what is asked, put together step by step, with every fault and its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from graphsvc.api.state import State
from graphsvc.errors import BadInput, Conflict, Fault, GraphsvcError, NotFound
from graphsvc.graph.blocked import Blocked
from graphsvc.graph.overlay import Overlay
from graphsvc.model.changes import Change, new_id
from graphsvc.model.make import Unmade
from graphsvc.model.records import AnyRecord, Edge, Kept, Link, Tie
from graphsvc.model.rules import conflicts, violations
from graphsvc.model.vocabularies import ChangeAction

Take = Callable[[Mapping[str, Any], "Draft", str], list[Change]]
"""(input, draft, start of its place) -> the changes it asks for, that of the record itself first."""


class Draft:
    """Changes over the graph as it is now, on behalf of a viewer."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.records = Overlay(state.live.graph)
        self.version = state.live.graph.version
        """The version of the graph that it was drawn at."""
        self.places: dict[str, str] = {}
        """Record id -> where in the input it was asked to change."""
        self.named: dict[str, str] = {}
        """The same for the records that the input itself names; others change along."""
        self.expected: set[str] = set()
        """Of those, the ones of which the client said the revision."""
        self._faults: list[Fault] = []
        self._refusals: list[tuple[str, GraphsvcError]] = []
        self._ends: list[tuple[Edge, str]] = []
        self._halves: dict[str, Change] = {}
        """What would have been changed, of what does not fit: its id, its ends and its dates can still be wrong."""

    @property
    def changes(self) -> list[Change]:
        return self.records.changes

    def take(self, step: Take, input: Mapping[str, Any], place: str) -> None:
        """Add what a step asks; what is wrong with it is kept for `faults` and `require_sound`."""
        if (first := self.named.get(str(input.get("id")))) is not None:
            message = f"{first} changes {input['id']} already."
            self.refuse(Fault(place, "DUPLICATE_ID", message, "Say all of a record in one change."))
            return
        try:
            changes = step(input, self, f"{place}.")
        except Blocked as error:
            self._refusals.append((place, error))
        except BadInput as error:
            self._faults += error.faults
            if isinstance(error, Unmade):
                self._add_half(error.record, place, revised="revision" in input)
        except (Conflict, NotFound) as error:
            self._refusals.append((place, error))
        else:
            self._add(changes, place)
            if "revision" in input:
                self.expected.add(changes[0].id)

    def refuse(self, fault: Fault) -> None:
        """Note what is wrong with the input besides its steps."""
        self._faults.append(fault)

    def _add(self, changes: list[Change], place: str) -> None:
        main = changes[0]
        self.named[main.id] = place
        for change in changes:
            self.places.setdefault(change.id, place)
        if isinstance(main.after, Tie | Link):
            self._ends.append((main.after, place))
        self.records.add(changes)

    def _add_half(self, record: AnyRecord, place: str, *, revised: bool) -> None:
        if record.id is None:
            record = msgspec.structs.replace(record, id=new_id())
        before = self.records.find(record.id) if revised else None
        self._halves[record.id] = Change(action=ChangeAction.UPDATED, before=before, after=record)
        self.named[record.id] = self.places[record.id] = place
        if isinstance(record, Tie | Link):
            self._ends.append((record, place))

    # What the viewer may name

    def known(self, struct: type[Kept], id: str) -> AnyRecord:
        """The record of a type that the viewer sees, or that the draft makes. Raises NotFound."""
        found = self.state.all.get(id) or self._made(id)
        if not isinstance(found, struct):
            what = struct.kind.words.en if "kind" in struct.__dict__ else "record"
            raise NotFound(f"There is no {what} {id}.")
        return found

    def _made(self, id: str) -> AnyRecord | None:
        return self.records.find(id) if self.state.live.graph.find(id) is None else None

    # What is wrong

    def faults(self) -> list[Fault]:
        """Everything wrong with it, conflicts and what is not found included, each with its place."""
        refused = [_fault_of(place, error) for place, error in self._refusals]
        return [*self._own_faults(), *refused]

    def require_sound(self) -> None:
        """Raises the one refusal when nothing else is wrong with it, else BadInput with every fault."""
        if self._refusals and not self._own_faults() and len(self._refusals) == 1:
            raise self._refusals[0][1]
        if faults := self.faults():
            raise BadInput(faults)

    def _own_faults(self) -> list[Fault]:
        own = [*self._faults, *self._ends_unseen()]
        if not own and not self._refusals:
            return []
        told = {fault.place for fault in own}
        whole = [*self.changes, *self._halves.values()]
        broken = dotted(violations(whole, self.state.live.graph, self.places))
        return own + [fault for fault in broken if fault.place not in told]

    def _ends_unseen(self) -> list[Fault]:
        """A tie or link to what the viewer may not see is refused as one to what does not exist."""
        return [
            Fault(f"{place}.{side}", "NO_SUCH_RECORD", f"There is no record {id}.", "Add it first, or correct the id.")
            for edge, place in self._ends
            for side, id in (("from", edge.from_id), ("to", edge.to_id))
            if id and not self._is_there(id)
        ]

    def _is_there(self, id: str) -> bool:
        return id in self._halves or self.state.all.get(id) is not None or self._made(id) is not None

    def broken_rules(self) -> list[Fault]:
        """What the rules between records say of it now. Raises Conflict."""
        conflicts(self.changes, self.state.live.graph)
        return dotted(violations(self.changes, self.state.live.graph, self.places))


def _fault_of(place: str, error: GraphsvcError) -> Fault:
    if isinstance(error, Conflict):
        return Fault(f"{place}.revision", error.code, str(error))
    return Fault(f"{place}.id", error.code, str(error), "Correct the id.")


def dotted(faults: Iterable[Fault]) -> list[Fault]:
    """Faults of the rules, whose places are written "input, from", with places as in GraphQL: "input.from"."""
    return [msgspec.structs.replace(fault, place=fault.place.replace(", ", ".")) for fault in faults]
