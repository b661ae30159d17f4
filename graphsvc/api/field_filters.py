"""What a filter can ask of a record itself: its declared fields, the words in its texts, its ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from graphsvc.api.masks import TEXTS, Passes, Test, all_of
from graphsvc.api.scope import FilterField, Scope
from graphsvc.api.values import filter_type, list_test, value_test
from graphsvc.errors import Forbidden
from graphsvc.graph.codings import NumberedCoding
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
    column = columns_of(scope.view.graph).of(struct, field)
    test = value_test(asked, column.coding, place)
    if field.key == "source":
        return Test(_seen_sources(column, test, scope.state.all), test.cost)
    return Test(lambda numbers: test.passes(column.at(numbers)), test.cost)


def _seen_sources(column: FieldColumn, test: Test, sources: View) -> Passes:
    """A source that the viewer may not see is none, as the field itself answers."""

    def passes(numbers: Numbers) -> Mask:
        seen = [text is not None and isinstance(sources.get(text), Source) for text in column.coding.texts]  # type: ignore[attr-defined]
        codes = column.at(numbers)
        return test.passes(np.where(np.array(seen)[codes], codes, column.coding.null))

    return passes


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
