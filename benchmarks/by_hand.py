"""The least that answering costs over HTTP: `python -m benchmarks.by_hand PORT FILE`, with a file of {query: answer}.

At `/bare` a constant is answered. At `/graphql` the query is looked up, and its answer written by hand: dictionaries that are
shaped anew from values at hand, through orjson.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def shaped(answer: Any) -> Callable[[], Any]:
    """What writes an answer by hand: each object a new dictionary of values that are at hand."""
    if isinstance(answer, dict):
        pairs = [(key, shaped(value)) for key, value in answer.items()]
        if not any(isinstance(value, dict | list) for value in answer.values()):
            keys, values = tuple(answer), tuple(answer.values())
            return lambda: dict(zip(keys, values, strict=True))
        return lambda: {key: make() for key, make in pairs}
    if isinstance(answer, list):
        items = [shaped(one) for one in answer]
        return lambda: [make() for make in items]
    return lambda: answer


def application(answers: dict[str, Any]) -> Starlette:
    """A service of Starlette without anything around it."""
    writers = {query: shaped(answer) for query, answer in answers.items()}

    async def bare(request: Request) -> Response:
        await request.body()
        return Response(b'{"data":{"service":{"graphVersion":1}}}', media_type="application/json")

    async def by_hand(request: Request) -> Response:
        query = orjson.loads(await request.body())["query"]
        return Response(orjson.dumps(writers[query]()), media_type="application/json")

    routes = [Route("/bare", bare, methods=["POST"]), Route("/graphql", by_hand, methods=["POST"])]
    return Starlette(routes=routes)


def main() -> None:
    port, file = sys.argv[1:]
    app = application(orjson.loads(Path(file).read_bytes()))
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", access_log=False, ws="none")


if __name__ == "__main__":
    main()
