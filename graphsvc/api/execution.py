"""From a request to an answer: figures first, then what takes long, then one run on one state of the graph."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from inspect import isawaitable
from typing import Any

import anyio.to_thread
import msgspec
from graphql import (
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    assert_valid_schema,
    execute,
)
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_argument_values, get_variable_values

from graphsvc.access.viewer import Viewer
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.answers import Answer, VariablesFailed, finished, refused
from graphsvc.api.cost import require_affordable
from graphsvc.api.documents import Document, Documents
from graphsvc.api.graphene_types import computed_key
from graphsvc.api.limits import require_flat
from graphsvc.api.metrics import FIGURE_NAMES
from graphsvc.api.refusals import BadRequest
from graphsvc.api.schema import field_definitions, schema
from graphsvc.api.state import Failed, State
from graphsvc.language import Language
from graphsvc.live import LiveGraph


class Asked(msgspec.Struct, frozen=True):
    """A request as it came in, its parameters already of the right type."""

    query: str
    variables: Mapping[str, Any] = {}
    operation: str | None = None
    only_read: bool = False
    """Whether it came by GET, which never changes anything."""


class Api:
    """Answers GraphQL requests on a live graph."""

    def __init__(self, live: LiveGraph, desk: FigureDesk) -> None:
        self.live, self.desk = live, desk
        self.documents = Documents()
        assert_valid_schema(schema())  # built and checked now, so that the first request does not wait for it

    async def answer(self, asked: Asked, viewer: Viewer, language: Language, request_id: str) -> Answer:
        """The answer to a request. Nothing is raised: every fault stands in the answer, with its code."""
        try:
            return await self._answer(asked, viewer, language, request_id)
        except Exception as error:
            return refused(error, request_id)

    async def _answer(self, asked: Asked, viewer: Viewer, language: Language, request_id: str) -> Answer:
        document = self.documents.read(asked.query)
        operation = document.operation(asked.operation)
        if asked.only_read and operation.operation.value != "query":
            raise BadRequest("A change is sent by POST.", 405)
        require_flat(asked.variables)
        variables = _coerced(operation, asked.variables)
        state = State(self.live, viewer, language)
        cost = require_affordable(document.tree, operation, variables, state)
        if FIGURE_NAMES & (document.names | _texts(asked.variables)):
            state.figures = await self.desk.get(state.view)
        result = await self._run(document, operation, asked, variables, state)
        return finished(result, state, cost, request_id)

    async def _run(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        asked: Asked,
        variables: Mapping[str, Any],
        state: State,
    ) -> ExecutionResult:
        waiting = _computed_fields(document, operation, variables)
        async with AsyncExitStack() as stack:
            if waiting:
                # No change is applied until the run is over: what was computed and what is read are of one version.
                await stack.enter_async_context(self.live.reading())
                await anyio.to_thread.run_sync(_compute, waiting, state)
            result = execute(
                schema(),
                document.tree,
                context_value=state,
                variable_values=dict(asked.variables),
                operation_name=asked.operation,
            )
            return await result if isawaitable(result) else result


_Computed = list[tuple[str, dict[str, Any], Any]]


def _computed_fields(document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> _Computed:
    """The root fields that take long: (name, arguments, what computes them)."""
    root = schema().query_type
    if operation.operation.value != "query" or root is None:
        return []
    fragments = {
        node.name.value: node for node in document.tree.definitions if isinstance(node, FragmentDefinitionNode)
    }
    fields = collect_fields(schema(), fragments, dict(variables), root, operation.selection_set)
    found: _Computed = []
    for nodes in fields.values():
        node: FieldNode = nodes[0]
        field = field_definitions().get(("Query", node.name.value))
        if field is not None and field.compute is not None:
            arguments = get_argument_values(root.fields[field.name], node, dict(variables))
            found.append((field.name, arguments, field.compute))
    return found


def _compute(waiting: _Computed, state: State) -> None:
    """In a thread: compute each, an error kept for its own field."""
    for name, arguments, compute in waiting:
        try:
            value = compute(arguments, state)
        except Exception as error:
            value = Failed(error)
        state.computed[computed_key(name, arguments)] = value


def _coerced(operation: OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
    values = get_variable_values(schema(), operation.variable_definitions or (), dict(given), max_errors=20)
    if isinstance(values, list):
        raise VariablesFailed(values)
    return values


def _texts(value: Any) -> frozenset[str]:
    """Every key and text in the variables: a filter or order may come in whole by one."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            found.add(part)
        elif isinstance(part, Mapping):
            waiting += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            waiting += part
    return frozenset(found)
