"""The network at another date answers with the same fields, from what held that day."""

from typing import Any

import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.api.schema import schema
from graphsvc.model.changes import created
from graphsvc.model.days import today
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from tests.records import actor

NAMES = "actors(first: 100) { totalCount nodes { id ties { nodes { id } } } }"


@pytest.fixture
def dated(network):
    network.add(
        make(
            RecordKind.ROUND,
            {"id": "r1", "name": "Eerste", "from": "2019-01-01", "to": "2019-06-30", "visibility": "PUBLIC"},
        ),
        make(RecordKind.ROUND, {"id": "r2", "name": "Lopend", "from": "2026-01-01", "visibility": "PUBLIC"}),
        make(RecordKind.ROUND, {"id": "r3", "name": "Geheim", "visibility": "RESTRICTED"}),
        actor("nieuw", validFrom="2025-01-01", visibility="PUBLIC"),
    )
    return network


def ids(graph):
    return {node["id"] for node in graph["actors"]["nodes"]}


def test_a_graph_has_every_field_that_a_question_has_but_itself():
    types: Any = schema().type_map
    graph, query = types["Graph"], types["Query"]
    assert set(query.fields) - set(graph.fields) == {"graph"}
    for name, field in graph.fields.items():
        assert (str(field.type), {*field.args}) == (str(query.fields[name].type), {*query.fields[name].args})


def test_each_graph_shows_what_held_on_its_day_at_every_depth(dated):
    found = dated.data(f"""{{ now: graph {{ {NAMES} }} old: graph(asOf: "2019-12-31") {{ {NAMES} }} {NAMES} }}""")
    today_ids = ids(found)
    assert (
        ids(found["now"]) == today_ids == {"tuin", "soep", "alleen", "opmaak", "welzijn", "gemeente", "geheim", "nieuw"}
    )
    assert ids(found["old"]) == today_ids - {"nieuw"} | {"oud"}
    ties = {node["id"]: node["ties"]["nodes"] for node in found["old"]["actors"]["nodes"]}
    assert {"id": "tuin-KNOWS-opmaak"} in ties["tuin"]
    assert {"id": "tuin-KNOWS-opmaak"} not in {n["id"]: n["ties"]["nodes"] for n in found["actors"]["nodes"]}["tuin"]


@pytest.mark.parametrize(("day", "shown"), [("2019-12-31", True), ("2020-01-01", False)])
def test_an_end_is_the_first_day_on_which_it_no_longer_holds(dated, day, shown):
    found = dated.data(f'{{ graph(asOf: "{day}") {{ {NAMES} }} }}')["graph"]
    assert ("oud" in ids(found)) == shown


def test_a_round_is_its_last_day_or_today_while_it_runs(dated):
    found = dated.data(f'{{ old: graph(round: "r1") {{ {NAMES} }} now: graph(round: "r2") {{ {NAMES} }} }}')
    assert "oud" in ids(found["old"])
    assert "nieuw" not in ids(found["old"])
    assert "nieuw" in ids(found["now"])
    hidden, never = (dated.fault(f'{{ graph(round: "{id}") {{ {NAMES} }} }}', PUBLIC) for id in ("r3", "never"))
    assert (hidden["code"], str(hidden).replace("r3", "never")) == ("NOT_FOUND", str(never))
    assert dated.fault(f'{{ graph(round: "r1", asOf: "2019-01-01") {{ {NAMES} }} }}')["faults"][0]["place"] == "round"


def test_figures_gaps_and_paths_are_of_that_day(dated):
    query = """query ($day: Date!) { graph(asOf: $day, freshFigures: true) {
      service { graphVersion dataDate }
      actors(filter: {id: {in: ["tuin", "opmaak"]}}, orderBy: [{field: DEGREE}]) { nodes { id metrics { degree } } }
      gaps(kinds: [ISOLATED], first: 100) { nodes { subjects { id } } }
      paths(from: "tuin", to: "opmaak") { length }
      network { tieCount }
      surroundings(of: ["tuin"]) { actors { id } } } }"""
    old = dated.data(query, day="2019-12-31")["graph"]
    now = dated.data(query, day=str(today()))["graph"]
    degree = {node["id"]: node["metrics"]["degree"] for node in old["actors"]["nodes"]}
    assert degree == {node["id"]: node["metrics"]["degree"] + 1 for node in now["actors"]["nodes"]}
    assert old["network"]["tieCount"] == now["network"]["tieCount"] + 1
    isolated = [{one["id"] for gap in found["gaps"]["nodes"] for one in gap["subjects"]} for found in (old, now)]
    assert isolated[0] == {"alleen", "oud"}
    assert isolated[1] == {"alleen", "opmaak", "nieuw"}
    assert [path["length"] for path in old["paths"]] == [1]
    assert now["paths"] == []
    assert "opmaak" in {one["id"] for one in old["surroundings"]["actors"]}


def test_at_most_two_dates_are_asked_and_each_has_its_price(dated):
    two = " ".join(f'g{n}: graph(asOf: "2020-01-0{n}") {{ service {{ version }} }}' for n in (1, 2))
    assert dated.data(f"{{ {two} }}")
    fault = dated.fault(f'{{ {two} g3: graph(asOf: "2020-01-03") {{ service {{ version }} }} }}')
    assert (fault["code"], fault["limit"], fault["allowed"]) == ("LIMIT_EXCEEDED", "DATES", 2)
    assert dated.ask(f"{{ {two} }}")["extensions"]["cost"]["estimated"] >= 400


def test_what_a_graph_looks_at_counts_for_the_request(dated):
    query = '{ graph(asOf: "2019-12-31") { actors(filter: {name: {contains: "u"}}) { totalCount } } }'
    assert dated.ask(query)["extensions"]["cost"]["looked"] == 2  # eight names, five of which count as one record


def test_a_graph_follows_the_changes_made_since(dated):
    query = f'{{ graph(asOf: "2019-12-31") {{ {NAMES} }} }}'
    before = ids(dated.data(query)["graph"])
    dated.write(created(actor("laat", visibility="PUBLIC")))
    assert ids(dated.data(query)["graph"]) == before | {"laat"}
