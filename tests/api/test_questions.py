"""The competency questions as a field of the API."""

from graphsvc.questions import questions

QUERY = """{
  questions {
    number key title about facts rows document cypher
    parameters { name label type kind required default }
    columns { key heading path }
  }
}"""


def test_a_program_learns_all_it_needs_to_ask_a_question(region):
    told = {question["key"]: question for question in region.data(QUERY)["questions"]}
    assert list(told) == [question.key for question in questions()]
    one = told["initiatives-without-welfare"]
    assert one["title"] == questions()[0].title.nl
    assert one["rows"] == "areas.nodes[]"
    assert one["columns"][2] == {
        "key": "initiatives",
        "heading": "Initiatieven",
        "path": "areas.nodes[].actors.nodes[]",
    }
    assert one["parameters"][0] == {
        "name": "theme",
        "label": "Thema",
        "type": "ID",
        "kind": "THEME",
        "required": True,
        "default": "theme-loneliness",
    }
    answer = region.data(one["document"], theme="theme-poverty")
    assert answer["areas"]["nodes"]
    assert one["cypher"].splitlines()[0] == f"// {one['title']}"
    assert told["single-bridges"]["facts"]
