"""graphql-core as the oracle: the same request on the same state, executed by the definitions but not compiled."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import isawaitable
from typing import Any

import anyio.to_thread
import orjson
from graphql import DocumentNode, ExecutionResult, execute

from graphsvc.access.viewer import ADMIN, Viewer
from graphsvc.api.documents import Document
from graphsvc.api.past import read_past
from graphsvc.api.plan import Plan
from graphsvc.api.running import run
from graphsvc.api.schema import schema
from graphsvc.api.state import State
from tests.api.conftest import Asker


def both_ways(
    asker: Asker, document: DocumentNode, given: Mapping[str, Any] = {}, viewer: Viewer = ADMIN, source: Any = None
) -> tuple[bytes, bytes]:
    """The bytes of a request's data and errors: compiled, and by graphql-core."""
    operation = Document(document).operation(None)
    variables = operation.variables(given)
    plan = operation.plan(variables)

    async def compiled() -> ExecutionResult:
        return await run(plan, await _state(asker, plan, variables, viewer), source)

    async def executed() -> ExecutionResult:
        state = await _state(asker, plan, variables, viewer)
        while True:
            result = execute(schema(), document, source, state, dict(given))
            assert isinstance(result, ExecutionResult)
            if not state.log.wanted:
                return result
            await read_past(state)
            state.again(0)

    return _bytes(asker.portal.call(compiled)), _bytes(asker.portal.call(executed))


def both_ways_written(one: Asker, other: Asker, document: DocumentNode) -> tuple[bytes, bytes]:
    """The same of a mutation, on two networks that are equal before it."""
    plan = Document(document).operation(None).plan({})

    async def compiled() -> ExecutionResult:
        return await run(plan, await _state(one, plan, {}, ADMIN))

    async def executed() -> ExecutionResult:
        result = execute(schema(), document, None, await _state(other, plan, {}, ADMIN))
        return await result if isawaitable(result) else result

    return _bytes(one.portal.call(compiled)), _bytes(other.portal.call(executed))


async def _state(asker: Asker, plan: Plan, variables: Mapping[str, Any], viewer: Viewer) -> State:
    state = State(asker.live, viewer, "nl", variables=variables)
    plan.set_dates(state)
    for one in (state, *state.dated.values()):
        if plan.needs_figures(variables) and isinstance(one, State):
            one.figures = await asker.desk.get(one.view)
    await anyio.to_thread.run_sync(plan.compute, state)
    return state


def _bytes(result: ExecutionResult) -> bytes:
    """Data and errors, with what each error was before it was located: its code is told by that."""
    told = [(error.formatted, repr(error.original_error or error)) for error in result.errors or ()]
    return orjson.dumps([result.data, told], option=orjson.OPT_NON_STR_KEYS)
