"""GraphQL over HTTP, as its specification says, served by uvicorn's peer in memory and asked by httpx."""

from types import MappingProxyType

import httpx
import orjson
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse

from graphsvc.access.viewer import ADMIN
from graphsvc.api.body import BODY
from graphsvc.api.endpoint import build_endpoint
from graphsvc.api.refusals import Unauthenticated
from graphsvc.errors import Forbidden
from graphsvc.model.changes import ChangeSet, created
from graphsvc.stores.address import open_store
from tests.records import theme

GRAPHQL = "application/graphql-response+json"
QUERY = {"query": "{ viewer { role } }"}
ANSWER = {"viewer": {"role": "ADMIN"}}
POST = {"content-type": "application/json"}


def routes_of(asker, viewer_of=lambda request: ADMIN, settings=MappingProxyType({}), **parts):
    page = HTMLResponse("<title>GraphiQL</title>")
    return build_endpoint("/graphql", asker.live, asker.desk, viewer_of=viewer_of, page=page, **settings, **parts)


def send(asker, method="POST", viewer_of=lambda request: ADMIN, **request):
    return answers(asker, routes_of(asker, viewer_of), method, **request)


def answers(asker, routes, method="POST", address="/graphql", raw=False, **request):
    """The response of the endpoint; with `raw` its body as it was sent."""

    async def go():
        transport = httpx.ASGITransport(app=Starlette(routes=routes))
        async with httpx.AsyncClient(transport=transport, base_url="http://graph") as client:
            del client.headers["accept"], client.headers["accept-encoding"]
            if not raw:
                return await client.request(method, address, **request)
            async with client.stream(method, address, **request) as response:
                response._content = b"".join([part async for part in response.aiter_raw()])
                return response

    return asker.portal.call(go)


def code(response):
    return response.json()["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/json; charset=utf-8"),
        ("*/*", "application/json; charset=utf-8"),
        ("application/json", "application/json; charset=utf-8"),
        (GRAPHQL, f"{GRAPHQL}; charset=utf-8"),
        (f"application/json;q=0.5, {GRAPHQL}", f"{GRAPHQL}; charset=utf-8"),
        ("text/html;q=0.9, */*;q=0.1", "application/json; charset=utf-8"),
    ],
)
def test_the_answer_is_of_the_kind_that_was_accepted(shared, accept, media):
    response = send(shared, json=QUERY, headers={"accept": accept} if accept else {})
    assert (response.status_code, response.headers["content-type"]) == (200, media)
    assert response.json()["data"] == ANSWER


def test_what_no_client_of_this_kind_accepts_is_not_sent(shared):
    response = send(shared, json=QUERY, headers={"accept": "text/csv"})
    assert (response.status_code, code(response)) == (406, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("media", "status"),
    [("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("", 415), ("application/json; charset=latin1", 415),
     ("application/json", 200), ("application/json; charset=UTF-8", 200)],
)  # fmt: skip
def test_only_json_in_utf8_is_taken(shared, media, status):
    response = send(shared, content=orjson.dumps(QUERY), headers={"content-type": media} if media else {})
    assert response.status_code == status


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"3", b"{}", b'{"query": 3}', b'{"query": "{ viewer { role } }", "variables": []}',
     b'{"query": "{ viewer { role } }", "operationName": 1}', b'{"query": "{ viewer { role } }", "extensions": "x"}', b"\xff"],
)  # fmt: skip
def test_what_is_no_graphql_request_is_refused(shared, body):
    response = send(shared, content=body, headers=POST)
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


def test_a_body_over_the_limit_is_refused(shared):
    response = send(shared, content=b" " * (BODY + 1), headers=POST)
    assert (response.status_code, code(response)) == (413, "LIMIT_EXCEEDED")


