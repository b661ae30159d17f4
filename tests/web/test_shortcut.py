"""The short way to the API leads to the same answers as the way of the pages, and its answers are as safe."""

import asyncio

import httpx
import pytest

from graphsvc.web.shortcut import Shortcut

QUERY = {"query": "{ viewer { role } }"}


def reached(**scope):
    """Which of both a request comes to."""
    found = []

    def to(name):
        async def app(scope, receive, send):
            found.append(name)

        return app

    async def none(*_):
        raise AssertionError("nothing is received or sent")

    asyncio.run(Shortcut(to("pages"), "/graphql", to("api"))(scope, none, none))
    return found


@pytest.mark.parametrize(
    ("scope", "where"),
    [
        ({"type": "http", "method": "POST", "path": "/graphql"}, "api"),
        ({"type": "http", "method": "POST", "path": "/new"}, "pages"),
        ({"type": "http", "method": "GET", "path": "/graphql"}, "pages"),
        ({"type": "websocket", "path": "/graphql"}, "pages"),
        ({"type": "lifespan"}, "pages"),
    ],
)
def test_only_what_is_sent_to_the_api_takes_it(scope, where):
    assert reached(**scope) == [where]


@pytest.mark.parametrize("method", ["POST", "GET", "PUT", "DELETE"])
def test_every_method_comes_to_the_api_by_one_way_or_the_other(site, method):
    sent = {"params": QUERY, "json": None} if method == "GET" else {"params": None, "json": QUERY}
    answer = httpx.request(
        method, f"{site}/graphql", headers={"accept": "application/json"}, params=sent["params"], json=sent["json"]
    )
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.status_code == (200 if method in ("GET", "POST") else 405)


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_an_answer_of_the_api_can_be_neither_framed_nor_run(site, method):
    sent = {"params": QUERY, "json": None} if method == "GET" else {"params": None, "json": QUERY}
    headers = httpx.request(
        method, f"{site}/graphql", headers={"accept": "application/json"}, params=sent["params"], json=sent["json"]
    ).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-request-id"]


def test_a_forwarded_request_does_not_come_in_by_the_short_way_either(site):
    answer = httpx.post(f"{site}/graphql", json=QUERY, headers={"x-forwarded-for": "10.0.0.1"})
    assert answer.status_code == 403
