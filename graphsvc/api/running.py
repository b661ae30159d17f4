"""One run of a plan: the answer as it is written, and what failed in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import Any

from graphql import ExecutionResult

from graphsvc.api.compiled.changes import Change
from graphsvc.api.compiled.faults import Broken, Fault, broken, located, settle
from graphsvc.api.past import read_past
from graphsvc.api.plan import Plan
from graphsvc.api.state import State

Written = tuple[dict[str, Any] | None, list[Fault]]
"""(the answer, what failed in it)"""


async def run(plan: Plan, state: State, source: Any = None) -> ExecutionResult:
    """What a plan makes of a state. A query is read from start to end without awaiting anything but the past of records."""
    if plan.changes:
        data, faults = await _carried_out(plan, state)
    else:
        data, faults = await _with_all(lambda: _written(plan, state, source), state)
    return ExecutionResult(data, located(faults) if faults else None)


def _written(plan: Plan, state: State, source: Any) -> Written:
    try:
        data = plan.root(source, state)
    except Broken as error:
        return None, error.faults
    except Exception as error:  # nothing could be selected
        return None, [Fault((), error, [])]
    return data, settle(data) if state.lost else []


async def _carried_out(plan: Plan, state: State) -> Written:
    """The fields of a mutation one after the other. A change is carried out once, however often its answer is written."""
    answer: dict[str, Any] = {}
    for change in plan.changes:
        outcome = await change.outcome(state)
        async with state.live.reading() if plan.reads_past else nullcontext():
            value, error = await _with_all(partial(_attempt, change, outcome, state), state)
        if error is not None:
            return None, broken(error, change.key, change.nodes, answer).faults
        answer[change.key] = value
    return answer, settle(answer) if state.lost else []


def _attempt(change: Change, outcome: Any, state: State) -> tuple[Any, Exception | None]:
    try:
        return change.write(outcome, state), None
    except Exception as error:
        return None, error


async def _with_all(write: Callable[[], Any], state: State) -> Any:
    """What is written; again while histories in it lack the past of their records, for what one of them holds is known
    only when it has been read, and when a cursor in it goes by older figures."""
    looked = state.looked
    while True:
        written = write()
        if not state.begins_anew() and not state.log.wanted:
            return written
        if state.log.wanted:
            await read_past(state)
        state.again(looked)
