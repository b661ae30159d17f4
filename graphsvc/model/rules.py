"""What must hold between records, whatever is written: checked before the store sees a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphsvc.errors import Conflict, Fault
from graphsvc.model.changes import Change
from graphsvc.model.hierarchies import Known, edges_in_cycles, hierarchy_of
from graphsvc.model.kinds import ENDS, RecordKind
from graphsvc.model.make import contradictions
from graphsvc.model.records import AnyRecord, Edge, Kept, Link, Tie


def conflicts(changes: Iterable[Change], known: Known) -> None:
    """Raises Conflict when a record is not at the revision that a change expects."""
    for change in changes:
        found = known.find(change.id)
        revision = found.revision if found is not None else 0
        if change.before is not None and change.expected != revision:
            raise Conflict(change.id, change.expected, revision)


def violations(changes: Iterable[Change], known: Known, places: Mapping[str, str] | None = None) -> list[Fault]:
    """Every rule that the changes would break, each with its place (`places`: record id -> place in the input)."""
    changes = tuple(changes)
    places = places or {}
    after, faults = _after(changes, known, places)
    ends = {id: found for id, found in _wrong_ends(changes, after, known, places) if found}
    inside_itself = edges_in_cycles({id: None if id in ends else record for id, record in after.items()}, known)
    for change in changes:
        place = places.get(change.id, change.id)
        if change.after is None:
            # One that is changed too either goes along, or moves to other ends, which are looked at with it.
            if left := [edge.id for edge in known.edges_at(change.id) if edge.id not in after]:
                message = "The record %(id)s still has ties or links (%(count)s), such as %(edge)s."
                values = {"id": change.id, "count": len(left), "edge": left[0]}
                faults.append(Fault.saying(place, "STILL_TIED", message, "Take them away with it.", **values))
            continue
        faults.extend(contradictions(change.after, f"{place}, "))
        if isinstance(change.after, Tie | Link):
            faults.extend(ends.get(change.id, ()))
            if change.id in inside_itself:
                message, remedy = "%(id)s would be inside itself by %(kind)s.", "Leave out one of the steps."
                values = {"id": change.after.from_id, "kind": hierarchy_of(change.after)}
                faults.append(Fault.saying(place, "CYCLE", message, remedy, **values))
        elif change.before is not None and change.before.kind is not change.after.kind:
            message, remedy = "A record cannot become another kind.", "End it and make a new one."
            faults.append(Fault.saying(place, "KIND_CHANGED", message, remedy))
    return faults


def _after(
    changes: Iterable[Change], known: Known, places: Mapping[str, str]
) -> tuple[dict[str, AnyRecord | None], list[Fault]]:
    """The changed records by id, as far as the change can be, and the faults of their ids."""
    after: dict[str, AnyRecord | None] = {}
    faults: list[Fault] = []
    for change in changes:
        place = places.get(change.id, change.id)
        if change.id in after:
            message, remedy = "The id %(id)s stands here twice.", "Give each record its own id."
            faults.append(Fault.saying(place, "DUPLICATE_ID", message, remedy, id=change.id))
        elif change.before is None and (found := known.find(change.id)) is not None:
            message, remedy = "The id %(id)s is taken already.", "Choose another id."
            faults.append(Fault.saying(f"{place}, id", "ID_TAKEN", message, remedy, id=change.id))
            after[change.id] = found  # what is joined to this id is judged by the record that is there
            continue
        after[change.id] = change.after
    return after, faults


def _wrong_ends(
    changes: Iterable[Change], after: Mapping[str, AnyRecord | None], known: Known, places: Mapping[str, str]
) -> Iterator[tuple[str, list[Fault]]]:
    for change in changes:
        if isinstance(change.after, Tie | Link):
            yield change.id, _end_faults(change.after, after, known, places.get(change.id, change.id))


def _kinds_of_ends(edge: Edge) -> tuple[frozenset[RecordKind], frozenset[RecordKind]]:
    """The kinds of record at which an edge may start and end: all, when it is not known what edge it is."""
    if isinstance(edge, Tie):
        return frozenset({RecordKind.ACTOR}), frozenset({RecordKind.ACTOR})
    return ENDS.get(edge.link_kind, (frozenset(RecordKind), frozenset(RecordKind)))


def _end_faults(edge: Edge, after: Mapping[str, AnyRecord | None], known: Known, place: str) -> list[Fault]:
    allowed = _kinds_of_ends(edge)
    faults = []
    for side, id, kinds in (("from", edge.from_id, allowed[0]), ("to", edge.to_id, allowed[1])):
        if id is None:  # it did not fit, which is told already
            continue
        end: Kept | None = after[id] if id in after else known.find(id)
        if end is None:
            message, remedy = "There is no record %(id)s.", "Add it first, or correct the id."
            faults.append(Fault.saying(f"{place}, {side}", "NO_SUCH_RECORD", message, remedy, id=id))
        elif end.kind not in kinds:
            message = "The kind of %(id)s is %(kind)s; at this end it must be one of: %(kinds)s."
            values = {"id": id, "kind": end.kind, "kinds": tuple(sorted(kinds))}
            remedy = "Name a record of one of these kinds."
            faults.append(Fault.saying(f"{place}, {side}", "WRONG_KIND_OF_END", message, remedy, **values))
    return faults
