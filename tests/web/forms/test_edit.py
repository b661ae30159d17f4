import pytest

from tests.web.forms.sheets import Sheet, record


@pytest.fixture
def kring(client, request):
    """The id of an initiative of its own for each test."""
    sheet = Sheet.at(client, "/new?kind=ACTOR")
    name = f"Kring {request.node.name}"
    return sheet.fill(name=name, actorKind="INITIATIVE", description="oud", ACTIVE_IN="Hoogvliet").saved()


def edit(client, id):
    return Sheet.at(client, f"/records/{id}/edit")


def test_what_is_typed_is_changed_and_all_else_stays(client, kring):
    edit(client, kring).fill(description="nieuw", actorKind="COUNCIL").saved()
    changed = record(client, kring, "description actorKind formality assumed revision areas { nodes { name } }")
    assert (changed["description"], changed["actorKind"], changed["revision"]) == ("nieuw", "COUNCIL", 2)
    assert (changed["formality"], changed["assumed"]) == ("SEMI_FORMAL", ["formality"])
    assert [area["name"] for area in changed["areas"]["nodes"]] == ["Hoogvliet"]


def test_an_area_is_added_and_another_taken_away(client, kring):
    def areas():
        found = record(client, kring, "revision areas { nodes { name } }")
        assert found["revision"] == 1
        return {area["name"] for area in found["areas"]["nodes"]}

    edit(client, kring).fill(ACTIVE_IN="Hoogvliet; WK059903").saved()
    assert areas() == {"Hoogvliet", "Delfshaven"}
    edit(client, kring).fill(ACTIVE_IN="WK059903").saved()
    assert areas() == {"Delfshaven"}


def test_a_link_that_another_made_meanwhile_stays(client, kring):
    mine = edit(client, kring)
    edit(client, kring).fill(ACTIVE_IN="Hoogvliet; WK059903").saved()
    mine.fill(ACTIVE_IN="Hoogvliet; WK059910").saved()
    found = record(client, kring, "areas { nodes { name } }")["areas"]["nodes"]
    assert {area["name"] for area in found} == {"Hoogvliet", "Delfshaven", "Feijenoord"}


def test_a_form_in_which_nothing_was_changed_makes_no_version(client, kring):
    version = client.get("/readyz").json()["graphVersion"]
    answer = edit(client, kring).send()
    assert client.get("/readyz").json()["graphVersion"] == version
    assert "niets opgeslagen" in client.get(answer.headers["location"]).text


@pytest.mark.parametrize("id", ["GM0599", "demo-a1", "demo-t1", "demo-s127"])
def test_the_form_of_what_was_imported_gives_it_back_unchanged(client, id):
    version = client.get("/readyz").json()["graphVersion"]
    assert edit(client, id).send().status_code == 303
    assert client.get("/readyz").json()["graphVersion"] == version


def test_two_who_change_one_record_see_both_versions_side_by_side(client, kring):
    mine = edit(client, kring)
    edit(client, kring).fill(description="van een ander", sector="zorg").saved()
    answer = mine.fill(description="van mij", website="www.kring.example").send()
    assert answer.status_code == 409
    for text in ("van een ander", "van mij", "Nu opgeslagen", "Wat u typte", "admin"):
        assert text in answer.text
    # Of the sector, that only the other one changed, nobody typed anything.
    assert (answer.text.count("Wat u typte</span>"), answer.text.count("Zoals u het zag</span>")) == (2, 1)
    chosen = Sheet(client, answer)
    # What only the other one changed is kept as it is stored, unless somebody says otherwise.
    assert [chosen[f"_keep.{key}"] for key in ("description", "website", "sector")] == ["mine", "mine", "stored"]
    chosen.fill(**{"_keep.description": "stored"}).saved()
    kept = record(client, kring, "description website sector revision")
    assert kept == {
        "description": "van een ander",
        "website": "https://www.kring.example",
        "sector": "zorg",
        "revision": 3,
    }


def test_a_fault_keeps_what_was_typed_over_the_record(client, kring):
    answer = edit(client, kring).fill(name="", description="nieuw").send()
    assert answer.status_code == 400
    again = Sheet(client, answer)
    assert (again["name"], again["description"]) == ("", "nieuw")
    again.fill(name="Kring met een naam").saved()
    assert record(client, kring, "name description") == {"name": "Kring met een naam", "description": "nieuw"}


def test_a_record_that_is_not_there_has_no_form(client):
    assert client.get("/records/nobody/edit").status_code == 404


def test_the_page_of_a_record_has_the_ways_to_change_it(client):
    page = client.get("/records/demo-a1").text
    for path in ("/records/demo-a1/edit", "/records/demo-a1/end", "kind=TIE", "kind=NOTE", "kind=AGREEMENT"):
        assert path in page
    assert "kind=SIGNAL" in client.get("/records/GM0599").text
    assert 'href="/records/demo-a' in client.get("/records/demo-t1").text
