"""The live graph, on real stores of both kinds."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import anyio.to_thread
import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.errors import BadInput, Conflict, Forbidden, StoreUnavailable
from graphsvc.live import TRIES, LiveGraph
from graphsvc.model.changes import Change, Entry, created, updated
from graphsvc.model.make import remade
from graphsvc.model.records import Actor, AnyRecord, name_of
from graphsvc.stores.address import open_store
from tests.contracts.fresh import without_records
from tests.contracts.process import finish, start
from tests.contracts.store import put
from tests.records import actor, area, link, tie
from tests.stores.test_sqlite import held

ADVISOR = Viewer(role=Role.ADVISOR, name="ada")


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/region.db"
    return without_records(request.getfixturevalue("neo4j_server"))


@pytest.fixture
def live(url: str) -> Iterator[LiveGraph]:
    live = LiveGraph.open(url, create=True)
    yield live
    live.close()


@pytest.fixture
def other(live: LiveGraph, url: str) -> Iterator[LiveGraph]:
    """Another service on the same store."""
    other = LiveGraph.open(url)
    yield other
    other.close()


def make(*records: AnyRecord) -> list[Change]:
    return [created(record) for record in records]


def renamed(record: AnyRecord, name: str) -> Change:
    return updated(record, remade(record, {"name": name}))


def ids(live: LiveGraph, viewer: Viewer = ADMIN) -> set[str]:
    return {actor.id for actor in live.view(viewer).actors()}


def codes(refused: pytest.ExceptionInfo[BadInput]) -> set[str]:
    return {fault.code for fault in refused.value.faults}


# Commits


def test_a_commit_is_in_the_store_and_in_every_view_when_it_returns(live: LiveGraph) -> None:
    view = live.view()
    heard: list[Entry] = []
    stop = live.listen(heard.append)
    first = asyncio.run(live.commit(make(actor("a"), actor("b"), tie("a", "b")), ADVISOR, reason="told"))
    assert [view.version, first.version, live.store.head().version] == [1, 1, 1]
    assert (first.changes.by, first.changes.reason) == ("ada", "told")
    assert [found.id for found in view.ties_of("a")] == ["a-KNOWS-b"]
    stop()
    asyncio.run(live.commit([renamed(actor("a"), "Other")]))
    assert name_of(view.records(Actor)[0]) == "Other"
    assert heard == live.store.log(0)[:1] == [first]


def test_a_graph_opened_again_is_the_same(live: LiveGraph, url: str) -> None:
    asyncio.run(live.commit(make(actor("a"), actor("b"), tie("a", "b"), area("x"), link("a", "ACTIVE_IN", "x"))))
    asyncio.run(live.commit([renamed(actor("a"), "Other")]))
    again = LiveGraph.open(url)
    try:
        assert again.graph.version == live.graph.version == 2
        for id in ("a", "b", "a-KNOWS-b", "x", "a-ACTIVE_IN-x"):
            assert again.view().get(id) == live.view().get(id)
    finally:
        again.close()


def test_changes_that_break_rules_are_refused_with_every_place_and_not_written(live: LiveGraph) -> None:
    asyncio.run(live.commit(make(actor("a"), area("x"))))
    wrong = make(actor("a"), tie("a", "nobody"), link("x", "ACTIVE_IN", "a"))
    places = {"a": "actors.csv, row 2", "a-KNOWS-nobody": "ties.csv, row 7"}
    with pytest.raises(BadInput) as refused:
        asyncio.run(live.commit(wrong, places=places))
    assert codes(refused) == {"ID_TAKEN", "NO_SUCH_RECORD", "WRONG_KIND_OF_END"}
    assert {"actors.csv, row 2, id", "ties.csv, row 7, to"} <= {fault.place for fault in refused.value.faults}
    assert [live.graph.version, live.store.head().version] == [1, 1]


def test_a_change_of_a_record_that_was_changed_meanwhile_is_a_conflict(live: LiveGraph, other: LiveGraph) -> None:
    asyncio.run(live.commit(make(actor("a"))))
    asyncio.run(live.commit([renamed(actor("a"), "First")]))
    with pytest.raises(Conflict) as refused:
        asyncio.run(other.commit([renamed(actor("a"), "Second")]))
    assert (refused.value.expected, refused.value.found) == (1, 2)
    assert name_of(other.view().records(Actor)[0]) == "First"


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INITIATIVE, Role.PARTNER, Role.ANALYST])
def test_only_advisors_and_admins_write(live: LiveGraph, role: Role) -> None:
    with pytest.raises(Forbidden):
        asyncio.run(live.commit(make(actor("a")), Viewer(role=role)))
    assert live.store.head().version == 0


def test_a_change_asked_again_under_its_id_gives_the_first_outcome(live: LiveGraph, other: LiveGraph) -> None:
    asked = make(actor("a"))

    async def ask(graph: LiveGraph, digest: str = "d") -> Entry:
        return await graph.commit(asked, ADVISOR, mutation_id="m", digest=digest)

    first = asyncio.run(ask(live))
    assert asyncio.run(ask(live)) == first
    assert asyncio.run(ask(other)) == first
    assert ids(other) == {"a"}
    with pytest.raises(BadInput) as refused:
        asyncio.run(ask(other, "another"))
    assert codes(refused) == {"MUTATION_ID_USED"}
    assert live.store.head().version == 1


# Several services on one store


def test_two_graphs_on_one_store_follow_each_other(live: LiveGraph, other: LiveGraph) -> None:
    async def follow() -> None:
        following = asyncio.create_task(other.follow(0.05))
        await live.commit(make(actor("a")))
        await live.commit(make(actor("b"), tie("a", "b")))
        while other.graph.version < 2:
            await asyncio.sleep(0.01)
        following.cancel()

    asyncio.run(asyncio.wait_for(follow(), 60))
    assert ids(other) == {"a", "b"}
    assert other.view().ties_of("b") == live.view().ties_of("b")


def test_what_others_wrote_meanwhile_is_taken_in_by_piece_and_in_order(
    live: LiveGraph, other: LiveGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphsvc.live.PIECE", 2)
    for number in range(5):
        asyncio.run(live.commit(make(actor(f"a{number}"))))
    pieces: list[int] = []
    read = other.store.log

    def log(since: int, most: int) -> list[Entry]:
        pieces.append(len(found := read(since, most)))
        return found

    monkeypatch.setattr(other.store, "log", log)
    heard: list[Entry] = []
    other.listen(heard.append)
    asyncio.run(other.catch_up())
    assert [entry.version for entry in heard] == [1, 2, 3, 4, 5]
    assert pieces[:3] == [2, 2, 1]
    assert ids(other) == ids(live)


def test_a_commit_on_an_old_version_first_takes_in_what_others_wrote(live: LiveGraph, other: LiveGraph) -> None:
    heard: list[int] = []
    other.listen(lambda entry: heard.append(entry.version))
    asyncio.run(live.commit(make(actor("a"))))
    asyncio.run(live.commit(make(actor("b"))))
    entry = asyncio.run(other.commit(make(tie("a", "b"))))
    assert entry.version == 3
    assert heard == [1, 2, 3]


class Overtaken(LiveGraph):
    """A live graph of which somebody else is first, again and again, between the check and the commit."""

    def __init__(self, url: str, times: int) -> None:
        super().__init__(open_store(url))
        self.url, self.times = url, times

    def check(self, changes: Iterable[Change], places: dict[str, str] | None = None) -> None:
        super().check(changes, places)
        if self.times:
            self.times -= 1
            with open_store(self.url) as store:
                put(store, actor(f"first-{self.times}"))


@pytest.mark.parametrize("times", [1, TRIES - 1, TRIES])
def test_a_commit_that_others_keep_overtaking_succeeds_all_the_same(live: LiveGraph, url: str, times: int) -> None:
    overtaken = Overtaken(url, times)
    try:
        entry = asyncio.run(overtaken.commit(make(actor("late"))))
        assert entry.version == overtaken.graph.version == times + 1
        assert ids(overtaken) == {"late", *(f"first-{number}" for number in range(times))}
    finally:
        overtaken.close()


def test_rules_hold_at_the_version_that_is_committed_on_also_under_the_lock(live: LiveGraph, url: str) -> None:
    overtaken = Overtaken(url, TRIES)
    try:
        with pytest.raises(BadInput) as refused:
            asyncio.run(overtaken.commit(make(actor("first-0"))))
        assert codes(refused) == {"ID_TAKEN"}
        assert overtaken.store.head().version == TRIES
        assert asyncio.run(overtaken.commit(make(actor("late")))).version == TRIES + 1
    finally:
        overtaken.close()


def test_of_two_processes_that_each_make_half_of_a_cycle_one_is_refused(live: LiveGraph, url: str) -> None:
    asyncio.run(live.commit(make(area("x"), area("y"))))
    halves = [start("join", url, "x", "y"), start("join", url, "y", "x")]
    for half in halves:
        assert half.stdout is not None
        assert half.stdout.readline() == "ready\n"
    for half in halves:
        assert half.stdin is not None
        half.stdin.write("now\n")
        half.stdin.flush()
    assert sorted(finish(half) for half in halves) == ["CYCLE", "written"]
    asyncio.run(live.catch_up())
    assert len(list(live.view().links())) == 1


def test_a_store_that_cannot_be_reached_is_remembered_and_reading_goes_on(tmp_path: Path) -> None:
    live = LiveGraph.open(f"sqlite:///{tmp_path}/region.db", create=True)
    try:
        asyncio.run(live.commit(make(actor("a"))))
        with held(tmp_path / "region.db"):
            with pytest.raises(StoreUnavailable):
                asyncio.run(live.commit(make(actor("b"))))
            assert "locked" in (live.unavailable or "")
            assert ids(live) == {"a"}
        asyncio.run(live.commit(make(actor("b"))))
        assert live.unavailable is None
        assert ids(live) == {"a", "b"}
    finally:
        live.close()


# Reading in threads


def run_on(tmp_path: Path, work: Any) -> None:
    live = LiveGraph.open(f"sqlite:///{tmp_path}/region.db", create=True)
    try:
        asyncio.run(asyncio.wait_for(work(live), 60))
    finally:
        live.close()


def test_a_change_is_applied_only_when_no_reader_is_at_work(tmp_path: Path) -> None:
    async def work(live: LiveGraph) -> None:
        go_on = threading.Event()
        versions: list[int] = []

        def read() -> None:
            versions.append(live.graph.version)
            assert go_on.wait(60)
            versions.append(live.graph.version)

        async def reader() -> None:
            async with live.reading():
                await anyio.to_thread.run_sync(read)

        reading = [asyncio.create_task(reader()) for _ in range(2)]
        while len(versions) < 2:
            await asyncio.sleep(0.01)
        writing = asyncio.create_task(live.commit(make(actor("a"))))
        while (await anyio.to_thread.run_sync(live.store.head)).version == 0:
            await asyncio.sleep(0.01)
        assert not writing.done()
        assert ids(live) == set()
        go_on.set()
        await asyncio.gather(*reading)
        await writing
        assert versions == [0, 0, 0, 0]
        assert ids(live) == {"a"}

    run_on(tmp_path, work)


def test_readers_after_readers_do_not_keep_a_change_out(tmp_path: Path) -> None:
    async def work(live: LiveGraph) -> None:
        async def reader() -> None:
            while live.graph.version == 0:
                async with live.reading():
                    await asyncio.sleep(0.02)

        # Each begins before the one before it has ended.
        readers = []
        for _ in range(3):
            readers.append(asyncio.create_task(reader()))
            await asyncio.sleep(0.007)
        await live.commit(make(actor("a")))
        await asyncio.gather(*readers)

    run_on(tmp_path, work)


def test_a_reader_that_is_cancelled_holds_nothing_off(tmp_path: Path) -> None:
    async def work(live: LiveGraph) -> None:
        async def reader() -> None:
            async with live.reading():
                await asyncio.sleep(3600)

        readers = [asyncio.create_task(reader()) for _ in range(3)]
        await asyncio.sleep(0)
        writing = asyncio.create_task(live.commit(make(actor("a"))))
        late = asyncio.create_task(reader())
        await asyncio.sleep(0.05)
        for task in [*readers, late]:
            task.cancel()
        await writing
        assert ids(live) == {"a"}

    run_on(tmp_path, work)


# Who sees what


def test_views_hide_what_the_public_may_not_see_also_after_a_change(live: LiveGraph) -> None:
    public, admin = live.view(PUBLIC), live.view(ADMIN)
    shown, hidden = actor("shown", visibility="PUBLIC"), actor("hidden", visibility="ADVISORS")
    told = tie("shown", "hidden", visibility="PUBLIC")
    asyncio.run(live.commit(make(shown, hidden, told)))
    assert (ids(live, PUBLIC), ids(live, ADMIN)) == ({"shown"}, {"shown", "hidden"})
    assert (public.get("hidden"), public.ties_of("shown"), list(public.ties())) == (None, [], [])
    opened = updated(hidden, remade(hidden, {"visibility": "PUBLIC"}))
    asyncio.run(live.commit([opened]))
    assert [found.id for found in public.ties_of("shown")] == [told.id]
    closed = updated(shown, remade(shown, {"visibility": "RESTRICTED"}))
    asyncio.run(live.commit([closed]))
    assert (ids(live, PUBLIC), list(public.ties())) == ({"hidden"}, [])
    assert len(list(admin.ties())) == 1
    assert live.view(PUBLIC) is public
