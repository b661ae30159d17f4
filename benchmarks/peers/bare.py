"""CPU per answer of graphsvc inside one process, without HTTP: `python -m benchmarks.peers.bare STORE TIMES QUERY...`."""

from __future__ import annotations

import asyncio
import sys
import time

import orjson

from graphsvc.access.viewer import ADMIN
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.execution import Api, Asked
from graphsvc.live import LiveGraph


async def milliseconds(api: Api, query: str, times: int) -> float:
    """Of CPU for one answer in bytes."""
    for turn in (0, 1):
        start = time.process_time()
        for _ in range(times):
            orjson.dumps((await api.answer(Asked(query), ADMIN, "nl", "")).body, option=orjson.OPT_NON_STR_KEYS)
        if turn:
            return (time.process_time() - start) * 1e3 / times
    raise AssertionError


async def main() -> None:
    url, times, *asked = sys.argv[1:]
    live = LiveGraph.open(url)
    api = Api(live, FigureDesk(live))
    for query in asked:
        print(f"{await milliseconds(api, query, int(times)):.4f}")
    live.close()


if __name__ == "__main__":
    asyncio.run(main())
