"""CPU per request of graphsvc and of @neo4j/graphql with graphql-yoga, on one Neo4j with the same network.

    .venv/bin/python -m benchmarks.peers [--actors 10000] [--requests 200]

Needs Node 20 and npm beside what the tests need. It starts a Neo4j, fills it with a generated network, and asks both
servers the same questions in turn, after as many requests to warm up. What counts is the CPU time of server and database
together; for graphsvc the database only hears whether anything changed. "Bare" is without HTTP. The peer has one type of
relationship for each of its fields, so before its turn each tie of today is copied to a relationship `:TIE`, which spares it eight.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx
import msgspec
import neo4j

from benchmarks.peers.questions import Data, Question, ask, questions, subjects
from benchmarks.processes import ROOT, SERVE, cpu, free_port, graphsvc, listening_on, running
from benchmarks.stores import server
from graphsvc.model.vocabularies import TieKind

HERE = Path(__file__).parent
COPY: Any = f"""
MATCH (a:Actor)-[tie:{"|".join(TieKind)}]->(b:Actor)
WHERE coalesce(tie.validFrom <= date(), true) AND coalesce(tie.validTo > date(), true)
CREATE (a)-[copy:TIE]->(b) SET copy = properties(tie), copy.tieKind = type(tie)
"""


class Spent(msgspec.Struct, frozen=True):
    """Milliseconds of CPU for each request."""

    server: float
    database: float
    bare: float
    """Server without HTTP, and the database."""

    @property
    def all(self) -> float:
        return self.server + self.database


def measured(client: httpx.Client, query: str, pids: tuple[int, int], times: int) -> tuple[float, float]:
    """Milliseconds of CPU a request, of server and database."""
    for _ in range(times):
        ask(client, query)
    before = [cpu(pid) for pid in pids]
    for _ in range(times):
        ask(client, query)
    server, database = (round((cpu(pid) - start) * 1e3 / times, 3) for pid, start in zip(pids, before, strict=True))
    return server, database


def ours(client: httpx.Client, asked: list[Question], pids: tuple[int, int], times: int, url: str) -> list[Spent]:
    bare = run("bare", url, str(times), *(question.ours for question in asked)).split()
    found = []
    for question, alone in zip(asked, bare, strict=True):
        server, database = measured(client, question.ours, pids, times)
        found.append(Spent(server, database, float(alone) + database))
    return found


def theirs(client: httpx.Client, asked: list[Question], pids: tuple[int, int], times: int) -> list[Spent]:
    found = []
    for question in asked:
        server, database = measured(client, question.theirs, pids, times)
        before = cpu(pids[1])
        seconds = client.post("/bare", json={"query": question.theirs, "times": times}).json()["seconds"]
        found.append(Spent(server, database, (seconds + cpu(pids[1]) - before) * 1e3 / times))
    return found


def run(*arguments: str) -> str:
    """The output of one of the other modules, in a process of its own."""
    module, *rest = arguments
    command = [sys.executable, "-m", f"benchmarks.peers.{module}", *rest]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def fill(url: str, actors: int, folder: Path) -> None:
    """A generated network in the database, as graphsvc keeps it."""
    made = f"sqlite:///{folder}/region.db"
    graphsvc("generate", "--actors", str(actors), "--seed", "1", "--store", made)
    graphsvc("copy", "--from", made, "--to", url)


def show(asked: list[Question], we: list[Spent], they: list[Spent]) -> None:
    print(
        f"{'CPU-ms a request':<46} {'graphsvc':>15} {'@neo4j/graphql':>15} {'ratio':>7}   {'bare':>7} {'bare':>7} {'ratio':>7}"
    )
    print(f"{'server + database':<46}")
    for question, us, them in zip(asked, we, they, strict=True):
        own, other = (f"{spent.server:.2f} + {spent.database:.2f}" for spent in (us, them))
        print(
            f"{question.name:<46} {own:>15} {other:>15} {them.all / us.all:>7.1f}   "
            f"{us.bare:>7.3f} {them.bare:>7.2f} {them.bare / us.bare:>7.1f}"
        )
    for name, ratios in (
        ("with HTTP", [them.all / us.all for us, them in zip(we, they, strict=True)]),
        ("without HTTP", [them.bare / us.bare for us, them in zip(we, they, strict=True)]),
    ):
        print(f"{name}: at least {min(ratios):.1f} times less, {statistics.median(ratios):.1f} times on the median")


def compare(asked: list[Question], we: list[Data], they: list[Data]) -> None:
    """Ends the benchmark when the answers to a question are not the same."""
    for question, our, their in zip(asked, we, they, strict=True):
        one, other = question.told_by_us(our), question.told_by_them(their)
        if one != other:
            raise SystemExit(f"{question.name}: graphsvc says {one}, the peer {other}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=200)
    given = parser.parse_args()
    subprocess.run(["npm", "ci", "--no-progress", "--silent"], cwd=HERE, check=True)
    with tempfile.TemporaryDirectory() as folder, server("") as (url, database):
        fill(url, given.actors, Path(folder))
        assert database is not None
        port = free_port()
        with running([*SERVE, url, "--port", str(port)], port, "/healthz") as client:
            asked = questions(*subjects(client))
            answers = [ask(client, question.ours) for question in asked]
            we = ours(client, asked, (listening_on(port), database), given.requests, url)
        with neo4j.GraphDatabase.driver(url) as driver:
            driver.execute_query(COPY)
        port = free_port()
        with running(["node", str(HERE / "server.mjs"), url, str(port)], port, "/graphql") as client:
            compare(asked, answers, [ask(client, question.theirs) for question in asked])
            they = theirs(client, asked, (listening_on(port), database), given.requests)
    show(asked, we, they)


if __name__ == "__main__":
    main()
