"""Following the network: each change once, in order, within what the viewer may see, over server-sent events."""

import json
from contextlib import contextmanager

import httpx
import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.api import execution, following
from graphsvc.api.execution import Asked
from graphsvc.graph.edits import erasing, merging, updating
from graphsvc.graph.pieces import seen_by_follower
from graphsvc.model.changes import created
from graphsvc.stores.address import open_store
from tests.api.reading import changes_read, network_of
from tests.contracts.fresh import without_records
from tests.fixtures.served import serving
from tests.graph.logged import Log, random_log
from tests.records import actor, tie

ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")
PARTNER = Viewer(role=Role.PARTNER, name="partner")
FOLLOW = """subscription ($filter: ChangeFilter, $since: Int) { changes(filter: $filter, sinceVersion: $since) {
  version action recordId by before after record { id } } }"""


class Stream:
    """A client that follows; its stream lives on the event loop of the network."""

    def __init__(self, network, viewer, **variables):
        self.portal = network.portal
        self.answers = network.api.follow(Asked(FOLLOW, variables), viewer, "nl", "request-1")

    def next(self):
        return self.portal.call(self.answers.__anext__)

    def changes(self, count):
        found = [self.next().body["data"]["changes"] for _ in range(count)]
        return [(one["version"], one["action"], one["recordId"]) for one in found]


@contextmanager
def following_as(network, viewer=ADMIN, **variables):
    stream = Stream(network, viewer, since=0 if "since" not in variables else variables.pop("since"), **variables)
    try:
        yield stream
    finally:
        network.portal.call(stream.answers.aclose)


def update(network, id, **values):
    network.write(updating(network.live.graph, id, network.live.graph.find(id).revision, values))


@pytest.fixture
def small(network):
    """The network with 7 as its version, so that streams need not begin with all of it."""
    for number in range(2, 8):
        update(network, "taal", description=str(number))
    return network


def test_a_stream_replays_since_a_version_and_goes_on_live(small):
    with following_as(small, since=5) as stream:
        assert stream.changes(2) == [(6, "UPDATED", "taal"), (7, "UPDATED", "taal")]
        update(small, "tuin", sector="zorg")
        change = stream.next().body["data"]["changes"]
        assert (change["version"], change["before"]["sector"], change["after"]["sector"]) == (8, "groen", "zorg")
        assert change["record"] == {"id": "tuin"}


def test_each_client_hears_what_it_may_see_and_nothing_of_the_rest(small):
    with following_as(small, PUBLIC, since=7) as public, following_as(small, PARTNER, since=7) as partner:
        update(small, "geheim", name="Nog geheimer")
        update(small, "soep", sector="zorg")
        update(small, "tuin", sector="zorg")
        assert partner.changes(2) == [(9, "UPDATED", "soep"), (10, "UPDATED", "tuin")]
        assert public.changes(1) == [(10, "UPDATED", "tuin")]


@pytest.mark.parametrize("live", [True, False])
def test_what_leaves_the_sight_of_a_client_is_told_once_with_its_ties_by_id_only(small, live):
    def leave():
        update(small, "welzijn", visibility="ADVISORS")
        update(small, "welzijn", name="Heet nu anders")
        update(small, "tuin", sector="zorg")

    gone = {
        "welzijn",
        "tuin-KNOWS-welzijn",
        "welzijn-KNOWS-gemeente",
        "welzijn-ACTIVE_IN-stad",
        "welzijn-ANSWERS-bankje",
    }
    if not live:
        leave()
    with following_as(small, PUBLIC, since=7) as stream:
        if live:
            update(small, "taal", description="x")
            assert stream.changes(1) == [(8, "UPDATED", "taal")]  # from here on it listens
            leave()
        rows = [stream.next().body["data"]["changes"] for _ in range(len(gone) + 1)]
    assert {row["recordId"] for row in rows[:-1]} == gone
    assert {row["action"] for row in rows[:-1]} == {"GONE"}
    assert all(row["before"] is row["after"] is row["record"] is row["by"] is None for row in rows[:-1])
    assert (rows[-1]["action"], rows[-1]["recordId"]) == ("UPDATED", "tuin")


