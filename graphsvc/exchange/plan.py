"""What an import would do: one list of changes, with every fault and all that whoever imports should know.

A dry run is the plan; an import is the plan and `LiveGraph.commit(plan.changes, places=plan.places)`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from graphsvc.errors import BadInput, Fault
from graphsvc.exchange.columns import LINK_COLUMNS, check_columns, fold
from graphsvc.exchange.detection import read_draft
from graphsvc.exchange.draft import ActorRow, Draft, ImportOptions, InputFile, Notice, NoticeCode, Row, TieRow
from graphsvc.exchange.identity import Identities, Identity, source_of
from graphsvc.exchange.making import Maker, content
from graphsvc.exchange.targets import Ends, Targets
from graphsvc.exchange.types import chosen_kinds
from graphsvc.graph.view import View
from graphsvc.model.changes import Change, created, fingerprint
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.make import make
from graphsvc.model.records import Actor
from graphsvc.model.rules import violations

EXAMPLES = 3


class Tally(msgspec.Struct):
    """How many records of one kind an import makes, changes, leaves as they are, and leaves out for their faults."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would do. With faults there are no changes, unless rows with faults were to be left out."""

    changes: tuple[Change, ...] = ()
    places: dict[str, str] = {}
    """Record id -> place in the files, for faults that the commit finds."""
    faults: tuple[Fault, ...] = ()
    notices: tuple[Notice, ...] = ()
    counts: dict[RecordKind, Tally] = {}
    """For actors, ties and links, also when faults forbid the import."""
    source: str = ""
    """Name of the source the records belong to."""
    ready: bool = True
    """Whether it may be committed."""


def plan_import(files: Sequence[InputFile], view: View, options: ImportOptions | None = None) -> ImportPlan:
    """Plan the import of files over what is there.

    `view` shows all that there is (`live.view(ended=True)`): ids are shared with what has ended. Raises BadInput when
    an option is wrong and LimitExceeded when a file costs too much; what is wrong with files is in the plan's faults.
    """
    options = options or ImportOptions()
    kinds = chosen_kinds(options.kinds)
    check_columns(options.columns)
    name = options.source or (files[0].name if files else "")
    try:
        draft = read_draft(files, options)
    except BadInput as error:
        return ImportPlan(faults=error.faults, source=name, ready=False)
    return Planner(draft, view, options, kinds, name).plan()


