"""Pages of other sites: only those of listed sites may ask, only the API, and only as the public does."""

import httpx
import pytest

from graphsvc.errors import SettingError
from graphsvc.settings import read_settings
from tests.fixtures.served import serving

LISTED = "https://partner.example"
THERE = {"Origin": LISTED, "Sec-Fetch-Site": "cross-site"}
ROLE = {"query": "{ viewer { role } }"}


@pytest.fixture(scope="module")
def address(demonstration):
    with serving(demonstration, GRAPHSVC_CORS_ORIGINS=f"{LISTED}, http://localhost:5173") as address:
        yield address


def test_a_listed_page_asks_as_the_public_does_and_may_read_the_answer(address):
    response = httpx.post(f"{address}/graphql?as=admin", json=ROLE, headers=THERE)
    assert response.json()["data"] == {"viewer": {"role": "PUBLIC"}}
    assert response.headers["access-control-allow-origin"] == LISTED
    assert "access-control-allow-credentials" not in response.headers
    assert "ETag" in response.headers["access-control-expose-headers"]
    assert "Origin" in response.headers["vary"]


def test_a_listed_page_changes_nothing(address):
    write = {"query": 'mutation { createTheme(input: {name: "x"}) { version } }'}
    response = httpx.post(f"{address}/graphql", json=write, headers=THERE)
    assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_its_browser_asks_first_and_hears_what_is_allowed(address):
    asks = {**THERE, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    response = httpx.options(f"{address}/graphql", headers=asks)
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (200, LISTED)
    assert "POST" in response.headers["access-control-allow-methods"]
    cookies = {**asks, "Access-Control-Request-Headers": "x-other"}
    assert httpx.options(f"{address}/graphql", headers=cookies).status_code == 400
    assert httpx.options(f"{address}/graphql", headers={**asks, "Origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/readyz", "/graphql/", "/new"])
def test_a_listed_page_reaches_nothing_but_the_api(address, path):
    assert httpx.get(f"{address}{path}", headers=THERE).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://partner.example", LISTED + ".evil.example"])
def test_other_pages_are_refused(address, origin):
    refused = httpx.post(f"{address}/graphql", json=ROLE, headers={**THERE, "Origin": origin})
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize("origins", ["*", "partner.example", "https://a.example/", "https://A.example", "null"])
def test_what_is_no_list_of_origins_is_no_setting(origins):
    with pytest.raises(SettingError, match="GRAPHSVC_CORS_ORIGINS has the value"):
        read_settings({"GRAPHSVC_CORS_ORIGINS": origins})
