"""The pages over real HTTP, on the demonstration region."""

import io
import json

import httpx
import pypdf
import pytest

PAGES = ["/", "/map", "/map?area=GM0599", "/report", "/report?area=GM0599", "/records/GM0599", "/records/demo-a1"]


@pytest.fixture(scope="module")
def client(site):
    with httpx.Client(base_url=site, headers={"accept": "text/html"}, timeout=60) as client:
        yield client


def query(client, text, **headers):
    return client.post("/graphql", json={"query": text}, headers={"accept": "application/json", **headers}).json()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_dutch_says_that_the_region_is_invented_and_names_cbs(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="nl">' in answer.text
    assert "Verzonnen gegevens" in answer.text
    assert "CBS" in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_switches_to_english_and_its_links_stay_english(client, path):
    answer = client.get(path, params={"lang": "en", **dict(httpx.URL(path).params)})
    assert '<html lang="en">' in answer.text
    assert "Made-up data" in answer.text
    assert 'href="/map?lang=en"' in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/records/nobody", "/graphql"])
def test_every_answer_forbids_what_comes_from_elsewhere(client, path):
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "http:" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_nonce_is_new_for_each_request(client):
    assert client.get("/").headers["content-security-policy"] != client.get("/").headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/records/nobody", 404, "geen gegeven"),
        ("/map?area=GM9999", 404, "staat niet in het netwerk"),
        ("/report?date=2999-01-01", 400, "moet nog komen"),
        ("/report?date=gisteren", 400, "geen datum"),
        ("/report?against=gisteren", 400, "geen dag"),
        ("/report?as=boss", 403, "boss"),
        ("/nowhere", 404, "bestaat niet"),
    ],
)
def test_a_fault_is_a_page_that_says_what_is_wrong_without_inner_detail(client, path, status, told):
    answer = client.get(path)
    assert answer.status_code == status
    assert told in answer.text
    assert "Traceback" not in answer.text


def test_a_program_gets_the_fault_as_json(client):
    answer = client.get("/records/nobody", headers={"accept": "application/json"})
    assert answer.json()["error"]["code"] == "NOT_FOUND"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"x-forwarded-for": "10.0.0.1"},
        {"forwarded": "for=10.0.0.1"},
    ],
    ids=lambda headers: next(iter(headers)),
)
@pytest.mark.parametrize("path", ["/", "/graphql", "/static/styles/site.css", "/readyz"])
def test_a_request_that_is_not_the_own_users_is_refused_everywhere(client, path, headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 403
    assert "only its own machine" in answer.text


def test_a_mutation_must_be_json_so_that_no_form_of_another_site_can_send_one(client):
    mutation = json.dumps({"query": 'mutation { createActor(input: {name: "x", actorKind: OTHER}) { version } }'})
    answer = client.post(
        "/graphql", content=mutation, headers={"content-type": "text/plain", "accept": "application/json"}
    )
    assert answer.status_code == 415


def test_a_record_that_the_public_may_not_see_answers_as_one_that_never_was(client):
    hidden = query(client, "{ actors(filter: {visibility: {eq: ADVISORS}}, first: 1) { nodes { id name } } }")["data"][
        "actors"
    ]["nodes"][0]
    path = f"/records/{hidden['id']}"
    assert client.get(path).status_code == 200
    unseen, never = client.get(path, params={"as": "public"}), client.get("/records/never-was", params={"as": "public"})
    assert unseen.status_code == never.status_code == 404
    assert hidden["name"] not in unseen.text
    for page in ("/map", "/report"):
        assert hidden["name"] in client.get("/map").text
        assert hidden["name"] not in client.get(page, params={"as": "public"}).text
    seen = query(client, f'{{ record(id: "{hidden["id"]}") {{ id }} }}', **{"graphsvc-as": "public"})
    assert seen["data"]["record"] is None


def test_who_looks_as_the_public_does_asks_and_writes_as_the_public(client):
    json_only = {"accept": "application/json"}
    asked = client.get("/graphql", params={"as": "public", "query": "{ viewer { role } }"}, headers=json_only).json()
    assert asked["data"]["viewer"]["role"] == "PUBLIC"
    mutation = 'mutation { createActor(input: {name: "x", actorKind: OTHER}) { version } }'
    refused = client.post("/graphql", params={"as": "public"}, json={"query": mutation}, headers=json_only).json()
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert "/graphql?as=public" in client.get("/graphql", params={"as": "public"}).text


def test_a_link_keeps_the_view_that_is_taken(client):
    assert 'href="/map?as=public"' in client.get("/", params={"as": "public"}).text


def test_the_report_compares_with_a_round_or_a_day(client):
    page = client.get("/report", params={"area": "GM0599", "against": "demo-earlier-round"}).text
    assert '<option value="demo-earlier-round" selected>' in page
    assert "Wat veranderde sinds Verzonnen meetronde 1" in page
    assert "Wat veranderde sinds" in client.get("/report.html", params={"against": "2025-10-25"}).text
    assert "Wat veranderde sinds" not in client.get("/report", params={"area": "GM0599"}).text


def test_the_report_comes_as_a_file_too(client):
    page = client.get("/report.html", params={"area": "GM0599"})
    assert page.headers["content-disposition"] == 'attachment; filename="rapport-GM0599.html"'
    assert "Rotterdam" in page.text
    paper = client.get("/report.pdf", params={"area": "GM0599"})
    assert paper.headers["content-type"] == "application/pdf"
    assert "Rotterdam" in pypdf.PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()


def test_health_tells_the_store_and_its_version(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["store"], ready["graphVersion"]) == ("ok", "sqlite", 1)


def test_static_files_are_found_and_nothing_beside_them(client):
    assert client.get("/static/styles/site.css").status_code == 200
    assert client.get("/static/templates/layout.html").status_code == 404
    assert client.get("/static/styles/../templates/layout.html").status_code == 404
