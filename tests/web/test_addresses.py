"""Every record has an address of its own, whatever its id is; tried on the service as it is run."""

import httpx
import pytest

from graphsvc.model.changes import ChangeSet, created
from graphsvc.stores.address import open_store
from graphsvc.web.addresses import read_path, record_path
from tests.fixtures.served import serving, store_at
from tests.records import actor
from tests.web.forms.sheets import Sheet

IDS = [
    "new",
    "suggest",
    "edit",
    "end",
    "history",
    "group",
    "group/edit",
    "group/end",
    "group/history",
    "/",
    "//",
    "/edit",
    "a/../b",
    ".",
    "..",
    "...",
    "..edit",
    "~",
    "~new",
    "~..",
    "%",
    "%2F",
    "100%25",
    "group%2Fedit",
    "a?b=c&d",
    "a#b",
    "a+b",
    "a;b",
    "a:b@c",
    "<b>'\"\\</b>",
    "wijk-café-Ûnzicht",
    "邻里",
    "🏡",
    "é" * 200,
]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A browser without scripts, on a service whose actors have these ids; each is named by its place in the list."""
    url = store_at(tmp_path_factory.mktemp("addresses") / "ids.db")
    store = open_store(url, create=True)
    changes = tuple(created(actor(id, name=f"Groep nummer {place}")) for place, id in enumerate(IDS))
    store.commit(ChangeSet(changes=changes, by="admin"), 0)
    store.close()
    with serving(url) as address, httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60) as client:
        yield client


@pytest.mark.parametrize("id", IDS)
def test_an_id_survives_its_address(id):
    for part in ("", "/edit", "/end", "/history"):
        assert read_path(record_path(id, part)) == (id, part)


@pytest.mark.parametrize("id", IDS)
def test_each_record_has_its_own_page_form_and_history(client, id):
    name = f"Groep nummer {IDS.index(id)}<"
    for part in ("", "/edit", "/end", "/history"):
        answer = client.get(record_path(id, part))
        assert answer.status_code == 200, (id, part)
        assert name in answer.text.replace("</h1>", "<"), (id, part)


@pytest.mark.parametrize("id", IDS)
def test_a_form_goes_back_to_its_own_record_and_ends_on_its_page(client, id):
    sheet = Sheet.at(client, record_path(id, "/edit"))
    answer = sheet.fill(description=f"Dit is {id}").send()
    assert answer.headers["location"].startswith(record_path(id) + "?")
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    assert f"Groep nummer {IDS.index(id)}<" in page.text
    # The way back from the other language is the same page too.
    assert f'href="{record_path(id)}?' in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/records",
        "/records/",
        "/records//edit",
        "/records/nobody",
        "/records/group/nothing",
        "/records/group/edit/edit",
        "/records/%FF",
        "/records/%00",
        "/records/a%20b",
        "/records/" + "x" * 20_000,
    ],
)
def test_what_is_no_address_of_a_record_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_page_that_only_shows_takes_no_form(client):
    for part in ("", "/history"):
        assert client.post(record_path("group", part)).status_code == 405