class Planner:
    """Turns a draft into a plan."""

    def __init__(self, draft: Draft, view: View, options: ImportOptions, kinds: dict[str, str], name: str) -> None:
        self.draft, self.view, self.options = draft, view, options
        self.source, self.source_is_new = source_of(view, name)
        self.identities = Identities(view, self.source)
        self.ends = Ends(view, self.identities, complete=draft.complete)
        self.maker = Maker(self.source.id, kinds)
        self.targets = Targets(view)
        self.faults, self.notices = list(draft.faults), list(draft.notices)
        self.changes: dict[str, Change] = {}
        self.places: dict[str, str] = {}
        self.counts = {kind: Tally() for kind in (RecordKind.ACTOR, RecordKind.TIE, RecordKind.LINK)}
        self.renamed: list[str] = []
        self.seen: dict[tuple[RecordKind, str], str] = {}
        self.faulty = {part for fault in draft.faults for part in _around(fault.place)}

    def plan(self) -> ImportPlan:
        """The plan; called once."""
        rows = [(key, row.name) for row in self.draft.actors if (key := row.known_by)]
        if moved := self.identities.recognise(rows):
            self.notices.append(Notice("NUMBERS_MOVED", count=moved))
        for row in self.draft.actors:
            self._plan_actor(row)
        self.ends.add_known()
        self._plan_ties()
        changes = self._lawful(list(self.changes.values()))
        if changes and self.source_is_new:
            changes.insert(0, created(self.source))
        self._notice_all()
        ready = not self.faults or self.options.leave_out_faults
        return ImportPlan(
            changes=tuple(changes) if ready else (),
            places=self.places,
            faults=tuple(self.faults),
            notices=tuple(self.notices),
            counts=self.counts,
            source=self.source.name,
            ready=ready,
        )

    # Actors and their links

    def _plan_actor(self, row: ActorRow) -> None:
        key = row.known_by
        if not key:
            return self._leave_out(RecordKind.ACTOR, row, [_nameless(row)])
        if not self._is_first(RecordKind.ACTOR, key, row):
            return None
        identity = self._identity(RecordKind.ACTOR, key, row, is_id=row.key is not None or key == row.reference)
        links, faults = self._links(row, identity.id)
        change, own_faults = self.maker.actor(row, key, identity)
        faults = own_faults + faults
        lost = bool(faults) or row.place in self.faulty
        self.ends.add(row, key, identity.id, lost=lost)
        if lost:
            return self._leave_out(RecordKind.ACTOR, row, faults)
        self._keep(RecordKind.ACTOR, row, identity, change)
        for link in links:
            self._keep(RecordKind.LINK, row, Identity(link.id), link)
        return None

    def _links(self, row: ActorRow, actor: str) -> tuple[list[Change], list[Fault]]:
        """The links an actor does not have yet, and the faults of names that name nothing."""
        links, faults = [], []
        for key, (kind, end_kind, _) in LINK_COLUMNS.items():
            for text in row.links.get(kind, ()):
                found = self.targets.find(end_kind, text, row.at(key))
                if isinstance(found, Fault):
                    faults.append(found)
                elif (link := self._link(kind, actor, found)) is not None:
                    links.append(link)
        return list({link.id: link for link in links}.values()), faults

    def _link(self, kind: LinkKind, actor: str, end: str) -> Change | None:
        if any(link.to_id == end for link in self.view.links_from(actor, kind)):
            return None
        values = {"linkKind": kind, "from": actor, "to": end, "source": self.source.id}
        id = fingerprint([self.source.id, kind, actor, end])[:20]
        return created(make(RecordKind.LINK, {"id": id, **values}))

    # Ties

    def _plan_ties(self) -> None:
        found = [(row, *self._both_ends(row)) for row in self.draft.ties]
        keys = _keys_of((row, start, end) for row, start, end in found)
        for row, start, end in found:
            ends = [end for end in (start, end) if isinstance(end, str)]
            faults = [end for end in (start, end) if isinstance(end, Fault)]
            if any(self.ends.is_lost(id) for id in ends):
                self._go_along(row, faults)
            else:
                self._plan_tie(row, keys[row.place, row.end], ends, faults)

    def _both_ends(self, row: TieRow) -> tuple[str | Fault, str | Fault]:
        return self.ends.find(row, "from", row.start), self.ends.find(row, "to", row.end)

    def _plan_tie(self, row: TieRow, key: str, ends: list[str], faults: list[Fault]) -> None:
        if not self._is_first(RecordKind.TIE, key, row):
            return
        identity = self._identity(RecordKind.TIE, key, row, is_id=row.key is not None)
        change, own_faults = self.maker.tie(row, key, identity, ends)
        if faults or own_faults or row.place in self.faulty:
            self._leave_out(RecordKind.TIE, row, faults + own_faults)
        else:
            self._keep(RecordKind.TIE, row, identity, change)

    def _go_along(self, row: TieRow, faults: list[Fault]) -> None:
        """Leave out a tie of which an actor was left out."""
        self._leave_out(RecordKind.TIE, row, faults, code="TIE_LEFT_OUT")

    # What both have

    def _is_first(self, kind: RecordKind, key: str, row: Row) -> bool:
        first = self.seen.get((kind, key))
        if first is None:
            self.seen[kind, key] = row.place
            return True
        self._leave_out(kind, row, [_twice(row, key[:100], first)])
        return False

    def _identity(self, kind: RecordKind, key: str, row: Row, *, is_id: bool) -> Identity:
        identity = self.identities.settle(kind, key, is_id=is_id)
        if identity.refused is not None:
            self.notices.append(Notice("ID_TAKEN", {"place": row.place, "wanted": identity.refused, "id": identity.id}))
        return identity

    def _keep(self, kind: RecordKind, row: Row, identity: Identity, change: Change | None) -> None:
        tally = self.counts[kind]
        if change is None:
            tally.unchanged += 1
            return
        self.changes[identity.id] = change
        self.places[identity.id] = row.place
        if change.before is None:
            tally.created += 1
            return
        tally.updated += 1
        if isinstance(change.before, Actor) and isinstance(change.after, Actor):
            if change.before.name != change.after.name:
                self.renamed.append(f"{change.before.name} -> {change.after.name}")

    def _leave_out(self, kind: RecordKind, row: Row, faults: list[Fault], code: NoticeCode = "LEFT_OUT") -> None:
        self.faults.extend(faults)
        self.counts[kind].left_out += 1
        if self.options.leave_out_faults:
            self.notices.append(Notice(code, {"place": row.place}))

    # What holds between records

    def _lawful(self, changes: list[Change]) -> list[Change]:
        """The changes without those that break a rule between records; each rule broken is a fault."""
        told: set[Fault] = set()
        while faults := violations(changes, self.view.graph, self.places):
            new = [fault for fault in faults if fault not in told]
            told.update(new)
            self.faults.extend(new)
            broken = {part for fault in faults for part in _around(fault.place)}
            kept = [change for change in changes if self.places[change.id] not in broken]
            for change in changes:
                if self.places[change.id] in broken:
                    self._take_back(change)
            if len(kept) == len(changes):
                return []
            changes = kept
        return changes

    def _take_back(self, change: Change) -> None:
        tally = self.counts[change.kind]
        tally.left_out += 1
        if change.before is None:
            tally.created -= 1
        else:
            tally.updated -= 1
        if self.options.leave_out_faults:
            self.notices.append(Notice("LEFT_OUT", {"place": self.places[change.id]}))

    def _notice_all(self) -> None:
        unknown = sorted(self.maker.unknown.items(), key=lambda item: (item[0][1] == "", -item[1], item[0]))
        for (code, type), count in unknown:
            self.notices.append(Notice(code, {"type": type}, count))
        for type in self.options.kinds:
            if type.strip().casefold() not in self.maker.met:
                self.notices.append(Notice("UNUSED_KIND", {"type": type}))
        for heading in self.options.columns:
            if fold(heading) not in self.draft.headings:
                self.notices.append(Notice("UNUSED_COLUMN", {"column": heading}))
        if self.renamed:
            examples = "; ".join(self.renamed[:EXAMPLES])
            self.notices.append(Notice("RENAMED", {"examples": examples}, len(self.renamed)))


