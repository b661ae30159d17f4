"""A process that asks everything for the first time and prints how long the longest step of its event loop was each time.

    python -m tests.web.loop_steps ADDRESS

It is a process of its own, for a tool that counts lines would be counted along.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

import httpx

from graphsvc.live import LiveGraph
from graphsvc.settings import read_settings
from graphsvc.web.app import build_app

QUERIES = {
    "figures": "{actors(first: 20, orderBy: [{field: BETWEENNESS, direction: DESC}]) {nodes {metrics {betweenness}}}}",
    "gaps": "{gaps(first: 20) {totalCount nodes {summary suggestion severity}}}",
    "advice": "{plugInAdvice(input: {budget: 5}) {covered points {actor {name} reasons}}}",
    "network": "{network {density communities {size}}}",
    "nested lists": "{actors(first: 100) {nodes {name areas {nodes {name}} ties(first: 5) {nodes {id}}}}}",
    "nested filter": "{actors(filter: {ties: {none: {other: {formality: {eq: FORMAL}}}}}) {totalCount}}",
    "warm path": '{paths(from: "gen7-a1", to: "gen7-a2") {strength}}',
    "search": '{search(text: "buurthuis") {nodes {__typename}}}',
}
PAGES = ("/", "/map", "/report?area=GM0599", "/new")


def main() -> None:
    steps: list[float] = []
    run = asyncio.events.Handle._run

    def timed(handle: Any) -> None:
        begin = time.thread_time()
        run(handle)
        steps.append(time.thread_time() - begin)

    asyncio.events.Handle._run = timed  # type: ignore[assignment, method-assign]
    print(json.dumps(asyncio.run(longest_steps(LiveGraph.open(sys.argv[1]), steps))))


async def longest_steps(live: LiveGraph, steps: list[float]) -> dict[str, float]:
    """The longest step while each was answered, in seconds of CPU."""
    app = build_app(live, read_settings({}), 8000)
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 1))
    longest = {}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", timeout=300) as client,
    ):
        for what in (*QUERIES, *PAGES):
            await asyncio.sleep(0)
            steps.clear()
            answer = await (_answered(client, QUERIES[what]) if what in QUERIES else client.get(what))
            assert answer.status_code == 200, (what, answer.text)
            await asyncio.sleep(0)
            longest[what] = max(steps)
    live.close()
    return longest


async def _answered(client: httpx.AsyncClient, query: str) -> httpx.Response:
    """The answer, also when a slow machine has the figures a while later, as the service then says."""
    async with asyncio.timeout(240):
        while (answer := await client.post("/graphql", json={"query": query})).status_code == 503:
            await asyncio.sleep(int(answer.headers["retry-after"]))
    assert "errors" not in answer.json(), answer.text
    return answer


if __name__ == "__main__":
    main()
