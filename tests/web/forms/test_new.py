import sqlite3
from contextlib import closing

import pytest

from tests.web.forms.sheets import Sheet, record

INITIATIVE = {"name": "Buurttuin De Verzonnen Proef", "actorKind": "INITIATIVE"}


def new(client, kind="ACTOR", **query):
    rest = "".join(f"&{name}={text}" for name, text in query.items())
    return Sheet.at(client, f"/new?kind={kind}{rest}")


def test_the_choice_of_what_to_add_offers_what_people_add_most_first(client):
    page = client.get("/new").text
    assert page.index("Actor") < page.index("Band") < page.index("Signaal") < page.index("Gebied")
    assert "Beoordeling" not in page


def test_an_initiative_with_its_area_theme_and_two_ties_is_one_version(client):
    before = client.get("/readyz").json()["graphVersion"]
    id = (
        new(client)
        .fill(**INITIATIVE, ACTIVE_IN="Hoogvliet", FOCUSES_ON="eenzaamheid", _reason="gehoord")
        .fill(tie_0_other="demo-a1", tie_0_tieKind="KNOWS", tie_0_direction="IN", tie_0_intensity="3")
        .fill(tie_1_other="demo-a2", tie_1_tieKind="COLLABORATES")
        .saved()
    )
    assert client.get("/readyz").json()["graphVersion"] == before + 1
    made = record(
        client,
        id,
        "name formality assumed lastVerified areas { nodes { name } } themes { nodes { name } } "
        "ties { edges { direction other { id } node { tieKind intensity directed lastVerified } } }",
    )
    assert (made["name"], made["formality"], made["assumed"]) == (INITIATIVE["name"], "INFORMAL", ["formality"])
    assert [area["name"] for area in made["areas"]["nodes"]] == ["Hoogvliet"]
    assert [theme["name"] for theme in made["themes"]["nodes"]] == ["Eenzaamheid"]
    ties = {edge["other"]["id"]: (edge["direction"], edge["node"]) for edge in made["ties"]["edges"]}
    assert (ties["demo-a1"][0], ties["demo-a1"][1]["intensity"], ties["demo-a1"][1]["directed"]) == ("IN", 3, True)
    assert (ties["demo-a2"][0], ties["demo-a2"][1]["intensity"], ties["demo-a2"][1]["directed"]) == ("ANY", 2, False)
    assert made["lastVerified"] == ties["demo-a1"][1]["lastVerified"]


def test_after_saving_the_page_says_so(client):
    answer = new(client).fill(name="Verzonnen Na Afloop", actorKind="FAITH").send()
    assert "“Verzonnen Na Afloop” is toegevoegd." in client.get(answer.headers["location"]).text


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(client):
    before = client.get("/readyz").json()["graphVersion"]
    answer = (
        new(client)
        .fill(
            name="",
            description="Wij koken <b>samen</b>\nelke week",
            website="geen adres",
            ACTIVE_IN="Atlantis; Hoogvliet",
        )
        .fill(tie_0_other="", tie_0_tieKind="KNOWS", tie_1_other="demo-a1")
        .send()
    )
    assert answer.status_code == 400
    assert client.get("/readyz").json()["graphVersion"] == before
    assert "<b>samen</b>" not in answer.text
    for says in (
        "Vul dit in.",
        "Maak een keuze.",
        "webadres",
        "“Atlantis” is hier niet bekend",
        "Kies met wie deze band is",
    ):
        assert says in answer.text
    again = Sheet(client, answer)
    assert again["description"] == "Wij koken <b>samen</b>\nelke week"
    assert (again["website"], again["ACTIVE_IN"]) == ("geen adres", "Hoogvliet; Atlantis")
    assert (again["tie.0.tieKind"], again["tie.1.other"]) == ("KNOWS", "Ouderenwerk De Verzonnen Hamer")


def test_a_name_that_is_there_already_is_shown_with_a_link_before_it_can_be_a_double(client):
    known = record(client, "demo-a1", "name")["name"]
    answer = new(client).fill(name=known.upper(), actorKind="WELFARE").send()
    assert answer.status_code == 400
    assert "Bestaat al?" in answer.text
    assert "/records/demo-a1" in answer.text
    id = Sheet(client, answer).fill(_other="yes").saved()
    assert record(client, id, "name")["name"] == known.upper()


