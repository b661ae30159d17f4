"""GraphQL over WebSocket: the protocol message by message on a real connection, and the clients graphql-ws and gql."""

import asyncio
import json

import pytest
from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from graphsvc.api.websocket import MOST_OPERATIONS, PROTOCOL
from graphsvc.model.changes import ChangeSet, created
from graphsvc.stores.address import open_store
from tests.fixtures.served import serving
from tests.records import actor, theme

FOLLOW = "subscription ($since: Int) { changes(sinceVersion: $since) { version recordId } }"
WHOLE = "subscription { changes { version recordId after } }"
ROLE = "{ viewer { role } }"
INIT = {"type": "connection_init"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('websocket') / 'network.db'}"


@pytest.fixture(scope="module")
def address(store):
    """The address of a network with one theme, served."""
    with open_store(store, create=True) as opened:
        opened.commit(ChangeSet(changes=(created(theme("a")),), by="test"), 0)
    with serving(store) as address:
        yield address.replace("http", "ws") + "/graphql"


class Talk:
    """A connection on which messages are said and heard."""

    def __init__(self, address, protocol=PROTOCOL, **options):
        self.socket = connect(address, subprotocols=[protocol], open_timeout=30, **options)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.socket.close()

    def say(self, *messages):
        for message in messages:
            self.socket.send(message if isinstance(message, str | bytes) else json.dumps(message))

    def hear(self):
        return json.loads(self.socket.recv(30))

    def begin(self):
        self.say(INIT)
        assert self.hear() == {"type": "connection_ack"}

    def closed(self):
        """The code and reason with which the service closes, whatever it says before."""
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                self.socket.recv(60)
        assert closed.value.rcvd is not None
        return closed.value.rcvd.code, closed.value.rcvd.reason


def subscribe(id, query, **variables):
    return {"type": "subscribe", "id": id, "payload": {"query": query, "variables": variables}}


def test_queries_and_changes_are_answered_and_completed(address):
    with Talk(address) as talk:
        talk.begin()
        talk.say(subscribe("1", ROLE))
        answer = talk.hear()
        assert (answer["type"], answer["id"], answer["payload"]["data"]) == ("next", "1", {"viewer": {"role": "ADMIN"}})
        assert talk.hear() == {"type": "complete", "id": "1"}
        talk.say(subscribe("1", 'mutation { createTheme(input: {id: "x", name: "X"}) { themeRecord: theme { id } } }'))
        assert talk.hear()["payload"]["data"] == {"createTheme": {"themeRecord": {"id": "x"}}}


def test_several_operations_run_at_once_until_each_is_ended(address):
    with Talk(address) as talk:
        talk.begin()
        talk.say(subscribe("follow", FOLLOW, since=0))
        assert talk.hear()["payload"]["data"]["changes"] == {"version": 1, "recordId": "a"}
        talk.say(subscribe("other", ROLE))
        heard = [talk.hear() for _ in range(2)]
        while heard[-1]["id"] != "other" or heard[-1]["type"] != "complete":
            heard.append(talk.hear())
        talk.say({"type": "complete", "id": "follow"}, subscribe("follow", ROLE))
        while (last := talk.hear())["type"] != "complete":
            pass
        assert last["id"] == "follow"


def test_a_document_that_cannot_run_is_one_error_and_the_connection_stays(address):
    with Talk(address) as talk:
        talk.begin()
        talk.say(subscribe("1", "{ nothing }"))
        error = talk.hear()
        assert (error["type"], error["payload"][0]["extensions"]["code"]) == ("error", "GRAPHQL_VALIDATION_FAILED")
        talk.say({"type": "ping", "payload": {"a": 1}}, {"type": "pong"}, {"type": "ping"})
        assert [talk.hear(), talk.hear()] == [{"type": "pong", "payload": {"a": 1}}, {"type": "pong"}]


