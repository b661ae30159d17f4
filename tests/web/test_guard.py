"""The conditions under which a request on loopback is the user's own; each is tried alone."""

import pytest
from starlette.requests import HTTPConnection

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.errors import Forbidden
from graphsvc.web.guard import refusal, viewer_of

OWN = {"host": "127.0.0.1:8000"}


def request(headers=(), query="", state=()):
    pairs = [(name.encode(), value.encode()) for name, value in dict(headers).items()]
    return HTTPConnection({"type": "http", "headers": pairs, "query_string": query.encode(), "state": dict(state)})


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_the_own_names_with_the_own_port_come_in(host):
    assert refusal({"host": host}, 8000) is None


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1:8001",
        "evil.example:8000",
        "127.0.0.1.evil.example:8000",
        "",
        "localhost:8000@evil.example",
    ],
)
def test_any_other_host_is_refused_so_that_a_rebound_name_cannot_reach_in(host):
    assert "Host" in str(refusal({"host": host}, 8000))


def test_a_request_without_host_is_refused():
    assert "Host" in str(refusal({}, 8000))


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", "http://localhost:8000"])
def test_an_own_origin_comes_in(origin):
    assert refusal({**OWN, "origin": origin}, 8000) is None


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "",
        "http://127.0.0.1:9000",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:8000.evil.example",
    ],
)
def test_another_origin_is_refused(origin):
    assert "Origin" in str(refusal({**OWN, "origin": origin}, 8000))


@pytest.mark.parametrize("site", ["none", "same-origin"])
def test_a_fetch_from_the_site_itself_comes_in(site):
    assert refusal({**OWN, "sec-fetch-site": site}, 8000) is None


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_fetch_from_another_site_is_refused(site):
    assert "Sec-Fetch-Site" in str(refusal({**OWN, "sec-fetch-site": site}, 8000))


@pytest.mark.parametrize(
    "header", ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-server"]
)
def test_a_forwarded_request_is_refused_for_it_comes_from_elsewhere(header):
    assert header in str(refusal({**OWN, header: "10.0.0.1"}, 8000))


def test_the_user_is_administrator_and_may_look_as_the_public_does():
    assert viewer_of(request()) is ADMIN
    assert viewer_of(request(query="as=public")) is PUBLIC
    assert viewer_of(request({"graphsvc-as": "public"})) is PUBLIC


def test_a_page_of_a_listed_site_asks_as_the_public_does_whatever_it_says():
    assert viewer_of(request(query="as=admin", state={"listed": True})) is PUBLIC


def test_a_listed_origin_may_come_from_another_site_but_not_to_another_host_or_forwarded():
    there = {**OWN, "origin": "https://partner.example", "sec-fetch-site": "cross-site"}
    assert refusal(there, 8000, listed=True) is None
    assert "Origin" in str(refusal(there, 8000))
    assert "Host" in str(refusal({**there, "host": "evil.example:8000"}, 8000, listed=True))
    assert "x-forwarded-for" in str(refusal({**there, "x-forwarded-for": "10.0.0.1"}, 8000, listed=True))


def test_no_other_view_can_be_taken():
    with pytest.raises(Forbidden, match="no view 'advisor'"):
        viewer_of(request(query="as=advisor"))
