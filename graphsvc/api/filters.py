"""Filters on records: built from the declarations and the kinds of link, and compiled to tests of many records at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from graphsvc.api.bridges import bridge_filter
from graphsvc.api.definitions import Argument, Definition, InputDefinition
from graphsvc.api.field_filters import declared_filter, of_any_kind, text_filter
from graphsvc.api.figure_filters import FIGURE_FILTERS, figures_filter
from graphsvc.api.masks import LISTS, Outcomes, Test, all_of, any_of, looks, opposite
from graphsvc.api.metrics import METRIC_FILTER, metrics_test
from graphsvc.api.relations import Relation, lies_within, relations_of, within
from graphsvc.api.scope import FilterField, Scope, require_record
from graphsvc.api.sieve import Sieve
from graphsvc.api.state import State
from graphsvc.api.tie_filters import crosses_worlds_filter, living_world_filter, neighbours_filter, ties_filter
from graphsvc.api.values import list_filter, list_test
from graphsvc.graph.columns import Mask, Numbers
from graphsvc.graph.rows import Rows, without_repeats
from graphsvc.graph.view import View
from graphsvc.model.fields import fields_of
from graphsvc.model.records import TYPES, Actor, Area, Figure, Kept, Link, Theme, Tie


def scope_of(state: State, view: View) -> Scope:
    """Where a filter on a list of this view reads."""
    return Scope(state, view, _inner)


def filter_test(struct: type[Kept], asked: Mapping[str, Any] | None, scope: Scope, place: str) -> Sieve | None:
    """What lets through the records that a filter asks; None when it asks nothing. Raises BadInput or Forbidden."""
    test = _compiled(struct, asked, scope, place)
    return None if test is None else Sieve(struct, test, scope.view, scope.state.look)


def _compiled(struct: type[Kept], asked: Mapping[str, Any] | None, scope: Scope, place: str) -> Test | None:
    if not asked:
        return None
    fields = filter_fields(struct)
    tests = [
        fields[name].compile(value, scope, f"{place}.{name}") for name, value in asked.items() if value is not None
    ]
    return all_of(tests) if tests else None


@cache
def filter_fields(struct: type[Kept]) -> dict[str, FilterField]:
    """Everything a filter on this kind can ask."""
    declared = [found for field in fields_of(struct) if (found := declared_filter(struct, field)) is not None]
    fields = [*_logic(struct), *declared]
    if all(field.name != "text" for field in declared):
        fields.append(text_filter(struct))
    if lies_within(struct):
        fields.append(_within(struct))
    fields += [_relation(relation) for relation in relations_of(struct)]
    if struct is Actor:
        fields += [living_world_filter(), ties_filter(), neighbours_filter(), METRIC_FIELD]
    fields += [figures_filter(field) for field in fields_of(struct) if field.structure is Figure]
    if struct is Tie:
        fields += [crosses_worlds_filter(), bridge_filter()]
    by_name = {field.name: field for field in fields}
    if len(by_name) < len(fields):
        raise ValueError(f"two things that a filter on {struct.__name__} can ask have the same name")
    return by_name


def _inner(struct: type[Kept], asked: Mapping[str, Any] | None, scope: Scope, place: str) -> Test:
    """The test of other records, its outcome kept per record."""
    test = _compiled(struct, asked, scope, place)
    if test is None:
        return Test(lambda numbers: np.ones(len(numbers), np.bool_))
    graph = scope.view.graph
    records = graph.edges if struct in (Tie, Link) else graph.nodes
    return Test(Outcomes(test, records.__len__, scope.state.look).passes, test.cost)


def _logic(struct: type[Kept]) -> list[FilterField]:
    name = f"{struct.__name__}Filter"

    def parts(asked: list[Any], scope: Scope, place: str) -> list[Test]:
        return [_inner(struct, part, scope, f"{place}[{index}]") for index, part in enumerate(asked)]

    def conjunction(asked: Any, scope: Scope, place: str) -> Test:
        return all_of(parts(asked, scope, place))

    def disjunction(asked: Any, scope: Scope, place: str) -> Test:
        return any_of(parts(asked, scope, place))

    def negation(asked: Any, scope: Scope, place: str) -> Test:
        return opposite(_inner(struct, asked, scope, place))

    return [
        FilterField("and", f"[{name}!]", "All of these hold.", conjunction),
        FilterField("or", f"[{name}!]", "At least one of these holds; of none, nothing fits.", disjunction),
        FilterField("not", name, "This does not hold.", negation),
    ]


def _within(struct: type[Kept]) -> FilterField:
    def compile(asked: Any, scope: Scope, place: str) -> Test:
        require_record(scope.view, asked, Theme if struct is Theme else Area, place)
        return Test(lambda numbers: within(scope.view, struct, asked)[numbers])

    said = {"Actor": "Active in this area or in one inside it.", "Theme": "This theme or a narrower one."}
    return FilterField("within", "ID", said.get(struct.__name__, "In this area or in one inside it."), compile)


def _relation(relation: Relation) -> FilterField:
    target = relation.target

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        def member(inner: Any, where: str) -> Test:
            if target is None:
                return of_any_kind(inner or {}, scope.view.graph, where)
            return _inner(target, inner, scope, where)

        lists = list_test(asked, member, place)

        def passes(numbers: Numbers) -> Mask:
            rows: Rows = relation.rows(scope.view, numbers)
            scope.state.look(looks(len(rows.numbers)))
            return lists.passes(without_repeats(rows) if lists.counts else rows, len(numbers))

        return Test(passes, LISTS)

    name = "Record" if target is None else target.__name__
    return FilterField(relation.name, f"{name}ListFilter", relation.description, compile)


METRIC_FIELD = FilterField(
    "metrics",
    "ActorMetricsFilter",
    "On the figures of analysis.",
    lambda asked, scope, place: metrics_test(asked, scope.state, place),
)


_RECORD_FILTER = InputDefinition(
    "RecordFilter",
    "What to ask of a record of any kind. All must hold.",
    (
        Argument("id", "IDFilter", "On its id."),
        Argument("kind", "RecordKindFilter", "On its kind."),
    ),
)


def filter_definitions() -> list[Definition]:
    """The filter of every kind, and those on lists of each kind."""
    made: list[Definition] = []
    for struct in TYPES.values():
        name = struct.__name__
        fields = filter_fields(struct).values()
        arguments = tuple(Argument(field.name, field.type, field.description) for field in fields)
        figures = frozenset(field.name for field in fields if field.figures)
        said = f"What to ask of a record of type {name}. All must hold."
        made.append(InputDefinition(f"{name}Filter", said, arguments, figures=figures))
        made.append(list_filter(name, f"records of type {name}"))
    direction = Argument("direction", "Direction", "Seen from the actor; an undirected tie runs both ways.")
    made.append(
        InputDefinition(
            "ActorTieFilter",
            "What to ask of a tie, seen from one of its actors.",
            (
                Argument("tie", "TieFilter", "On the tie itself."),
                Argument("other", "ActorFilter", "On the actor at the other end."),
                direction,
            ),
        )
    )
    made += [_RECORD_FILTER, list_filter("Record", "records of any kind")]
    return [*made, list_filter("ActorTie", "ties of an actor"), METRIC_FILTER, *FIGURE_FILTERS]
