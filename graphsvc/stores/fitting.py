"""What of a database fits the model: somebody may have edited it beside the service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphsvc.model.kinds import ENDS, RecordKind
from graphsvc.model.records import AnyRecord, Edge, Link, Tie
from graphsvc.stores.contract import Misfit

_ACTORS = frozenset({RecordKind.ACTOR})


def fitting(records: Iterable[AnyRecord], misfits: list[Misfit], *, unique: bool = False) -> Iterator[AnyRecord]:
    """The records that can stand in one graph; what cannot is added to `misfits`. Nodes must come before edges.

    Left out are a second record with the same id, and an edge with an end that is absent or of the wrong kind. `unique`
    says that the database itself keeps ids unique: then those of edges, most of all there are, need not be remembered.
    """
    kinds: dict[str, RecordKind] = {}
    for record in records:
        if record.id in kinds:
            misfits.append(Misfit(record.id, "Another record has the same id. Give one of them another id."))
            continue
        if isinstance(record, Tie | Link) and (fault := _fault_of_ends(record, kinds)):
            misfits.append(Misfit(record.id, fault))
            continue
        if not (unique and isinstance(record, Tie | Link)):
            kinds[record.id] = record.kind
        yield record


def _fault_of_ends(edge: Edge, kinds: dict[str, RecordKind]) -> str:
    """What is wrong with the ends of an edge; "" when nothing is."""
    starts, ends = (_ACTORS, _ACTORS) if isinstance(edge, Tie) else ENDS[edge.link_kind]
    start, end = kinds.get(edge.from_id), kinds.get(edge.to_id)
    if start in starts and end in ends and edge.from_id != edge.to_id:
        return ""
    if start is None or end is None:
        gone = edge.from_id if start is None else edge.to_id
        return f"It starts or ends at a record that is not there: {gone}. Add that record, or delete this."
    if edge.from_id == edge.to_id:
        return "It starts and ends at the same record. Delete it, or join it to another one."
    return f"It runs from {start} to {end}, which this kind of edge cannot. Delete it, or give it another type."
