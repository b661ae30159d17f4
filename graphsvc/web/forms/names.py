"""Finding records by what people call them, accents, capitals and small slips forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

import msgspec

from graphsvc.graph.folding import folded
from graphsvc.graph.view import View
from graphsvc.language import Language
from graphsvc.model.kinds import NODE_KINDS, LinkKind, RecordKind
from graphsvc.model.records import TYPES, Actor, Area, Record, name_of
from graphsvc.model.vocabularies import AreaLevel

SHOWN = 8
"""How many records are suggested."""
ALIKE = 0.45
"""From which share of common three-letter pieces two names are taken for spellings of one."""
LONG = 4
"""How many letters a name must have before it counts that one holds the other."""


class Named(msgspec.Struct, frozen=True, gc=False):
    """A record and its names as they are compared."""

    record: Record
    names: tuple[str, ...]
    pieces: tuple[frozenset[str], ...]


class Names:
    """The names of all records that a view shows; kept up to date at each version."""

    def __init__(self) -> None:
        self._named: dict[str, Named] = {}
        self._kinds: dict[RecordKind, list[Named]] = {}
        self._version: tuple[int, object] | None = None

    def read(self, view: View) -> None:
        """Take in the names that the view shows now. What did not change since is not compared anew."""
        if self._version == (view.version, view.day):
            return
        kinds: dict[RecordKind, list[Named]] = {}
        for kind in NODE_KINDS:
            struct = cast(type[Record], TYPES[kind])
            kinds[kind] = [self._kept(record) for record in view.records(struct)]
        # Set at once, for another thread may be reading.
        self._kinds, self._named = kinds, {named.record.id: named for found in kinds.values() for named in found}
        self._version = (view.version, view.day)

    def _kept(self, record: Record) -> Named:
        before = self._named.get(record.id)
        return before if before is not None and before.record is record else _named(record)

    def called(self, text: str, kinds: Iterable[RecordKind]) -> list[Record]:
        """The records of these kinds with exactly this id, name or code; those by another name only if there are none."""
        kinds = tuple(kinds)
        if (named := self._named.get(text.strip())) is not None and named.record.kind in kinds:
            return [named.record]
        name = plain(text)
        own: list[Record] = []
        other: list[Record] = []
        for named in self._of(kinds):
            if name and name in named.names:
                (own if name == named.names[0] else other).append(named.record)
        return own or other

    def starting(self, text: str, kinds: Iterable[RecordKind], limit: int = SHOWN) -> list[Record]:
        """The records that somebody who typed this much may mean, the likeliest first."""
        name = plain(text)
        words = name.split()
        found = []
        for named in self._of(kinds):
            rank = min((_rank(name, words, other) for other in named.names), default=9)
            if rank < 9:
                found.append((rank, named.names[0], named.record.id, named.record))
        return [record for *_, record in sorted(found, key=lambda entry: entry[:3])[:limit]]

    def alike(self, text: str, kind: RecordKind, limit: int = 5) -> list[Record]:
        """The records of a kind that may be the one with this name, the likest first."""
        name = plain(text)
        if len(name) < 3:
            return []
        pieces = pieces_of(name)
        found = []
        for named in self._of([kind]):
            likeness = max(map(lambda other, own: _likeness(name, pieces, other, own), named.names, named.pieces))
            if likeness >= ALIKE:
                found.append((-likeness, named.names[0], named.record.id, named.record))
        return [record for *_, record in sorted(found, key=lambda entry: entry[:3])[:limit]]

    def _of(self, kinds: Iterable[RecordKind]) -> Iterable[Named]:
        return (named for kind in kinds for named in self._kinds.get(kind, ()))


def plain(text: str) -> str:
    """A name as it is compared: small letters without accents, one space for whatever stands between words."""
    return " ".join(re.findall(r"\w+", folded(text)))


def pieces_of(name: str) -> frozenset[str]:
    """The three-letter pieces of a compared name."""
    padded = f"  {name} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def _named(record: Record) -> Named:
    texts = [name_of(record), *(record.other_names if isinstance(record, Actor) else ())]
    if isinstance(record, Area) and record.code:
        texts.append(record.code)
    names = tuple(plain(text[:300]) for text in texts)
    return Named(record, names, tuple(map(pieces_of, names)))


def _rank(name: str, words: list[str], other: str) -> int:
    if not name or name == other:
        return 0
    if other.startswith(name):
        return 1
    if f" {name}" in other:
        return 2
    if name in other:
        return 3
    return 4 if len(words) > 1 and all(word in other for word in words) else 9


def _likeness(name: str, pieces: frozenset[str], other: str, own: frozenset[str]) -> float:
    if name == other:
        return 1
    if min(len(name), len(other)) >= LONG and (f" {name} " in f" {other} " or f" {other} " in f" {name} "):
        return 0.9
    return len(pieces & own) / len(pieces | own)


def told(view: View, record: Record, language: Language) -> dict[str, str]:
    """A record as a suggestion: its id, its name, and what tells it from others of that name."""
    return {"id": record.id, "name": short(name_of(record)), "note": ", ".join(_notes(view, record, language))}


def _notes(view: View, record: Record, language: Language) -> list[str]:
    if isinstance(record, Area):
        around = (view.get(area) for area in sorted(view.around(record.id) - {record.id}))
        named = (area.name for area in around if isinstance(area, Area) and area.level is AreaLevel.MUNICIPALITY)
        return [record.level.words.label(language), *list(named)[:1]]
    if isinstance(record, Actor):
        places = sorted(name_of(area) for area in view.linked(record.id, LinkKind.ACTIVE_IN))
        return [record.actor_kind.words.label(language), *places[:2]]
    return []


def short(text: str) -> str:
    """A name or text of at most 90 letters."""
    return text if len(text) <= 90 else f"{text[:87]}…"
