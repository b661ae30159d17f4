"""The changes of the network in pages: what the whole log tells, read no further than a page needs."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import msgspec
import orjson
import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.api import changelog
from graphsvc.api.cursors import _mark
from graphsvc.graph.sight import seen_changes
from graphsvc.model.changes import created
from graphsvc.model.days import TIME_ZONE
from tests.api.conftest import Asker
from tests.api.reading import changes_read, network_of
from tests.contracts.fresh import without_records
from tests.graph.logged import Log, random_log
from tests.records import actor, tie

PARTNER = Viewer(role=Role.PARTNER, name="partner")
ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")
VIEWERS = (ADMIN, ADVISOR, PARTNER, PUBLIC)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE = """query ($since: Date, $version: Int, $first: Int, $after: String) {
  changes(since: $since, sinceVersion: $version, first: $first, after: $after) { totalCount
    nodes { version recordId action at before after }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def url(request: pytest.FixtureRequest, tmp_path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/region.db"
    return without_records(request.getfixturevalue("neo4j_url"))


def dated(log: Log) -> Log:
    """The log with an entry a day, but for one day of two and some that another clock made earlier."""
    for at, entry in enumerate(log.entries):
        made = msgspec.structs.replace(entry.changes, at=NOON + timedelta(days=at - 3 * (at % 7 == 0)))
        log.entries[at] = msgspec.structs.replace(entry, changes=made)
    return log


def all_seen(network: Asker, viewer: Viewer) -> list[Any]:
    """What the whole log tells a viewer, in the order of pages."""
    live = network.live
    found = seen_changes(live.store.log(0), live.graph.find, viewer)
    return sorted(found, key=lambda seen: (seen.version, seen.id))


def rows(page: Any) -> list[tuple[int, str, str]]:
    return [(node["version"], node["recordId"], node["action"]) for node in page["nodes"]]


def told(seen: list[Any]) -> list[tuple[int, str, str]]:
    return [(one.version, one.id, one.action) for one in seen]


def pages(network: Asker, viewer: Viewer, size: int, **more: Any) -> Iterator[Any]:
    after = None
    while True:
        page = network.data(PAGE, viewer, first=size, after=after, **more)["changes"]
        yield page
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return


def test_pages_tell_each_viewer_what_the_whole_log_tells(
    url: str, rng: Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changelog, "PIECE", 5)  # less than the first change set holds
    near = url.startswith("sqlite")
    with network_of(dated(random_log(rng, 60 if near else 25)), url) as network:
        for viewer in VIEWERS if near else (ADVISOR,):
            whole = all_seen(network, viewer)
            for since, day in ((0, None), (0, 20), (9, 12)):
                start = NOON.astimezone(TIME_ZONE).date() + timedelta(days=day) if day else None
                some = [
                    one
                    for one in whole
                    if one.version > since and (not start or one.at.astimezone(TIME_ZONE).date() >= start)
                ]
                asked = {"version": since, "since": str(start) if start else None}
                found = [*pages(network, viewer, 7, **asked)]
                assert [row for page in found for row in rows(page)] == told(some)
                assert {page["totalCount"] for page in found} == {len(some)}
                assert [page["pageInfo"]["hasPreviousPage"] for page in found] == [False] + [True] * (len(found) - 1)


def test_a_page_says_whether_more_is_before_it_also_when_its_cursor_was_hidden_since(network: Asker) -> None:
    network.add(*(actor(f"new{number}", visibility="PUBLIC") for number in range(3)))
    first = network.data(PAGE, PUBLIC, version=1, first=1)["changes"]
    assert rows(first) == [(2, "new0", "CREATED")]
    after = first["pageInfo"]["endCursor"]
    hide = 'mutation { updateActor(input: {id: "new0", revision: 1, visibility: ADVISORS}) { version } }'
    network.data(hide)
    second = network.data(PAGE, PUBLIC, version=1, first=9, after=after)["changes"]
    assert rows(second) == [(2, "new1", "CREATED"), (2, "new2", "CREATED")]
    assert (second["totalCount"], second["pageInfo"]["hasPreviousPage"]) == (2, False)
    assert network.data(PAGE, PUBLIC, first=9, after=after)["changes"]["pageInfo"]["hasPreviousPage"]
    assert network.data(PAGE, ADVISOR, version=1, first=9, after=after)["changes"]["pageInfo"]["hasPreviousPage"]


@pytest.mark.parametrize("first", [0, 1])
def test_an_empty_page_says_whether_there_is_any(network: Asker, first: int) -> None:
    page = network.data(PAGE, first=first)["changes"]
    assert (len(page["nodes"]), page["pageInfo"]["hasNextPage"]) == (first, True)
    last = network.data(PAGE, first=first, version=1)["changes"]
    assert (last["totalCount"], last["nodes"], last["pageInfo"]["hasNextPage"]) == (0, [], False)
    assert last["pageInfo"]["endCursor"] is None


@pytest.fixture
def long(url: str) -> Iterator[Asker]:
    """A network with 601 versions, of which the public sees every second, after two actors with a tie."""
    log = Log()
    log.write(*(created(actor(f"a{number}", visibility="PUBLIC")) for number in range(2)))
    for number in range(600):
        log.write(created(actor(f"b{number}", visibility="PUBLIC" if number % 2 else "RESTRICTED")))
    with network_of(log, url) as network:
        yield network


@pytest.mark.parametrize(("viewer", "most"), [(ADMIN, 25), (PUBLIC, 70)], ids=["admin", "public"])
def test_a_page_reads_of_the_log_what_stands_on_it(long: Asker, viewer: Viewer, most: int) -> None:
    cursors: list[str] = []

    def page(**where: Any) -> None:
        found = long.data(PAGE.replace("totalCount", ""), viewer, **where)["changes"]
        assert len(found["nodes"]) == 20
        cursors.append(found["pageInfo"]["endCursor"])

    assert changes_read(long, page) <= most
    assert changes_read(long, lambda: page(version=450)) <= most
    assert changes_read(long, lambda: page(after=cursors[-1])) <= most


def test_the_total_for_who_sees_everything_takes_no_reading(long: Asker) -> None:
    assert changes_read(long, lambda: long.data(PAGE)) <= 22
    assert long.data(PAGE)["changes"]["totalCount"] == 602


def test_what_a_viewer_sees_is_counted_once_for_a_version(long: Asker) -> None:
    def page() -> Any:
        return long.data(PAGE, PUBLIC, version=1)["changes"]["totalCount"]

    assert changes_read(long, lambda: [page(), page(), page()]) < 900  # a page three times, the whole once
    assert page() == 300
    long.add(actor("late", visibility="PUBLIC"))
    assert page() == 301


@pytest.mark.parametrize("raw", [[None, "a"], [1.5, "a"], [-7, "a"], [10**18, "a"], [1e300, ""], [1, ""]])
def test_a_cursor_of_no_place_that_ever_was_is_answered(network: Asker, raw: list[Any]) -> None:
    body = orjson.dumps(["Change,VERSION+", None, *raw])
    cursor = base64.urlsafe_b64encode(_mark(body) + body).decode()
    page = network.data(PAGE, PUBLIC, after=cursor)["changes"]
    total = page["totalCount"]
    assert {len(page["nodes"]), int(page["pageInfo"]["hasPreviousPage"])} <= {0, 1, 20, total}


def test_the_first_day_there_is_and_the_last_are_answered(network: Asker) -> None:
    assert network.data(PAGE, since="0001-01-01")["changes"]["totalCount"] > 30
    assert network.data(PAGE, since="9999-12-31")["changes"]["totalCount"] == 0


def test_a_tie_is_told_by_its_ends_as_they_were(network: Asker) -> None:
    network.add(actor("x", visibility="PUBLIC"), actor("y", visibility="ADVISORS"))
    network.add(tie("x", "y", visibility="PUBLIC"))
    network.data('mutation { updateActor(input: {id: "y", revision: 1, visibility: PUBLIC}) { version } }')
    seen = network.data(PAGE, PUBLIC, version=1, first=10)["changes"]
    assert rows(seen) == [(2, "x", "CREATED"), (4, "y", "UPDATED")]
    assert len(rows(network.data(PAGE, ADVISOR, version=1)["changes"])) == 4
