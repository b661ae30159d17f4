"""What an administrator can switch off, on the service as it is served: the page, the schema, and unlisted documents."""

import socket

import httpx
import pytest

from tests.fixtures.ports import free_port
from tests.fixtures.served import run, serving

LISTED, OTHER = "{ viewer { role } }", "{ service { store } }"
BROWSER = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def address(demonstration, tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    (folder / "who.graphql").write_text(LISTED)
    switches = {"GRAPHSVC_GRAPHIQL": "false", "GRAPHSVC_INTROSPECTION": "false", "GRAPHSVC_ONLY_DOCUMENTS": "true"}
    with serving(demonstration, GRAPHSVC_DOCUMENTS=str(folder), **switches) as address:
        yield f"{address}/graphql"


def ask(address, **asked):
    return httpx.post(address, json=asked).json()


def test_the_page_for_writing_queries_is_not_there_and_the_api_is(address):
    assert httpx.get(address, headers=BROWSER).status_code == 404
    assert ask(address, query=OTHER)["data"] == {"service": {"store": "sqlite"}}


def test_the_schema_is_not_told(address):
    error = ask(address, query="{ __schema { types { name } } }")["errors"][0]
    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_the_public_asks_listed_documents_only(address):
    public = f"{address}?as=public"
    assert ask(public, documentId="who")["data"] == {"viewer": {"role": "PUBLIC"}}
    assert ask(public, query=LISTED)["data"] == {"viewer": {"role": "PUBLIC"}}
    assert ask(public, query=OTHER)["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"GRAPHSVC_ONLY_DOCUMENTS": "true"}, "GRAPHSVC_DOCUMENTS"),
        ({"GRAPHSVC_DOCUMENTS": "/nowhere/at-all.json"}, "cannot be read"),
    ],
)
def test_a_list_that_is_not_there_is_told_at_the_start(demonstration, monkeypatch, settings, said):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    told = run("serve", "--store", demonstration, "--port", str(free_port()), code=1)
    assert said in told
    assert "Traceback" not in told


def test_a_body_that_stops_halfway_is_answered_and_the_connection_closed(address):
    host, port = address.removeprefix("http://").removesuffix("/graphql").split(":")
    head = (
        "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked"
    )
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(head.format(port).encode() + b"\r\n\r\n2\r\n{ \r\n")
        told = b""
        while part := connection.recv(65_536):
            told += part
    assert told.startswith(b"HTTP/1.1 408")
    assert b'"code":"BAD_REQUEST"' in told