def test_a_stored_document_is_not_found(shared):
    response = send(shared, json={"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "x"}}})
    assert code(response) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize("query", ["{", "{ nothing }", "query ($n: Int!) { actors(first: $n) { totalCount } }"])
def test_a_document_that_cannot_run_says_400_or_in_plain_json_200_and_has_no_data(shared, query):
    for media, status in ((GRAPHQL, 400), ("application/json", 200)):
        response = send(shared, json={"query": query}, headers={"accept": media})
        assert response.status_code == status
        assert "data" not in response.json()


def test_a_query_may_come_by_get_and_a_change_may_not(network):
    got = send(
        network,
        "GET",
        params={"query": "query ($n: Int) { actors(first: $n) { nodes { id } } }", "variables": '{"n": 1}'},
    )
    assert got.json()["data"] == {"actors": {"nodes": [{"id": "opmaak"}]}}
    change = send(network, "GET", params={"query": 'mutation { createTheme(input: {name: "x"}) { version } }'})
    assert (change.status_code, change.headers["allow"], code(change)) == (405, "POST", "BAD_REQUEST")
    assert network.live.graph.version == 1
    assert send(network, "GET", params={"query": "{ viewer { role } }", "variables": "{"}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(shared, method):
    assert (send(shared, method, json=QUERY).status_code) == 405


def test_a_browser_gets_the_page_and_a_program_does_not(shared):
    browser = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert "GraphiQL" in send(shared, "GET", headers=browser).text
    assert (
        send(shared, "GET", headers={"accept": "application/json, text/html;q=0.5"}, params=QUERY).json()["data"]
        == ANSWER
    )
    assert send(shared, "POST", json=QUERY, headers=browser).json()["data"] == ANSWER


def test_who_may_not_come_in_hears_why_and_a_fault_there_tells_nothing(shared):
    def refuse(request):
        raise Forbidden("Not from there.")

    def ask_who(request):
        raise Unauthenticated("Sign in first.")

    def fail(request):
        raise KeyError("secret")

    unknown = send(shared, viewer_of=ask_who, json=QUERY)
    assert (unknown.status_code, code(unknown)) == (401, "UNAUTHENTICATED")

    refused, failed = send(shared, viewer_of=refuse, json=QUERY), send(shared, viewer_of=fail, json=QUERY)
    assert (refused.status_code, code(refused), refused.json()["errors"][0]["message"]) == (
        403,
        "FORBIDDEN",
        "Not from there.",
    )
    assert (failed.status_code, code(failed)) == (500, "INTERNAL_SERVER_ERROR")
    assert "secret" not in failed.text
    assert "Traceback" not in failed.text


def test_each_fault_carries_the_number_of_its_request(shared):
    numbers = {send(shared, json={"query": "{"}).json()["errors"][0]["extensions"]["requestId"] for _ in range(3)}
    assert len(numbers) == 3


def test_an_answer_names_its_version_and_a_request_may_wait_for_one(network, tmp_path):
    assert send(network, json=QUERY).headers["graphsvc-version"] == "1"
    write = {"query": 'mutation { createTheme(input: {name: "x"}) { version } }'}
    assert send(network, json=write).headers["graphsvc-version"] == "2"
    with open_store(f"sqlite:///{tmp_path / 'network.db'}") as other:
        other.commit(ChangeSet(changes=(created(theme("elders")),), by="other"), 2)
    query = {"query": '{ record(id: "elders") { id } }'}
    assert send(network, json=query).json()["data"] == {"record": None}
    waited = send(network, json=query, headers={"Graphsvc-Version": "3"})
    assert (waited.json()["data"], waited.headers["graphsvc-version"]) == ({"record": {"id": "elders"}}, "3")


def test_a_version_that_does_not_come_is_told_after_a_while(network):
    response = send(network, json=QUERY, headers={"Graphsvc-Version": "9"})
    assert (response.status_code, code(response)) == (503, "STORE_UNAVAILABLE")
    assert int(response.headers["retry-after"]) > 0


@pytest.mark.parametrize("version", ["x", "-1", "1.5", "", "9" * 30])
def test_a_version_that_is_no_number_is_refused(shared, version):
    response = send(shared, json=QUERY, headers={"Graphsvc-Version": version})
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")
