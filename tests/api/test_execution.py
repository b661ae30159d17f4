"""From a request to an answer: codes, versions, figures, and nothing of what went wrong inside."""

import sqlite3
from contextlib import closing

import msgspec
import pytest
from graphql import get_named_type

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.execution import Api, Asked
from graphsvc.api.schema import field_definitions, schema
from graphsvc.model.changes import updated
from tests.api.conftest import MARKUP
from tests.records import actor, tie

METRICS = '{ service { graphVersion figuresVersion } record(id: "tuin") { ... on Actor { name metrics { degree } } } }'


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ actors(filter: {naam: {}}) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { changes { version } }", "OPERATION_RESOLUTION_FAILURE"),
        ("query a { viewer { role } } query b { viewer { role } }", "OPERATION_RESOLUTION_FAILURE"),
        ("query ($n: Int!) { actors(first: $n) { totalCount } }", "BAD_USER_INPUT"),
        ("{ gaps(area: \"nergens\") { totalCount } }", "NOT_FOUND"),
        ("{ actors(filter: {lastVerified: {eq: \"2026-W48-2\"}}) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)  # fmt: skip
def test_each_fault_has_its_code_and_the_number_of_the_request(shared, query, code):
    [error] = shared.ask(query)["errors"]
    assert error["extensions"]["code"] == code
    assert error["extensions"]["requestId"] == "request-1"


def test_the_named_operation_is_run(shared):
    query = "query a { viewer { role } } query b { service { store } }"
    assert shared.ask(query, operation="b")["data"] == {"service": {"store": "sqlite"}}
    assert shared.ask(query, operation="c")["errors"][0]["extensions"]["code"] == "OPERATION_RESOLUTION_FAILURE"


def test_a_change_by_get_is_refused_before_it_runs(network):
    asked = Asked('mutation { createTheme(input: {name: "x"}) { version } }', only_read=True)
    answer = network.portal.call(network.api.answer, asked, PUBLIC, "nl", "r")
    assert (answer.status, answer.body["errors"][0]["extensions"]["code"]) == (405, "BAD_REQUEST")
    assert network.live.graph.version == 1


def test_a_fault_inside_tells_a_number_and_nothing_else(shared, monkeypatch, caplog):
    broken = dict(field_definitions())
    secret = "postgres://user:password@host"

    def fail(arguments, state):
        raise RuntimeError(secret)

    broken["Query", "gaps"] = msgspec.structs.replace(broken["Query", "gaps"], compute=fail)
    monkeypatch.setattr("graphsvc.api.plan.field_definitions", lambda: broken)
    body = shared.ask("{ viewer { role } gaps { totalCount } }")
    assert body["data"] is None
    assert body["errors"] == [
        {
            "message": "Something went wrong on our side. Tell the administrator this number: request-1.",
            "locations": [{"line": 1, "column": 19}],
            "path": ["gaps"],
            "extensions": {"code": "INTERNAL_SERVER_ERROR", "requestId": "request-1"},
        }
    ]
    assert "request-1" in caplog.text
    assert secret in caplog.text


def test_a_fault_before_the_run_tells_no_more(shared, monkeypatch):
    monkeypatch.setattr(shared.api.documents, "read", lambda source: 1 / 0)
    [error] = shared.ask("{ viewer { role } }")["errors"]
    assert error["extensions"] == {"code": "INTERNAL_SERVER_ERROR", "requestId": "request-1"}
    assert "division" not in str(error)


def test_an_answer_names_the_versions_it_is_of(network):
    first = network.ask(METRICS)
    assert first["data"]["service"] == {"graphVersion": 1, "figuresVersion": 1}
    assert first["extensions"]["graphVersion"] == first["extensions"]["figuresVersion"] == 1
    tuin = network.live.graph.find("tuin")
    network.write(updated(tuin, msgspec.structs.replace(tuin, name="Tuin")))
    second = network.ask(METRICS)
    assert second["data"]["record"]["name"] == "Tuin"
    assert second["extensions"]["graphVersion"] == 2
    assert second["extensions"]["figuresVersion"] in (1, 2)


def test_figures_are_not_awaited_when_nothing_needs_them(network):
    assert network.ask("{ actors { nodes { name } } }")["extensions"]["figuresVersion"] is None


@pytest.mark.parametrize(
    "variables",
    [{"order": [{"field": "BETWEENNESS"}]}, {"filter": {"metrics": {"degree": {"gt": 1}}}}, {"by": ["COMMUNITY"]}],
)
def test_figures_that_only_variables_ask_for_are_awaited(network, variables):
    query = """query ($order: [ActorOrder!], $filter: ActorFilter, $by: [ActorGroupKey!] = [SECTOR]) {
      actors(orderBy: $order, filter: $filter) { totalCount groups(by: $by) { count } } }"""
    body = network.ask(query, **variables)
    assert "errors" not in body
    assert body["extensions"]["figuresVersion"] == 1


def test_a_new_actor_has_figures_of_one_without_ties_until_they_are_computed(network):
    network.data(METRICS)
    created = network.data(
        """mutation { createActor(input: {id: "nieuw", name: "Nieuw", actorKind: COUNCIL}) {
        actor { metrics { degree community stepsToInformal stepsToFormal constraint } } } }"""
    )
    metrics = created["createActor"]["actor"]["metrics"]
    assert metrics == {"degree": 0, "community": 0, "stepsToInformal": 0, "stepsToFormal": None, "constraint": None}


def test_markup_in_names_comes_back_unchanged(shared):
    query = "query ($n: String) { actors(filter: {name: {eq: $n}}) { nodes { name description } } }"
    assert shared.data(query, n=MARKUP)["actors"]["nodes"] == [{"name": MARKUP, "description": "a < b & c"}]


def test_an_interface_answers_for_every_kind(shared):
    ids = ["tuin", "oost", "groen", "bankje", "les", "stil", "tuin-KNOWS-welzijn", "tuin-OFFERS-les", "nergens"]
    query = "query ($ids: [ID!]!) { records(ids: $ids) { __typename kind id visibility revision tags extra } }"
    found = shared.data(query, ids=ids)["records"]
    assert [record and record["__typename"] for record in found] == [
        "Actor", "Area", "Theme", "Signal", "Offering", "Source", "Tie", "Link", None,
    ]  # fmt: skip
    assert [record["id"] for record in found[:-1]] == ids[:-1]


def test_every_field_of_every_kind_can_be_read(region):
    """One page of each kind with all fields that take no arguments: nothing in the demonstration region breaks one."""
    query = schema().query_type
    assert query is not None
    for name, field in query.fields.items():
        connection = get_named_type(field.type)
        if name in ("gaps", "search") or "Connection" not in connection.name:
            continue
        node = get_named_type(connection.fields["nodes"].type)
        plain = [
            key for key, own in node.fields.items() if not own.args and not hasattr(get_named_type(own.type), "fields")
        ]
        assert "errors" not in region.ask(f"{{ {name}(first: 50) {{ nodes {{ {' '.join(plain)} }} }} }}"), name


BY_DEGREE = """query ($after: String) {
  actors(first: 2, after: $after, orderBy: [{field: DEGREE, direction: DESC}]) {
    nodes { id metrics { degree } } pageInfo { endCursor } } }"""


def with_clock(network):
    """The same network with a desk of figures whose time stands still until it is put on."""
    now = [0.0]
    network.desk = network.portal.call(lambda: FigureDesk(network.live, clock=lambda: now[0]))
    network.api = Api(network.live, network.desk)
    return now


def renewed(network):
    """Figures of now, with one who knows everybody."""
    others = ["geheim", "soep", "tuin", "alleen", "opmaak"]
    network.add(actor("nieuw"), *(tie("nieuw", other) for other in others))
    network.portal.call(network.desk.get, network.live.view(), True)


def test_pages_in_order_of_figures_go_on_by_the_figures_of_the_first(network):
    with_clock(network)
    first = network.data(BY_DEGREE)["actors"]
    rest = network.data(BY_DEGREE, after=first["pageInfo"]["endCursor"])
    renewed(network)
    again = network.ask(BY_DEGREE, after=first["pageInfo"]["endCursor"])
    assert again["data"] == rest
    assert again["extensions"]["figuresVersion"] == 1
    assert network.data(BY_DEGREE)["actors"]["nodes"][0] == {"id": "nieuw", "metrics": {"degree": 5}}


def test_figures_are_kept_ten_minutes_after_the_last_cursor_that_names_them(network):
    now = with_clock(network)
    after = network.data(BY_DEGREE)["actors"]["pageInfo"]["endCursor"]
    renewed(network)
    now[0] += 599
    after = network.data(BY_DEGREE, after=after)["actors"]["pageInfo"]["endCursor"]
    now[0] += 599
    assert network.data(BY_DEGREE, after=after)
    now[0] += 601
    assert network.fault(BY_DEGREE, after=after)["code"] == "CURSOR_EXPIRED"


def test_cursors_of_different_figures_do_not_go_into_one_answer(network):
    with_clock(network)
    old = network.data(BY_DEGREE)["actors"]["pageInfo"]["endCursor"]
    renewed(network)
    new = network.data(BY_DEGREE)["actors"]["pageInfo"]["endCursor"]
    order = "first: 1, orderBy: [{field: DEGREE, direction: DESC}]"
    both = f'{{ a: actors({order}, after: "{old}") {{ nodes {{ id }} }} b: actors({order}, after: "{new}") {{ nodes {{ id }} }} }}'
    assert network.fault(both)["code"] == "CURSOR_EXPIRED"


def test_a_store_that_is_locked_says_so_and_reading_goes_on(network, tmp_path):
    with closing(sqlite3.connect(tmp_path / "network.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        fault = network.fault('mutation { createTheme(input: {name: "x"}) { version } }')
        assert (fault["code"], network.live.graph.version) == ("STORE_UNAVAILABLE", 1)
        assert network.data("{ service { graphVersion } }")
