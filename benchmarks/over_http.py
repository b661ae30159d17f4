"""What a request over HTTP costs, in CPU time of the process that serves, beside the least that any service of this kind pays.

    .venv/bin/python -m benchmarks.over_http [REQUESTS]

One client on one connection sends the same request again and again; CPU time is what the system counts for the process.
The ratio is to a bare route of Starlette that answers a constant, served the same way in the same run, for machines differ.
"""

from __future__ import annotations

import http.client
import sys
import tempfile

import httpx

from benchmarks.processes import SERVE, cpu, free_port, graphsvc, listening_on, running

REQUESTS = 5_000
QUERY = b'{"query": "{ service { graphVersion } }"}'
PAGE = b'{"query": "{ actors(first: 100) { nodes { id name description actorKind formality } } }"}'
JSON = {"Content-Type": "application/json"}
BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
async def answer(request):
    await request.body()
    return Response(b'{"data":{"service":{"graphVersion":1}}}', media_type="application/json")
app = Starlette(routes=[Route("/graphql", answer, methods=["POST"])])
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False, ws="none")
"""


def send(connection: http.client.HTTPConnection, body: bytes, headers: dict[str, str]) -> http.client.HTTPResponse:
    connection.request("POST", "/graphql", body, headers)
    response = connection.getresponse()
    response.read()
    return response


def measure(server: httpx.Client, count: int, body: bytes, headers: dict[str, str]) -> float:
    """Milliseconds of CPU for one request."""
    port = server.base_url.port
    assert port is not None
    connection, process = http.client.HTTPConnection("127.0.0.1", port), listening_on(port)
    for _ in range(count // 10):
        send(connection, body, headers)
    before = cpu(process)
    for _ in range(count):
        send(connection, body, headers)
    return (cpu(process) - before) / count * 1000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    with tempfile.TemporaryDirectory() as folder:
        store, ports = f"sqlite:///{folder}/region.db", (free_port(), free_port())
        graphsvc("load", "--store", store)
        bare_server = [sys.executable, "-c", BARE, str(ports[0])]
        with (
            running(bare_server, ports[0], "/graphql") as bare,
            running([*SERVE, store, "--port", str(ports[1])], ports[1], "/healthz") as service,
        ):
            connection = http.client.HTTPConnection("127.0.0.1", ports[1])
            tags = {body: send(connection, body, JSON).headers["ETag"] for body in (QUERY, PAGE)}
            rows = [
                ("bare route of Starlette", bare, QUERY, JSON),
                ("{ service { graphVersion } }", service, QUERY, JSON),
                ("the same, unchanged: 304", service, QUERY, {**JSON, "If-None-Match": tags[QUERY]}),
                ("100 actors with five fields", service, PAGE, JSON),
                ("the same, compressed", service, PAGE, {**JSON, "Accept-Encoding": "gzip"}),
                ("the same, unchanged: 304", service, PAGE, {**JSON, "If-None-Match": tags[PAGE]}),
            ]
            floor = 0.0
            print(f"{'request':<32} {'CPU':>9} {'above bare':>11} {'ratio':>6}")
            for name, server, body, headers in rows:
                spent = measure(server, count, body, headers)
                floor = floor or spent
                print(f"{name:<32} {spent:6.3f} ms {spent - floor:8.3f} ms {spent / floor:6.2f}")


if __name__ == "__main__":
    main()
