"""The first days of a network: nothing in it, then a sheet of names, then the first ties."""

import httpx
import pytest

from tests.fixtures.served import run, serving, store_at

ACTORS = "name,actorKind\nBuurtkring,INITIATIVE\nWelzijn,WELFARE\n"


@pytest.fixture(scope="module")
def young(tmp_path_factory):
    folder = tmp_path_factory.mktemp("young")
    (folder / "actors.csv").write_text(ACTORS)
    store = store_at(folder / "young.db")
    run("import", str(folder / "actors.csv"), "--store", store)
    with (
        serving(store) as address,
        httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60) as client,
    ):
        yield client


def test_a_store_with_actors_and_no_ties_says_what_to_ask_next(young):
    assert "Wie kent wie?" in young.get("/").text
    assert "Nog geen banden" in young.get("/map").text or "geen band" in young.get("/map").text.lower()
    report = young.get("/report")
    assert report.status_code == 200
    assert "Vraag" in report.text


def test_its_report_can_be_printed(young):
    assert young.get("/report.pdf").content.startswith(b"%PDF")


def test_nothing_is_said_to_be_invented_in_it(young):
    assert "Verzonnen gegevens" not in young.get("/").text
