"""What a page of changes costs at a long log, beside the same page at a short one.

    .venv/bin/python -m benchmarks.log [--entries 100000] [--neo4j [URL]]

Prints CPU time for an answer, of the client and of a Neo4j server of our own, and how many times that of the short log it
is. Each answer is asked from another version, so that no count is kept. `--neo4j` is as for `benchmarks.stores`; to fill one with
10,000 entries takes a minute or more.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import neo4j

from benchmarks.stores import busy, server
from graphsvc.access.viewer import ADMIN, PUBLIC, Viewer
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.execution import Api, Asked
from graphsvc.api.undoing import seen_version
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Change, ChangeSet, Entry, created, updated
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make, remade
from graphsvc.model.records import AnyRecord
from graphsvc.stores.address import open_store

SHORT = 1_000
TIMES = 20
NODES = "nodes { version recordId action before after } pageInfo { hasNextPage endCursor }"
QUESTIONS: dict[str, tuple[Viewer, str]] = {
    "20 changes, administrator": (ADMIN, f"query ($v: Int) {{ changes(sinceVersion: $v) {{ {NODES} }} }}"),
    "20 changes, public": (PUBLIC, f"query ($v: Int) {{ changes(sinceVersion: $v) {{ {NODES} }} }}"),
    "20 changes of today on": (
        ADMIN,
        f'query ($v: Int) {{ changes(sinceVersion: $v, since: "2026-01-01") {{ {NODES} }} }}',
    ),
    "their total, administrator": (ADMIN, "query ($v: Int) { changes(sinceVersion: $v) { totalCount } }"),
    "their total, public": (PUBLIC, "query ($v: Int) { changes(sinceVersion: $v) { totalCount } }"),
}


def person(number: int) -> Any:
    visibility = "PUBLIC" if number % 2 else "ADVISORS"
    values = {"id": f"a{number}", "name": f"Actor {number}", "actorKind": "INITIATIVE", "visibility": visibility}
    return make(RecordKind.ACTOR, values)


def log_of(length: int) -> tuple[list[AnyRecord], list[Entry]]:
    """Entries by turns of a new actor, a tie to the one before it, and a change of that; and the records they lead to."""
    records: dict[str, AnyRecord] = {"a0": person(0)}
    steps: list[Change] = [created(records["a0"])]
    number = 0
    while len(steps) < length:
        number += 1
        before, one = records[f"a{number - 1}"], person(number)
        values = {"id": f"t{number}", "from": one.id, "to": before.id, "tieKind": "KNOWS", "visibility": "PUBLIC"}
        made = [
            created(one),
            created(make(RecordKind.TIE, values)),
            updated(before, remade(before, {"description": "x" * 100})),
        ]
        for change in made[: length - len(steps)]:
            records[change.id] = change.record
            steps.append(change)
    entries = [Entry(version=at, changes=ChangeSet(changes=(step,), by="x")) for at, step in enumerate(steps, 1)]
    return sorted(records.values(), key=lambda record: record.kind is RecordKind.TIE), entries


def fill(url: str, length: int) -> None:
    records, entries = log_of(length)
    with open_store(url, create=True) as store:
        store.fill(length, records, entries, [])


async def ask_all(live: LiveGraph, process: int | None) -> dict[str, float]:
    """Milliseconds of CPU of each answer: the median."""
    desk = FigureDesk(live)
    api, found = Api(live, desk), dict[str, float]()

    async def spent(ask: Callable[[int], Any], times: int) -> float:
        taken = []
        for number in range(times):
            begin = time.process_time() + busy(process)
            await ask(number)
            taken.append((time.process_time() + busy(process) - begin) * 1e3)
        # The clock of another process counts in steps of 10 ms: of many answers only the mean says something.
        return statistics.mean(taken[2:]) if process else statistics.median(taken)

    for what, (viewer, query) in QUESTIONS.items():

        async def answer(number: int, viewer: Viewer = viewer, query: str = query) -> None:
            body = (await api.answer(Asked(query, {"v": number}), viewer, "en", "1")).body
            assert "errors" not in body, body["errors"]

        found[what] = await spent(answer, 5 if what == "their total, public" else TIMES)

    async def show(number: int) -> None:
        async with live.reading():
            await asyncio.to_thread(seen_version, live, PUBLIC, 10 + number)

    found["one old version, as undo reads it"] = await spent(show, TIMES)
    await desk.close()
    return found


def measured(url: str, length: int, process: int | None = None) -> dict[str, float]:
    fill(url, length)
    live = LiveGraph.open(url)
    try:
        return asyncio.run(ask_all(live, process))
    finally:
        live.close()


def tell(name: str, short: dict[str, float], long: dict[str, float], entries: int) -> None:
    print(f"{name:<44} {f'{SHORT:,} entries':>16} {f'{entries:,} entries':>18} {'times':>8}")
    for what in short:
        ratio = long[what] / short[what] if short[what] else float("nan")
        print(f"{what:<44} {short[what]:>13.2f} ms {long[what]:>15.2f} ms {ratio:>8.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--neo4j", nargs="?", const="", metavar="URL")
    parser.add_argument("--no-sqlite", action="store_true")
    asked = parser.parse_args()
    if not asked.no_sqlite:
        sqlite(asked.entries)
    if asked.neo4j is not None:
        with server(asked.neo4j) as (url, process):
            short = measured(url, SHORT, process)
            empty(url)
            tell("Neo4j", short, measured(url, asked.entries, process), asked.entries)


def sqlite(entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        urls = (f"sqlite:///{Path(folder)}/{name}.db" for name in ("short", "long"))
        tell("SQLite", measured(next(urls), SHORT), measured(next(urls), entries), entries)


def empty(url: str) -> None:
    """Takes away what was filled in, for the same server to hold the long log."""
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:Head CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("MATCH (head:Head) SET head.version = 0, head.writes = 0, head.filling = NULL").consume()


if __name__ == "__main__":
    main()
