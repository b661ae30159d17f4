"""What the public may not see is absent everywhere, and answers exactly as what never was."""

from graphsvc.access.viewer import PUBLIC, Role, Viewer

ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")


def test_hidden_records_are_in_no_list_and_no_count(shared):
    assert shared.names("{}", PUBLIC) == ["alleen", "gemeente", "opmaak", "tuin", "welzijn"]
    assert shared.names("{}", PUBLIC, "ties") == ["tuin-KNOWS-welzijn", "welzijn-KNOWS-gemeente"]
    assert shared.names("{}", PUBLIC, "signals") == ["bankje"]
    assert "soep-ACTIVE_IN-oost" not in shared.names("{}", PUBLIC, "links")


def test_a_hidden_record_answers_as_one_that_never_was(shared):
    query = """query ($id: ID!) { record(id: $id) { id } records(ids: [$id, "tuin"]) { id }
      actors(filter: {within: $id, neighbours: {some: {id: {eq: $id}}}}) { totalCount } surroundings(of: [$id]) { actors { id } } }"""
    hidden = shared.ask(query, PUBLIC, id="geheim")
    never = shared.ask(query, PUBLIC, id="nooit")
    assert str(hidden).replace("geheim", "nooit") == str(never)
    assert never["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_a_hidden_neighbour_is_in_no_tie_group_or_figure(shared):
    query = """{ record(id: "tuin") { ... on Actor { ties { totalCount } neighbours { nodes { id } }
      metrics { tieCount degree informalDegree formalDegree stepsToInformal } } }
      area: record(id: "oost") { ... on Area { actors { totalCount nodes { id } groups(by: [ACTOR_KIND]) { count } } } }
      network { actorCount tieCount } completeness(area: "oost") { actors } }"""
    told = shared.data(query, PUBLIC)
    assert told["record"]["ties"]["totalCount"] == 1
    assert told["record"]["neighbours"]["nodes"] == [{"id": "welzijn"}]
    assert told["record"]["metrics"] == {
        "tieCount": 1,
        "degree": 1,
        "informalDegree": 0,
        "formalDegree": 1,
        "stepsToInformal": 0,
    }
    assert told["area"]["actors"] == {"totalCount": 1, "nodes": [{"id": "tuin"}], "groups": [{"count": 1}]}
    assert (told["network"], told["completeness"]) == ({"actorCount": 5, "tieCount": 2}, [{"actors": 1}])
    assert shared.data(query)["record"]["metrics"]["degree"] == 3


def test_fields_for_advisors_are_null_for_others(shared):
    query = """{ record(id: "tuin") { ... on Actor { contactPoint } }
      tie: record(id: "welzijn-KNOWS-gemeente") { ... on Tie { carriedBy } } }"""
    assert shared.data(query, ADVISOR)["record"]["contactPoint"] == "tuin@example.org"
    assert shared.data(query, ADVISOR)["tie"]["carriedBy"] == "Welzijn, beleid"
    assert shared.data(query, PUBLIC) == {"record": {"contactPoint": None}, "tie": {"carriedBy": None}}


def test_no_gap_names_a_hidden_record(shared):
    query = "{ gaps(first: 100) { nodes { summary subjects { id } evidence { record { id } } } } }"
    assert "Geheim" in str(shared.data(query)) or "geheim" in str(shared.data(query))
    told = str(shared.data(query, PUBLIC)).casefold()
    assert "geheim" not in told
    assert "soep" not in told


def test_the_restricted_is_for_administrators_alone(shared):
    assert "geheim" not in shared.names("{}", ADVISOR)
    assert "geheim" in shared.names("{}")
    link = '{ record(id: "geheim-ACTIVE_IN-west") { visibility } }'
    assert shared.data(link) == {"record": {"visibility": "RESTRICTED"}}
    assert shared.data(link, ADVISOR) == {"record": None}