def test_a_filter_keeps_what_fits(small):
    wanted = {"kinds": ["TIE"], "actions": ["CREATED", "ENDED"]}
    with following_as(small, filter=wanted, since=7) as stream:
        small.add(actor("x"), tie("x", "tuin"))
        update(small, "x-KNOWS-tuin", intensity=4)
        small.add(tie("tuin", "x"))
        assert stream.changes(2) == [(8, "CREATED", "x-KNOWS-tuin"), (10, "CREATED", "tuin-KNOWS-x")]
    with following_as(small, filter={"records": ["x"]}, since=0) as stream:
        assert stream.changes(1) == [(8, "CREATED", "x")]


def test_merged_and_erased_records_are_told_to_who_saw_them(small):
    with following_as(small, PARTNER, since=7) as stream:
        small.add(actor("dubbel", visibility="PUBLIC"))
        assert stream.changes(1) == [(8, "CREATED", "dubbel")]
        small.write(*merging(small.live.graph, "tuin", "dubbel"))
        assert stream.changes(2) == [(9, "MERGED", "tuin"), (9, "MERGED", "dubbel")]
        small.write(*erasing(small.live.graph, "geheim"))
        small.write(*erasing(small.live.graph, "alleen"))
        assert stream.changes(1) == [(11, "ERASED", "alleen")]


def test_a_client_too_far_behind_is_let_go_and_may_begin_again(small, monkeypatch):
    monkeypatch.setattr(following, "MOST_BEHIND", 3)
    with following_as(small, since=6) as stream:
        assert stream.changes(1) == [(7, "UPDATED", "taal")]
        for number in range(4):
            update(small, "taal", description=f"more {number}")
        [error] = stream.next().body["errors"]
        assert (error["extensions"]["code"], error["extensions"]["limit"]) == ("LIMIT_EXCEEDED", "BEHIND")
        with pytest.raises(StopAsyncIteration):
            stream.next()
    with following_as(small, since=7) as stream:
        assert [version for version, _, _ in stream.changes(4)] == [8, 9, 10, 11]


def test_a_stream_that_ends_is_no_longer_told(small):
    listeners = len(small.live._listeners)
    with following_as(small, since=6) as stream:
        stream.changes(1)
        assert len(small.live._listeners) == listeners + 1
    assert len(small.live._listeners) == listeners


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription { changes { nothing } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { changes(sinceVersion: -1) { version } }", "BAD_USER_INPUT"),
        ("subscription { changes @skip(if: true) { version } }", "OPERATION_RESOLUTION_FAILURE"),
        ("subscription { changes(sinceVersion: 900) { version } }", "STORE_UNAVAILABLE"),
    ],
)
def test_a_subscription_that_cannot_run_says_why_and_ends(shared, query, code):
    answers = shared.api.follow(Asked(query), ADMIN, "nl", "request-1")
    assert shared.portal.call(answers.__anext__).body["errors"][0]["extensions"]["code"] == code
    with pytest.raises(StopAsyncIteration):
        shared.portal.call(answers.__anext__)


