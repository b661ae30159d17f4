"""The pages of questions over real HTTP, on the demonstration region."""

import csv
import io
import re

import httpx
import pytest

from graphsvc.questions import questions
from graphsvc.web.questions import GROUPS
from tests.fixtures.served import run, serving, store_at

KEY = "/questions/initiatives-without-welfare"


@pytest.fixture(scope="module")
def client(site):
    with httpx.Client(base_url=site, headers={"accept": "text/html"}, timeout=60) as client:
        yield client


def found(pattern, text):
    """What the group of a pattern holds."""
    match = re.search(pattern, text)
    assert match, pattern
    return match[1]


def answered(text):
    """The rows of the table on a page, each as the texts of its cells."""
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.S)
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", row, re.S)] for row in rows]


def test_each_question_stands_in_one_group():
    assert sorted(number for numbers in GROUPS.values() for number in numbers) == [one.number for one in questions()]


def test_the_list_leads_to_each_question(client):
    text = client.get("/questions").text
    for question in questions():
        assert f'href="/questions/{question.key}"' in text


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.key)
def test_a_question_shows_its_answer_with_the_day_and_the_viewer(client, question):
    answer = client.get(f"/questions/{question.key}")
    assert answer.status_code == 200
    assert question.title.nl in answer.text
    assert "beheerder" in answer.text
    rows = answered(answer.text)
    assert rows or "Er is niets gevonden" in answer.text
    assert all(len(row) == len(question.columns) for row in rows)
    for parameter in question.parameters:
        assert f'name="{parameter.name}"' in answer.text


def test_a_parameter_in_the_address_changes_the_answer_and_stays_in_the_form(client):
    text = client.get(KEY, params={"theme": "theme-poverty"}).text
    assert '<option value="theme-poverty" selected>' in text
    assert answered(text) != answered(client.get(KEY).text)
    records = re.findall(r'href="(/records/[^"]+)"', text)
    assert client.get(records[0]).status_code == 200


def test_what_people_call_a_record_finds_it_without_a_script(client):
    by_id = client.get("/questions/who-can-help", params={"initiative": "demo-a119"}).text
    name = found(r'name="initiative" value="([^"]+)"', by_id)
    assert name != "demo-a119"
    assert answered(client.get("/questions/who-can-help", params={"initiative": name}).text) == answered(by_id)


def test_a_name_that_nobody_has_is_told_beside_its_field_with_others(client):
    answer = client.get("/questions/who-can-help", params={"initiative": "Tuinploeg De Verzonnen"})
    assert answer.status_code == 400
    assert "staat niet in het netwerk" in answer.text
    assert "Bedoelt u een van deze: Tuinploeg" in answer.text
    assert "<tbody>" not in answer.text


def test_a_question_that_is_not_there_is_no_page(client):
    answer = client.get("/questions/nothing")
    assert answer.status_code == 404
    assert "nothing" in answer.text


def test_a_sheet_holds_the_rows_of_the_page(client):
    page = answered(client.get(KEY).text)
    file = client.get(f"{KEY}.csv")
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    assert file.headers["content-disposition"] == 'attachment; filename="initiatives-without-welfare.csv"'
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Gebied", "Niveau", "Initiatieven"]
    assert [row[:2] for row in rows[1:]] == [row[:2] for row in page]


def test_a_file_for_programs_says_what_was_asked(client):
    told = client.get(f"{KEY}.json", params={"theme": "theme-poverty"}).json()
    assert told["parameters"] == {"theme": "theme-poverty", "area": None}
    assert told["rows"][0]["area"].keys() == {"id", "name"}


def test_a_file_of_what_cannot_be_asked_is_refused(client):
    answer = client.get("/questions/warmest-path.csv", params={"from": "nobody"})
    assert answer.status_code == 400
    assert "tbody" not in answer.text


def test_what_the_api_refuses_is_a_page_that_says_so(client):
    answer = client.get("/questions/warmest-path", params={"from": "demo-a1", "to": "demo-a1"})
    assert answer.status_code == 400
    assert "A path joins two different actors" in answer.text


def test_another_day_and_another_viewer_have_other_answers(client):
    today = client.get("/questions/stale-ties").text
    earlier = client.get("/questions/stale-ties", params={"date": "2026-05-01"}).text
    assert "1 mei 2026" in earlier
    assert answered(earlier) != answered(today)
    public = client.get("/questions/stale-ties", params={"as": "public"}).text
    assert "publiek" in public
    assert 0 < len(answered(public)) < len(answered(today))
    assert 'name="as" value="public"' in public


def test_english_readers_get_english(client):
    text = client.get(KEY, params={"lang": "en"}).text
    assert "Which districts and neighbourhoods" in text
    assert answered(text)[0][1] in ("district", "neighbourhood")
    rows = client.get(f"{KEY}.csv", params={"lang": "en"}).content.decode("utf-8-sig")
    assert rows.startswith("Area,Level,Initiatives\r\n")


def test_the_link_to_graphiql_holds_the_same_question_and_values(client):
    text = client.get(KEY, params={"theme": "theme-poverty"}).text
    link = found(r'href="(/graphql\?[^"]+)"', text).replace("&amp;", "&")
    page = client.get(link).text
    assert 'data-begin="# In welke wijken en buurten' in page
    assert "theme-poverty" in found(r'data-begin-variables="([^"]+)"', page)


@pytest.fixture(scope="module")
def young(tmp_path_factory):
    """A network of two actors, without themes, areas or rounds."""
    folder = tmp_path_factory.mktemp("young")
    (folder / "actors.csv").write_text("name,actorKind\nBuurtkring,INITIATIVE\n=Kring,INITIATIVE\n")
    store = store_at(folder / "young.db")
    run("import", str(folder / "actors.csv"), "--store", store)
    with (
        serving(store) as address,
        httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60) as client,
    ):
        yield client


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.key)
def test_a_young_network_is_asked_too_and_says_what_to_choose_where_something_must_be(young, question):
    answer = young.get(f"/questions/{question.key}")
    assert answer.status_code == 200
    needed = any(parameter.kind and parameter.required for parameter in question.parameters)
    assert ("Kies eerst waar de vraag over gaat" in answer.text) == needed


def test_a_name_in_a_sheet_is_no_formula(young):
    rows = young.get("/questions/tied-to-nobody.csv").content.decode("utf-8-sig").splitlines()
    assert sorted(row.split(";")[0] for row in rows[1:]) == ["'=Kring", "Buurtkring"]
