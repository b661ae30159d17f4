"""The head of an answer comes together with its body, and never waits for one that is not there yet."""

import socket
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

HANG_SECONDS = 20.0
LAST = b"\r\n\r\n"


@contextmanager
def connected(site):
    address = urlsplit(site)
    with socket.create_connection((address.hostname, address.port), HANG_SECONDS) as connection:
        yield connection


def request(site, body, *headers, path="/graphql", method="POST"):
    lines = [f"{method} {path} HTTP/1.1", f"Host: {urlsplit(site).netloc}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "Content-Type: application/json", "", ""]).encode() + body


def received(connection, until=LAST):
    found = b""
    while until not in found:
        part = connection.recv(65536)
        assert part, found
        found += part
    return found


def test_a_short_answer_comes_in_one_piece_one_after_the_other(site):
    with connected(site) as connection:
        for _ in range(3):
            connection.sendall(request(site, b'{"query": "{ viewer { role } }"}'))
            answer = connection.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200 ")
            assert answer.partition(LAST)[2].startswith(b'{"data":{"viewer":{"role":"ADMIN"}}')


def test_what_has_no_body_does_not_wait_for_one(site):
    with connected(site) as connection:
        connection.sendall(request(site, b"", method="HEAD", path="/healthz"))
        assert received(connection).startswith(b"HTTP/1.1 200 ")


def test_the_head_of_a_stream_comes_before_its_first_event(site):
    query = b'{"query": "subscription { changes { version } }"}'
    with connected(site) as connection:
        connection.sendall(request(site, query, "Accept: text/event-stream"))
        assert b"text/event-stream" in received(connection)


@pytest.mark.parametrize("connection_header", ["keep-alive", "close"])
def test_who_waits_to_be_told_to_go_on_is_told(site, connection_header):
    body = b'{"query": "{ viewer { role } }"}'
    whole = request(site, body, "Expect: 100-continue", f"Connection: {connection_header}")
    with connected(site) as connection:
        connection.sendall(whole.removesuffix(body))
        assert received(connection).startswith(b"HTTP/1.1 100 Continue")
        connection.sendall(body)
        assert b'{"role":"ADMIN"}' in received(connection, b'"ADMIN"}')


def test_a_connection_that_closes_still_gives_the_whole_answer(site):
    with connected(site) as connection:
        connection.sendall(request(site, b'{"query": "{ viewer { role } }"}', "Connection: close"))
        found = b""
        while part := connection.recv(65536):
            found += part
    assert b"connection: close" in found
    assert found.endswith(b"}")
