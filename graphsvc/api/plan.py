"""Plans: all that is known of an operation before a request for it comes, made once and kept with its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from graphql import GraphQLError, OperationType

from graphsvc.api.compiled.arguments import Fill
from graphsvc.api.compiled.changes import Change
from graphsvc.api.compiled.compiler import Compiler, Selected
from graphsvc.api.compiled.figures import field_needs_figures, variables_need_figures
from graphsvc.api.compiled.objects import Complete, failing, object_of
from graphsvc.api.cost import Amount, cost_of
from graphsvc.api.dates import dated_states
from graphsvc.api.definitions import Arguments, Compute
from graphsvc.api.refusals import OperationUnresolved
from graphsvc.api.schema import field_definitions
from graphsvc.api.state import State


class Computed(msgspec.Struct, frozen=True):
    """A field that takes long, and is computed before the run."""

    field: str
    arguments: Fill
    compute: Compute
    date: str | None
    """The key of the graph at another date that it is asked of."""


class Plan(msgspec.Struct, frozen=True):
    """What a request for an operation needs before it runs, and what runs it."""

    operation: OperationType
    root: Complete
    """Writes the answer of a query, or of a subscription about one change."""
    changes: tuple[Change, ...]
    """The fields of a mutation, in order."""
    arguments: Mapping[str, Fill]
    """Key in the answer -> what gives the arguments, of each field of the operation."""
    cost: Amount
    dates: frozenset[str]
    """The keys of the graphs at another date."""
    computed: tuple[Computed, ...]
    needs_figures: Callable[[Mapping[str, Any]], bool]
    """Whether a request with these variables goes by the figures of analysis."""
    reads_past: bool
    """Whether it asks for the past of records."""

    def followed(self, variables: Mapping[str, Any]) -> Arguments:
        """The arguments of the one field of a subscription. Raises OperationUnresolved when it has none."""
        for fill in self.arguments.values():
            return fill(variables)
        raise OperationUnresolved("The subscription asks for nothing.")

    def set_dates(self, state: State) -> frozenset[str]:
        """Set the states of other dates; returns the keys of those whose figures must be fresh. Raises TooMuch."""
        if not self.dates:
            return self.dates
        asked = {key: fill(state.variables) for key, fill in self.arguments.items() if key in self.dates}
        state.dated = dated_states(asked, state)
        return frozenset(key for key in asked if asked[key].get("freshFigures"))

    def compute(self, state: State) -> None:
        """In a thread: compute what takes long; what is raised is kept for the fields themselves."""
        for one in self.computed:
            on = state if one.date is None else state.dated[one.date]
            if isinstance(on, State):
                on.compute(one.field, one.arguments(state.variables), one.compute)


def plan_of(compiler: Compiler) -> Plan:
    """The plan of an operation."""
    operation, writes = compiler.operation.operation, compiler.operation.operation is OperationType.MUTATION
    places = [(field, node) for type, node in compiler.places() if (field := compiler.definition(type, node))]
    figures, by_variables = (
        any(field_needs_figures(*place) for place in places),
        variables_need_figures(compiler.operation),
    )
    selected: Selected = {}
    try:
        selected = compiler.roots()
        root = failing(RuntimeError("a mutation")) if writes else object_of(compiler.parts(compiler.root, selected))
    except GraphQLError as error:  # a condition is null
        root = failing(error)
    known = {key: nodes for key, nodes in selected.items() if compiler.definition(compiler.root, nodes[0])}
    dates = {
        key: nodes for key, nodes in known.items() if field_definitions()[compiler.root, nodes[0].name.value].dated
    }
    return Plan(
        operation,
        root,
        tuple(compiler.changes(selected)) if writes else (),
        {key: compiler.arguments(compiler.root, nodes[0]) for key, nodes in known.items()},
        cost_of(compiler.operation.selection_set, compiler.root, compiler.fragments, compiler.included),
        frozenset(dates),
        (*_computed(compiler, known, None), *_computed_on_dates(compiler, dates)),
        (lambda variables: True) if figures else by_variables,
        any(field.name == "history" for field, _ in places),
    )


def _computed(compiler: Compiler, selected: Selected, date: str | None) -> list[Computed]:
    """Fields of Query that take long; those of a graph at another date are the same."""
    found = []
    for nodes in selected.values():
        field = field_definitions().get(("Query", nodes[0].name.value))
        if compiler.root == "Query" and field is not None and field.compute is not None:
            found.append(Computed(field.name, compiler.arguments("Query", nodes[0]), field.compute, date))
    return found


def _computed_on_dates(compiler: Compiler, dates: Selected) -> list[Computed]:
    found: list[Computed] = []
    for key, nodes in dates.items():
        try:
            found += _computed(compiler, compiler.below("Graph", nodes), key)
        except GraphQLError:  # a condition is null: told when it is run
            continue
    return found
