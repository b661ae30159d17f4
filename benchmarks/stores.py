"""How fast the stores write, read and follow, and in how much memory, at one size.

    .venv/bin/python -m benchmarks.stores [--actors 10000] [--neo4j [URL]]

Prints one table. Machines differ, so each figure stands beside a bare one that was measured in the same run: for a commit
one statement in a transaction of its own, on the same disk or server. For reading it is the CPU time of the client, and
of a server of our own. `--neo4j` starts a server of its own with
scripts/neo4j, or takes the one at URL, whose database must be empty. 200,000 actors come with 2,000,000 ties.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import resource
import signal
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import neo4j

from benchmarks.processes import ROOT, SERVE, cpu, free_port
from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.live import LiveGraph, read_graph
from graphsvc.model.changes import Change, ChangeSet, Entry, created, updated
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make, remade
from graphsvc.model.records import Actor, AnyRecord, Link, Tie
from graphsvc.seeding.region import generate
from graphsvc.stores.address import open_store
from graphsvc.stores.contract import Store

DAY = date(2026, 11, 24)
COMMITS = 1_000
CHUNK = 500_000
"""Changes a change set: one of 2,000,000 would take more memory than there is need for."""


def row(what: str, figure: str, bare: str = "", ratio: str = "", asked: str = "") -> None:
    print(f"{what:<44} {figure:>16} {bare:>16} {ratio:>8}  {asked}", flush=True)


def timed(action: Callable[[], Any]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def each(action: Callable[[int], Any], times: int) -> list[float]:
    """Seconds that each of many calls takes."""
    return [timed(partial(action, number)) for number in range(times)]


def someone(id: str) -> Change:
    return created(make(RecordKind.ACTOR, {"id": id, "name": f"Actor {id}", "actorKind": "INITIATIVE"}))


def put(store: Store, changes: Iterable[Change], base: int | None = None) -> Entry:
    head = store.head().version if base is None else base
    return store.commit(ChangeSet(changes=tuple(changes), by="benchmark"), head)


def load(store: Store, records: list[AnyRecord]) -> None:
    """Writes records in change sets, nodes before edges."""
    ordered = sorted(records, key=lambda record: isinstance(record, Tie | Link))
    for start in range(0, len(ordered), CHUNK):
        put(store, [created(record) for record in ordered[start : start + CHUNK]])


def commit_each(store: Store, times: int) -> list[float]:
    """Seconds of single commits, each on the version before it."""
    head = store.head().version
    return each(lambda number: put(store, [someone(f"bench-{number}")], head + number), times)


def past(store: Store, name: str) -> None:
    """Reads the past of one record: of one that came in a small change set, like those of `commit_each`."""
    seconds = statistics.median(each(lambda number: store.past([f"bench-{number}"]), 200))
    row(f"{name}: past of one record, median", f"{seconds * 1e3:.1f} ms")


# SQLite


def bare_commits(file: Path, times: int) -> list[float]:
    """Seconds of one-statement transactions that are on disk when they return."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE t (id TEXT, body TEXT)"):
            connection.execute(statement)
        insert = "INSERT INTO t VALUES (?, ?)"
        return each(lambda number: connection.execute(insert, (f"{number}", "x" * 200)), times)


def sqlite(records: list[AnyRecord], folder: Path) -> None:
    url = f"sqlite:///{folder}/region.db"
    many = f"{len(records):,} records"
    with open_store(url, create=True) as store:
        seconds = timed(lambda: load(store, records))
        row(f"SQLite: load {many}", f"{seconds:.1f} s", asked="180 s for 200,000 actors")
        own, bare = (
            statistics.median(commit_each(store, COMMITS)),
            statistics.median(bare_commits(folder / "bare", COMMITS)),
        )
        past(store, "SQLite")
        row("SQLite: single commits", f"{1 / own:,.0f} /s", f"{1 / bare:,.0f} /s", f"{own / bare:.1f}", "300 /s")
    seconds, peak = served(url)
    asked = "60 s and 2,500 MB for 200,000 actors"
    row(f"SQLite: served with {many}", f"{seconds:.1f} s", f"{peak:,.0f} MB peak", asked=asked)


