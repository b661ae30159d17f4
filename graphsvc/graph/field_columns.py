"""The values of fields as columns by the numbers of nodes or edges: each made when first asked, then following changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from graphsvc.graph.codings import ChoiceCoding, Codes, Coding, TextCoding, coding_of
from graphsvc.graph.columns import Column, Numbers
from graphsvc.graph.folding import folded
from graphsvc.graph.graph import Graph, Touched, edge_kind
from graphsvc.graph.rows import Rows, gathered
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.records import TYPES, Actor, Kept, Link, Tie

EDGE_KINDS = ChoiceCoding((RecordKind.TIE, *LinkKind))
NODE_KINDS = ChoiceCoding(RecordKind)

Read = Callable[[Any], Any]


class Following(Protocol):
    """A column that follows changes; `record` is None when there is none by that number any more."""

    def put(self, number: int, record: Kept | None) -> None: ...


C = TypeVar("C", bound=Following)


class FieldColumn:
    """One value a record, as its number in a coding."""

    def __init__(self, coding: Coding, read: Read, records: Sequence[Any], there: Iterable[int]) -> None:
        self.coding, self._read = coding, read
        values = [coding.null] * len(records)
        for number in there:
            values[number] = coding.take(read(records[number]))
        self._column = Column(coding.dtype, coding.null)
        self._column.extend_to(len(values))
        self._column.values[:] = values

    def put(self, number: int, record: Kept | None) -> None:
        self._column.extend_to(number + 1)
        values = self._column.values
        before = values[number]
        values[number] = self.coding.null if record is None else self.coding.take(self._read(record))
        if isinstance(self.coding, TextCoding):
            self.coding.release(int(before))

    @property
    def all(self) -> Codes:
        """The codes of all records by number; a window, not a copy."""
        return self._column.values

    def at(self, numbers: Numbers) -> Codes:
        """The codes of some records."""
        return self._column.values[numbers]


class ListColumn:
    """Several texts a record."""

    def __init__(self, read: Read, records: Sequence[Any], there: Iterable[int]) -> None:
        self.coding, self._read = TextCoding(), read
        self._members: list[tuple[int, ...]] = [()] * len(records)
        for number in there:
            self._members[number] = self._codes(records[number])

    def put(self, number: int, record: Kept | None) -> None:
        self._members += [()] * (number + 1 - len(self._members))
        before = self._members[number]
        self._members[number] = () if record is None else self._codes(record)
        for code in before:
            self.coding.release(code)

    def at(self, numbers: Numbers) -> Rows:
        """The codes of the texts of some records."""
        return gathered([self._members[number] for number in numbers.tolist()])

    def _codes(self, record: Any) -> tuple[int, ...]:
        return tuple(int(self.coding.take(text)) for text in self._read(record) or ())


class WordsColumn:
    """The folded texts of some fields of a record, one below the other; made for those records that are looked at."""

    def __init__(self, names: Sequence[str], records: Sequence[Any]) -> None:
        self._names, self._records = names, records
        self._folds: list[str | None] = [None] * len(records)

    def put(self, number: int, record: Kept | None) -> None:
        self._folds += [None] * (number + 1 - len(self._folds))
        self._folds[number] = None

    def at(self, numbers: Numbers) -> list[str]:
        """The folded texts of some records."""
        folds = self._folds
        return [fold if (fold := folds[number]) is not None else self._fold(number) for number in numbers.tolist()]

    def _fold(self, number: int) -> str:
        values = (getattr(self._records[number], name) for name in self._names)
        texts = ("\n".join(value) if isinstance(value, tuple) else value for value in values if value)
        fold = self._folds[number] = folded("\n".join(texts))
        return fold


class FieldColumns:
    """The columns of one graph. A record that is gone, or said something else, leaves nothing behind in them."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._made: dict[Hashable, tuple[bool, Following]] = {}
        self.node_kinds: FieldColumn = self._once("kind", Actor, self._scalar(NODE_KINDS, lambda record: record.kind))
        self.edge_kinds: FieldColumn = self._once("kind", Tie, self._scalar(EDGE_KINDS, edge_kind))

    def follow(self, touched: Touched) -> None:
        """Take in a change, in time proportional to it."""
        graph = self._graph
        for edges, column in [*self._made.values()]:
            numbers, gone = (touched.edges, graph.gone_edges) if edges else (touched.nodes, graph.gone_nodes)
            records: Sequence[Any] = graph.edges if edges else graph.nodes
            for number in numbers:
                column.put(number, None if number in gone else records[number])

    def of(self, struct: type[Kept], field: Field) -> FieldColumn:
        """The column of a declared field with one value; kinds that share the field share the column."""

        def make(*where: Any) -> FieldColumn:
            return FieldColumn(coding_of(field), _reading(struct, field), *where)

        return self._once((field.name, field.plain), struct, make)

    def list_of(self, struct: type[Kept], field: Field) -> ListColumn:
        """The column of a declared field with a list of texts."""
        return self._once((field.name, "list"), struct, lambda *where: ListColumn(_reading(struct, field), *where))

    def flag(self, name: str) -> FieldColumn:
        """The column of what an actor says of itself by a property that is yes or no."""
        coding = ChoiceCoding((False, True))
        return self._once(
            (name, "flag"),
            Actor,
            self._scalar(coding, lambda record: getattr(record, name) if isinstance(record, Actor) else None),
        )

    def words(self, struct: type[Kept], fields: Sequence[Field]) -> WordsColumn:
        """The folded texts of these fields of a kind."""
        names = tuple(field.name for field in fields)
        return self._once((struct, names), struct, lambda records, there: WordsColumn(names, records))

    @staticmethod
    def _scalar(coding: Coding, read: Read) -> Callable[..., FieldColumn]:
        return lambda *where: FieldColumn(coding, read, *where)

    def _once(self, key: Hashable, struct: type[Kept], make: Callable[..., C]) -> C:
        graph, edges = self._graph, struct in (Tie, Link)
        found = self._made.get((edges, key))
        if found is None:
            there = graph.edge_number.values() if edges else graph.node_number.values()
            # Made as a whole before it is kept: a reader in a thread may ask for the same one at the same time.
            found = self._made[edges, key] = (edges, make(graph.edges if edges else graph.nodes, there))
        return found[1]  # type: ignore[return-value]  # made by the same key


def columns_of(graph: Graph) -> FieldColumns:
    """The columns of a graph."""
    return graph.follower(FieldColumns)


def _reading(struct: type[Kept], field: Field) -> Read:
    """Reads the field from the records that declare it as this kind does; None from others."""
    edges = struct in (Tie, Link)
    kinds = [kind for kind in TYPES.values() if (kind in (Tie, Link)) == edges]
    holders = frozenset(kind for kind in kinds if any(_alike(field, other) for other in fields_of(kind)))
    name = field.name
    return lambda record: getattr(record, name) if type(record) in holders else None


def _alike(one: Field, other: Field) -> bool:
    return (one.name, one.plain, one.many) == (other.name, other.plain, other.many)