def test_a_form_that_is_sent_twice_adds_one(client):
    sheet = new(client).fill(name="Verzonnen Dubbele Klik", actorKind="OTHER")
    first = sheet.saved()
    version = client.get("/readyz").json()["graphVersion"]
    assert sheet.saved() == first
    assert client.get("/readyz").json()["graphVersion"] == version


def test_a_signal_starts_from_its_area_and_comes_back_to_it(client):
    answer = (
        new(client, "SIGNAL", LOCATED_IN="GM0599", back="GM0599")
        .fill(text="Een bankje bij de halte", weight="4")
        .send()
    )
    assert answer.headers["location"].startswith("/records/GM0599?")
    page = client.get(answer.headers["location"]).text
    assert "Een bankje bij de halte" in page


@pytest.mark.parametrize("kind", ["NOTE", "AGREEMENT"])
def test_a_note_or_an_agreement_is_about_the_record_it_starts_from(client, kind):
    id = new(client, kind, ABOUT="demo-a1").fill(text=f"Over deze {kind}").saved()
    assert "Ouderenwerk De Verzonnen Hamer" in client.get(f"/records/{id}").text
    assert f"Over deze {kind}" in client.get("/records/demo-a1").text


def test_a_tie_to_itself_is_refused_in_words(client):
    answer = new(client, "TIE", **{"from": "demo-a1"}).fill(to="demo-a1", tieKind="KNOWS").send()
    assert "Een band is er tussen twee verschillende actoren" in answer.text


def test_a_form_of_another_site_writes_nothing_and_one_without_its_token_neither(client):
    sheet = new(client).fill(name="Verzonnen Van Elders", actorKind="OTHER")
    before = client.get("/readyz").json()["graphVersion"]
    assert sheet.send(origin="https://evil.example").status_code == 403
    assert sheet.send(**{"sec-fetch-site": "cross-site"}).status_code == 403
    answer = sheet.fill(_token="x" * 43).send()
    assert answer.status_code == 403
    assert Sheet(client, answer)["name"] == "Verzonnen Van Elders"
    assert client.get("/readyz").json()["graphVersion"] == before


def test_while_the_store_is_locked_the_form_comes_back_with_all_that_was_typed(client, editable_file):
    sheet = new(client).fill(name="Verzonnen Wachtrij", actorKind="OTHER")
    with closing(sqlite3.connect(editable_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = sheet.send()
    assert answer.status_code == 503
    assert "Uw tekst staat er nog" in answer.text
    Sheet(client, answer).saved()


def test_what_was_sent_before_and_then_changed_is_not_mistaken_for_it(client):
    sheet = new(client).fill(name="Verzonnen Eerst", actorKind="OTHER")
    first = sheet.saved()
    answer = sheet.fill(name="Verzonnen Daarna").send()
    assert "al eerder verstuurd" in answer.text
    second = Sheet(client, answer).saved()
    assert record(client, first, "name")["name"] == "Verzonnen Eerst"
    assert record(client, second, "name")["name"] == "Verzonnen Daarna"


def test_only_a_form_is_taken_and_only_so_much_of_it(client):
    sheet = new(client)
    assert sheet.send(**{"content-type": "application/json"}).status_code == 400
    assert sheet.fill(description="x" * 1_100_000).send().status_code == 413


def test_the_public_sees_no_form(client):
    for path in ("/new", "/new?kind=ACTOR", "/records/demo-a1/edit", "/records/demo-a1/end"):
        assert client.get(path, params={"kind": "ACTOR", "as": "public"}).status_code in (403, 404)
    assert "/new" not in client.get("/", params={"as": "public"}).text
    assert "Wijzigen" not in client.get("/records/GM0599", params={"as": "public"}).text


@pytest.mark.parametrize("kind", ["REVIEW", "LINK", "NOTHING"])
def test_what_has_no_form_is_not_found(client, kind):
    assert client.get(f"/new?kind={kind}").status_code == 404


def test_a_form_is_english_on_request_and_goes_back_in_english(client):
    sheet = Sheet.at(client, "/new?kind=ACTOR&lang=en")
    assert "Add: Actor" in sheet.answer.text
    assert sheet.fill(name="", actorKind="OTHER").send().text.count("Fill this in.")
