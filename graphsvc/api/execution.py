"""From a request to an answer: figures first, then what takes long, then one run on one state of the graph."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Mapping
from datetime import date
from typing import Any

import anyio.to_thread
import msgspec
from graphql import ExecutionResult, OperationType, assert_valid_schema

from graphsvc.access.viewer import Viewer
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.answers import Answer, finished, refused
from graphsvc.api.cost import require_affordable
from graphsvc.api.documents import Documents
from graphsvc.api.following import Follower
from graphsvc.api.limits import require_few
from graphsvc.api.plan import Plan
from graphsvc.api.refusals import BadRequest, OperationUnresolved
from graphsvc.api.running import run
from graphsvc.api.schema import schema
from graphsvc.api.search import SEARCH, made_index
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
    since: int | None = None
    """The version up to which a client that follows was told before its stream broke off."""
    day: date | None = None
    """The day that is looked at where the document names none; None: today."""


class Api:
    """Answers GraphQL requests on a live graph."""

    def __init__(self, live: LiveGraph, desk: FigureDesk, *, introspection: bool = True) -> None:
        self.live, self.desk = live, desk
        self.documents = Documents(introspection=introspection)
        assert_valid_schema(schema())  # built and checked now, so that the first request does not wait for it

    async def answer(self, asked: Asked, viewer: Viewer, language: Language, request_id: str) -> Answer:
        """The answer to a request. Nothing is raised: every fault stands in the answer, with its code."""
        try:
            return await self._answer(asked, viewer, language, request_id)
        except Exception as error:
            return refused(error, request_id)

    async def _answer(self, asked: Asked, viewer: Viewer, language: Language, request_id: str) -> Answer:
        plan, variables = self._read(asked)
        if plan.operation is OperationType.SUBSCRIPTION:
            raise OperationUnresolved("A subscription is answered by a stream: ask with Accept: text/event-stream.")
        state = State(self.live, viewer, language, asked.day, variables)
        cost = require_affordable(plan.cost, state)
        fresh = plan.set_dates(state)
        if plan.needs_figures(variables):
            await self._find_figures(fresh, state)
        answer = finished(await self._run(plan, state), state, cost, request_id)
        # Figures of another date have versions of their own.
        same = "errors" not in answer.body and not (state.figures and state.dated)
        answer.lasting = same and plan.operation is OperationType.QUERY
        return answer

    async def follow(
        self, asked: Asked, viewer: Viewer, language: Language, request_id: str
    ) -> AsyncGenerator[Answer | None, None]:
        """The answers of a subscription as they come, and None from time to time when nothing does.

        Of a query or change its one answer. Nothing is raised: a fault is the last answer.
        """
        follower: Follower | None = None
        try:
            plan, variables = self._read(asked)
            if plan.operation is not OperationType.SUBSCRIPTION:
                yield await self._answer(asked, viewer, language, request_id)
                return
            cost = require_affordable(plan.cost, State(self.live, viewer, language, variables=variables))
            arguments = plan.followed(variables)
            follower = Follower(self.live, viewer, arguments.get("filter") or {})
            since = arguments.get("sinceVersion") if asked.since is None else asked.since
            if since is not None:
                await follower.replay(since)
            while True:
                seen = await follower.next(QUIET_SECONDS)
                told = follower.told(seen) if seen is not None else None
                state = State(self.live, viewer, language, variables=variables)
                answer = None if seen is None else await self._told(seen, plan, state, cost, request_id)
                if answer is not None:
                    answer.told = told
                yield answer
        except Exception as error:
            yield refused(error, request_id)
        finally:
            if follower is not None:
                follower.close()

    async def _told(self, seen: Seen, plan: Plan, state: State, cost: int, request_id: str) -> Answer:
        """The answer about one change."""
        if plan.needs_figures(state.variables):
            state.figures = await self.desk.get(state.view)
        async with self.live.reading():
            state.refresh()
            return finished(await run(plan, state, seen), state, cost, request_id)

    def _read(self, asked: Asked) -> tuple[Plan, dict[str, Any]]:
        """The plan and the variables of a request. Raises for what is wrong with them."""
        operation = self.documents.read(asked.query).operation(asked.operation)
        if asked.only_read and operation.type is OperationType.MUTATION:
            raise BadRequest("A change is sent by POST.", 405)
        if asked.variables:
            require_few(asked.variables, only_read=operation.type is not OperationType.MUTATION)
        variables = operation.variables(asked.variables)
        return operation.plan(variables), variables

    async def _find_figures(self, fresh: Collection[str], state: State) -> None:
        """The figures of today and of each other date that is asked."""
        for key, dated in state.dated.items():
            if isinstance(dated, State):
                await self._take_figures(dated, key in fresh)
        await self._take_figures(state)  # last, so that it goes by the fresh ones that were asked for
        state.refresh()

    async def _take_figures(self, state: State, fresh: bool = False) -> None:
        state.figures, state.older = await self.desk.get(state.view, fresh), self.desk.older(state.view)

    async def _run(self, plan: Plan, state: State) -> ExecutionResult:
        if not plan.computed and not (plan.reads_past and plan.operation is OperationType.QUERY):
            return await run(plan, state)
        if any(one.field == SEARCH for one in plan.computed):
            await made_index(self.live)
        # No change is applied until the run is over: what was computed and what is read are of one version.
        async with self.live.reading():
            state.refresh()
            if plan.computed:
                await anyio.to_thread.run_sync(plan.compute, state)
            return await run(plan, state)
