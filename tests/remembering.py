"""A process that serves a network, erases a record, and then looks for its values in its own memory.

    python -m tests.remembering STORE ID NEEDLE

NEEDLE: what stands in the values, in hexadecimal with every bit turned, so that asking does not bring it into memory.
Prints what was found, as JSON.
"""

from __future__ import annotations

import asyncio
import gc
import json
import re
import sys
from pathlib import Path
from typing import Any

import httpx
import msgspec

from graphsvc.live import LiveGraph
from graphsvc.settings import Settings
from graphsvc.web.app import build_app

PORT = 8000
TURNED = bytes(255 - byte for byte in range(256))
CHUNK = 1 << 20
PAGES = (
    "/",
    "/map",
    "/report?lang=en",
    "/questions",
    "/records/{id}",
    "/records/{id}/history",
    "/new?kind=TIE&from={id}",
)
ACTORS = """{ actors(first: 50, orderBy: [{field: NAME}]) { totalCount nodes {
  id name description history { nodes { before after record { id } } } ties { nodes { id from { name } to { name } } } } }
  gaps(first: 50) { nodes { id subjects { id } evidence { record { id } } } } changes(first: 50) { nodes { recordId after } } }"""
ERASE = "mutation ($id: ID!) { eraseRecord(input: {id: $id}) { version } }"


async def serve_and_erase(url: str, id: str, needle: bytes) -> dict[str, Any]:
    live = LiveGraph.open(url)
    transport = httpx.ASGITransport(build_app(live, Settings(), PORT))
    found: dict[str, Any] = {}
    async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}") as client:
        await _visit(client, id)
        found["before"] = {"alive": len(_alive(needle)), "memory": _in_memory(needle)}
        answer = (await client.post("/graphql", json={"query": ERASE, "variables": {"id": id}})).json()
        found["version"] = answer["data"]["eraseRecord"]["version"]
        del answer
        found["at once"] = {"alive": _alive(needle), "memory": _in_memory(needle)}
        await _visit(client, id)
    found["after"] = {"alive": _alive(needle), "memory": _in_memory(needle)}
    live.close()
    return found


async def _visit(client: httpx.AsyncClient, id: str) -> None:
    for page in PAGES:
        await client.get(page.format(id=id))
    for name in ("record", "tuin"):
        await client.get("/suggest", params={"q": name, "kind": "ACTOR"})
    answer = (await client.post("/graphql", json={"query": ACTORS})).json()
    assert "errors" not in answer, answer


def _alive(needle: bytes) -> list[str]:
    """The types that hold a text in which the needle stands, among all objects that can be reached."""
    gc.unfreeze()
    gc.collect()
    found: list[str] = []
    seen: set[int] = set()
    waiting: list[tuple[Any, str]] = [(thing, "") for thing in gc.get_objects()]
    while waiting:
        thing, holder = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, str | bytes | bytearray):
            raw = thing.encode(errors="replace") if isinstance(thing, str) else bytes(thing)
            if needle in raw.translate(TURNED):
                found.append(holder)
        elif isinstance(thing, msgspec.Struct):
            waiting += [(getattr(thing, name), type(thing).__name__) for name in thing.__struct_fields__]
        else:
            waiting += [(part, type(thing).__name__) for part in gc.get_referents(thing)]
    return found


def _in_memory(needle: bytes) -> int:
    """How often the needle stands in the memory of this process, in use or let go."""
    count, room = 0, bytearray(CHUNK)
    with open("/proc/self/mem", "rb", buffering=0) as memory:
        for start, end in _regions():
            for place in range(start, end, CHUNK - len(needle)):
                try:
                    memory.seek(place)
                    size = memory.readinto(memoryview(room)[: min(CHUNK, end - place)])
                except (OSError, ValueError):  # a region that may not be read, such as that of the kernel
                    break
                count += room[:size].translate(TURNED).count(needle)
                room[:] = bytes(CHUNK)
    return count


def _regions() -> list[tuple[int, int]]:
    lines = Path("/proc/self/maps").read_text().splitlines()
    found = [re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line) for line in lines]
    return [(int(at[1], 16), int(at[2], 16)) for at in found if at]


if __name__ == "__main__":
    store, erased, turned = sys.argv[1:]
    print(json.dumps(asyncio.run(serve_and_erase(store, erased, bytes.fromhex(turned)))))
