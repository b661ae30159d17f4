"""Bodies as hostile clients send them: each refused with its code, and none waited for too long."""

import asyncio
import gzip

import orjson
import pytest

from graphsvc.api.body import BODY, read_body
from graphsvc.api.refusals import BadRequest
from tests.api.test_http import POST, code, send

ROLE = '{"query": "{ viewer { role } }"'
NESTED = "query ($f: ActorFilter) { actors(filter: $f) { totalCount } }"


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        (b'{"query": "{ viewer { role } }\xff"}', 400, "BAD_REQUEST"),
        (b'{"query": "\xc0\xaf"}', 400, "BAD_REQUEST"),
        (b"\xff\xfe{\x00}\x00", 400, "BAD_REQUEST"),
        (b'{"query": "\\ud800"}', 400, "BAD_REQUEST"),
        (b"[" * 100_000, 400, "BAD_REQUEST"),
        (b'{"a":' * 20_000, 400, "BAD_REQUEST"),
        (ROLE.encode() + b', "variables": {"a": NaN}}', 400, "BAD_REQUEST"),
        (ROLE.encode() + b', "variables": {"a": Infinity}}', 400, "BAD_REQUEST"),
        (b"[" + ROLE.encode() + b"}]", 400, "BAD_REQUEST"),
        (b"x" * 1_000_000, 413, "LIMIT_EXCEEDED"),
        (b'{"query": "' + b"a" * 20_000 + b'"}', 200, "LIMIT_EXCEEDED"),
        (b'{"query": "\\u0000"}', 200, "GRAPHQL_PARSE_FAILED"),
    ],
)
def test_each_hostile_body_has_its_code(shared, body, status, expected):
    response = send(shared, content=body, headers=POST)
    assert (response.status_code, code(response)) == (status, expected)


@pytest.mark.parametrize("depth", [30, 200, 900])
def test_variables_nested_too_deep_are_refused(shared, depth):
    body = (
        orjson.dumps({"query": NESTED})[:-1] + b',"variables":{"f":' + b'{"not":' * depth + b"{}" + b"}" * depth + b"}}"
    )
    response = send(shared, content=body, headers=POST)
    assert code(response) in ("LIMIT_EXCEEDED", "BAD_REQUEST")


def test_of_a_key_that_stands_twice_the_last_counts(shared):
    body = b'{"query": "{ nothing }", "query": "{ viewer { role } }"}'
    assert send(shared, content=body, headers=POST).json()["data"] == {"viewer": {"role": "ADMIN"}}


@pytest.mark.parametrize(
    "address", ["query=%ff", "query={viewer{role}}&variables=%ff", "query=%00", "variables=[]", "a=b"]
)
def test_a_hostile_address_has_a_code(shared, address):
    response = send(shared, "GET", address=f"/graphql?{address}")
    assert code(response) in ("GRAPHQL_PARSE_FAILED", "BAD_REQUEST")


def test_a_body_that_never_ends_is_not_waited_for():
    async def trickle():
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b" ", "more_body": True}

    with pytest.raises(BadRequest, match="in time") as refused:
        asyncio.run(read_body(trickle, seconds=0.1))
    assert refused.value.status == 408


def test_a_body_is_read_no_further_than_the_limit():
    read = []

    async def pour():
        read.append(BODY // 4)
        return {"type": "http.request", "body": b" " * (BODY // 4), "more_body": True}

    with pytest.raises(BadRequest, match="larger"):
        asyncio.run(read_body(pour))
    assert sum(read) <= 1.25 * BODY


def test_a_body_in_parts_is_read_whole_also_when_the_rest_comes_later():
    parts = [b"a", b"b", b"c"]

    async def arrive():
        if len(parts) == 2:
            await asyncio.sleep(0.001)
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    assert asyncio.run(read_body(arrive)) == b"abc"


def test_what_waits_for_a_body_is_let_go_when_its_time_is_over():
    left = []

    async def never():
        try:
            await asyncio.Event().wait()
        finally:
            left.append(True)

    with pytest.raises(BadRequest, match="in time"):
        asyncio.run(read_body(never, seconds=0.01))
    assert left == [True]


def test_a_client_that_left_is_not_answered():
    async def leave():
        return {"type": "http.disconnect"}

    with pytest.raises(BadRequest, match="lost"):
        asyncio.run(read_body(leave))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("br, gzip;q=0.5", "gzip"), ("*", "gzip"), ("gzip;q=0", None), ("identity", None), ("br", None)],
)
def test_a_large_answer_is_compressed_for_who_takes_it(region, accepted, encoding):
    query = {"query": "{ actors(first: 40) { nodes { id name description } } }"}
    plain = send(region, json=query, headers={"accept-encoding": "identity"})
    response = send(region, json=query, headers={"accept-encoding": accepted}, raw=True)
    assert response.headers.get("content-encoding") == encoding
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    body = gzip.decompress(response.content) if encoding else response.content
    assert orjson.loads(body)["data"] == plain.json()["data"]
    if encoding:
        assert len(response.content) * 2 < len(plain.content)


def test_a_small_answer_is_not_compressed(shared):
    response = send(shared, json={"query": "{ viewer { role } }"}, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in response.headers