def test_over_http_changes_come_as_events_and_a_query_is_one(tmp_path):
    open_store(f"sqlite:///{tmp_path / 'network.db'}", create=True).close()
    with (
        serving(f"sqlite:///{tmp_path / 'network.db'}") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        accept = {"Accept": "text/event-stream"}
        follow = {"query": "subscription { changes(sinceVersion: 0) { version action record { id } } }"}
        write = {"query": 'mutation { createTheme(input: {id: "t", name: "T"}) { version } }'}
        with client.stream("POST", "/graphql", json=follow, headers=accept) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            lines = stream.iter_lines()
            assert client.post("/graphql", json=write).json()["data"]["createTheme"] == {"version": 1}
            told = next(line for line in lines if line.startswith("data: "))
            assert json.loads(told[6:])["data"]["changes"] == {"version": 1, "action": "CREATED", "record": {"id": "t"}}
        text = client.get("/graphql", params={"query": "{ viewer { role } }"}, headers=accept).text
        assert 'event: next\ndata: {"data":{"viewer":{"role":"ADMIN"}}' in text
        assert text.endswith("event: complete\ndata:\n\n")
        refused = client.post("/graphql", content=b"{", headers={**accept, "Content-Type": "application/json"})
        assert (refused.status_code, refused.headers["content-type"]) == (400, "application/json; charset=utf-8")


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/region.db"
    return without_records(request.getfixturevalue("neo4j_url"))


def test_a_stream_that_reads_by_piece_tells_each_client_what_one_at_once_tells(url, rng, monkeypatch):
    monkeypatch.setattr(following, "PIECE", 4)
    with network_of(random_log(rng, 50 if url.startswith("sqlite") else 25), url) as network:
        graph, log = network.live.graph, network.live.store.log(10)
        for viewer in (ADMIN, ADVISOR, PARTNER, PUBLIC):
            whole = seen_by_follower(log, network.live.store.past, graph.find, viewer, graph.edges_at, set())
            with following_as(network, viewer, since=10) as stream:
                assert stream.changes(len(whole)) == [(one.version, one.action, one.id) for one in whole]
                last = graph.version
                network.add(actor(f"late-{viewer.role.lower()}", visibility="PUBLIC"))
                assert stream.changes(1) == [(last + 1, "CREATED", f"late-{viewer.role.lower()}")]
            log = network.live.store.log(10)


def test_what_is_written_while_a_stream_reads_the_log_is_told_once_and_in_order(small, monkeypatch):
    monkeypatch.setattr(following, "PIECE", 2)
    monkeypatch.setattr(following, "MOST_BEHIND", 3)
    with following_as(small, since=1) as stream:
        assert stream.changes(1) == [(2, "UPDATED", "taal")]
        for number in range(8):  # more than who hears of each may be behind: it reads them in its turn
            update(small, "taal", description=f"meanwhile {number}")
        assert [version for version, _, _ in stream.changes(13)] == list(range(3, 16))
        update(small, "taal", description="live")
        assert stream.changes(1) == [(16, "UPDATED", "taal")]


def test_what_waits_to_be_told_loses_values_that_are_erased_meanwhile(small):
    update(small, "soep", description="Noodsoep van Truus")
    with following_as(small, since=7) as stream:
        update(small, "tuin", sector="zorg")
        assert stream.changes(1) == [(8, "UPDATED", "soep")]
    with following_as(small, since=0) as stream:
        stream.next()  # the first change set waits, and what came after it is still in the log
        small.write(*erasing(small.live.graph, "soep"))
        left = small.live.store.count(0, small.live.graph.version) - 1
        told = [stream.next().body for _ in range(left)]
    assert told[-1]["data"]["changes"]["action"] == "ERASED"
    assert "Soepgroep" not in str(told)
    assert "Truus" not in str(told)


def test_a_stream_reads_a_piece_of_the_log_at_a_time(url, monkeypatch):
    monkeypatch.setattr(following, "PIECE", 100)
    log = Log()
    for number in range(350):
        log.write(created(actor(f"a{number}", visibility="PUBLIC")))
    with network_of(log, url) as network, following_as(network, PUBLIC) as stream:
        assert changes_read(network, lambda: stream.changes(1)) == 100
        assert changes_read(network, lambda: stream.changes(99)) == 0
        assert changes_read(network, lambda: stream.changes(1)) == 100
        assert [version for version, _, _ in stream.changes(249)] == list(range(102, 351))


def test_a_change_that_is_heard_reads_nothing_of_the_log(small):
    with following_as(small, PARTNER, since=7) as stream:
        small.add(actor("x", visibility="PUBLIC"), tie("x", "tuin", visibility="PUBLIC"))
        assert stream.changes(2) == [(8, "CREATED", "x"), (8, "CREATED", "x-KNOWS-tuin")]

        def hide():
            update(small, "x", visibility="ADVISORS")
            assert sorted(stream.changes(2)) == [(9, "GONE", "x"), (9, "GONE", "x-KNOWS-tuin")]

        assert changes_read(small, hide) == 0


def test_a_stream_in_which_nothing_is_to_be_seen_says_that_it_is_there(url, monkeypatch):
    monkeypatch.setattr(following, "PIECE", 1)
    monkeypatch.setattr(execution, "QUIET_SECONDS", 0.0)
    log = Log()
    for number in range(5):
        log.write(created(actor(f"a{number}", visibility="RESTRICTED")))
    log.write(created(actor("seen", visibility="PUBLIC")))
    with network_of(log, url) as network, following_as(network, PUBLIC) as stream:
        assert stream.next() is None
        told = next(answer for answer in (stream.next() for _ in range(10)) if answer is not None)
        assert told.body["data"]["changes"]["recordId"] == "seen"
