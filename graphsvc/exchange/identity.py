"""Which record a row is: one that this source gave before, or a new one and its id.

An id of the file is kept when it is free. A bare number is not kept: every file counts from 0 or 1, and ids are shared
by all records, so it becomes the name of the source and the number. What has no id gets one made from its own key, the
same at every import.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, count

import msgspec

from graphsvc.graph.view import View
from graphsvc.model.changes import fingerprint
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.records import Actor, AnyRecord, Source, Tie
from graphsvc.model.vocabularies import SourceKind

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ID = re.compile(r"[^\s\x00-\x1f\x7f]{1,200}")
_SIGNS = re.compile(r"[\x00-\x1f\x7f]+")


class Identity(msgspec.Struct, frozen=True):
    """The id of a row, the record it already is (None: new), and the id it asked for and could not have."""

    id: str
    existing: AnyRecord | None = None
    refused: str | None = None


class Identities:
    """Gives rows of one source their records and ids."""

    def __init__(self, view: View, source: Source) -> None:
        self._view, self._source = view, source
        self._prefix = source.id.removeprefix("import-")
        self._given: set[str] = {source.id}
        self._numbered: list[Actor] = []
        self._held: set[str] = set()
        """Ids that were made from a number which means another actor now."""
        self._known: dict[tuple[RecordKind, str], AnyRecord] = {}
        records: Iterator[Actor | Tie] = chain(view.actors(), view.ties())
        for record in records:
            if record.source == source.id and record.origin is not None:
                self._known[record.kind, record.origin] = record
                if isinstance(record, Actor) and _NUMBER.fullmatch(record.origin):
                    self._numbered.append(record)

    def recognise(self, actors: Iterable[tuple[str, str | None]]) -> int:
        """Tell which actors (key and name) the file has, before any is settled; returns how many changed number.

        A bare number often is no more than a place in a list, and means another actor in a later file. As long as all
        names stand where they stood, the number tells who a row is, also under a new name. Once one name has moved, a
        row is known by its name alone, and a name not seen before is a new actor.
        """
        rows = [(key, name) for key, name in actors if _NUMBER.fullmatch(key)]
        exact: dict[tuple[str, str | None], Actor] = {
            (record.origin or "", record.name): record for record in self._numbered
        }
        same = {key: exact[key, name] for key, name in rows if (key, name) in exact}
        by_name = {record.name: record for record in self._numbered if same.get(record.origin or "") is not record}
        moved: dict[str, Actor] = {}
        for key, name in rows:
            if key not in same and name is not None and (record := by_name.pop(name, None)) is not None:
                moved[key] = record
        if moved:
            self._held = {record.id for record in self._numbered}
            for record in self._numbered:
                self._known.pop((RecordKind.ACTOR, record.origin or ""), None)
        self._known |= {(RecordKind.ACTOR, key): record for key, record in {**same, **moved}.items()}
        return len(moved)

    def known(self, kind: RecordKind, key: str) -> AnyRecord | None:
        """The record that this source gave under this key before."""
        return self._known.get((kind, key))

    def settle(self, kind: RecordKind, key: str, *, is_id: bool) -> Identity:
        """The identity of the row with this key; `is_id` says whether the key is an id of the file."""
        identity = self._settle(kind, key, is_id)
        self._given.add(identity.id)
        return identity

    def _settle(self, kind: RecordKind, key: str, is_id: bool) -> Identity:
        if (known := self._known.get((kind, key))) is not None:
            return Identity(known.id, known)
        wanted = self._wanted(kind, key) if is_id else self._free(kind, key)
        existing = self._view.get(wanted)
        if wanted in self._held:
            return Identity(self._free(kind, key))
        if existing is None and wanted not in self._given:
            return Identity(wanted)
        if existing is not None and existing.source == self._source.id and existing.kind is kind:
            return Identity(wanted, existing)
        return Identity(self._free(kind, key), refused=wanted)

    def _wanted(self, kind: RecordKind, key: str) -> str:
        if _NUMBER.fullmatch(key):
            return f"{self._prefix}-{'tie-' if kind is RecordKind.TIE else ''}{key}"
        return key if _ID.fullmatch(key) else self._free(kind, key)

    def _free(self, kind: RecordKind, key: str) -> str:
        """The first free id made from a key: the same at every plan for the same records."""
        numbers = (fingerprint([self._source.id, kind, key, number])[:20] for number in count())
        return next(id for id in numbers if id not in self._given and self._view.get(id) is None)


def source_of(view: View, name: str) -> tuple[Source, bool]:
    """The source of this name that imports use, and whether it is new."""
    name = _SIGNS.sub(" ", name).strip()[:300].strip() or "import"
    for source in view.records(Source):
        if source.name == name and source.source_kind is SourceKind.IMPORT:
            return source, False
    wanted = f"import-{slug(name)}"
    id, number = wanted, 1
    while view.get(id) is not None:
        number += 1
        id = f"{wanted}-{number}"
    record = make(RecordKind.SOURCE, {"id": id, "name": name, "sourceKind": SourceKind.IMPORT})
    assert isinstance(record, Source)
    return record, True


def slug(name: str) -> str:
    """A name as part of an id: small letters, digits and hyphens, without the ending of the file."""
    stem = re.sub(r"\.[A-Za-z]{2,5}$", "", name)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "file"
