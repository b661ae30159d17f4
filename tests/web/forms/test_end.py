from datetime import timedelta

from graphsvc.model.days import today
from tests.web.forms.sheets import Sheet, record


def made(client, name):
    sheet = Sheet.at(client, "/new?kind=ACTOR").fill(name=name, actorKind="INITIATIVE", ACTIVE_IN="Hoogvliet")
    return sheet.fill(tie_0_other="demo-a1", tie_0_tieKind="KNOWS").saved()


def test_the_page_says_what_ends_with_it_and_then_it_is_over(client):
    id = made(client, "Verzonnen Einde")
    sheet = Sheet.at(client, f"/records/{id}/end")
    assert "1 band eindigt mee." in sheet.answer.text
    assert "1 koppeling eindigt mee." in sheet.answer.text
    answer = sheet.fill(_reason="gestopt").send()
    page = client.get(answer.headers["location"]).text
    assert "“Verzonnen Einde” is beëindigd, met 1 band." in page
    assert "/end" not in page
    assert "Verzonnen Einde" not in client.get("/records/demo-a1").text
    assert "Verzonnen Einde" in client.get("/records/demo-a1/history").text


def test_an_end_that_is_still_to_come_is_told_as_such(client):
    id = made(client, "Verzonnen Later")
    Sheet.at(client, f"/records/{id}/end").fill(validTo=(today() + timedelta(days=30)).isoformat()).saved()
    assert "Dit eindigt op" in client.get(f"/records/{id}").text
    assert "Verzonnen Later" in client.get("/records/demo-a1").text


def test_an_end_before_the_beginning_is_refused_beside_the_day(client):
    sheet = Sheet.at(client, "/new?kind=ACTOR").fill(name="Verzonnen Begin", actorKind="OTHER", validFrom="2026-01-01")
    id = sheet.saved()
    answer = Sheet.at(client, f"/records/{id}/end").fill(validTo="31-12-2025").send()
    assert answer.status_code == 400
    assert "na de begindag" in answer.text
    assert Sheet(client, answer)["validTo"] == "31-12-2025"
    assert "datum zo: 24-11-2026" in Sheet(client, answer).fill(validTo="ooit").send().text


def test_who_ends_what_was_changed_meanwhile_must_look_again(client):
    id = made(client, "Verzonnen Meanwhile")
    sheet = Sheet.at(client, f"/records/{id}/end")
    Sheet.at(client, f"/records/{id}/edit").fill(sector="zorg").saved()
    answer = sheet.send()
    assert answer.status_code == 409
    assert record(client, id, "validTo") == {"validTo": None}
    Sheet(client, answer).saved()
    assert "gestopt op" in client.get(f"/records/{id}").text or "beëindigd" in client.get(f"/records/{id}").text
