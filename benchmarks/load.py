"""How a busy service behaves: latency while it writes, and memory over many different documents.

    .venv/bin/python -m benchmarks.load [--actors 10000] [--seconds 60] [--requests 200000]

First 200 requests a second are sent on a fixed timetable (a request that has to wait for those before it counts from the
moment that it was due) while an actor is changed every second. Then documents that are made by chance follow each other as
fast as they are answered, each unlike most before it. Client and service share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import orjson

from benchmarks.peers.questions import FIELDS
from benchmarks.processes import SERVE, cpu, free_port, graphsvc, listening_on, memory, running
from graphsvc.model.vocabularies import ActorKind

RATE = 200
CONNECTIONS = 16
KINDS = [str(kind) for kind in ActorKind]
RECORD = ("id", "kind", "revision", "tags", "validFrom", "lastVerified", "visibility", "assumed")
ACTOR = ("name", "actorKind", "formality", "capacity", "openToContact", "residentsReached", "description", "website")
LISTS = ("areas", "themes", "targetGroups", "offerings", "meetingPlaces", "processes")


class Connection:
    """One kept connection: a client of its own would cost more than the service."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def open(self) -> Connection:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def ask(self, query: str, **variables: Any) -> bytes:
        body = orjson.dumps({"query": query, "variables": variables})
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        return await self._reader.readexactly(int(answer.split(b"content-length: ")[1].split(b"\r\n")[0]))


async def pool(port: int) -> asyncio.Queue[Connection]:
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await Connection(port).open())
    return free


def usual(ids: list[str]) -> list[str]:
    """What people ask: a record, lists, a filter, counts."""
    return [
        f'{{record(id: "{random.choice(ids)}") {{... on Actor {{{FIELDS}}}}}}}',
        f"{{actors(first: 20) {{nodes {{{FIELDS}}}}}}}",
        f"{{actors(first: 20) {{nodes {{{FIELDS} areas {{nodes {{id name}}}}}}}}}}",
        f'{{record(id: "{random.choice(ids)}") {{... on Actor {{id ties {{edges {{node {{tieKind}} other {{name}}}}}}}}}}}}',
        "{actors(filter: {formality: {eq: INFORMAL}}) {totalCount groups(by: [ACTOR_KIND]) {key count}}}",
    ]


async def timetable(port: int, ids: list[str], seconds: int) -> list[float]:
    """Seconds from the moment that each request was due to its answer, with a change of an actor every second."""
    free, found = await pool(port), []

    async def ask(query: str, due: float) -> None:
        connection = await free.get()
        answer = orjson.loads(await connection.ask(query))
        free.put_nowait(connection)
        if "errors" in answer:
            raise RuntimeError(answer["errors"])
        found.append(time.perf_counter() - due)

    writing = asyncio.create_task(write(port, ids, seconds))
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(seconds * RATE):
            due = start + number / RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(ask(random.choice(usual(ids)), due))
    await writing
    return sorted(found)


async def write(port: int, ids: list[str], seconds: int) -> None:
    connection = await Connection(port).open()
    change = "mutation($input: UpdateActorInput!) {updateActor(input: $input) {version}}"
    read = "query($id: ID!) {record(id: $id) {revision}}"
    for number in range(seconds):
        id = random.choice(ids)
        revision = orjson.loads(await connection.ask(read, id=id))["data"]["record"]["revision"]
        asked = {"id": id, "revision": revision, "description": f"Changed the {number}th time."}
        answer = orjson.loads(await connection.ask(change, input=asked))
        if "errors" in answer:
            raise RuntimeError(answer["errors"])
        await asyncio.sleep(1)


def documents() -> Iterator[str]:
    """Documents made by chance: other fields, lists, filters, pages and depths each time."""
    while True:
        yield f"query Q{random.randrange(10**9)} {{{_actors(random.randint(1, 2))}}}"


def _actors(depth: int, name: str = "actors") -> str:
    clause = random.choice(("", f", filter: {{actorKind: {{in: [{', '.join(random.sample(KINDS, 2))}]}}}}"))
    fields = [*random.sample(RECORD, random.randint(1, 4)), *random.sample(ACTOR, random.randint(1, 6))]
    for found in random.sample(LISTS, random.randint(0, 2)):
        fields.append(f"{found}(first: {random.randint(0, 5)}) {{totalCount nodes {{id}}}}")
    if depth > 1:
        fields.append(_actors(depth - 1, "neighbours"))
    return f"{name}(first: {random.randint(0, 8)}{clause}) {{totalCount nodes {{{' '.join(fields)}}}}}"


async def many(port: int, pid: int, requests: int) -> None:
    """Sends so many documents and prints what the service holds on the way."""
    free, part = await pool(port), max(1, requests // 10)
    connections = [free.get_nowait() for _ in range(CONNECTIONS)]

    async def ask_on(connection: Connection, made: Iterator[str]) -> None:
        for document in made:
            if b'"errors"' in (answer := await connection.ask(document)):
                raise RuntimeError(answer.decode())

    for at in range(10):
        before, made = cpu(pid), islice(documents(), part)
        await asyncio.gather(*(ask_on(connection, made) for connection in connections))
        spent = (cpu(pid) - before) * 1e3 / part
        print(f"after {(at + 1) * part:>8,} documents {memory(pid):>8,.0f} MB {spent:>8.2f} CPU-ms each", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--requests", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    random.seed(given.seed)
    print(f"seed {given.seed}")
    with tempfile.TemporaryDirectory() as folder:
        store, port = f"sqlite:///{Path(folder)}/region.db", free_port()
        graphsvc("generate", "--actors", str(given.actors), "--seed", "1", "--store", store)
        with running([*SERVE, store, "--port", str(port)], port, "/healthz") as client:
            ids = some(client)
            pid = listening_on(port)
            waited = asyncio.run(timetable(port, ids, given.seconds))
            for name, share in (("median", 0.5), ("p99", 0.99), ("longest", 1.0)):
                place = min(len(waited) - 1, int(share * len(waited)))
                print(f"{RATE} requests and 1 commit a second: {name} {waited[place] * 1e3:.1f} ms")
            asyncio.run(many(port, pid, given.requests))


def some(client: httpx.Client) -> list[str]:
    """The ids of some actors."""
    answer = client.post("/graphql", json={"query": "{actors(first: 100) {nodes {id}}}"}).json()
    return [node["id"] for node in answer["data"]["actors"]["nodes"]]


if __name__ == "__main__":
    main()
