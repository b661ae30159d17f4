"""What answering a query costs without HTTP: CPU milliseconds for the bytes of one answer, at 10,000 actors and 60,000 ties.

    .venv/bin/python -m benchmarks.execution [ACTORS]

Prints one table. Beside each the same bytes written by hand from dictionaries through orjson, from records found beforehand
(what nothing can go below), and the same fields executed by graphql-core. Machines differ: the ratios are of one run.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson
from graphql import execute

from benchmarks.by_hand import shaped
from graphsvc.access.viewer import ADMIN
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.documents import Documents
from graphsvc.api.execution import Api, Asked
from graphsvc.api.schema import schema
from graphsvc.api.state import State
from graphsvc.live import LiveGraph
from graphsvc.model.changes import ChangeSet, created
from graphsvc.model.days import today
from graphsvc.seeding.region import generate
from graphsvc.stores.address import open_store

FIVE = "id name actorKind sector residentsReached"
QUESTIONS = {
    "one actor by id": 'query($id: ID!) { record(id: $id) { ... on Actor { ' + FIVE + ' } } }',
    "20 actors by name, five fields": "{ actors(first: 20, orderBy: [{field: NAME}]) { nodes { " + FIVE + " } } }",
    "page 200 of them": "query($after: String) { actors(first: 20, after: $after, orderBy: [{field: NAME}]) { nodes { "
    + FIVE + " } } }",
    "100 actors, five fields": "{ actors(first: 100) { nodes { " + FIVE + " } } }",
    "100 actors, areas and themes": "{ actors(first: 100) { nodes { " + FIVE
    + " areas { nodes { id name } } themes { nodes { id name } } } } }",
    "20 actors, ties and other ends": "{ actors(first: 20) { nodes { id name ties(first: 100) { edges { "
    "direction node { id tieKind } other { id name } } } } } }",
}  # fmt: skip


async def milliseconds(run: Callable[[], Awaitable[bytes]], seconds: float = 0.4) -> float:
    """CPU for one run."""
    await run()
    gc.collect()
    times, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        for _ in range(10):
            await run()
        times += 10
    return spent * 1e3 / times


def main() -> None:
    actors = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'region.db'}"
        with open_store(url, create=True) as store:
            store.commit(ChangeSet(changes=tuple(map(created, generate(actors, 1, today()))), by="benchmark"), 0)
        live = LiveGraph.open(url)
        print(f"{len(live.view().actors()):,} actors, {sum(1 for _ in live.view().ties()):,} ties; CPU-ms, no HTTP")
        print(f"{'':34}{'bytes':>8}{'compiled':>10}{'by hand':>9}{'ratio':>7}{'graphql-core':>14}{'ratio':>7}")
        asyncio.run(measure(live))
        live.close()


async def measure(live: LiveGraph) -> None:
    """Prints a line for each question."""
    api = Api(live, FigureDesk(live))

    async def ask(query: str, variables: dict[str, Any]) -> dict[str, Any]:
        body = (await api.answer(Asked(query, variables), ADMIN, "nl", "")).body
        assert "errors" not in body, body
        return body

    actors = sorted(live.view().actors(), key=lambda actor: actor.id)
    by_name = "{ actors(first: 1000, orderBy: [{field: NAME}]) { pageInfo { endCursor } } }"
    deep: dict[str, Any] = {}
    for _ in range(min(4, len(actors) // 1000 - 1)):
        query = by_name.replace("first: 1000", "first: 1000, after: $after").replace("{", "query($after: String) {", 1)
        deep = {"after": (await ask(query, deep))["data"]["actors"]["pageInfo"]["endCursor"]}
    given = {"one actor by id": {"id": actors[7].id}, "page 200 of them": deep}
    for name, query in QUESTIONS.items():
        await line(live, name, query, given.get(name, {}), ask)


async def line(live: LiveGraph, name: str, query: str, variables: dict[str, Any], ask: Callable[..., Any]) -> None:
    body = await ask(query, variables)
    write, tree = shaped(body), Documents().read(query).tree

    async def compiled() -> bytes:
        return orjson.dumps(await ask(query, variables), option=orjson.OPT_NON_STR_KEYS)

    async def by_hand() -> bytes:
        return orjson.dumps(write())

    async def executed() -> bytes:
        state = State(live, ADMIN, "nl")
        result: Any = execute(schema(), tree, None, state, variables)
        return orjson.dumps({"data": result.data, "extensions": body["extensions"]}, option=orjson.OPT_NON_STR_KEYS)

    assert await compiled() == await by_hand() == await executed()
    own, least, core = [await milliseconds(way) for way in (compiled, by_hand, executed)]
    size = len(await compiled())
    print(f"{name:34}{size:8}{own:10.3f}{least:9.3f}{own / least:7.1f}{core:14.3f}{core / own:7.1f}")


if __name__ == "__main__":
    main()
