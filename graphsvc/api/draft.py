"""A draft of a change set: what is asked, put together step by step, with every fault and its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from graphsvc.api.state import State
from graphsvc.errors import BadInput, Conflict, Fault, GraphsvcError, NotFound
from graphsvc.graph.overlay import Overlay
from graphsvc.model.changes import Change
from graphsvc.model.records import AnyRecord, Edge, Kept, Link, Tie
from graphsvc.model.rules import conflicts, violations

Take = Callable[[Mapping[str, Any], "Draft", str], list[Change]]
"""(input, draft, start of its place) -> the changes it asks for, that of the record itself first."""


class Draft:
    """Changes over the graph as it is now, on behalf of a viewer."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.records = Overlay(state.live.graph)
        self.places: dict[str, str] = {}
        """Record id -> where in the input it was asked to change."""
        self.named: dict[str, str] = {}
        """The same for the records that the input itself names; others change along."""
        self._faults: list[Fault] = []
        self._refusals: list[tuple[str, GraphsvcError]] = []
        self._ends: list[tuple[Edge, str]] = []
        self._failed: set[str] = set()

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
            self._add(step(input, self, f"{place}."), place)
        except BadInput as error:
            self._faults += error.faults
            self._failed.add(str(input.get("id")))
        except (Conflict, NotFound) as error:
            self._refusals.append((place, error))

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
        # With some of it left out, the rules tell only of what is there.
        told = {fault.place for fault in own}
        broken = dotted(violations(self._whole(), self.state.live.graph, self.places))
        return own + [fault for fault in broken if fault.place not in told]

    def _whole(self) -> list[Change]:
        """The changes but for ties and links to what failed: it is told of once."""
        return [
            change
            for change in self.changes
            if not isinstance(change.after, Tie | Link)
            or self._failed.isdisjoint((change.after.from_id, change.after.to_id))
        ]

    def _ends_unseen(self) -> list[Fault]:
        """A tie or link to what the viewer may not see is refused as one to what does not exist."""
        return [
            Fault(f"{place}.{side}", "NO_SUCH_RECORD", f"There is no record {id}.", "Add it first, or correct the id.")
            for edge, place in self._ends
            for side, id in (("from", edge.from_id), ("to", edge.to_id))
            if id not in self._failed and self.state.all.get(id) is None and self._made(id) is None
        ]

    def broken_rules(self) -> list[Fault]:
        """What the rules between records say of it now. Raises Conflict."""
        conflicts(self.changes, self.state.live.graph)
        return dotted(violations(self.changes, self.state.live.graph, self.places))


def _fault_of(place: str, error: GraphsvcError) -> Fault:
    key = "revision" if isinstance(error, Conflict) else "id"
    return Fault(f"{place}.{key}", error.code, str(error))


def dotted(faults: Iterable[Fault]) -> list[Fault]:
    """Faults of the rules, whose places are written "input, from", with places as in GraphQL: "input.from"."""
    return [msgspec.structs.replace(fault, place=fault.place.replace(", ", ".")) for fault in faults]
