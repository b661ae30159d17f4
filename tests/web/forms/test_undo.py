import re
import sqlite3

import httpx
import pytest

from tests.fixtures.served import serving, store_at
from tests.web.forms.sheets import Sheet, record


def added(client, name, **more):
    """The page after an actor was added."""
    sheet = Sheet.at(client, "/new?kind=ACTOR").fill(name=name, actorKind="OTHER", **more)
    answer = sheet.send()
    assert answer.status_code == 303, answer.text
    return Sheet.at(client, answer.headers["location"])


def version(client):
    return client.get("/readyz").json()["graphVersion"]


def page_of(client, sheet):
    """Where a form leads to, which must be another page."""
    answer = sheet.send()
    assert answer.status_code == 303, answer.text
    return Sheet.at(client, answer.headers["location"])


def id_of(page):
    return first(r"/records/([\w-]+)/history", page.answer.text)


def first(pattern, text) -> str:
    """What the group of the pattern holds where it is first found."""
    found = re.search(pattern, text)
    assert found is not None
    return found[1]


def test_what_was_added_is_told_with_its_ties_and_with_ways_to_go_on(client):
    page = added(client, "Verzonnen Vervolg", tie_0_other="demo-a1", tie_0_tieKind="KNOWS").answer.text
    assert "“Verzonnen Vervolg” is toegevoegd, met 1 band." in page
    assert "Nog een band" in page
    assert "Nog een actor" in page


def test_an_actor_that_was_added_with_its_ties_is_gone_when_it_is_undone_and_can_be_put_back(client):
    page = added(client, "Verzonnen Vergissing", tie_0_other="demo-a1", tie_0_tieKind="KNOWS")
    id = id_of(page)
    ties = "ties { edges { node { tieKind } other { id } } }"
    undone = page_of(client, page)
    assert "Het is ongedaan gemaakt" in undone.answer.text
    assert record(client, id, "name") is None
    page_of(client, undone)
    assert [edge["other"]["id"] for edge in record(client, id, ties)["ties"]["edges"]] == ["demo-a1"]


def test_an_undo_that_is_sent_twice_undoes_once(client):
    page = added(client, "Verzonnen Tweemaal Terug")
    first = page.send().headers["location"]
    before = version(client)
    assert page.send().headers["location"] == first
    assert version(client) == before


def test_a_change_tells_from_what_to_what_and_is_undone(client):
    id = id_of(added(client, "Verzonnen Oude Naam"))
    answer = Sheet.at(client, f"/records/{id}/edit").fill(name="Verzonnen Nieuwe Naam").send()
    page = Sheet.at(client, answer.headers["location"])
    assert "Uw wijziging van “Verzonnen Nieuwe Naam” is opgeslagen." in page.answer.text
    assert "<del>Verzonnen Oude Naam</del>" in page.answer.text
    page_of(client, page)
    assert record(client, id, "name")["name"] == "Verzonnen Oude Naam"


def test_what_was_changed_again_is_not_undone_and_the_page_leads_to_the_history(client):
    page = added(client, "Verzonnen Verder")
    id = id_of(page)
    Sheet.at(client, f"/records/{id}/edit").fill(name="Verzonnen Verder Gegaan").saved()
    before, answer = version(client), page.send()
    assert answer.status_code == 400
    assert "het is later opnieuw gewijzigd" in answer.text
    assert f"/records/{id}/history" in answer.text
    assert version(client) == before


def test_what_others_tied_to_it_is_not_pulled_away(client):
    page = added(client, "Verzonnen Houvast")
    added(client, "Verzonnen Aanhanger", tie_0_other="Verzonnen Houvast", tie_0_tieKind="KNOWS")
    answer = page.send()
    assert answer.status_code == 400
    assert "er is later iets aan verbonden" in answer.text


def test_the_history_leads_to_what_each_version_changed_and_undoes_it(client):
    id = id_of(added(client, "Verzonnen Geschiedenis"))
    Sheet.at(client, f"/records/{id}/edit").fill(description="Elke dinsdag soep").saved()
    newest = first(r'class="undo" href="([^"]+)"', client.get(f"/records/{id}/history").text)
    sheet = Sheet.at(client, newest)
    assert "Elke dinsdag soep" in sheet.answer.text
    page_of(client, sheet)
    assert record(client, id, "description")["description"] is None


def test_undoing_by_another_site_or_without_the_token_changes_nothing(client):
    page = added(client, "Verzonnen Vreemde Hand")
    before = version(client)
    assert page.send(origin="https://evil.example").status_code == 403
    assert page.fill(_token="x" * 43).send().status_code == 403
    assert version(client) == before


def test_undoing_much_at_once_is_looked_at_first_wherever_its_form_stood(demonstration, tmp_path):
    with sqlite3.connect(demonstration.removeprefix("sqlite:///")) as source, sqlite3.connect(tmp_path / "db") as copy:
        source.backup(copy)
    html = {"accept": "text/html"}
    with serving(store_at(tmp_path / "db")) as address, httpx.Client(base_url=address, headers=html) as client:
        client.timeout = 60
        first_load = Sheet.at(client, "/records/demo-a1?version=1")
        asked = first_load.send()
        assert (asked.status_code, version(client)) == (200, 1)
        look = Sheet(client, asked)
        assert "wijzigingen in één keer ongedaan" in look.answer.text
        undone = page_of(client, look)
        assert version(client) == 2
        assert record(client, "demo-a1", "name") is None
        page_of(client, undone)
        assert version(client) == 3
        assert record(client, "demo-a1", "name") is not None


@pytest.mark.parametrize("asked", ["", "0", "-1", "abc", "99999999", "9" * 40])
def test_a_version_that_is_not_there_is_not_found(client, asked):
    assert client.get(f"/undo?version={asked}").status_code == 404
    assert client.get(f"/records/demo-a1?version={asked}").status_code == 200


def test_the_public_can_undo_nothing(client):
    page = added(client, "Verzonnen Toeschouwer")
    assert client.get(f"/undo?version={version(client)}&as=public").status_code == 403
    assert "/undo" not in client.get("/records/demo-a1", params={"as": "public", "version": version(client)}).text
    page.action += "?as=public"
    assert page.send().status_code == 403
