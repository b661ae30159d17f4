"""Other processes that use the store of a test: `python -m tests.contracts.process WHAT URL ...`."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from graphsvc.errors import BadInput, HeadMoved
from graphsvc.live import LiveGraph
from graphsvc.model.changes import ChangeSet, created
from graphsvc.stores.address import open_store
from tests.records import actor, link

ROOT = Path(__file__).parents[2]
HANG = 110
"""Seconds after which a process counts as hung."""


def start(what: str, url: str, *arguments: object) -> subprocess.Popen[str]:
    """Starts another process with this store."""
    command = [sys.executable, "-m", "tests.contracts.process", what, url, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    """Waits for a process, which must have succeeded; gives what it printed."""
    printed, _ = process.communicate(timeout=HANG)
    assert process.returncode == 0, printed
    return printed.strip()


def write(url: str, name: str, commits: str) -> None:
    """Makes actors one by one, beginning again whenever another writer was first; prints the versions made."""
    with open_store(url) as store:
        for number in range(int(commits)):
            changes = ChangeSet(changes=(created(actor(f"{name}-{number}")),), by=name, mutation_id=f"{number}")
            while True:
                try:
                    print(store.commit(changes, store.head().version).version)
                    break
                except HeadMoved:
                    continue


def make(url: str) -> None:
    """Opens a store, making it if it is not there, as soon as it is told to; prints its version."""
    sys.stdin.readline()
    with open_store(url, create=True) as store:
        print(store.head().version)


def repeat(url: str, by: str, mutation_id: str, digest: str, id: str) -> None:
    """Commits under a mutation id that was used before; prints the version it got."""
    with open_store(url) as store:
        changes = ChangeSet(changes=(created(actor(id)),), by=by, mutation_id=mutation_id, digest=digest)
        print(store.commit(changes, store.head().version).version)


def join(url: str, inner: str, outer: str) -> None:
    """Puts one area within another, as soon as it is told to; prints whether that was written, or the fault."""
    live = LiveGraph.open(url)
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        asyncio.run(live.commit([created(link(inner, "WITHIN", outer))]))
        print("written")
    except BadInput as error:
        print(*(fault.code for fault in error.faults))
    finally:
        live.close()


def commit(url: str) -> None:
    """Commits each change set that it reads, a line of JSON each, as a service would; prints the version it got."""
    live = LiveGraph.open(url)
    print("ready", flush=True)
    for line in sys.stdin:
        asked = msgspec.json.decode(line, type=ChangeSet)
        entry = asyncio.run(live.commit(asked.changes, mutation_id=asked.mutation_id, digest=asked.digest))
        print(entry.version, flush=True)
    live.close()


if __name__ == "__main__":
    does: dict[str, Callable[..., None]] = {
        "write": write,
        "make": make,
        "repeat": repeat,
        "join": join,
        "commit": commit,
    }
    does[sys.argv[1]](*sys.argv[2:])
