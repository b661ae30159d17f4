"""Servers that a benchmark starts, and what they have used."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
SERVE = [sys.executable, "-m", "graphsvc", "serve", "--store"]


def cpu(pid: int) -> float:
    """Seconds of CPU that a process has had: of its own clock on Linux (`clock_getcpuclockid`), for /proc counts in 10 ms."""
    return time.clock_gettime(~pid << 3 | 2)


def memory(pid: int) -> float:
    """Megabytes that a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmRSS"))


def listening_on(port: int) -> int:
    """The id of the process that listens on a port of this machine: a script may have started it."""
    wanted = f":{port:04X}"
    for line in Path("/proc/net/tcp").read_text().splitlines() + Path("/proc/net/tcp6").read_text().splitlines():
        fields = line.split()
        if len(fields) > 9 and fields[1].endswith(wanted) and fields[3] == "0A":
            return next(_owners(f"socket:[{fields[9]}]"))
    raise SystemExit(f"nothing listens on port {port}")


def _owners(link: str) -> Iterator[int]:
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(descriptor) == link:
                yield int(descriptor.parts[2])
        except OSError:
            continue


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, path: str) -> Iterator[httpx.Client]:
    """A server of ours, once it answers."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            for _ in range(600):
                try:
                    client.get(path)
                    break
                except httpx.TransportError:
                    if process.poll() is not None:
                        raise SystemExit(f"{command[0]} did not start") from None
                    time.sleep(0.2)
            yield client
    finally:
        process.terminate()
        process.wait()


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module."""
    return [sys.executable, "-m", module, *arguments]


def graphsvc(*arguments: str) -> None:
    """Run a command of graphsvc."""
    subprocess.run(python("graphsvc", *arguments), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
