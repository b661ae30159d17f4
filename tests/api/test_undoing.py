"""Taking back an old version, and showing it: no more of the log is read than what concerns its records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import anyio.to_thread
import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.api.undoing import seen_version
from graphsvc.model.changes import created
from tests.api.conftest import Asker
from tests.api.reading import changes_read, network_of
from tests.contracts.fresh import without_records
from tests.graph.logged import Log
from tests.records import actor, tie

ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")
UNDO = "mutation ($version: Int!) { undo(input: {version: $version}) { version changes { recordId action } } }"


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def url(request: pytest.FixtureRequest, tmp_path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/region.db"
    return without_records(request.getfixturevalue("neo4j_url"))


@pytest.fixture
def long(url: str) -> Iterator[Asker]:
    """A network of 304 versions: 1 made two actors and a tie, 2 changed one of them, 3 made another, then many more."""
    log = Log()
    log.write(created(actor("a")), created(actor("b", visibility="RESTRICTED")), created(tie("a", "b")))
    log.update("a", name="Other")
    log.write(created(actor("c", visibility="PUBLIC")))
    for number in range(300):
        log.write(created(actor(f"more{number}")))
    log.write(created(tie("c", "more7")))
    with network_of(log, url) as network:
        yield network


def test_an_old_version_is_taken_back_with_what_concerns_its_records_alone(long: Asker) -> None:
    done: dict[str, Any] = {}
    assert changes_read(long, lambda: done.update(long.data(UNDO, ADVISOR, version=2))) < 20
    assert done["undo"]["changes"] == [{"recordId": "a", "action": "UPDATED"}]
    assert long.data('{ record(id: "a") { ... on Actor { name } } }')["record"] == {"name": "a"}


def test_a_refusal_names_the_versions_in_the_way_and_reads_no_more(long: Asker) -> None:
    told: list[Any] = []
    assert changes_read(long, lambda: told.append(long.fault(UNDO, version=1))) < 30
    assert [(one["code"], one["id"], one["version"]) for one in told[0]["blockedBy"]] == [("CHANGED_SINCE", "a", 2)]
    assert changes_read(long, lambda: told.append(long.fault(UNDO, version=3))) < 30
    assert [(one["code"], one["id"], one["version"]) for one in told[1]["blockedBy"]] == [("TIED_SINCE", "c", 304)]


@pytest.mark.parametrize("version", [0, -3, 305, 2**31 - 1])
def test_a_version_that_is_not_there_is_not_found(long: Asker, version: int) -> None:
    assert long.fault(UNDO, version=version)["code"] == "NOT_FOUND"


def test_a_version_is_shown_with_what_concerns_its_records_alone(long: Asker) -> None:
    def shown(viewer: Viewer, version: int) -> list[str]:
        async def ask() -> list[Any]:
            async with long.live.reading():
                return await anyio.to_thread.run_sync(seen_version, long.live, viewer, version)

        return [seen.id for seen in long.portal.call(ask)]

    found: list[list[str]] = []
    assert changes_read(long, lambda: found.extend(shown(viewer, 1) for viewer in (ADMIN, ADVISOR, PUBLIC))) < 40
    assert found == [["a", "b", "a-KNOWS-b"], ["a"], []]
    assert shown(PUBLIC, 3) == ["c"]
