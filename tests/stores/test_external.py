"""Edits of Neo4j beside the service, with Cypher as somebody would write it, followed by two services."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graphsvc.errors import BadInput, Conflict
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Entry, created, differences
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import Area, Theme
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.stores.address import open_store
from graphsvc.stores.external import BY, unlogged
from tests.contracts.fresh import ask, without_records
from tests.contracts.store import changed, contents, put
from tests.fixtures.served import run
from tests.records import actor, area, link, tie

HANG = 100


@pytest.fixture
def url(neo4j_server: str) -> str:
    return without_records(neo4j_server)


@pytest.fixture
def two(url: str) -> Iterator[tuple[LiveGraph, LiveGraph]]:
    """Two services on one store that holds a small network."""
    with open_store(url, create=True) as store:
        put(store, actor("a"), actor("b"), actor("c"), area("x"), area("y", code=None))
        put(store, tie("a", "b"), tie("b", "c"), link("a", "ACTIVE_IN", "x"))
    lives = LiveGraph.open(url), LiveGraph.open(url)
    yield lives
    for live in lives:
        live.close()


def follow(two: tuple[LiveGraph, LiveGraph], until: Callable[[LiveGraph], bool]) -> None:
    """Lets both services look at the store, again and again, until something holds in both."""

    async def followed() -> None:
        following = [asyncio.create_task(live.follow(0.05)) for live in two]
        while not all(until(live) for live in two):
            await asyncio.sleep(0.01)
        for task in following:
            task.cancel()

    asyncio.run(asyncio.wait_for(followed(), HANG))


def edited(url: str, two: tuple[LiveGraph, LiveGraph], statement: str) -> Entry:
    """Makes an edit, lets both take it in, and gives the one entry that it made; both and the store hold the same."""
    version = two[0].graph.version
    ask(url, statement)
    follow(two, lambda live: live.graph.version > version)
    (entry,) = two[0].store.log(version)
    assert entry.changes.by == BY
    for live in two:
        assert live.graph.version == entry.version
        assert contents_of(live) == contents(live.store)
    assert unlogged(two[0].store) == []
    return entry


def contents_of(live: LiveGraph) -> dict[str, Any]:
    return {record.id: record for record in live.graph.records()}


Two = tuple[LiveGraph, LiveGraph]


def test_a_property_that_was_changed_is_a_version_of_its_own(url: str, two: Two) -> None:
    entry = edited(url, two, "MATCH (a:Actor {id: 'a'}) SET a.name = 'Een nieuwe naam', a.tags = ['taal']")
    (change,) = entry.changes.changes
    assert change.action is ChangeAction.UPDATED
    assert change.before is not None
    assert change.after is not None
    assert (change.before.revision, change.after.revision) == (1, 2)
    assert set(differences(change.before, change.after)) == {"name", "tags"}
    assert ask(url, "MATCH (a:Actor {id: 'a'}) RETURN a.revision") == [[2]]


def test_what_was_changed_by_hand_can_be_changed_by_the_service_after(url: str, two: Two) -> None:
    old = contents_of(two[0])["a"]
    entry = edited(url, two, "MATCH (a:Actor {id: 'a'}) SET a.name = 'Een nieuwe naam'")
    with pytest.raises(Conflict):
        asyncio.run(two[1].commit([changed(old, capacity="FULL")]))
    asyncio.run(two[1].commit([changed(entry.changes.changes[0].record, capacity="FULL")]))
    assert ask(url, "MATCH (a:Actor {id: 'a'}) RETURN a.name, a.capacity") == [["Een nieuwe naam", "FULL"]]


def test_a_tie_that_was_changed_turned_or_removed_is_followed(url: str, two: Two) -> None:
    entry = edited(url, two, "MATCH (:Actor {id: 'a'})-[tie:KNOWS]->() SET tie.intensity = 4")
    assert [change.id for change in entry.changes.changes] == ["a-KNOWS-b"]
    turned = "MATCH (a)-[old:KNOWS {id: 'a-KNOWS-b'}]->(b) CREATE (b)-[new:FUNDS]->(a) SET new = old DELETE old"
    entry = edited(url, two, turned)
    (change,) = entry.changes.changes
    assert (change.record.from_id, change.record.to_id, change.record.tie_kind) == ("b", "a", "FUNDS")  # type: ignore[union-attr]
    entry = edited(url, two, "MATCH ()-[tie:FUNDS]->() DELETE tie")
    assert [(change.id, change.action) for change in entry.changes.changes] == [("a-KNOWS-b", ChangeAction.GONE)]
    assert [found.id for found in two[1].view().ties()] == ["b-KNOWS-c"]


def test_a_node_deleted_with_all_that_hung_on_it_is_gone_with_it(url: str, two: Two) -> None:
    entry = edited(url, two, "MATCH (a:Actor {id: 'a'}) DETACH DELETE a")
    assert {change.id for change in entry.changes.changes} == {"a", "a-KNOWS-b", "a-ACTIVE_IN-x"}
    assert {found.id for found in two[1].view().actors()} == {"b", "c"}


def test_a_record_made_by_hand_comes_in_with_its_defaults_filled_in(url: str, two: Two) -> None:
    made = (
        "MATCH (b:Actor {id: 'b'}) CREATE (new:Record:Actor {id: 'n', name: 'N', actorKind: 'INITIATIVE', "
        "formality: 'INFORMAL', colour: 'red'})-[:KNOWS {id: 'n-b', directed: true}]->(b)"
    )
    entry = edited(url, two, made)
    assert {change.id: change.action for change in entry.changes.changes} == dict.fromkeys(
        ("n", "n-b"), ChangeAction.CREATED
    )
    rows = ask(
        url, "MATCH (n {id: 'n'})-[tie]->() RETURN n.revision, n.capacity, n.colour, tie.revision, tie.visibility"
    )
    assert rows == [[1, "UNKNOWN", "red", 1, "PARTNERS"]]
    asyncio.run(two[1].commit([changed(contents_of(two[1])["n"], name="M")]))
    assert ask(url, "MATCH (n {id: 'n'}) RETURN n.name, n.colour") == [["M", "red"]]


def test_what_does_not_fit_is_listed_everywhere_left_out_and_not_altered(url: str, two: Two) -> None:
    ask(
        url,
        "MATCH (a:Actor {id: 'a'}) CREATE (:Actor {name: 'No id'}), (:Record {id: 'no-kind', name: 'K'}), "
        "(:Record:Club {id: 'club', name: 'C'}), (a)-[:KNOWS]->(:Nobody)",
    )
    before = ask(url, "MATCH (n) WHERE NOT n:Head RETURN count(n), sum(size(keys(n)))")
    follow(two, lambda live: len(live.store.misfits) == 4)
    assert [live.graph.version for live in two] == [2, 2]
    assert {"no-kind", "club"} <= {misfit.place for misfit in two[1].store.misfits}
    assert ask(url, "MATCH (n) WHERE NOT n:Head RETURN count(n), sum(size(keys(n)))") == before
    ask(url, "MATCH (n) WHERE n:Club OR n:Nobody OR n.id = 'no-kind' OR n.name = 'No id' DETACH DELETE n")
    follow(two, lambda live: not live.store.misfits)


def test_a_record_that_no_longer_fits_is_left_out_with_its_ties_until_it_is_mended(url: str, two: Two) -> None:
    version = two[0].graph.version
    ask(url, "MATCH (a:Actor {id: 'a'}) SET a.actorKind = 'CLUB'")
    follow(two, lambda live: live.graph.version > version and len(live.store.misfits) == 3)
    assert contents_of(two[1]).keys() == {"b", "c", "x", "y", "b-KNOWS-c"}
    assert {misfit.place for misfit in two[1].store.misfits} == {"a", "a-KNOWS-b", "a-ACTIVE_IN-x"}
    assert ask(url, "MATCH (a:Actor {id: 'a'})-[tie]->() RETURN DISTINCT a.actorKind, a.revision, tie.revision") == [
        ["CLUB", 1, 1]
    ]
    with pytest.raises(BadInput):
        asyncio.run(two[1].commit([created(tie("b", "a"))]))
    entry = edited(url, two, "MATCH (a:Actor {id: 'a'}) SET a.actorKind = 'INITIATIVE'")
    assert {change.id for change in entry.changes.changes} == {"a", "a-KNOWS-b", "a-ACTIVE_IN-x"}


def test_a_node_that_became_another_kind_is_followed(url: str, two: Two) -> None:
    statement = "MATCH (y:Area {id: 'y'}) REMOVE y:Area SET y:Theme REMOVE y.level, y.figures"
    entry = edited(url, two, statement)
    assert [(change.id, change.record.kind) for change in entry.changes.changes] == [("y", RecordKind.THEME)]
    for live in two:
        assert [found.id for found in live.view().records(Theme)] == ["y"]
        assert [found.id for found in live.view().records(Area)] == ["x"]


def test_labels_and_properties_of_others_make_no_version(url: str, two: Two) -> None:
    ask(url, "MATCH (a:Actor) SET a:Starred, a.degree = 3")
    follow(two, lambda live: not live.store.head().edited)
    assert [live.graph.version for live in two] == [2, 2]
    assert two[0].store.log(2) == []


def test_an_edit_while_nobody_was_looking_is_taken_in_by_the_next_to_open(url: str, two: Two) -> None:
    ask(url, "MATCH (a:Actor {id: 'a'}) SET a.name = 'Zonder toeschouwers'")
    late = LiveGraph.open(url)
    try:
        assert late.graph.version == 3
        (entry,) = late.store.log(2)
        assert [change.id for change in entry.changes.changes] == ["a"]
        follow(two, lambda live: live.graph.version == 3)
        assert contents_of(late) == contents_of(two[0]) == contents_of(two[1])
    finally:
        late.close()


def test_writes_of_the_service_are_no_edits(url: str, two: Two) -> None:
    for number in range(3):
        asyncio.run(two[number % 2].commit([created(actor(f"new-{number}"))]))
        two[0].store.side_put("keys", "a", b"1")
        assert not two[1].store.head().edited
    ask(url, "MATCH (a:Actor {id: 'a'}) SET a.name = 'Edited'")
    assert two[0].store.head().edited


def test_a_commit_that_meets_an_edit_takes_it_in_first(url: str, two: Two) -> None:
    ask(url, "MATCH (c:Actor {id: 'c'}) DETACH DELETE c")
    with pytest.raises(BadInput) as refused:
        asyncio.run(two[0].commit([created(tie("a", "c"))]))
    assert {fault.code for fault in refused.value.faults} == {"NO_SUCH_RECORD"}
    assert two[0].graph.version == 3
    ask(url, "MATCH (b:Actor {id: 'b'}) DETACH DELETE b")
    with pytest.raises(Conflict):
        asyncio.run(two[0].commit([changed(actor("b"), name="Other")]))
    assert contents_of(two[0]).keys() == {"a", "x", "y", "a-ACTIVE_IN-x"}


def test_check_takes_edits_in_and_lists_what_does_not_fit(url: str, two: Two) -> None:
    assert "nothing is wrong" in run("check", "--store", url)
    ask(url, "MATCH (a:Actor {id: 'a'}) SET a.name = 'Edited' CREATE (:Record:Club {id: 'club'})")
    # As if an edit had gone unnoticed: the mark does not tell it, and all is read and compared.
    ask(url, "MATCH (head:Head) SET head.explained = head.explained + 1000000")
    told = run("check", "--store", url, code=1)
    assert "Version 3 takes in what somebody changed beside the service: a." in told
    assert "club: Its labels" in told
    assert two[0].store.log(2)[0].changes.by == BY


def test_check_tells_what_was_changed_in_a_file_beside_the_service(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/region.db"
    with open_store(url, create=True) as store:
        put(store, actor("a"), actor("b"), actor("c"))
        put(store, changed(actor("a"), name="Other"))
    assert "nothing is wrong" in run("check", "--store", url)
    with closing(sqlite3.connect(tmp_path / "region.db")) as connection, connection:
        connection.execute("UPDATE record SET body = replace(body, 'Other', 'Edited') WHERE id = 'a'")
        connection.execute("DELETE FROM record WHERE id = 'b'")
    told = run("check", "--store", url, code=1)
    assert "a: it is not as the log says; what differs: name." in told
    assert "b: the log knows it, and it is no longer in the store." in told
