"""Edits: what one thing that people ask becomes in changes. Pure functions from the records there are; nothing a kind.

They look at every record, whoever may see it: an ended actor ends its hidden ties too. Whether the viewer may see and
change what is named is checked by who calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from graphsvc.errors import BadInput, Conflict, NotFound
from graphsvc.graph.blocked import Blocked, Hindrance
from graphsvc.graph.graph import Graph
from graphsvc.graph.merging import merged_edges, merged_record, referring
from graphsvc.model.changes import Change, Entry, Erased, created, differences, new_id, updated
from graphsvc.model.days import today
from graphsvc.model.hierarchies import Known
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import in_future, make, remade
from graphsvc.model.records import AnyRecord, Edge, Link, Tie
from graphsvc.model.vocabularies import ChangeAction, Confirmation, Visibility


def creation(kind: RecordKind, values: Mapping[str, Any], place: str = "") -> Change:
    """A record of these values, by key, with a new id when none is given. Raises BadInput with every fault."""
    return created(make(kind, {**values, "id": values.get("id") or new_id()}, place))


def updating(graph: Known, id: str, revision: int, values: Mapping[str, Any], place: str = "") -> Change:
    """Some values of a record changed, None clears one. Raises NotFound, Conflict (another revision) or BadInput."""
    before = _at_revision(graph, id, revision)
    return updated(before, remade(before, {**values, "id": id}, place))


def ending(graph: Known, id: str, revision: int, day: date, place: str = "") -> list[Change]:
    """A record that no longer holds from `day` on, and its ties and links that would hold longer.

    The change of the record itself comes first. Raises NotFound, Conflict or BadInput.
    """
    before = _at_revision(graph, id, revision)
    after = remade(before, {"validTo": day}, place)
    edges = (edge for edge in _edges_at(graph, id) if _holds_beyond(edge, day))
    ends = (updated(edge, msgspec.structs.replace(edge, valid_to=day), ChangeAction.ENDED) for edge in edges)
    return [updated(before, after, ChangeAction.ENDED), *ends]


def confirming(graph: Known, tie_id: str, by: str, day: date, place: str = "") -> Change:
    """A tie that the actor `by`, at one of its ends, says is right on `day`.

    A tie is told by the actor it starts at; so when the one at its other end confirms it, it is MUTUAL. Raises NotFound
    or BadInput.
    """
    tie = graph.find(tie_id)
    if not isinstance(tie, Tie):
        raise NotFound(f"There is no tie {tie_id}.")
    if by not in (tie.from_id, tie.to_id):
        raise BadInput.of(
            f"{by} is at neither end of the tie.", place=f"{place}by", code="NOT_AN_END", remedy="Name one of its ends."
        )
    if day > today():
        raise BadInput([in_future(f"{place}date", day)])
    confirmation = Confirmation.MUTUAL if by == tie.to_id else tie.confirmation
    verified = max(day, tie.last_verified or day)
    return updated(tie, msgspec.structs.replace(tie, confirmation=confirmation, last_verified=verified))


def merging(graph: Graph, kept_id: str, taken_id: str, place: str = "") -> list[Change]:
    """Two records of one thing become one: `taken_id` is taken up into `kept_id`, whose change comes first.

    What the kept record does not say is taken over from the other. Ties and links move along, none merged away; a tie
    of the two with each other goes, and a link that both have becomes one. Raises NotFound or BadInput.
    """
    kept, taken = found(graph, kept_id), found(graph, taken_id)
    if kept_id == taken_id:
        message, remedy = "A record cannot be merged with itself.", "Name two different records."
        raise BadInput.of(message, place=f"{place}take", code="SAME_RECORD", remedy=remedy)
    if kept.kind is not taken.kind or isinstance(kept, Tie | Link):
        raise BadInput.of(
            "Only two records of the same kind can become one, and ties and links cannot.",
            place=f"{place}take",
            code="KINDS_DIFFER",
            remedy="Name two records of the same kind, neither of them a tie or a link.",
        )
    moved = merged_edges(kept_id, taken_id, _edges_at(graph, kept_id), _edges_at(graph, taken_id))
    gone = Change(action=ChangeAction.MERGED, before=taken)
    changes = [updated(kept, merged_record(kept, taken), ChangeAction.MERGED), *moved, gone]
    changed = {change.id for change in changes}
    return changes + [change for change in referring(graph, kept_id, taken_id) if change.id not in changed]


def erasing(graph: Known, id: str) -> list[Change]:
    """A record that goes with its ties and links; that of the record comes first. The store also takes the values out of
    the log, and keeps who could see them. Raises NotFound."""
    records: list[AnyRecord] = [found(graph, id), *_edges_at(graph, id)]
    return [
        Change(
            action=ChangeAction.ERASED,
            before=record,
            erased=Erased(record.id, record.kind, there=False, before=_narrowest(graph, record)),
        )
        for record in records
    ]


def _narrowest(graph: Known, record: AnyRecord) -> Visibility:
    """The visibility of a record, of a tie or link the narrowest of itself and its ends."""
    if not isinstance(record, Tie | Link):
        return record.visibility
    ends = [_narrowest(graph, found(graph, id)) for id in (record.from_id, record.to_id)]
    own = [record.visibility] if isinstance(record, Tie) else []
    return max(*own, *ends, key=list(Visibility).index)


def undoing(graph: Known, entry: Entry, later: Iterable[Entry], place: str = "version") -> list[Change]:
    """What takes back one version of the log; `later`: the entries after it. Raises Blocked with the reasons.

    Every record must be as the version left it (changes that were themselves undone since do not count), and what the
    version made must not be tied to anything since.
    """
    touched = {change.id: one.version for one in later for change in one.changes.changes}
    ids = {change.id for change in entry.changes.changes}
    found = (_hindrance(graph, change, ids, touched) for change in entry.changes.changes)
    if hindrances := [one for one in found if one is not None]:
        raise Blocked(hindrances, place)
    return [_reverse(graph, change) for change in entry.changes.changes]


def found(graph: Known, id: str) -> AnyRecord:
    """The record with this id. Raises NotFound."""
    record = graph.find(id)
    if record is None:
        raise NotFound(f"There is no record {id}.")
    return record


def _at_revision(graph: Known, id: str, revision: int) -> AnyRecord:
    record = found(graph, id)
    if record.revision != revision:
        raise Conflict(id, revision, record.revision)
    return record


def _edges_at(graph: Known, id: str) -> list[Edge]:
    """Its ties and links, each once."""
    return list({edge.id: edge for edge in graph.edges_at(id)}.values())


def _holds_beyond(edge: Edge, day: date) -> bool:
    """Whether it begins before a day and does not end by it."""
    return (edge.valid_to is None or edge.valid_to > day) and (edge.valid_from is None or edge.valid_from < day)


def _hindrance(graph: Known, change: Change, ids: set[str], touched: Mapping[str, int]) -> Hindrance | None:
    """Why a change cannot be taken back now; None when it can. `touched`: the last later version that did, by record."""
    now, after = graph.find(change.id), change.after
    if change.action is ChangeAction.ERASED or change.erased is not None:
        return Hindrance("ERASED", change.id, touched.get(change.id))
    if (now is None) != (after is None) or (now and after and (now.kind is not after.kind or differences(now, after))):
        return Hindrance("CHANGED_SINCE", change.id, touched.get(change.id))
    if change.before is None and (new := [edge for edge in _edges_at(graph, change.id) if edge.id not in ids]):
        return Hindrance("TIED_SINCE", change.id, max(touched.get(edge.id, 0) for edge in new) or None)
    return None


def _reverse(graph: Known, change: Change) -> Change:
    before, after, now = change.before, change.after, graph.find(change.id)
    if before is None:
        return Change(action=ChangeAction.GONE, before=now)
    if after is None or now is None:
        # One up from what it last had, so that nobody who knows an earlier state takes this for it.
        again = msgspec.structs.replace(before, revision=before.revision + 1)
        return Change(action=ChangeAction.CREATED, after=again)
    return updated(now, before)
