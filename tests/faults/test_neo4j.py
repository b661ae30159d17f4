"""Neo4j that falls silent, dies, comes back, is cut off or slow: nothing acknowledged is lost, nothing is written twice.

Whoever asks hears a code within 15 seconds, reading goes on from memory, and the service resumes by itself.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import httpx
import pytest

from graphsvc.errors import StoreUnavailable
from graphsvc.live import LiveGraph
from graphsvc.model.changes import created
from graphsvc.settings import Settings
from graphsvc.stores.address import open_store
from graphsvc.stores.contract import Store
from graphsvc.web.app import build_app
from tests.contracts.fresh import ask, without_records
from tests.contracts.store import contents
from tests.faults.proxy import Proxy
from tests.fixtures.neo4j import Neo4jServer, make_server
from tests.records import actor

HEARD = 15
"""Seconds within which a caller hears what became of a call."""
HANG = 100


@contextmanager
def followed(url: str, *, create: bool = False) -> Iterator[LiveGraph]:
    with closing(LiveGraph.open(url, create=create)) as live:
        yield live


@contextmanager
def suspended(server: Neo4jServer) -> Iterator[None]:
    """The server while it keeps its connections and answers nothing."""
    assert server.process is not None
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.process.pid, signal.SIGCONT)


async def commit(live: LiveGraph, id: str) -> None:
    await live.commit([created(actor(id))], mutation_id=id, digest=id)


async def refused(live: LiveGraph, id: str) -> float:
    """Tries to write; the seconds until the caller was told that it could not be."""
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match="Neo4j at bolt"):
        await commit(live, id)
    return time.monotonic() - began


async def resumed(live: LiveGraph, id: str) -> None:
    """Waits until the following service heard from the store again, then writes once more what was refused."""
    while live.unavailable is not None:
        await asyncio.sleep(0.05)
    for _ in range(20):
        try:
            await commit(live, id)
        except StoreUnavailable:  # just back, and slow
            await asyncio.sleep(1)
        else:
            return
    pytest.fail("the service did not resume")


def times_written(store: Store) -> dict[str, int]:
    """How often the log makes each record."""
    ids = [change.id for entry in store.log(0) for change in entry.changes.changes]
    return {id: ids.count(id) for id in ids}


def ids(live: LiveGraph) -> set[str]:
    return {found.id for found in live.view().actors()}


async def through(live: LiveGraph, away: Callable[[], object], back: Callable[[], object]) -> None:
    """A store that falls away and comes back, under a service that follows it."""
    following = asyncio.create_task(live.follow(0.2))
    await commit(live, "before")
    away()
    assert await refused(live, "during") < HEARD
    assert ids(live) == {"before"}
    assert live.unavailable is not None
    # A store that is known to be away holds nobody up: many ask, and all of them hear soon.
    assert max(await asyncio.gather(*(refused(live, f"more-{number}") for number in range(30)))) < HEARD
    assert sum(thread.name == "neo4j" for thread in threading.enumerate()) < 15
    await asyncio.to_thread(back)
    await resumed(live, "during")
    await commit(live, "after")
    following.cancel()
    assert {"before", "during", "after"} <= ids(live)
    written = await asyncio.to_thread(times_written, live.store)
    assert set(written.values()) == {1}
    assert written.keys() == ids(live)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server that the tests of this module stop, and start again."""
    server = make_server(tmp_path_factory.mktemp("neo4j"))
    yield server
    server.stop()


@pytest.mark.neo4j
def test_a_server_that_was_suspended_is_told_and_used_again(server: Neo4jServer) -> None:
    with followed(server.url, create=True) as live:
        pause = suspended(server)
        asyncio.run(asyncio.wait_for(through(live, pause.__enter__, lambda: pause.__exit__(None, None, None)), HANG))


