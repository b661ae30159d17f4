"""Worker processes: long calculations off the event loop, stopped when they take too long, too much, or nobody waits."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from graphsvc.errors import LimitExceeded

T = TypeVar("T")
SECONDS = 60.0
MEGABYTES = 2048


async def run_in_process(
    function: Callable[..., T], *args: Any, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> T:
    """What `function(*args)` returns, computed in a worker process that is killed when the caller is cancelled.

    Function, arguments and result must be picklable; give large inputs as numpy arrays. An error of the function is
    raised here as it is. Raises LimitExceeded after `seconds` of work (waiting for a free worker does not count), or
    when the calculation needs more than `megabytes` above what the worker holds already.
    """
    async with to_process.current_default_process_limiter():
        with anyio.move_on_after(seconds):
            try:
                return await to_process.run_sync(
                    _run, function, args, megabytes, cancellable=True, limiter=CapacityLimiter(1)
                )
            except BrokenWorkerProcess as error:
                if str(error):  # the process did not even start
                    raise
                raise LimitExceeded(
                    f"The calculation was cut off half-way, most likely because memory ran out (allowed: {megabytes} MB)."
                    " Ask for a smaller part of the network."
                ) from None
    raise LimitExceeded(
        f"The calculation took longer than {seconds:g} seconds and was stopped. Ask for a smaller part of the network."
    )


def _run(function: Callable[..., T], args: tuple[Any, ...], megabytes: int) -> T:
    """In the worker: the function under a limit of memory."""
    try:
        with _memory_limit(megabytes):
            return function(*args)
    except MemoryError:
        raise LimitExceeded(
            f"The calculation needs more than {megabytes} MB of memory and was stopped."
            " Ask for a smaller part of the network."
        ) from None


@contextmanager
def _memory_limit(megabytes: int) -> Any:
    """Lets this process take so much more memory than it has now, where the system can limit that (Linux)."""
    held = _held_bytes()
    if held is None:
        yield
        return
    import resource

    old, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (old, hard))


def _held_bytes() -> int | None:
    """The private memory this process has asked for; None where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    found = re.search(r"VmData:\s+(\d+) kB", status.read_text())
    return int(found[1]) * 1024 if found else None