def served(url: str) -> tuple[float, float]:
    """Seconds from the start of a service to its first answer, and its peak memory by then in MB."""
    port = free_port()
    start = time.perf_counter()
    process = subprocess.Popen([*SERVE, url, "--port", str(port)], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        while not answers(port):
            if process.poll() is not None:
                raise SystemExit("the service did not start")
            time.sleep(0.05)
        seconds = time.perf_counter() - start
        status = Path(f"/proc/{process.pid}/status").read_text()
        peak = next(int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM"))
        return seconds, peak
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def answers(port: int) -> bool:
    """Whether the service answers: it listens before it has read its store."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.settimeout(600)
            connection.sendall(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            return b"200" in connection.recv(100)
    except OSError:
        return False


# In memory


def apply(records: list[AnyRecord]) -> None:
    graph = Graph.of(records)
    views = [View(graph, ADMIN, DAY), View(graph, PUBLIC, DAY), View(graph, ADMIN, None)]
    actors = [record for record in records if isinstance(record, Actor)][:COMMITS]
    gc.collect()
    gc.freeze()

    def take(change: Change) -> None:
        touched = graph.apply(Entry(version=graph.version + 1, changes=ChangeSet(changes=(change,), by="benchmark")))
        for view in views:
            view.update(touched)

    renamed = [updated(old, remade(old, {"name": "Other", "visibility": "PUBLIC"})) for old in actors]
    ties = [
        created(make(RecordKind.TIE, {"id": f"bench-{old.id}", "from": old.id, "to": other.id, "tieKind": "KNOWS"}))
        for old, other in itertools.pairwise(actors)
    ]
    for name, changes in (("an actor", renamed), ("a tie", ties)):
        spent = [timed(partial(take, change)) for change in changes]
        worst = sorted(spent)[int(len(spent) * 0.99)]
        row(
            f"Apply {name}, in 3 views",
            f"{statistics.median(spent) * 1e3:.3f} ms",
            f"p99 {worst * 1e3:.3f} ms",
            asked="1 ms",
        )


# Neo4j


@contextmanager
def server(url: str) -> Iterator[tuple[str, int | None]]:
    """The address of a server, and its process: the one given, of which we know no process, or one of our own."""
    if url:
        yield url, None
        return
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        environment = os.environ | {"NEO4J_BOLT_PORT": str(port), "NEO4J_HOME": home}
        process = subprocess.Popen(
            [ROOT / "scripts" / "neo4j"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            own = f"bolt://127.0.0.1:{port}"
            wait_for(own)
            yield own, process.pid
        finally:
            process.kill()
            process.wait()


def wait_for(url: str) -> None:
    for _ in range(240):
        try:
            with neo4j.GraphDatabase.driver(url, connection_timeout=1) as driver:
                driver.verify_connectivity()
            return
        except neo4j.exceptions.DriverError:
            time.sleep(0.25)
    raise SystemExit("Neo4j did not start")


def busy(process: int | None) -> float:
    """Seconds of CPU that a process has used; 0 for one that is not ours to see."""
    return 0.0 if process is None else cpu(process)


def read_each(what: str, read: Callable[[], Any], process: int | None, asked: str) -> None:
    """Reads as at a start: first with a server that has yet to plan and compile it, then some more times."""
    for turn in ("first", "again", "once more"):
        gc.collect()
        own, theirs = time.process_time(), busy(process)
        seconds = timed(read)
        parts = f"CPU {time.process_time() - own:.1f} + {busy(process) - theirs:.1f} s"
        row(f"{what}, {turn}", f"{seconds:.1f} s", parts, asked=asked)


def server_store(records: list[AnyRecord], url: str, process: int | None) -> None:
    many = f"{len(records):,} records"
    LiveGraph.open(url, create=True).close()  # compares the empty store with its log, as every first start does
    with open_store(url, create=True) as store, neo4j.GraphDatabase.driver(url) as driver:
        seconds = timed(lambda: load(store, records))
        row(f"Neo4j: import {many}", f"{seconds:.1f} s", asked="30 s for 10,000 actors")
        read_each(f"Neo4j: read {many}", lambda: read_graph(store), process, "5 s for 10,000 actors")
        read_each("Neo4j: its records alone", lambda: [*store.load().records], process, "")
        with driver.session() as session:

            def write(number: int) -> None:
                session.execute_write(
                    lambda transaction: transaction.run(
                        "CREATE (:Bare {id: $id, body: $body})", id=number, body="x" * 200
                    ).consume()
                )

            each(write, 200)
            commit_each(store, 200)  # both know their statements now
            put(store, [someone("between")])
            own, bare = [], []
            head = store.head().version
            for number in range(COMMITS // 2):  # by turns: the server itself grows faster meanwhile
                own.append(timed(partial(put, store, [someone(f"turn-{number}")], head + number)))
                bare.append(timed(partial(write, number)))
        ours, theirs = statistics.median(own) * 1e3, statistics.median(bare) * 1e3
        row("Neo4j: single commit, median", f"{ours:.1f} ms", f"{theirs:.1f} ms", f"{ours / theirs:.1f}", "3 times")
        past(store, "Neo4j")
        seconds = statistics.median(each(lambda _: store.head(), 200))
        row("Neo4j: look for other writers, median", f"{seconds * 1e3:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--neo4j", nargs="?", const="", metavar="URL")
    parser.add_argument("--no-sqlite", action="store_true")
    asked = parser.parse_args()
    records = list(generate(asked.actors, 1, DAY))
    row("", "measured", "bare", "ratio", "asked")
    if not asked.no_sqlite:
        with tempfile.TemporaryDirectory() as folder:
            sqlite(records, Path(folder))
        apply(records)
    if asked.neo4j is not None:
        with server(asked.neo4j) as (url, process):
            server_store(records, url, process)
    print(f"peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB")


if __name__ == "__main__":
    main()
