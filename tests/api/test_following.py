"""Following the network: each change once, in order, within what the viewer may see, over server-sent events."""

import json
from contextlib import contextmanager

import httpx
import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.api import following
from graphsvc.api.execution import Asked
from graphsvc.graph.edits import erasing, merging, updating
from graphsvc.stores.address import open_store
from tests.fixtures.served import serving
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