def test_more_operations_than_allowed_are_refused_one_by_one(address):
    with Talk(address) as talk:
        talk.begin()
        talk.say(*(subscribe(str(number), "subscription { changes { version } }") for number in range(MOST_OPERATIONS)))
        talk.say(subscribe("more", ROLE))
        error = talk.hear()
        assert (error["id"], error["payload"][0]["extensions"]["limit"]) == ("more", "OPERATIONS")


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (["{"], 4400),
        (["[]"], 4400),
        ([b"{}"], 4400),
        ([{"type": "next"}], 4400),
        ([{"id": "1"}], 4400),
        ([{"type": "connection_init", "payload": 3}], 4400),
        (['{"type": "ping", "payload": ' + '{"a":' * 300 + "{}" + "}" * 301], 4400),
        ([subscribe("1", ROLE)], 4401),
        ([INIT, INIT], 4429),
        ([INIT, {"type": "subscribe", "payload": {"query": ROLE}}], 4400),
        ([INIT, {"type": "subscribe", "id": "1"}], 4400),
        ([INIT, {"type": "subscribe", "id": "1", "payload": {"query": 3}}], 4400),
        ([INIT, {"type": "subscribe", "id": "", "payload": {"query": ROLE}}], 4400),
        ([INIT, {"type": "complete"}], 4400),
        ([INIT, subscribe("1", FOLLOW), subscribe("1", FOLLOW)], 4409),
        ([INIT, subscribe("1" * 5000, FOLLOW), subscribe("1" * 5000, FOLLOW)], 4409),
        (["x" * 300_000], 1009),
        ([], 4408),
    ],
)
def test_what_the_protocol_forbids_closes_the_connection_with_its_code(address, messages, code):
    with Talk(address) as talk:
        talk.say(*messages)
        assert talk.closed()[0] == code


def test_another_protocol_is_not_spoken(address):
    with Talk(address, "graphql-ws") as talk:
        assert talk.closed() == (4406, "Subprotocol not acceptable")


def test_a_view_that_cannot_be_taken_is_forbidden(address):
    with Talk(address + "?as=advisor") as talk:
        talk.say(INIT)
        assert talk.closed()[0] == 4403


def test_another_origin_and_another_host_are_refused_at_the_handshake(address):
    for options in ({"origin": "https://evil.example"}, {"additional_headers": {"X-Forwarded-For": "10.0.0.1"}}):
        with pytest.raises(InvalidStatus, match="403"):
            Talk(address, **options)


def test_a_client_too_far_behind_is_let_go_with_the_reason(address, store):
    with Talk(address) as talk:
        talk.begin()
        talk.say(subscribe("follow", FOLLOW), {"type": "ping"})
        assert talk.hear() == {"type": "pong"}
        with open_store(store) as other:
            many = tuple(created(theme(f"many-{number}")) for number in range(1_001))
            other.commit(ChangeSet(changes=many, by="other"), other.head().version)
        code, reason = talk.closed()
        assert code == 4408
        assert "1000 changes behind" in reason


def test_a_client_that_does_not_read_is_let_go_and_the_others_are_served(address, store):
    with Talk(address, compression=None) as slow, Talk(address) as quick:
        slow.begin()
        quick.begin()
        slow.say(subscribe("follow", WHOLE))
        for step in range(4):
            with open_store(store) as other:
                many = tuple(created(actor(f"slow-{step}-{number}", description="x" * 4_000)) for number in range(900))
                version = other.commit(ChangeSet(changes=many, by="other"), other.head().version).version
            until(quick, version)
        assert slow.closed()[0] == 4408


def until(talk, version):
    for number in range(1_000):
        talk.say(subscribe(f"{version}-{number}", "{ service { graphVersion } }"))
        answer = talk.hear()
        assert talk.hear()["type"] == "complete"
        if answer["payload"]["data"]["service"]["graphVersion"] >= version:
            return


def test_the_client_graphql_ws_follows_reads_and_writes_on_one_connection(address, client):
    write = 'mutation { createTheme(input: {id: "node", name: "Node"}) { theme { id } } }'
    told = client("ws.mjs", address, FOLLOW, ROLE, write)
    assert told["followed"][0] == {"version": 1, "recordId": "a"}
    assert told["read"]["data"] == {"viewer": {"role": "ADMIN"}}
    assert told["written"]["data"] == {"createTheme": {"theme": {"id": "node"}}}
    assert told["refused"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_the_client_gql_follows_and_reads(address):
    async def go():
        async with Client(transport=WebsocketsTransport(url=address)) as session:
            following = session.subscribe(gql("subscription { changes(sinceVersion: 0) { recordId } }"))
            return await anext(following), await session.execute(gql(ROLE))

    assert asyncio.run(go()) == ({"changes": {"recordId": "a"}}, {"viewer": {"role": "ADMIN"}})
