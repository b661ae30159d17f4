"""What a request over HTTP costs, in CPU time of the process that serves, at 10,000 actors with 60,000 ties.

    .venv/bin/python -m benchmarks.over_http [--requests 5000] [--actors 10000]

One client on one connection sends the same requests again and again; CPU time is what the system counts for the process. The
rows take turns, and the median of the turns counts, so that whatever else the machine does falls on all of them. Beside each stands its target, a bare route of
Starlette that answers a constant, and the same bytes from dictionaries shaped by hand, served in the same way.
"""

from __future__ import annotations

import argparse
import http.client
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import msgspec
import orjson

from benchmarks.peers.questions import FIELDS, questions, subjects
from benchmarks.processes import SERVE, cpu, free_port, graphsvc, listening_on, python, running

TURNS = 10
JSON = {"Content-Type": "application/json"}
TARGETS = (0.2, 0.25, 1.0, 1.0, 3.0, 0.5, None)
"""Milliseconds for each of the questions that the peers are asked too; page 200 is to cost what page 1 does."""
BY_VARIABLE = f"query($id: ID!) {{record(id: $id) {{... on Actor {{{FIELDS}}}}}}}"


class Row(msgspec.Struct, frozen=True):
    """One request, and what it may cost."""

    name: str
    body: bytes
    path: str = "/graphql"
    headers: dict[str, str] = {}
    target: float | None = None
    by_hand: bool = True
    """Whether the same bytes can be written by hand."""


class Client:
    """What sends requests to a server, and knows the CPU time that its process has had."""

    def __init__(self, port: int) -> None:
        self._port, self._process = port, listening_on(port)

    def answer(self, row: Row) -> tuple[dict[str, str], bytes]:
        """The headers and the body that answer a request."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port)
        response = _send(connection, row)
        return dict(response.headers), response.read()

    def spent(self, row: Row, times: int) -> float:
        """Seconds of CPU for so many requests on one connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port)
        before = cpu(self._process)
        for _ in range(times):
            _send(connection, row).read()
        connection.close()
        return cpu(self._process) - before


def _send(connection: http.client.HTTPConnection, row: Row) -> http.client.HTTPResponse:
    connection.request("POST", row.path, row.body, {**JSON, **row.headers})
    return connection.getresponse()


def asked(query: str, **variables: str) -> bytes:
    return orjson.dumps({"query": query, "variables": variables} if variables else {"query": query})


def rows_of(actor: str, area: str, after: str) -> list[Row]:
    """The requests of which the targets speak, and some that show what is paid for what."""
    found = [Row("{ service { graphVersion } }", asked("{service {graphVersion}}"))]
    found += [
        Row(question.name, asked(question.ours), target=target)
        for question, target in zip(questions(actor, area, after), TARGETS, strict=True)
    ]
    found.append(Row("One actor by id, by a variable", asked(BY_VARIABLE, id=actor), target=0.2))
    found.append(Row("100 actors with five fields", asked(f"{{actors(first: 100) {{nodes {{{FIELDS}}}}}}}")))
    return found


def also(rows: list[Row], client: Client) -> list[Row]:
    """The first and the last of the rows compressed and unchanged."""
    found = []
    for row in (rows[0], rows[-1]):
        tag = client.answer(row)[0]["etag"]
        found.append(Row(f"{row.name}: 304", row.body, headers={"If-None-Match": tag}, by_hand=False))
    gzip = {"Accept-Encoding": "gzip"}
    return [*found, Row(f"{rows[-1].name}: gzip", rows[-1].body, headers=gzip, by_hand=False)]


def measured(pairs: list[tuple[Client, Row]], requests: int) -> list[float]:
    """Milliseconds of CPU for one request of each row; the first turn only warms up."""
    part = max(1, requests // TURNS)
    turns = [[client.spent(row, part) for client, row in pairs] for _ in range(TURNS + 1)]
    return [median(spent) * 1e3 / part for spent in zip(*turns[1:], strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=5_000)
    parser.add_argument("--actors", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        store, ports, file = f"sqlite:///{folder}/region.db", (free_port(), free_port()), Path(folder) / "answers.json"
        graphsvc("generate", "--actors", str(given.actors), "--seed", "1", "--store", store)
        server = servers.enter_context(running([*SERVE, store, "--port", str(ports[0])], ports[0], "/healthz"))
        service = Client(ports[0])
        rows = rows_of(*subjects(server))
        answers = {}
        for row in rows:
            answers[orjson.loads(row.body)["query"]] = answer = orjson.loads(service.answer(row)[1])
            assert "errors" not in answer, answer
        file.write_bytes(orjson.dumps(answers))
        servers.enter_context(running(python("benchmarks.by_hand", str(ports[1]), str(file)), ports[1], "/bare"))
        show([*rows, *also(rows, service)], service, Client(ports[1]), given.requests)


def show(rows: list[Row], service: Client, least: Client, requests: int) -> None:
    written = [row for row in rows if row.by_hand]
    bare = Row("bare route of Starlette", rows[0].body, "/bare")
    pairs = [(least, bare), *((service, row) for row in rows), *((least, row) for row in written)]
    floor, *found = measured(pairs, requests)
    by_hand = dict(zip((row.name for row in written), found[len(rows) :], strict=True))
    print(f"{'CPU-ms a request':<46} {'target':>7} {'graphsvc':>9} {'above bare':>11} {'by hand':>8} {'ratio':>6}")
    print(f"{bare.name:<46} {'':>7} {floor:>9.3f}")
    for row, spent in zip(rows, found, strict=False):
        target = "" if row.target is None else f"{row.target:.2f}"
        hand = f"{by_hand[row.name]:>8.3f} {spent / by_hand[row.name]:>6.2f}" if row.by_hand else ""
        print(f"{row.name:<46} {target:>7} {spent:>9.3f} {spent - floor:>11.3f} {hand}")


if __name__ == "__main__":
    main()
