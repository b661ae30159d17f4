"""What a request needs before it is run: the dates it asks for, and what takes long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from graphql import FieldNode, GraphQLObjectType, OperationDefinitionNode, OperationType
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values

from graphsvc.api.dates import dated_states
from graphsvc.api.definitions import Compute
from graphsvc.api.documents import Document
from graphsvc.api.graphene_types import computed_key
from graphsvc.api.schema import field_definitions, schema
from graphsvc.api.state import Failed, State

Computed = list[tuple[str, Mapping[str, Any], Compute, State]]
"""(name, arguments, what computes it, the state it is computed on)"""


class Plan(msgspec.Struct):
    """What a request needs before it is run."""

    computed: Computed
    fresh: frozenset[str]
    """Keys of the graphs whose figures must be of this version."""
    only_reads: bool


def plan_of(document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any], state: State) -> Plan:
    """The root fields that take long, and the states of graphs at other dates, which are set in `state`."""
    state.wants_log = "history" in document.names
    root = schema().query_type
    if operation.operation is not OperationType.QUERY or root is None:
        return Plan([], frozenset(), False)
    given, fragments = dict(variables), document.fragments

    def arguments_of(field: str, nodes: list[FieldNode]) -> dict[str, Any]:
        return get_argument_values(root.fields[field], nodes[0], given)

    fields = collect_fields(schema(), fragments, given, root, operation.selection_set)
    graphs = {key: nodes for key, nodes in fields.items() if nodes[0].name.value == "graph"}
    asked = {key: arguments_of("graph", nodes) for key, nodes in graphs.items()}
    state.dated = dated_states(asked, state)
    found = _computed(fields, arguments_of, state)
    for key, nodes in graphs.items():
        dated = state.dated[key]
        if isinstance(dated, State):
            inner = collect_sub_fields(schema(), fragments, given, _graph_type(), nodes)
            found += _computed(inner, arguments_of, dated)
    return Plan(found, frozenset(key for key in asked if asked[key].get("freshFigures")), True)


def _graph_type() -> GraphQLObjectType:
    """The type whose fields are those of Query, but for `graph`."""
    found = schema().type_map["Graph"]
    assert isinstance(found, GraphQLObjectType)
    return found


def _computed(
    fields: Mapping[str, list[FieldNode]],
    arguments_of: Callable[[str, list[FieldNode]], Mapping[str, Any]],
    state: State,
) -> Computed:
    found: Computed = []
    for nodes in fields.values():
        field = field_definitions().get(("Query", nodes[0].name.value))
        if field is not None and field.compute is not None:
            found.append((field.name, arguments_of(field.name, nodes), field.compute, state))
    return found


def compute_all(waiting: Computed) -> None:
    """In a thread: compute each, an error kept for its own field."""
    for name, arguments, compute, state in waiting:
        try:
            value = compute(arguments, state)
        except Exception as error:
            value = Failed(error)
        state.computed[computed_key(name, arguments)] = value
