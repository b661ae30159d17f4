"""Records that are gone, over real HTTP: whoever could see them hears what became of them."""

import sqlite3

import httpx
import pytest

from tests.fixtures.served import serving, store_at
from tests.web.forms.sheets import Sheet


@pytest.fixture(scope="module")
def client(demonstration, tmp_path_factory):
    path = tmp_path_factory.mktemp("gone") / "region.db"
    with sqlite3.connect(demonstration.removeprefix("sqlite:///")) as source, sqlite3.connect(path) as copy:
        source.backup(copy)
    html = {"accept": "text/html"}
    with serving(store_at(path)) as address, httpx.Client(base_url=address, headers=html, timeout=60) as client:
        yield client


def write(client, mutation):
    answer = client.post(
        "/graphql", json={"query": f"mutation {{ {mutation} }}"}, headers={"accept": "application/json"}
    )
    assert "errors" not in answer.json(), answer.text
    return answer.json()["data"]


def add(client, id, visibility="PUBLIC"):
    values = f'id: "{id}", name: "Verzonnen {id}", actorKind: OTHER, visibility: {visibility}'
    write(client, f"createActor(input: {{{values}}}) {{ version }}")


def erase(client, id):
    write(client, f'eraseRecord(input: {{id: "{id}", reason: "op verzoek"}}) {{ version }}')


@pytest.mark.parametrize("part", ["", "/history"])
def test_who_could_see_an_erased_record_hears_that_it_was_erased(client, part):
    id = f"gewist{len(part)}"
    add(client, id)
    erase(client, id)
    own, public = client.get(f"/records/{id}{part}"), client.get(f"/records/{id}{part}", params={"as": "public"})
    assert own.status_code == public.status_code == 410
    assert "gewist. Wat erover bekend was" in own.text
    assert "gewist. Wat erover bekend was" in public.text
    for text in ("admin", "op verzoek"):
        assert text in own.text
        assert text not in public.text
    assert f"Verzonnen {id}" not in own.text


@pytest.mark.parametrize("part", ["", "/history"])
def test_who_could_not_see_an_erased_record_hears_what_is_said_of_one_that_never_was(client, part):
    id = f"geheim{len(part)}"
    add(client, id, "ADVISORS")
    erase(client, id)
    answers = [client.get(f"/records/{one}{part}", params={"as": "public"}) for one in (id, f"nooits{len(part)}")]
    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [answer.text.replace(id, "ID").replace(f"nooits{len(part)}", "ID") for answer in answers]
    nonces = [answer.headers["content-security-policy"].partition("nonce-")[2].partition("'")[0] for answer in answers]
    assert bodies[0].replace(nonces[0], "NONCE") == bodies[1].replace(nonces[1], "NONCE")


def test_a_record_that_was_merged_leads_to_the_one_that_took_it_and_can_be_put_back(client):
    add(client, "blijver")
    add(client, "dubbele")
    version = write(client, 'mergeRecords(input: {keep: "blijver", take: "dubbele"}) { version }')["mergeRecords"][
        "version"
    ]
    page = client.get("/records/dubbele")
    assert page.status_code == 410
    assert "samengevoegd met een ander" in page.text
    assert 'href="/records/blijver"' in page.text
    assert f"/undo?version={version}" in page.text
    erase(client, "blijver")
    # With the one that is erased go the values of those that were merged into it.
    after = client.get("/records/dubbele").text
    assert "de ander" in after
    assert "Verzonnen blijver" not in after
    assert "Verzonnen dubbele" not in after


@pytest.mark.parametrize("part", ["/edit", "/end"])
def test_the_forms_of_an_erased_record_say_so_too_and_take_nothing(client, part):
    id = f"gewistform{len(part)}"
    add(client, id)
    erase(client, id)
    page, form = client.get(f"/records/{id}"), client.get(f"/records/{id}{part}")
    assert form.status_code == page.status_code == 410
    assert "gewist. Wat erover bekend was" in page.text
    assert "gewist. Wat erover bekend was" in form.text
    before = client.get("/readyz").json()["graphVersion"]
    sent = client.post(f"/records/{id}{part}", data={"name": "Toch", "validTo": "24-11-2026", "_revision": "1"})
    assert (sent.status_code, client.get("/readyz").json()["graphVersion"]) == (410, before)
    assert client.get(f"/records/{id}{part}", params={"as": "public"}).status_code == 403
    assert client.get(f"/records/nooitgeweest{part}").status_code == 404


def test_the_form_of_a_record_that_is_erased_while_it_is_filled_in_says_so(client):
    add(client, "tussentijds")
    edit, end = (Sheet.at(client, f"/records/tussentijds/{part}") for part in ("edit", "end"))
    erase(client, "tussentijds")
    for sheet in (edit, end):
        answer = sheet.send()
        assert answer.status_code == 410
        assert "gewist. Wat erover bekend was" in answer.text
