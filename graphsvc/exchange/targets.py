"""The records that cells name: the ends of ties, and areas, themes and target groups, by id, code or name."""

from __future__ import annotations

import difflib
from collections import defaultdict
from typing import Any

from graphsvc.errors import Fault
from graphsvc.exchange.draft import ActorRow, TieRow
from graphsvc.exchange.identity import Identities
from graphsvc.graph.view import View
from graphsvc.model.fields import field_by_key
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import Actor, Area, Record, TargetGroup, Theme, Tie, name_of

STRUCTS: dict[RecordKind, type[Record]] = {struct.kind: struct for struct in (Area, Theme, TargetGroup)}
SEVERAL, NEAR = "%(name)s can be %(ids)s.", "Did you mean %(near)s?"
HINTS = 50
"""For how many unknown names the nearest is looked up: each costs a pass over all names."""


class Names:
    """Ids by name, without case; names that several records have are known as such."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, list[str]] = defaultdict(list)
        self._shown: dict[str, str] = {}
        self._hints = 0

    def add(self, name: str | None, id: str) -> None:
        if name and id not in self._ids[folded := name.strip().casefold()]:
            self._ids[folded].append(id)
            self._shown[folded] = name

    def find(self, name: str) -> list[str]:
        return self._ids.get(name.strip().casefold(), [])

    def nearest(self, name: str) -> str:
        """The name nearest to one that is not there; "" when none is near."""
        self._hints += 1
        if self._hints > HINTS:
            return ""
        near = difflib.get_close_matches(name.strip().casefold()[:100], self._shown, n=1)
        return self._shown[near[0]] if near else ""


class Targets:
    """Areas, themes and target groups."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._codes: dict[str, Area] = {}
        self._names: dict[RecordKind, Names] = {}

    def find(self, kind: RecordKind, text: str, place: str) -> str | Fault:
        """The id of the record that a text names, or the fault that it names none or several."""
        names = self._index(kind)
        record = self._view.get(text)
        if record is not None and record.kind is kind:
            return text
        if kind is RecordKind.AREA and (area := self._codes.get(text.strip().upper())) is not None:
            return area.id
        found = names.find(text)
        if len(found) == 1:
            return found[0]
        if found:
            remedy = "Write the id or the code instead of the name."
            return Fault.saying(place, "AMBIGUOUS_NAME", SEVERAL, remedy, name=text, ids=tuple(found[:10]))
        values = {"name": text[:100], "near": names.nearest(text)}
        remedy = NEAR if values["near"] else "Add it first."
        message = "There is no %(kind)s %(name)s."
        return Fault.saying(place, "NO_SUCH_RECORD", message, remedy, kind=kind.words, **values)

    def _index(self, kind: RecordKind) -> Names:
        if kind in self._names:
            return self._names[kind]
        names = self._names[kind] = Names()
        records = self._view.records(STRUCTS[kind])
        for record in records:
            if isinstance(record, Area) and record.code:
                known = self._codes.get(record.code)
                if known is None or (known.year or 0) < (record.year or 0):
                    self._codes[record.code] = record
        for record in records:
            if isinstance(record, Area) and record.code and self._codes[record.code] is not record:
                continue  # the same area in an earlier year
            names.add(name_of(record), record.id)
            names.add(getattr(record, "name_en", None), record.id)
        return names


class Ends:
    """The actors that ties of the file may name: rows of the file first, then records there are."""

    def __init__(self, view: View, identities: Identities, *, complete: bool) -> None:
        self._view, self._identities, self._complete = view, identities, complete
        self._keys: dict[str, str | None] = {}
        self._names = Names()
        self._lost: set[str] = set()

    def add(self, row: ActorRow, key: str, id: str, *, lost: bool) -> None:
        """Tell of a row and its id; a lost one has faults, and its ties go with it."""
        self._keys[key] = id
        if row.reference is not None:
            self._keys.setdefault(row.reference, id)
        self._names.add(row.name, id)
        if lost:
            self._lost.add(id)

    def add_known(self) -> None:
        """Let ends be records there are already, unless the format is complete in itself."""
        if not self._complete:
            for actor in self._view.actors():
                self._names.add(actor.name, actor.id)

    def is_lost(self, id: str) -> bool:
        return id in self._lost

    def find(self, row: TieRow, key: str, text: str) -> str | Fault:
        """The id of the actor at one end (`key` "from" or "to") of a tie, or the fault that there is none."""
        if not text:
            term = field_by_key(Tie)[key].term
            return Fault.saying(row.at(key), "REQUIRED", "%(field)s is required.", "Name an actor.", field=term)
        if (id := self._keys.get(text)) is not None:
            return id
        if not self._complete:
            record = self._view.get(text) or self._identities.known(RecordKind.ACTOR, text)
            if isinstance(record, Actor):
                return record.id
        found = self._names.find(text)
        if len(found) == 1:
            return found[0]
        if found:
            values: dict[str, Any] = {"name": text, "ids": tuple(found[:10])}
            return Fault.saying(row.at(key), "AMBIGUOUS_NAME", SEVERAL, "Write the id.", **values)
        values = {"name": text[:100], "near": self._names.nearest(text)}
        remedy = NEAR if values["near"] else "Add the actor, or correct the end of the tie."
        return Fault.saying(row.at(key), "DANGLING_END", "There is no actor %(name)s.", remedy, **values)