@pytest.mark.neo4j
def test_that_a_server_is_away_is_told_before_a_caller_hears_of_it_and_after_all_left(server: Neo4jServer) -> None:
    async def told(live: LiveGraph, writing: bool) -> None:
        """Degraded while the first that polls or writes still waits, or when nobody waited for the answer."""
        following = asyncio.create_task(asyncio.sleep(HANG) if writing else live.follow(0.2))
        await live.catch_up()
        with suspended(server):
            asked = asyncio.create_task(asyncio.to_thread(live.store.side_get, "keys", "a")) if writing else None
            while (await asked_ready(live))["status"] == "ok":
                await asyncio.sleep(0.05)
            assert live.unavailable is None
            if asked is not None:
                with pytest.raises(StoreUnavailable):
                    await asked
                assert live.store.away
        following.cancel()

    with followed(server.url, create=True) as live:
        for writing in (False, True):
            asyncio.run(asyncio.wait_for(told(live, writing), HANG))
            asyncio.run(asyncio.wait_for(answering(live), HANG))


async def answering(live: LiveGraph) -> None:
    """Waits until the store answers again, and `/readyz` says so."""
    while (await asked_ready(live))["status"] != "ok":
        with suppress(StoreUnavailable):
            await live.catch_up()


async def asked_ready(live: LiveGraph) -> dict[str, Any]:
    """What `/readyz` of a service on this graph says."""
    transport = httpx.ASGITransport(build_app(live, Settings(), 8000))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        return dict((await client.get("/readyz")).json())


@pytest.mark.neo4j
def test_what_was_acknowledged_is_there_after_kills_at_random_moments(
    server: Neo4jServer, rng: random.Random, dose: Callable[[int], int]
) -> None:
    async def written(live: LiveGraph, cycle: int, acknowledged: set[str]) -> str:
        """Writes until the server is gone; the one of which nobody was told what became of it."""
        for number in range(1_000_000):
            try:
                await commit(live, f"{cycle}-{number}")
            except StoreUnavailable:
                return f"{cycle}-{number}"
            acknowledged.add(f"{cycle}-{number}")
        pytest.fail("the server was not killed")

    async def cycles(live: LiveGraph) -> None:
        following = asyncio.create_task(live.follow(0.2))
        acknowledged = ids(live)
        for cycle in range(cycles_of(dose)):
            ending = threading.Timer(rng.uniform(0.3, 3), server.stop)
            ending.start()
            last = await written(live, cycle, acknowledged)
            ending.join()
            assert acknowledged <= ids(live) <= acknowledged | {last}
            await asyncio.to_thread(server.start)
            await resumed(live, last)
            acknowledged.add(last)
            assert (await asyncio.to_thread(contents, live.store)).keys() == acknowledged
            assert await asyncio.to_thread(times_written, live.store) == dict.fromkeys(acknowledged, 1)
        following.cancel()

    with followed(without_records(server.url) if layout(server) else server.url, create=True) as live:
        asyncio.run(asyncio.wait_for(cycles(live), HANG * cycles_of(dose)))


def cycles_of(dose: Callable[[int], int]) -> int:
    """One at the usual dose, for a start of the server takes half a minute of a busy machine; a hundred in the deep one."""
    return dose(2) if dose(2) > 2 else 1


def layout(server: Neo4jServer) -> bool:
    """Whether a test before this one made a store there."""
    return bool(ask(server.url, "MATCH (head:Head) RETURN head"))


# Between the service and the server


@pytest.fixture
def proxy(neo4j_server: str) -> Iterator[Proxy]:
    open_store(neo4j_server, create=True).close()
    proxy = Proxy(without_records(neo4j_server))
    yield proxy
    proxy.close()


def test_a_line_that_falls_silent_is_told_and_used_again(proxy: Proxy) -> None:
    def silence(silent: bool) -> None:
        proxy.silent = silent

    with followed(proxy.url) as live:
        asyncio.run(asyncio.wait_for(through(live, lambda: silence(True), lambda: silence(False)), HANG))


def test_connections_that_are_cut_off_are_made_anew(proxy: Proxy) -> None:
    with followed(proxy.url) as live:

        async def written() -> None:
            for number in range(6):
                await commit(live, f"{number}")
                proxy.cut()

        asyncio.run(asyncio.wait_for(written(), HANG))
        assert set(times_written(live.store).values()) == {1}
        assert ids(live) == set("012345")


def test_a_slow_line_is_waited_for(proxy: Proxy) -> None:
    with followed(proxy.url) as live:
        proxy.delay = 0.05
        asyncio.run(asyncio.wait_for(commit(live, "slow"), HANG))
        assert ids(live) == {"slow"}
