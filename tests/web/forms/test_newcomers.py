import pytest

from tests.web.forms.sheets import Sheet, record

TIES = "name actorKind ties { edges { other { id name } node { tieKind } } }"


def new(client, kind="ACTOR", **texts):
    return Sheet.at(client, f"/new?kind={kind}").fill(**texts)


def filled(client, name, **more):
    return new(client, name=name, actorKind="INITIATIVE", **more)


def newcomer(control, name, kind):
    """The controls of one actor that is added along, as the page sends them."""
    return {f"_new.{control}": name, f"_kind.{control}": kind}


def version(client):
    return client.get("/readyz").json()["graphVersion"]


def test_an_initiative_with_a_tie_to_an_actor_that_is_not_there_yet_is_one_version(client):
    before = version(client)
    sheet = filled(client, "Verzonnen Eetclub", tie_0_other="demo-a1", tie_0_tieKind="KNOWS", tie_1_tieKind="EXCHANGES")
    id = sheet.fill(**newcomer("tie.1.other", "Verzonnen Bakkerij", "BUSINESS")).saved()
    assert version(client) == before + 1
    ties = {edge["other"]["name"]: edge for edge in record(client, id, TIES)["ties"]["edges"]}
    assert len(ties) == 2
    added = record(client, ties["Verzonnen Bakkerij"]["other"]["id"], "name actorKind formality lastVerified")
    assert (added["name"], added["actorKind"], added["formality"]) == ("Verzonnen Bakkerij", "BUSINESS", "SEMI_FORMAL")
    assert added["lastVerified"]


def test_who_is_named_in_two_ties_is_added_once(client):
    sheet = filled(client, "Verzonnen Twee Banden", tie_0_tieKind="KNOWS", tie_1_tieKind="EXCHANGES")
    sheet.fill(**newcomer("tie.0.other", "Verzonnen Eenling", "FAITH"))
    id = sheet.fill(**newcomer("tie.1.other", "verzonnen  eenling", "FAITH")).saved()
    assert len({edge["other"]["id"] for edge in record(client, id, TIES)["ties"]["edges"]}) == 1


def test_an_unknown_name_comes_back_as_a_new_actor_that_lacks_only_its_kind(client):
    before = version(client)
    answer = filled(client, "Verzonnen Vraag", tie_0_other="Verzonnen Onbekende", tie_0_tieKind="KNOWS").send()
    assert answer.status_code == 400
    assert version(client) == before
    assert "of kies wat voor actor het is" in answer.text
    again = Sheet(client, answer)
    assert (again["_new.tie.0.other"], again["tie.0.other"]) == ("Verzonnen Onbekende", "")
    id = again.fill(**newcomer("tie.0.other", "Verzonnen Onbekende", "OTHER")).saved()
    assert [edge["other"]["name"] for edge in record(client, id, TIES)["ties"]["edges"]] == ["Verzonnen Onbekende"]


def test_a_newcomer_with_a_name_that_is_there_takes_a_second_look(client):
    known = record(client, "demo-a1", "name")["name"]
    sheet = filled(client, "Verzonnen Tweede Blik", tie_0_tieKind="KNOWS")
    answer = sheet.fill(**newcomer("tie.0.other", known.lower(), "WELFARE")).send()
    assert answer.status_code == 400
    assert "Bestaat al?" in answer.text
    assert "/records/demo-a1" in answer.text
    id = Sheet(client, answer).fill(**{"_another.tie.0.other": known.lower()}).saved()
    (tie,) = record(client, id, TIES)["ties"]["edges"]
    assert (tie["other"]["name"], tie["other"]["id"] != "demo-a1") == (known.lower(), True)


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("Verzonnen Zonder Soort", "", "of kies wat voor actor het is"),
        ("", "FAITH", "Vul de naam van de nieuwe actor in."),
        ("Verzonnen Met Zichzelf", "FAITH", "Een band is er tussen twee verschillende actoren"),
        ("Verzonnen Vreemde Soort", "NONSENSE", "Dit klopt niet"),
        ("x" * 400, "FAITH", "Dit klopt niet"),
    ],
)
def test_a_newcomer_that_does_not_fit_writes_nothing(client, name, kind, says):
    before = version(client)
    sheet = filled(client, "Verzonnen Met Zichzelf", tie_0_tieKind="KNOWS")
    answer = sheet.fill(**newcomer("tie.0.other", name, kind)).send()
    assert answer.status_code == 400
    assert says in answer.text
    assert version(client) == before


def test_a_tie_by_its_own_form_takes_two_newcomers(client):
    sheet = new(client, "TIE", tieKind="KNOWS")
    sheet.fill(**newcomer("from", "Verzonnen Linkerkant", "FAITH"), **newcomer("to", "Verzonnen Rechterkant", "OTHER"))
    page = client.get(f"/records/{sheet.saved()}").text
    assert "Verzonnen Linkerkant – Verzonnen Rechterkant" in page


def test_a_link_takes_a_newcomer_when_it_is_added_and_when_it_is_changed(client):
    sheet = new(client, "AGREEMENT", text="Samen koken")
    id = sheet.fill(**newcomer("AGREED", "Verzonnen Partij Een", "FAITH")).saved()
    Sheet.at(client, f"/records/{id}/edit").fill(**newcomer("AGREED", "Verzonnen Partij Twee", "OTHER")).saved()
    page = client.get(f"/records/{id}").text
    assert "Verzonnen Partij Een" in page
    assert "Verzonnen Partij Twee" in page
