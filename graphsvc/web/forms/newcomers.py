"""Actors that are not there yet and are named in the form of something else: they are added along with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from graphsvc.errors import BadInput, Fault
from graphsvc.graph.edits import creation
from graphsvc.model.changes import Change, new_id
from graphsvc.model.days import today
from graphsvc.model.kinds import RecordKind
from graphsvc.web.forms.names import Names, plain
from graphsvc.web.forms.typed import Typed, typed

NAME, KIND, ANOTHER = "_new.", "_kind.", "_another."
"""Begin the names of the controls of a newcomer, before that of the choice it belongs to: its name, its kind (as many of
one as of the other, in order), and the names of those that are no double of what is there already."""


class Newcomer(msgspec.Struct, frozen=True):
    """An actor to add. `kind` is "" as long as nobody chose it."""

    id: str
    name: str
    kind: str
    control: str
    """The name of the choice in which it was named first."""

    def created(self) -> Change:
        """The change that adds it. Raises BadInput with its faults beside the choice it was named in."""
        values = {"id": self.id, "name": self.name, "actorKind": self.kind, "lastVerified": today()}
        try:
            return creation(RecordKind.ACTOR, values)
        except BadInput as error:
            raise BadInput(Fault(self.control, fault.code, fault.message) for fault in error.faults) from None


class Newcomers:
    """The newcomers of one form: who is named twice is added once."""

    def __init__(self, sheet: Typed | None = None, names: Names | None = None) -> None:
        self._sheet, self._names = typed(()) if sheet is None else sheet, names
        self._by_name: dict[str, Newcomer] = {}

    def __iter__(self) -> Iterator[Newcomer]:
        return iter(self._by_name.values())

    def read(self, control: str, unknown: Iterable[str]) -> tuple[list[Newcomer], list[Fault]]:
        """The newcomers of a choice, with those of whom only an unknown name was typed, and what is wrong with them."""
        asked = [*typed_newcomers(self._sheet, control), *((name, "") for name in unknown)]
        faults = [Fault(control, code, name) for name, kind in asked if (code := self._wrong(control, name, kind))]
        return [self._taken(name, kind, control) for name, kind in asked], faults

    def _taken(self, name: str, kind: str, control: str) -> Newcomer:
        return self._by_name.setdefault(plain(name), Newcomer(new_id(), name, kind, control))

    def _wrong(self, control: str, name: str, kind: str) -> str:
        """The code of what is wrong with a newcomer; "" when nothing is."""
        if not plain(name):
            return "NO_NEW_NAME"
        if not kind:
            return "NO_NEW_KIND"
        if control.startswith("tie.") and plain(name) == plain(self._sheet.get("name", "")):
            return "SELF_TIE"
        before = self._by_name.get(plain(name))
        if before is not None and before.kind != kind:
            return "OTHER_KIND"
        looked_at = name in self._sheet.getlist(ANOTHER + control)
        return "" if looked_at or not self._is_there(name) else "DOUBLE"

    def _is_there(self, name: str) -> bool:
        return self._names is not None and bool(self._names.doubles(name, RecordKind.ACTOR))


def typed_newcomers(sheet: Typed, control: str) -> list[tuple[str, str]]:
    """Name and kind of each newcomer that was typed in a choice."""
    pairs = zip(sheet.getlist(NAME + control), sheet.getlist(KIND + control), strict=False)
    return [(name.strip(), kind) for name, kind in pairs if name.strip() or kind]
