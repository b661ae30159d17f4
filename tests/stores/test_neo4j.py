"""The store in Neo4j: the contract, and what only a server can meet."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from typing import Any

import neo4j
import pytest

from graphsvc.errors import SettingError, StoreError, StoreMissing, StoreUnavailable
from graphsvc.model.changes import created
from graphsvc.model.fields import fields_of
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.records import TYPES, Link, Tie
from graphsvc.model.vocabularies import ActorKind, TieKind
from graphsvc.stores.address import open_store
from graphsvc.stores.external import state_after, unlogged
from graphsvc.stores.neo4j import Neo4jStore
from graphsvc.stores.neo4j_server import address_of
from graphsvc.stores.neo4j_shape import type_of
from tests.contracts.erasure import ErasureContract
from tests.contracts.figures import FiguresContract
from tests.contracts.filled import bare, every_kind, filled
from tests.contracts.filling import FillingContract
from tests.contracts.fresh import ask, without_records
from tests.contracts.layout_2 import log_of_layout_2, put_back
from tests.contracts.log import LogContract
from tests.contracts.past import PastContract
from tests.contracts.store import SOON, StoreContract, by_id, changed, changes, contents, put
from tests.fixtures.ports import free_port
from tests.records import actor, area, tie


@pytest.fixture
def url(neo4j_server: str) -> str:
    return without_records(neo4j_server)


@pytest.fixture
def store(url: str) -> Iterator[Neo4jStore]:
    with Neo4jStore.open(url, create=True) as store:
        yield store


class TestNeo4jStore(StoreContract, ErasureContract, FillingContract, PastContract, LogContract, FiguresContract):
    @pytest.fixture
    def nowhere(self, neo4j_url: str) -> str:
        return neo4j_url

    @contextmanager
    def locked(self, url: str) -> Iterator[None]:
        with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
            with session.begin_transaction() as transaction:
                transaction.run("MATCH (head:Head) SET head.lock = -1").consume()
                yield

    def relabel(self, url: str, layout: int) -> None:
        ask(url, "MATCH (head:Head) SET head.layout = $layout", layout=layout)

    def figures(self, url: str) -> dict[str, dict[str, Any]]:
        rows = ask(url, "MATCH (actor:Actor) WHERE actor.figuresVersion IS NOT NULL RETURN properties(actor)")
        return {row["id"]: row for (row,) in rows}


# Addresses and servers


def test_an_address_names_a_server_and_may_name_a_database() -> None:
    assert address_of("neo4j://db.example:7687/region").server == "neo4j://db.example:7687"
    assert address_of("neo4j://db.example:7687/region").database == "region"
    assert address_of("bolt+s://[::1]:7687").server == "bolt+s://[::1]:7687"
    assert address_of("neo4j+ssc://db.example").database is None


@pytest.mark.parametrize("url", ["neo4j://", "bolt:///region", "neo4j://db.example/one/two", "neo4j://db.example:port"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(SettingError, match="no address"):
        open_store(url)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(SettingError, match="GRAPHSVC_NEO4J_PASSWORD") as refused:
        open_store("neo4j://ada:secret@db.example:7687")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["bolt://127.0.0.1:{port}", "bolt://nowhere.invalid:{port}", "neo4j://nowhere.invalid"])
def test_a_server_that_is_not_there_is_told_soon(url: str) -> None:
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match="does not answer"):
        open_store(url.format(port=free_port()))
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_says_nothing_is_told_soon(scheme: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        began = time.monotonic()
        with pytest.raises(StoreUnavailable, match="does not answer"):
            open_store(f"{scheme}://127.0.0.1:{silent.getsockname()[1]}")
        assert time.monotonic() - began < SOON


def test_what_is_no_neo4j_is_told_soon() -> None:
    def answer(server: socket.socket) -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    server = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=answer, args=(server,))
    thread.start()
    began = time.monotonic()
    try:
        with pytest.raises(StoreError):
            open_store(f"bolt://127.0.0.1:{server.getsockname()[1]}")
        assert time.monotonic() - began < SOON
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


def test_a_database_that_the_server_has_not_is_told(neo4j_server: str) -> None:
    with pytest.raises(StoreMissing, match="has no database elsewhere"):
        open_store(f"{neo4j_server}/elsewhere", create=True)


def test_a_database_is_opened_by_its_name_and_through_routing(url: str) -> None:
    with open_store(f"{url}/neo4j", create=True) as store:
        put(store, actor("a"))
    with open_store(url.replace("bolt://", "neo4j://")) as store:
        assert contents(store).keys() == {"a"}


# A connection lost while committing


class Wire:
    """Stands between a driver and a server, and cuts the line when it sees a COMMIT, before or after it is passed on."""

    COMMIT = b"\xb0\x12"

    def __init__(self, server: str) -> None:
        self.target = ("127.0.0.1", int(server.rpartition(":")[2]))
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"bolt://127.0.0.1:{self.listener.getsockname()[1]}"
        self.cut: str | None = None
        self.stays_cut = False
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.target)
            ends = {"near": near, "far": far, "lost": False}
            threading.Thread(target=self._ask, args=(ends,), daemon=True).start()
            threading.Thread(target=self._answer, args=(ends,), daemon=True).start()

    def _ask(self, ends: dict[str, Any]) -> None:
        while content := self._receive(ends["near"]):
            how = self.cut if self.COMMIT in content else None
            if how is not None:
                self.cut, ends["lost"] = None, True
                if self.stays_cut:
                    self.listener.shutdown(socket.SHUT_RDWR)
                    self.listener.close()
            if how != "before":
                ends["far"].sendall(content)
            if how == "before":
                break
        if ends["lost"]:
            ends["near"].close()
        else:
            self._end(ends)

    def _answer(self, ends: dict[str, Any]) -> None:
        while content := self._receive(ends["far"]):
            if ends["lost"]:  # the server has committed, and nobody hears of it
                break
            ends["near"].sendall(content)
        self._end(ends)

    @staticmethod
    def _receive(end: socket.socket) -> bytes:
        try:
            return end.recv(1 << 16)
        except OSError:
            return b""

    @staticmethod
    def _end(ends: dict[str, Any]) -> None:
        for name in ("near", "far"):
            try:
                ends[name].shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            ends[name].close()

    def close(self) -> None:
        self.listener.close()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_commit_whose_outcome_was_lost_is_found_out_and_made_once(url: str, when: str) -> None:
    with closing(Wire(url)) as wire, open_store(wire.url, create=True) as store:
        put(store, actor("a"))
        wire.cut = when
        entry = store.commit(changes(actor("b")), 1)
        assert wire.cut is None
        assert entry.version == 2
        assert contents(store).keys() == {"a", "b"}
        assert store.log(0)[1] == entry


def test_an_outcome_that_stays_unknown_is_told_so(url: str) -> None:
    with closing(Wire(url)) as wire, open_store(wire.url, create=True) as store:
        put(store, actor("a"))
        wire.cut, wire.stays_cut = "after", True
        began = time.monotonic()
        with pytest.raises(StoreUnavailable, match="Look whether the change is there before you make it again"):
            store.commit(changes(actor("b")), 1)
        assert time.monotonic() - began < SOON
    with open_store(url) as store:
        assert contents(store).keys() == {"a", "b"}


# How it stands there


def test_records_stand_in_the_database_under_the_names_of_the_model(store: Neo4jStore, url: str) -> None:
    records = list(every_kind(filled))
    put(store, *records)
    found = dict(ask(url, "MATCH (node:Record) RETURN node.id, node"))
    for record in records:
        if record.kind in (RecordKind.TIE, RecordKind.LINK):
            continue
        node = found[record.id]
        assert node.labels == {"Record", TYPES[record.kind].__name__}
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            if field.structure is None:
                there = node[field.key]
                assert (there.to_native() if isinstance(value, date) else there) == (
                    list(value) if field.many else value
                )
            else:
                assert field.key not in node


def test_ties_and_links_are_relationships_of_their_kind(store: Neo4jStore, url: str) -> None:
    records = list(every_kind(filled))
    put(store, *records)
    rows = ask(url, "MATCH (a:Record)-[edge]->(b:Record) RETURN edge.id, type(edge), a.id, b.id, edge.intensity")
    kinds = {record.id: type_of(record) for record in records if isinstance(record, Tie | Link)}
    assert {id: kind for id, kind, *_ in rows} == kinds
    assert {kind for _, kind, *_ in rows} == {*TieKind, *LinkKind}
    assert ask(url, "MATCH (:Actor {id: 'ACTOR-a'})-[tie:KNOWS]->(:Actor {id: 'ACTOR-b'}) RETURN tie.intensity") == [
        [4]
    ]


def test_defaults_are_written_so_that_queries_see_them(store: Neo4jStore, url: str) -> None:
    put(store, bare(RecordKind.ACTOR, id="a"), bare(RecordKind.ACTOR, id="b"), tie("a", "b"))
    query = (
        "MATCH (a:Actor {id: 'a'})-[tie]->() RETURN a.visibility, a.capacity, a.tags, tie.confirmation, tie.visibility"
    )
    assert ask(url, query) == [["PARTNERS", "UNKNOWN", [], "NOT_ASKED", "PARTNERS"]]


def test_figures_of_an_area_are_nodes_in_order(store: Neo4jStore, url: str) -> None:
    figures = [
        {"name": f"Figure {n}", "value": n + 0.5, "year": 2025, "source": "CBS", "themes": ["t"]} for n in range(3)
    ]
    place = area("x", figures=figures, participationOrdinance={"decisionDays": 56, "adoptedOn": date(2024, 1, 1)})
    put(store, place)
    query = "MATCH (:Area {id: 'x'})-[:HAS_FIGURE]->(f:Figure) RETURN f.name, f.value, f.themes, f.meaning ORDER BY f.position"
    assert ask(url, query) == [[f"Figure {n}", n + 0.5, ["t"], "NEITHER"] for n in range(3)]
    assert ask(url, "MATCH (:Area)-[:HAS_ORDINANCE]->(o:Ordinance) RETURN o.decisionDays") == [[56]]
    fewer = changed(place, figures=figures[::-2], participationOrdinance=None)
    put(store, fewer)
    assert contents(store) == {"x": fewer.record}
    assert ask(url, "MATCH (f) WHERE f:Figure OR f:Ordinance RETURN count(f)") == [[2]]


def test_ids_are_unique_in_the_database_itself(store: Neo4jStore, url: str) -> None:
    put(store, actor("a"), actor("b"), tie("a", "b", id="t"))
    for query in (
        "CREATE (:Record:Theme {id: 'a'})",
        "MATCH (a:Actor {id: 'a'}), (b:Actor {id: 'b'}) CREATE (b)-[:KNOWS {id: 't'}]->(a)",
    ):
        with pytest.raises(neo4j.exceptions.ConstraintError):
            ask(url, query)


def test_reading_gives_no_warning_of_names_that_are_not_there(neo4j_url: str) -> None:
    open_store(neo4j_url, create=True).close()
    query = (
        "MATCH (a:MeetingPlace)<-[tie:USES]-(:Actor)-[:HAS_FIGURE]-(:Figure) WHERE a.placeKind = tie.validTo RETURN a"
    )
    with neo4j.GraphDatabase.driver(neo4j_url) as driver:
        assert driver.execute_query(query).summary.gql_status_objects[0].is_notification is False


def test_every_write_of_the_service_counts_and_moves_the_mark(store: Neo4jStore, url: str) -> None:
    marks, writes = [store.head().mark], [ask(url, "MATCH (head:Head) RETURN head.writes")[0][0]]
    for write in (
        lambda: put(store, actor("a")),
        lambda: store.side_put("keys", "a", b""),
        lambda: store.side_remove("keys", "a"),
    ):
        write()
        marks.append(store.head().mark)
        writes += ask(url, "MATCH (head:Head) RETURN head.writes")[0]
    assert [later - writes[0] for later in writes] == [0, 1, 2, 3]
    assert len(set(marks)) == 4
    before = store.head().mark
    assert store.head().mark == before
    ask(url, "MATCH (a:Actor {id: 'a'}) SET a.name = 'Edited beside the service'")
    assert store.head().mark != before


def test_a_large_change_is_kept_in_the_log_packed(store: Neo4jStore, url: str) -> None:
    entries = [put(store, actor("a")), put(store, *[actor(f"actor-{number}") for number in range(2_000)])]
    query = "MATCH (s:LogSlice) RETURN s.version, collect(DISTINCT s.packed IS NOT NULL), count(s) < 2000 ORDER BY s.version"
    assert ask(url, query) == [[1, [False], True], [2, [True], True]]
    assert store.log(0) == entries


def test_a_store_of_layout_2_is_brought_up_to_date_with_its_log_by_two_at_once(url: str) -> None:
    records, log = log_of_layout_2()
    with Neo4jStore.open(url, create=True) as store:
        store.fill(log[-1].version, records, log, [])
    put_back(url, log)
    with ThreadPoolExecutor(2) as pool:
        for opened in pool.map(Neo4jStore.open, [url, url]):
            opened.close()
    with Neo4jStore.open(url) as store:
        assert store.log(0) == log
        assert contents(store) == by_id(records)
        assert store.outcome("ada", "m", "d") == log[1]
        assert [entry.version for entry in store.past(["actor-7"])] == [2, 3]
        assert [entry.version for entry in store.past(["gone"])] == [3, 4]
        assert unlogged(store) == []
    assert ask(url, "MATCH (e:LogEntry) WHERE any(key IN keys(e) WHERE key IN ['changes', 'packed']) RETURN e") == []


# What others did to the database


def test_only_the_properties_of_its_own_kind_are_read_of_a_record(store: Neo4jStore, url: str) -> None:
    put(store, actor("a"), actor("b"), area("x"), tie("a", "b", id="good"))
    before = contents(store)
    ask(
        url,
        """
        MATCH (a:Actor {id: 'a'}), (b:Actor {id: 'b'}), (x:Area {id: 'x'}), ()-[good:KNOWS {id: 'good'}]->()
        SET a.level = 5, x.actorKind = 'NONE', x.mine = date(), good.phase = 'NONE', good.mine = 1
        CREATE (a)-[:KNOWS {id: 'wrong-tie', directed: true, intensity: 9}]->(b),
               (a)-[:ACTIVE_IN {id: 'link', revision: 1, intensity: 9}]->(x),
               (a)-[:ACTIVE_IN {id: 'wrong-link', revision: 1, phase: 9}]->(x)
        """,
    )
    after = {record.id: record for record in store.load().records}
    assert after.keys() == {*before, "link"}
    assert {id: after[id] for id in before} == before
    assert {misfit.place for misfit in store.misfits} == {"wrong-tie", "wrong-link"}


def test_what_does_not_fit_the_model_is_left_out_listed_and_not_altered(store: Neo4jStore, url: str) -> None:
    put(store, actor("a"), actor("b"), area("x"), tie("a", "b", id="good"))
    ask(
        url,
        """
        MATCH (a:Actor {id: 'a'}), (b:Actor {id: 'b'}), (x:Area {id: 'x'})
        CREATE (a)-[:KNOWS]->(b), (a)-[:KNOWS {id: 'x', directed: true}]->(b), (a)-[:LIKES {id: 'likes'}]->(b),
               (x)-[:ACTIVE_IN {id: 'turned', revision: 1}]->(a), (a)-[:KNOWS {id: 'self', directed: true}]->(a),
               (:Record:Actor {id: 'no-name'})<-[:KNOWS {id: 'to-no-name', directed: true}]-(a),
               (:Actor {id: 'no-record', name: 'N'})<-[:KNOWS {id: 'to-no-record', directed: true}]-(a),
               (:Record:Club {id: 'club'}), (:Record:Theme {id: 5, name: 'T'}),
               (:Record:Theme {id: 'wrong-date', name: 'T', lastVerified: 'soon'}),
               (:Record:Theme {id: 'wrong-list', name: 'T', validFrom: [1, 2]}),
               (:Record:Theme {id: 'wrong-time', name: 'T', validFrom: datetime()}),
               (:Record:Theme:Signal {id: 'two', name: 'T'}), (:Mine {note: 'left alone'})
        """,
    )
    before = ask(url, "MATCH (n) RETURN count(n), sum(size(keys(n)))")
    found = {record.id for record in store.load().records}
    assert found == {"a", "b", "x", "good", "two"}
    places = {misfit.place: misfit.message for misfit in store.misfits}
    assert places.keys() == {
        "KNOWS from a to b",
        *("x", "likes", "turned", "self", "no-name", "to-no-name", "no-record", "to-no-record", "club", "5"),
        *("wrong-date", "wrong-list", "wrong-time", "two"),
    }
    assert places["KNOWS from a to b"] == "It has no id. Give it an id that no other record has."
    wanted = "name: name is required. actorKind: actorKind is required. Allowed are: " + ", ".join(ActorKind) + "."
    assert places["no-name"].startswith(wanted)
    assert places["wrong-date"] == "lastVerified: 'soon' is no date. Write a date as 2026-11-24."
    assert any("LIKES" in message for message in places.values())
    assert ask(url, "MATCH (n) RETURN count(n), sum(size(keys(n)))") == before


def test_defaults_that_follow_from_what_somebody_wrote_are_added(store: Neo4jStore, url: str) -> None:
    put(store, actor("a"))
    ask(
        url,
        """
        MATCH (a:Actor {id: 'a'})
        CREATE (a)-[:COLLABORATES {id: 't'}]->(:Record:Actor {id: 'b', name: 'B', actorKind: 'CARE'})
        """,
    )
    entry = store.take_in(1, state_after)
    assert entry is not None
    assert store.misfits == []
    assert contents(store)["b"] == actor("b", "CARE", name="B")
    assert contents(store)["t"] == tie("a", "b", "COLLABORATES", id="t")
    assert ask(url, "MATCH (:Actor)-[tie]->(b:Actor) RETURN b.formality, b.assumed, tie.directed, tie.intensity") == [
        ["FORMAL", ["formality"], False, 2]
    ]


def test_what_others_added_beside_the_model_stays_through_a_change(store: Neo4jStore, url: str) -> None:
    put(store, actor("a"), actor("b"), tie("a", "b", id="t"))
    ask(url, "MATCH (a:Actor {id: 'a'})-[tie]->() SET a.degree = 3, a:Starred, tie.mine = 1")
    put(store, changed(actor("a"), name="Other"), changed(tie("a", "b", id="t"), intensity=3))
    assert ask(url, "MATCH (a:Starred)-[tie]->() RETURN a.name, a.degree, tie.mine, tie.intensity") == [
        ["Other", 3, 1, 3]
    ]
    assert store.misfits == []
    assert contents(store).keys() == {"a", "b", "t"}


def test_an_edge_to_a_record_that_somebody_removed_is_refused(store: Neo4jStore, url: str) -> None:
    put(store, actor("a"), actor("b"))
    ask(url, "MATCH (b:Actor {id: 'b'}) DELETE b")
    from graphsvc.errors import BadInput

    with pytest.raises(BadInput, match="at a record that is not there"):
        put(store, tie("a", "b"))
    assert store.head().version == 1
    assert store.commit(changes(created(actor("c"))), 1).version == 2
