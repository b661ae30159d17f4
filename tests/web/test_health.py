"""What the service says of itself when its store is away or was edited: over real HTTP in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graphsvc.live import LiveGraph
from graphsvc.model.changes import created
from graphsvc.settings import Settings
from graphsvc.stores.contract import Misfit
from graphsvc.stores.sqlite import SqliteStore
from graphsvc.web.app import build_app
from tests.records import actor
from tests.stores.test_sqlite import held

PORT = 8000


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveGraph]:
    live = LiveGraph.open(f"sqlite:///{tmp_path}/region.db", create=True)
    yield live
    live.close()


def ready(live: LiveGraph, path: str = "/readyz") -> dict[str, Any]:
    async def asked() -> dict[str, Any]:
        transport = httpx.ASGITransport(build_app(live, Settings(), PORT))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}") as client:
            answer = await client.get(path)
            assert answer.status_code == 200
            return answer.json()

    return asyncio.run(asked())


def test_a_store_that_is_away_is_degraded_with_the_reason_and_the_age_of_what_is_shown(
    live: LiveGraph, tmp_path: Path
) -> None:
    asyncio.run(live.commit([created(actor("a"))]))
    first = ready(live)
    assert (first["status"], first["reason"], first["graphVersion"]) == ("ok", None, 1)
    with held(tmp_path / "region.db"), pytest.raises(Exception, match="locked"):
        asyncio.run(live.commit([created(actor("b"))]))
    later = ready(live)
    assert (later["status"], later["graphVersion"]) == ("degraded", 1)
    assert "locked" in later["reason"]
    assert later["ageSeconds"] > first["ageSeconds"]
    asyncio.run(live.catch_up())
    assert ready(live)["status"] == "ok"


def test_what_does_not_fit_is_counted_for_all_and_told_to_administrators(tmp_path: Path) -> None:
    with SqliteStore.open(f"sqlite:///{tmp_path}/region.db", create=True) as store:
        store._writer.execute("INSERT INTO record (id, kind, revision, body) VALUES ('odd', 'ACTOR', 1, '{}')")
    live = LiveGraph.open(f"sqlite:///{tmp_path}/region.db")
    try:
        told, public = ready(live), ready(live, "/readyz?as=public")
        assert told["misfits"] == public["misfits"] == 1
        assert [Misfit(**misfit).place for misfit in told["misfitDetails"]] == ["odd"]
        assert not {"misfitDetails", "reason"} & public.keys()
    finally:
        live.close()
