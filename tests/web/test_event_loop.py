"""What takes long runs elsewhere: the event loop goes on answering others meanwhile.

Counted is the CPU time that the thread of the loop spends in one step, so that other work on the machine says nothing.
"""

import asyncio
import time

import httpx
import pytest

from graphsvc.live import LiveGraph
from graphsvc.model.changes import ChangeSet, created
from graphsvc.model.days import today
from graphsvc.seeding.region import generate
from graphsvc.settings import read_settings
from graphsvc.stores.address import open_store
from graphsvc.web.app import build_app

ACTORS = 10_000
LONGEST = 0.05
"""Seconds of one step, promised at this number of actors."""
QUERIES = {
    "figures": "{actors(first: 20, orderBy: [{field: BETWEENNESS, direction: DESC}]) {nodes {metrics {betweenness}}}}",
    "gaps": "{gaps(first: 20) {totalCount nodes {summary suggestion severity}}}",
    "advice": "{plugInAdvice(input: {budget: 5}) {covered points {actor {name} reasons}}}",
    "network": "{network {density communities {size}}}",
    "nested lists": "{actors(first: 100) {nodes {name areas {nodes {name}} ties(first: 5) {nodes {id}}}}}",
    "nested filter": "{actors(filter: {ties: {none: {other: {formality: {eq: FORMAL}}}}}) {totalCount}}",
    "warm path": '{paths(from: "gen7-a1", to: "gen7-a2") {strength}}',
    "search": '{search(text: "buurthuis") {nodes {__typename}}}',
}
PAGES = ("/", "/map", "/report?area=GM0599", "/new")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    found = f"sqlite:///{tmp_path_factory.mktemp('loop') / 'region.db'}"
    with open_store(found, create=True) as store:
        records = generate(ACTORS, 7, today())
        store.commit(ChangeSet(changes=tuple(map(created, records)), by="test"), 0)
    return found


def test_no_page_and_no_question_holds_up_the_event_loop(address, monkeypatch):
    """Each is asked for the first time in the process, when nothing is kept yet."""
    steps: list[float] = []
    run = asyncio.events.Handle._run

    def timed(handle):
        begin = time.thread_time()
        run(handle)
        steps.append(time.thread_time() - begin)

    monkeypatch.setattr(asyncio.events.Handle, "_run", timed)
    taken = asyncio.run(_ask_everything(LiveGraph.open(address), steps))
    assert {what: round(longest, 3) for what, longest in taken.items() if longest > LONGEST} == {}


async def _ask_everything(live: LiveGraph, steps: list[float]) -> dict[str, float]:
    """The longest step while each was answered."""
    app = build_app(live, read_settings({}), 8000)
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 1))
    taken = {}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", timeout=300) as client,
    ):
        for what in (*QUERIES, *PAGES):
            await asyncio.sleep(0)
            steps.clear()
            if what in QUERIES:
                answer = await client.post("/graphql", json={"query": QUERIES[what]})
                assert "errors" not in answer.json()
            else:
                answer = await client.get(what, headers={"accept": "text/html"})
            assert answer.status_code == 200, what
            await asyncio.sleep(0)
            taken[what] = max(steps)
    live.close()
    return taken
