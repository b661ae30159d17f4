"""The document: titles, paragraphs, findings, tables, charts and maps, with nothing in it about any one format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, TypeVar

import msgspec

from graphsvc.language import Language, day, translate

Align = Literal["start", "end"]
Mark = Literal["plain", "quiet", "strong", "hatched", "low", "middle", "high", "alarm"]
"""How a cell stands out: a shade from low to high, alarm for what asks for action, hatched for not looked at yet.

A mark never carries meaning alone: the text of the cell says it too.
"""
Tone = Literal["plain", "lead", "quiet"]

T = TypeVar("T")


class Cell(msgspec.Struct, frozen=True):
    """The text of a table cell, or of an item in a list."""

    text: str
    record: str | None = None
    """The id of the record that the text names, for formats that link to it."""
    mark: Mark = "plain"


class Column(msgspec.Struct, frozen=True):
    """The head of a column; `share` is its part of the width beside those of the others."""

    title: str
    align: Align = "start"
    share: float = 1.0


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    text: str
    tone: Tone = "plain"


class Listing(msgspec.Struct, frozen=True, tag="listing"):
    """A list with bullets."""

    items: tuple[Cell, ...]


class Notice(msgspec.Struct, frozen=True, tag="notice"):
    """What a reader must not miss."""

    title: str
    text: str


class Finding(msgspec.Struct, frozen=True, tag="finding"):
    """Something that matters, what could be done about it, and how sure it is."""

    title: str
    text: str
    action: str = ""
    action_title: str = ""
    """What the action is, such as "What could be done"; needed where there is one."""
    certainty: str = ""
    notes: tuple[str, ...] = ()
    question: bool = False
    """Written as a question, for it is not sure enough to state."""


class Fact(msgspec.Struct, frozen=True):
    """A number with its name and one plain sentence on what it means."""

    name: str
    value: str
    meaning: str = ""


class Facts(msgspec.Struct, frozen=True, tag="facts"):
    items: tuple[Fact, ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table whose first column names its rows. `more` says what was cut."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str = ""
    wide: bool = False
    """Many narrow columns, such as a matrix: a format may turn it or let it scroll."""


class Bar(msgspec.Struct, frozen=True):
    name: str
    share: float
    """Length, 0-1 of the longest there could be."""
    value: str


class Bars(msgspec.Struct, frozen=True, tag="bars"):
    """A bar chart. It is written out as a table too, so `caption` and values tell all of it."""

    caption: str
    name_title: str
    value_title: str
    bars: tuple[Bar, ...]
    more: str = ""


class Node(msgspec.Struct, frozen=True):
    """A point of a map: its place in any unit, its colour (#rrggbb) and shape (dot, triangle or square)."""

    x: float
    y: float
    color: str
    shape: str
    size: float = 1.0


class Line(msgspec.Struct, frozen=True):
    """A line of a map, between two nodes by their index."""

    start: int
    end: int


class Key(msgspec.Struct, frozen=True):
    """One entry of the legend."""

    color: str
    shape: str
    text: str


class MapPicture(msgspec.Struct, frozen=True, tag="map"):
    """A drawing of the network, with the words that say what is seen on it."""

    caption: str
    description: str
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    legend: tuple[Key, ...] = ()


Block = Paragraph | Listing | Notice | Finding | Facts | Table | Bars | MapPicture


class Section(msgspec.Struct, frozen=True):
    """A heading with what stands under it; `parts` are one level deeper."""

    key: str
    """A short name, unique in the document, for links to it."""
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """All a format needs to know. `front` and the first section stand on the first page, before the contents."""

    title: str
    subtitle: str
    language: Language
    day: date
    """The day the document speaks of."""
    data_date: date | None
    """The latest day on which something in it was verified, not after `day`."""
    made: date
    """The day it was made."""
    front: tuple[Block, ...]
    sections: tuple[Section, ...]
    marks: tuple[str, ...] = ()
    """What must be seen on every page, such as that all of it is invented."""

    def blocks(self) -> Iterator[Block]:
        """Every block, in reading order."""
        yield from self.front
        for section in self.sections:
            yield from blocks_of(section)


def date_line(document: Document) -> str:
    """Of which day it speaks, how old the data are and when it was made, in words."""
    language = document.language
    if document.data_date is None:
        data = translate(language, "It is not known when the data were last checked.")
    else:
        data = translate(language, "Data checked up to %(date)s.", date=day(language, document.data_date))
    made = translate(language, "Report made on %(date)s.", date=day(language, document.made))
    return " ".join(filter(None, (as_of(document), data, made)))


def as_of(document: Document) -> str:
    """That a document is about an earlier day than the one on which it was made; else ""."""
    if document.day >= document.made:
        return ""
    return translate(document.language, "As it was on %(date)s.", date=day(document.language, document.day))


def head_line(document: Document) -> str:
    """What the head of each page says of the day: the one it speaks of."""
    made = translate(document.language, "Report made on %(date)s.", date=day(document.language, document.made))
    return (as_of(document) or made).rstrip(".")


def blocks_of(section: Section) -> Iterator[Block]:
    """The blocks of a section and of its parts, in reading order."""
    yield from section.blocks
    for part in section.parts:
        yield from blocks_of(part)


def cut(items: Sequence[T], limit: int) -> tuple[Sequence[T], int]:
    """The first `limit` items and how many are left out; a remainder of one is not worth leaving out."""
    return (items, 0) if len(items) <= limit + 1 else (items[:limit], len(items) - limit)


def shortened(text: str, length: int = 300) -> str:
    """A long text on one line, cut after a word."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"


def row(*cells: Cell | str) -> tuple[Cell, ...]:
    """A table row, of cells or plain texts."""
    return tuple(Cell(cell) if isinstance(cell, str) else cell for cell in cells)


def listing(items: Iterable[Cell | str]) -> Listing:
    """A list, of cells or plain texts."""
    return Listing(row(*items))
