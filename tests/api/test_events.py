"""Server-sent events, over a real connection: resuming where a stream broke off, and the client graphql-sse."""

import json
from itertools import islice

import httpx
import pytest

from graphsvc.api.events import since_of
from graphsvc.api.refusals import BadRequest
from graphsvc.model.changes import ChangeSet, created
from graphsvc.stores.address import open_store
from tests.fixtures.served import serving
from tests.records import actor, theme

FOLLOW = "subscription ($since: Int) { changes(sinceVersion: $since) { version recordId } }"
WRITE = 'mutation { createTheme(input: {id: "late", name: "Late"}) { version } }'


@pytest.fixture
def served(tmp_path):
    """The address of a network with two versions: one change in the first, two in the second."""
    url = f"sqlite:///{tmp_path / 'network.db'}"
    with open_store(url, create=True) as store:
        store.commit(ChangeSet(changes=(created(theme("a")),), by="test"), 0)
        store.commit(ChangeSet(changes=(created(theme("b")), created(actor("c"))), by="test"), 1)
    with serving(url) as address:
        yield address


def events(address, count, **headers):
    """(id, what was told) of the first events of a stream."""
    asked = {"query": FOLLOW, "variables": {"since": 0}}
    accept = {"Accept": "text/event-stream", **headers}
    with httpx.stream("POST", f"{address}/graphql", json=asked, headers=accept, timeout=30) as stream:
        assert stream.headers["cache-control"] == "no-store"
        assert "content-encoding" not in stream.headers
        return list(islice(_told(stream.iter_lines()), count))


def _told(lines):
    for line in lines:
        if line.startswith("id: "):
            id = line.removeprefix("id: ")
        elif line.startswith("data: "):
            yield id, json.loads(line.removeprefix("data: "))["data"]["changes"]["recordId"]


def test_a_client_that_comes_back_hears_what_it_missed_and_no_version_by_half(served):
    assert events(served, 3) == [("1", "a"), ("1", "b"), ("2", "c")]
    assert events(served, 2, **{"Last-Event-ID": "1"}) == [("1", "b"), ("2", "c")]


def test_an_origin_that_is_not_listed_gets_no_stream(served):
    headers = {"Accept": "text/event-stream", "Origin": "https://evil.example"}
    assert httpx.get(f"{served}/graphql", params={"query": "{ __typename }"}, headers=headers).status_code == 403


def test_the_client_graphql_sse_follows_while_it_writes(served, client):
    first, written, second = client("sse.mjs", f"{served}/graphql", FOLLOW, WRITE)
    assert first["data"] == {"changes": {"version": 1, "recordId": "a"}}
    assert written["data"] == {"createTheme": {"version": 3}}
    assert second["data"] == {"changes": {"version": 2, "recordId": "b"}}


@pytest.mark.parametrize("id", ["x", "-1", "1.5", "9" * 30, "²"])
def test_an_id_that_was_never_given_is_refused(id):
    with pytest.raises(BadRequest):
        since_of(id)
