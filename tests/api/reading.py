"""Networks with a given log, and what is read of the log while something is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.stores.address import open_store
from tests.api.conftest import Asker, asker_at
from tests.graph.logged import Log


@contextmanager
def network_of(log: Log, url: str) -> Iterator[Asker]:
    """The network at an address where nothing is yet, with a log that was written before."""

    def edges_last(record: AnyRecord) -> bool:
        return isinstance(record, Tie | Link)

    with open_store(url, create=True) as store:
        store.fill(len(log.entries), sorted(log.graph.records(), key=edges_last), log.entries, [])
    with asker_at(url) as network:
        yield network


def changes_read(network: Asker, ask: Callable[[], Any]) -> int:
    """How many changes are read of the log while something is asked. None of that may be on an event loop."""
    store = network.live.store
    found: list[Any] = []

    def counted(method: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*given: Any) -> Any:
            with pytest.raises(RuntimeError):
                asyncio.get_running_loop()
            entries = method(*given)
            found.extend(change for entry in entries for change in entry.changes.changes)
            return entries

        return counting

    with pytest.MonkeyPatch.context() as spy:
        spy.setattr(store, "log", counted(store.log))
        spy.setattr(store, "past", counted(store.past))
        ask()
    return len(found)