def _keys_of(found: Iterable[tuple[TieRow, str | Fault, str | Fault]]) -> dict[tuple[str, str], str]:
    """The key of each tie by its place: its id, or its ends, its type and a number among those that share them.

    The number follows from what the rows say, not from their order, so that ties may be sorted between two imports.
    """
    keys: dict[tuple[str, str], str] = {}
    groups: defaultdict[tuple[str, str, str], list[TieRow]] = defaultdict(list)
    for row, start, end in found:
        if row.key is not None:
            keys[row.place, row.end] = row.key
        else:
            ends = [end if isinstance(end, str) else f"? {text}" for end, text in ((start, row.start), (end, row.end))]
            groups[ends[0], ends[1], row.type or str(row.values.get("tieKind") or "")].append(row)
    for group, rows in groups.items():
        for number, row in enumerate(sorted(rows, key=content), 1):
            keys[row.place, row.end] = msgspec.json.encode([*group, number]).decode()
    return keys


def _around(place: str) -> list[str]:
    """A place and all that it is in: "f, row 1, column c" is in "f, row 1", and that in "f"."""
    parts = place.split(", ")
    return [", ".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _nameless(row: ActorRow) -> Fault:
    return Fault.saying(row.place, "REQUIRED", "There is no name and no id.", "Give the actor a name.")


def _twice(row: Row, key: str, first: str) -> Fault:
    """The fault of a row with the id, or without one the name, of an earlier one."""
    if row.key is not None:
        message, remedy, what = "The id %(key)s stands at %(first)s too.", "Give each its own.", "id"
    else:
        message, remedy = "The name %(key)s stands at %(first)s too.", "Add a column id, with another for each."
        what = "name"
    return Fault.saying(row.at(what), "DUPLICATE_ID", message, remedy, key=key, first=first)
