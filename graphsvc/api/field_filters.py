"""What a filter can ask of a record itself: its declared fields, the words in its texts, its ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import numpy as np

from graphsvc.access.policy import FEW
from graphsvc.api.masks import TEXTS, Test, all_of
from graphsvc.api.scope import FilterField, Scope
from graphsvc.api.state import State
from graphsvc.api.values import filter_type, list_test, value_test
from graphsvc.errors import Forbidden
from graphsvc.graph.codings import Codes, Coding, NumberedCoding
from graphsvc.graph.columns import Mask, Numbers
from graphsvc.graph.field_columns import FieldColumn, columns_of
from graphsvc.graph.folding import folded
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.records import Actor, Kept, Link, Source, Tie


def declared_filter(struct: type[Kept], field: Field) -> FilterField | None:
    """On a declared field; None where there is no filter."""
    if field.key in ("from", "to") and struct in (Tie, Link):
        return _end(struct, field)
    type = filter_type(field)
    if type is None:
        return None

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        if not scope.state.shows(struct, field):
            raise Forbidden(f"Advisors only may filter on {field.key}.")
        if field.key == "id":
            return _on_id(asked, scope.view.graph, struct in (Tie, Link), place)
        return (
            _on_texts(struct, field, asked, scope, place)
            if field.many
            else _on_value(struct, field, asked, scope, place)
        )

    return FilterField(field.key, type, f"On its {field.words.en}.", compile)


def _on_id(asked: Any, graph: Graph, edges: bool, place: str) -> Test:
    coding = NumberedCoding(graph.edge_number, graph.edges) if edges else NumberedCoding(graph.node_number, graph.nodes)
    return value_test(asked, coding, place)


def _on_value(struct: type[Kept], field: Field, asked: Any, scope: Scope, place: str) -> Test:
    column = told_column(struct, field, scope.state)
    test = value_test(asked, column.coding, place)
    return Test(lambda numbers: test.passes(column.at(numbers)), test.cost)


class Told(msgspec.Struct, frozen=True):
    """The values of a field as the viewer may know them; what is not told is null, as the field itself answers."""

    coding: Coding
    at: Callable[[Numbers], Codes]
    """The codes of some records."""


def told_column(struct: type[Kept], field: Field, state: State) -> Told:
    """The column of a field with one value, which the viewer may see."""
    column = columns_of(state.view.graph).of(struct, field)
    if field.key == "source":
        return Told(column.coding, _seen_sources(column, state.all))
    if field.residents and not state.told_all:
        return Told(column.coding, _no_few(column))
    return Told(column.coding, column.at)


def _seen_sources(column: FieldColumn, sources: View) -> Callable[[Numbers], Codes]:
    """A source that the viewer may not see is none."""

    def at(numbers: Numbers) -> Codes:
        seen = [text is not None and isinstance(sources.get(text), Source) for text in column.coding.texts]  # type: ignore[attr-defined]
        codes = column.at(numbers)
        return np.where(np.array(seen)[codes], codes, column.coding.null)

    return at


def _no_few(column: FieldColumn) -> Callable[[Numbers], Codes]:
    """A number of residents that is small is not known."""

    def at(numbers: Numbers) -> Codes:
        codes = column.at(numbers)
        return np.where((codes > 0) & (codes < FEW), column.coding.null, codes)

    return at


def _on_texts(struct: type[Kept], field: Field, asked: Any, scope: Scope, place: str) -> Test:
    column = columns_of(scope.view.graph).list_of(struct, field)
    lists = list_test(asked, lambda inner, where: value_test(inner, column.coding, where), place)
    return Test(lambda numbers: lists.passes(column.at(numbers), len(numbers)), TEXTS)


def _end(struct: type[Kept], field: Field) -> FilterField | None:
    """The actor at one end of a tie, or the id of the record at one end of a link."""

    def test_of(asked: Any, scope: Scope, place: str) -> Test:
        if struct is Link:
            return _on_id(asked, scope.view.graph, False, place)
        return scope.test(Actor, asked, place)

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        graph, test = scope.view.graph, test_of(asked, scope, place)
        ends = graph.tails if field.key == "from" else graph.heads
        return Test(lambda numbers: test.passes(ends.values[numbers]), test.cost)

    type, said = ("IDFilter", "record") if struct is Link else ("ActorFilter", "actor")
    return FilterField(field.key, type, f"On the {said} at its {field.key} end.", compile)


def text_filter(struct: type[Kept]) -> FilterField:
    """On the words in all texts of a record that the viewer may see."""
    texts = [field for field in fields_of(struct) if field.plain is str and not _technical(field)]

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        words = folded(asked).split()
        shown = [field for field in texts if scope.state.shows(struct, field)]
        column = columns_of(scope.view.graph).words(struct, shown)

        def passes(numbers: Numbers) -> Mask:
            mask, texts = np.ones(len(numbers), np.bool_), column.at(numbers)
            for word in words:
                left = np.flatnonzero(mask).tolist()
                mask[left] = [word in texts[place] for place in left]
            return mask

        return Test(passes, TEXTS)

    named = ", ".join(field.words.en for field in texts)
    return FilterField("text", "String", f"Has all these words in: {named}. Case and accents do not count.", compile)


def _technical(field: Field) -> bool:
    return filter_type(field) in (None, "IDFilter") or field.key in ("assumed", "origin", "website")


def of_any_kind(asked: Mapping[str, Any], graph: Graph, place: str) -> Test:
    """On a record of any kind: its id and its kind."""
    tests: list[Test] = []
    if (wanted := asked.get("id")) is not None:
        tests.append(_on_id(wanted, graph, False, f"{place}.id"))
    if (wanted := asked.get("kind")) is not None:
        kinds = columns_of(graph).node_kinds
        test = value_test(wanted, kinds.coding, f"{place}.kind")
        tests.append(Test(lambda numbers: test.passes(kinds.at(numbers))))
    return all_of(tests)
