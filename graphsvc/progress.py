"""What a command is doing, shown on stderr once it takes over a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status

PATIENCE_SECONDS = 1.0


@contextmanager
def shown(console: Console | None = None) -> Iterator[Callable[[str, int], None]]:
    """Gives what tells of a step and how many records of it are done.

    A terminal shows a line that goes when all is done; else each step is a line of its own, once.
    """
    console = console or Console(stderr=True)
    status = Status("", console=console)
    begun, steps = time.monotonic(), set[str]()

    def tell(what: str, done: int) -> None:
        if time.monotonic() - begun < PATIENCE_SECONDS:
            return
        if console.is_terminal:
            status.update(f"{what}: {done:,} records")
            status.start()
        elif what not in steps:
            steps.add(what)
            console.print(f"{what}: {done:,} records so far", highlight=False)

    try:
        yield tell
    finally:
        status.stop()
