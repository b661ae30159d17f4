"""What a command is doing, shown on stderr once it takes over a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Timer

from rich.console import Console
from rich.status import Status

PATIENCE_SECONDS = 1.0


@contextmanager
def under_way(what: str, console: Console | None = None) -> Iterator[None]:
    """Says what is being done of which nobody can tell how far it is."""
    console = console or Console(stderr=True)
    status = Status(f"{what} …", console=console)
    # A file gets a line instead of a status, which moves.
    show = status.start if console.is_terminal else partial(console.print, f"{what} …", highlight=False)
    timer = Timer(PATIENCE_SECONDS, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


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
