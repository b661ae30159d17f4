"""From a request to an answer: figures first, then what takes long, then one run on one state of the graph."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from inspect import isawaitable
from typing import Any

import anyio.to_thread
import msgspec
from graphql import (
    ExecutionResult,
    OperationDefinitionNode,
    OperationType,
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
from graphsvc.api.following import Follower
from graphsvc.api.limits import require_flat
from graphsvc.api.metrics import FIGURE_NAMES
from graphsvc.api.past import read_log
from graphsvc.api.plan import Plan, compute_all, plan_of
from graphsvc.api.refusals import BadRequest, OperationUnresolved
from graphsvc.api.schema import schema
from graphsvc.api.state import State
from graphsvc.graph.sight import Seen
from graphsvc.language import Language
from graphsvc.live import LiveGraph

QUIET_SECONDS = 12.0
"""After so long without a change a stream says that it is still there."""


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
        document, operation, variables = self._read(asked)
        if operation.operation is OperationType.SUBSCRIPTION:
            raise OperationUnresolved("A subscription is answered by a stream: ask with Accept: text/event-stream.")
        state = State(self.live, viewer, language)
        cost = require_affordable(document.tree, operation, variables, state)
        plan = plan_of(document, operation, variables, state)
        if _needs_figures(document, asked):
            await self._find_figures(plan, state)
        result = await self._run(document, plan, asked, state)
        return finished(result, state, cost, request_id)

    async def follow(
        self, asked: Asked, viewer: Viewer, language: Language, request_id: str
    ) -> AsyncIterator[Answer | None]:
        """The answers of a subscription as they come, and None from time to time when nothing does.

        Of a query or change its one answer. Nothing is raised: a fault is the last answer.
        """
        follower: Follower | None = None
        try:
            document, operation, variables = self._read(asked)
            if operation.operation is not OperationType.SUBSCRIPTION:
                yield await self._answer(asked, viewer, language, request_id)
                return
            cost = require_affordable(document.tree, operation, variables, State(self.live, viewer, language))
            arguments = _followed(document, operation, variables)
            follower = Follower(self.live, viewer, arguments.get("filter") or {})
            if (since := arguments.get("sinceVersion")) is not None:
                await follower.replay(since)
            while True:
                seen = await follower.next(QUIET_SECONDS)
                state = State(self.live, viewer, language)
                yield None if seen is None else await self._told(seen, document, asked, state, cost, request_id)
        except Exception as error:
            yield refused(error, request_id)
        finally:
            if follower is not None:
                follower.close()

    async def _told(
        self, seen: Seen, document: Document, asked: Asked, state: State, cost: int, request_id: str
    ) -> Answer:
        """The answer about one change."""
        if _needs_figures(document, asked):
            state.figures = await self.desk.get(state.view)
        if "history" in document.names:
            await read_log(state)
        return finished(await _executed(document, asked, state, seen), state, cost, request_id)

    def _read(self, asked: Asked) -> tuple[Document, OperationDefinitionNode, dict[str, Any]]:
        """The document, the operation and the variables of a request. Raises for what is wrong with them."""
        document = self.documents.read(asked.query)
        operation = document.operation(asked.operation)
        if asked.only_read and operation.operation is OperationType.MUTATION:
            raise BadRequest("A change is sent by POST.", 405)
        require_flat(asked.variables)
        return document, operation, _coerced(operation, asked.variables)

    async def _find_figures(self, plan: Plan, state: State) -> None:
        """The figures of today and of each other date that is asked."""
        state.figures = await self.desk.get(state.view)
        for key, dated in state.dated.items():
            if isinstance(dated, State):
                dated.figures = await self.desk.get(dated.view, key in plan.fresh)

    async def _run(self, document: Document, plan: Plan, asked: Asked, state: State) -> ExecutionResult:
        async with AsyncExitStack() as stack:
            if plan.computed or (state.wants_log and plan.only_reads):
                # No change is applied until the run is over: what was computed and what is read are of one version.
                await stack.enter_async_context(self.live.reading())
            state.refresh()
            if plan.computed:
                await anyio.to_thread.run_sync(compute_all, plan.computed)
            if state.wants_log and plan.only_reads:
                await read_log(state)
            return await _executed(document, asked, state)


async def _executed(document: Document, asked: Asked, state: State, source: Any = None) -> ExecutionResult:
    """What graphql-core makes of a document. A query is read from start to end without awaiting anything."""
    result = execute(
        schema(),
        document.tree,
        source,
        context_value=state,
        variable_values=dict(asked.variables),
        operation_name=asked.operation,
    )
    return await result if isawaitable(result) else result


def _needs_figures(document: Document, asked: Asked) -> bool:
    return not FIGURE_NAMES.isdisjoint(document.names | _texts(asked.variables))


def _followed(document: Document, operation: OperationDefinitionNode, variables: dict[str, Any]) -> dict[str, Any]:
    """The arguments of the one field of a subscription."""
    root = schema().subscription_type
    if root is not None:
        fields = collect_fields(schema(), document.fragments, variables, root, operation.selection_set)
        for nodes in fields.values():
            return get_argument_values(root.fields[nodes[0].name.value], nodes[0], variables)
    raise OperationUnresolved("The subscription asks for nothing.")


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
