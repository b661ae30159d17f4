"""A log in memory, written by the edits of the product and rewritten by an erasure as stores do it."""

from __future__ import annotations

import random
from collections.abc import Collection
from contextlib import suppress
from itertools import pairwise
from typing import Any

import msgspec

from graphsvc.access.viewer import Viewer
from graphsvc.errors import BadInput, NotFound
from graphsvc.graph.edits import creation, erasing, merging, undoing, updating
from graphsvc.graph.graph import Graph
from graphsvc.graph.sight import seen_changes
from graphsvc.model.changes import Change, ChangeSet, Entry, Erased, created
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import Link, Tie
from graphsvc.model.rules import violations
from graphsvc.model.vocabularies import ChangeAction, Visibility
from graphsvc.stores.entries import of_records
from graphsvc.stores.erasure import erased_by, with_merged, without_values
from tests.records import actor, area, link, tie


class Log:
    """A graph and how it came about."""

    def __init__(self) -> None:
        self.graph, self.entries = Graph(), list[Entry]()

    def write(self, *changes: Change) -> None:
        made = ChangeSet(changes=changes, by="test")
        if ids := erased_by(made):
            ids = with_merged(ids, self.entries, lambda id: self.graph.find(id) is not None and id not in ids)
            self.entries = [_without(entry, ids) for entry in self.entries]
            made = msgspec.structs.replace(made, changes=without_values(changes, ids))
        entry = Entry(version=len(self.entries) + 1, changes=made)
        self.graph.apply(entry)
        self.entries.append(entry)

    def update(self, id: str, **values: Any) -> None:
        found: Any = self.graph.find(id)
        self.write(updating(self.graph, id, found.revision, values))

    def seen(self, viewer: Viewer, since: int = 0) -> list[tuple[int, str, bool, bool]]:
        found = seen_changes(self.entries[since:], self.graph.find, viewer)
        return [(one.version, one.id, one.before is not None, one.after is not None) for one in found]

    def later(self, ids: Collection[str], since: int) -> list[Entry]:
        """What a store's `past` gives."""
        return [entry for entry in of_records(self.entries, ids) if entry.version > since]


def erased_log(*visibilities: Visibility) -> Log:
    """The log of a record that was made, and then erased, as stores keep it: with who could see it at each change."""
    log = Log()
    for number, (before, after) in enumerate(pairwise([None, *visibilities, None]), start=1):
        action = ChangeAction.ERASED if after is None else ChangeAction.UPDATED if before else ChangeAction.CREATED
        change = Change(action=action, erased=Erased("a", RecordKind.ACTOR, after is not None, before, after))
        log.entries.append(Entry(version=number, changes=ChangeSet(changes=(change,), by="x")))
    return log


def random_log(rng: random.Random, length: int) -> Log:
    """Records that are made, hidden and shown again, tied elsewhere, merged, erased, taken away and made anew."""
    log = Log()
    shown = [str(visibility) for visibility in Visibility]
    log.write(*(created(actor(f"a{number}", visibility=rng.choice(shown))) for number in range(6)))
    log.write(created(area("w", visibility=rng.choice(shown))), created(area("v", visibility=rng.choice(shown))))
    while len(log.entries) < length:
        with suppress(BadInput, NotFound):
            step = _step(log, rng, shown)
            if not violations(step, log.graph):
                log.write(*step)
    return log


def _step(log: Log, rng: random.Random, shown: list[str]) -> list[Change]:
    graph = log.graph
    records: list[Any] = sorted(graph.records(), key=lambda record: record.id)
    actors = [record for record in records if record.kind is RecordKind.ACTOR]
    edges = [record for record in records if isinstance(record, Tie | Link)]
    one, other = rng.sample(actors, 2)
    match rng.choice(
        ["new", "tie", "link", "show", "show", "show", "move", "merge", "erase", "remove", "undo", "many"]
    ):
        case "new":
            return [created(actor(f"a{rng.randrange(12)}", visibility=rng.choice(shown)))]
        case "tie":
            return [creation(RecordKind.TIE, msgspec.to_builtins(tie(one.id, other.id, visibility=rng.choice(shown))))]
        case "link":
            return [created(link(one.id, "ACTIVE_IN", rng.choice("wv")))]
        case "show":
            record = rng.choice(records)
            return [updating(graph, record.id, record.revision, {"visibility": rng.choice(shown)})]
        case "move" if edges:
            edge = rng.choice(edges)
            values = {"from": one.id, "to": other.id} if isinstance(edge, Tie) else {"from": one.id}
            return [updating(graph, edge.id, edge.revision, values)]
        case "merge" if len(actors) > 4:
            return merging(graph, one.id, other.id)
        case "erase" if len(actors) > 4 and rng.random() < 0.5:
            return erasing(graph, one.id)
        case "remove" if edges:
            return [Change(action=ChangeAction.GONE, before=rng.choice(edges))]
        case "undo":
            version = rng.randrange(2, len(log.entries) + 1)
            return undoing(graph, log.entries[version - 1], log.entries[version:])
        case "many":
            return [updating(graph, some.id, some.revision, {"visibility": rng.choice(shown)}) for some in (one, other)]
    return []


def _without(entry: Entry, ids: frozenset[str]) -> Entry:
    changes = without_values(entry.changes.changes, ids)
    return msgspec.structs.replace(entry, changes=msgspec.structs.replace(entry.changes, changes=changes))
