"""How long the service takes to its first answer, and in how much memory, at several sizes.

    .venv/bin/python -m benchmarks.start [ACTORS ...]

Prints one table. The ratio is to starting Python with the same libraries and doing nothing: what no service of this kind can
go below, measured in the same run, for machines differ.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.processes import SERVE, free_port, graphsvc, memory

SIZES = (400, 10_000)
QUERY = json.dumps({"query": "{ actors(first: 20) { totalCount nodes { id name } } }"}).encode()
BARE = "import msgspec, networkx, numpy, scipy, graphene, starlette, uvicorn, jinja2, babel"


def answer(port: int) -> dict[str, object] | None:
    """The answer to a query, None while nobody listens."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/graphql", QUERY, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except OSError:
        return None


def measure(store: str) -> tuple[float, float]:
    """Seconds from the start of the process to its first answer, and its memory then, in MB."""
    port, start = free_port(), time.perf_counter()
    process = subprocess.Popen([*SERVE, store, "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        while answer(port) is None:
            if process.poll() is not None or time.perf_counter() - start > 120:
                raise SystemExit("the service did not start")
            time.sleep(0.02)
        return time.perf_counter() - start, memory(process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", BARE], check=True)
    bare = time.perf_counter() - start
    print(f"{'actors':>8} {'store':>8} {'first answer':>13} {'ratio to bare':>14} {'memory':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder, f"{size}.db")
            store = f"sqlite:///{file}"
            graphsvc("generate", "--actors", str(size), "--store", store)
            seconds, held = min(measure(store) for _ in range(3))
            megabytes = os.path.getsize(file) / 1e6
            print(f"{size:8,} {megabytes:5.1f} MB {seconds:11.2f} s {seconds / bare:14.2f} {held:5.0f} MB")
    print(f"{'bare':>8} {'':8} {bare:11.2f} s")


if __name__ == "__main__":
    main()
