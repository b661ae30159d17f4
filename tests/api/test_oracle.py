"""Compiled answers are those of graphql-core, byte for byte: by generated queries, and by hand where it is easy to err."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import parse, print_ast, validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.api.compiled.variables import VariablesFailed
from graphsvc.api.limits import parse_within_limits
from graphsvc.api.refusals import TooMuch
from graphsvc.api.schema import printed_schema, schema
from graphsvc.graph.sight import seen_changes
from graphsvc.model.days import today
from graphsvc.seeding.region import generate
from tests.api.conftest import Asker, asker_on, small_network
from tests.api.oracle import both_ways, both_ways_written
from tests.api.sensible import Sensible
from tests.fixtures.dose import DOSE, SEED

QUERIES = max(1, round(100 * DOSE))
DAYS = st.sampled_from(["2020-01-01", "2024-06-30", "2026-11-24"]).map(nodes.String)
SCALARS = {"Date": DAYS, "DateTime": DAYS, "JSON": st.just(nodes.String("x"))}


@pytest.fixture(scope="module", params=["small", "generated"])
def graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """A network of eight actors made by hand, and one that is another for each seed."""
    path: Path = tmp_path_factory.mktemp("oracle") / "network.db"
    records = small_network() if request.param == "small" else list(generate(100, SEED % 1000, today()))
    with asker_on(path, records) as asker:
        yield asker


@settings(max_examples=QUERIES // 2 or 1, suppress_health_check=list(HealthCheck))
@given(query=queries(printed_schema(), custom_scalars=SCALARS), seed=st.integers(0, 2**32), public=st.booleans())
def test_generated_queries_have_the_same_answers_both_ways(graph, query, seed, public):
    view = graph.live.view(ended=True)
    ids = [record.id for record in (*view.actors(), *view.ties(), *view.links(), *view.graph.nodes)]
    sensible = Sensible(random.Random(seed), ids)
    try:
        document = sensible.document(parse_within_limits(query))
        if validate(schema(), document):  # two fields under one name
            return
        compiled, expected = both_ways(graph, document, sensible.given, PUBLIC if public else ADMIN)
    except (TooMuch, VariablesFailed):
        return
    assert compiled == expected, print_ast(document)


BY_HAND = {
    "fields that are asked twice are merged": """{
      actors(first: 2) { nodes { id } totalCount } actors(first: 2) { nodes { name id } pageInfo { endCursor } } }""",
    "keys stand in the order of the document": """{
      record(id: "tuin") { revision ... on Actor { name areas { totalCount } residentsReached } id kind tags } }""",
    "__typename is told at every level": """{ __typename
      actors(first: 1) { __typename edges { __typename cursor node { __typename } link { id } } }
      record(id: "tuin-KNOWS-welzijn") { __typename ... on Tie { from { __typename name } isBridge } } }""",
    "fragments on an interface and on objects": """{
      records(ids: ["tuin", "oost", "tuin-KNOWS-welzijn", "tuin-OFFERS-les", "nergens"]) { ...every ...actor
        ... on Link { from { ...every ...actor } visibility } } }
      fragment every on Record { id kind validFrom validTo source { name } }
      fragment actor on Actor { name otherNames ties { edges { direction other { ...every } } } }""",
    "aliases": """{ a: record(id: "tuin") { key: id } b: record(id: "oost") { key: kind }
      actors(first: 1) { few: nodes { id } all: totalCount } }""",
    "scalars of every sort": """{ record(id: "welzijn") { ... on Actor { residentsReached lastVerified confidence extra
      isLivingWorld actorKind metrics { degree betweenness constraint brokerage { liaison } } history { nodes { version } } } }
      actors { aggregate { residentsReached { mean sum known max } lastVerified { min } } groups(by: [ACTOR_KIND, AREA])
      { key label count } } signals { aggregate { weight { min } } nodes { weight fewWeight } } gaps { nodes { severity } } }""",
    "introspection beside data": """{ viewer { role } __type(name: "Visibility") { enumValues { name } }
      __schema { queryType { name } } }""",
    "other dates": """{ graph(asOf: "2019-12-31") { actors { totalCount } gaps { totalCount } }
      b: graph(round: "nergens") { viewer { role } } }""",
    "one item for a list in an input": """{ actors(orderBy: {field: NAME, direction: DESC}) { nodes { id } } }""",
    "what may be null is null where it fails, each time with its path": """{ records(ids: ["tuin", "oost", "soep"]) { id
      ... on Actor { name ties(first: -1) { totalCount } } } }""",
    "what may not be null takes along what holds it": """{ viewer { role } actors(first: 2) { nodes { id
      ties(first: 1) { nodes { to { areas(first: -1) { totalCount } } } } } } }""",
    "a fault is told though its place is lost": """{ record(id: "tuin") { ... on Actor {
      ties { nodes { from { neighbours { nodes { municipality { actors(last: -1) { totalCount } } } }
      areas(first: 1, after: "x") { totalCount } } } } } } }""",
    "several faults": """{ a: record(id: "tuin") { ... on Actor { areas(first: -1) { totalCount } } }
      b: record(id: "tuin") { ... on Actor { areas(first: 1, last: 1) { totalCount } } } }""",
    "a page of nothing is not looked at": """{ record(id: "stad") { ... on Area { around { nodes { history(first: -1)
      { totalCount } } } } } }""",
}


@pytest.mark.parametrize("query", BY_HAND.values(), ids=BY_HAND)
@pytest.mark.parametrize("viewer", [ADMIN, PUBLIC], ids=["admin", "public"])
def test_by_hand(shared, query, viewer):
    document = parse(query)
    assert not validate(schema(), document)
    compiled, expected = both_ways(shared, document, viewer=viewer)
    assert compiled == expected


CONDITIONS = """query ($a: Boolean!, $b: Boolean = true) { viewer { role @skip(if: $a) name @include(if: $b) }
  actors(first: 1) @include(if: $a) { nodes { id } } record(id: "tuin") { ...some @skip(if: $b) kind } }
  fragment some on Record { id ... on Actor @include(if: $a) { name } }"""
ARGUMENTS = """query ($id: ID! = "oost", $first: Int = 2, $order: [ActorOrder!], $ids: [ID!]!, $date: Date = "2020-06-01",
  $name: String, $ended: Boolean = false) {
  record(id: $id) { id } records(ids: $ids) { id } graph(asOf: $date) { actors { totalCount } }
  actors(first: $first, orderBy: $order, includeEnded: $ended,
    filter: {name: {contains: $name}, or: [{validTo: {isNull: $ended}}, {lastVerified: {gt: $date}}]}) { nodes { id } } }"""


@pytest.mark.parametrize(("query", "given"), [
    (CONDITIONS, {"a": True}),
    (CONDITIONS, {"a": False, "b": False}),
    (CONDITIONS, {"a": True, "b": None}),
    ("query ($b: Boolean = true) { viewer @include(if: $b) { role } }", {"b": None}),
    (ARGUMENTS, {"ids": []}),
    (ARGUMENTS, {"ids": "tuin", "first": None, "ended": True, "name": "u"}),
    (ARGUMENTS, {"ids": ["soep", 7], "order": {"field": "NAME", "direction": "DESC"}, "id": "tuin", "date": "2019-01-01"}),
    (ARGUMENTS, {"ids": [], "order": [{"field": "NAME", "direction": None}], "ended": None, "name": None}),
    ('query ($id: ID = "tuin") { record(id: $id) { id } viewer { role } }', {"id": None}),
    ('query ($id: ID = "tuin") { record(id: $id) { id } }', {}),
    ("query ($n: Int) { actors(first: $n) { nodes { id } } }", {}),
    ("query ($on: [ID!] = [\"oost\"], $f: ActorFilter) { actors(filter: $f) { totalCount } records(ids: $on) { id } }",
     {"f": {"ties": {"none": None}, "metrics": {"degree": {"ge": 1}}}}),
    ('query ($n: String = "Role") { __type(name: $n) { name } }', {"n": "Actor"}),
])  # fmt: skip
def test_variables(shared, query, given):
    document = parse(query)
    assert not validate(schema(), document)
    compiled, expected = both_ways(shared, document, given)
    assert compiled == expected


def test_a_subscription_tells_of_a_change(shared):
    live = shared.live
    document = parse(
        "subscription { told: changes { version action recordId record { id kind } after by __typename } }"
    )
    for seen in seen_changes(live.store.log(0), live.graph.find, ADMIN)[:5]:
        compiled, expected = both_ways(shared, document, source=seen)
        assert compiled == expected


# Of what comes after a fault graphql-core makes coroutines that it never awaits.
@pytest.mark.filterwarnings("ignore:coroutine")
@pytest.mark.parametrize("query", [
    """mutation { __typename a: createTheme(input: {id: "x", name: "X"}) { version theme { id name __typename } }
      endTheme(input: {id: "x", revision: 1, validTo: "2026-01-01"}) { theme { validTo } } }""",
    """mutation { createTheme(input: {id: "x", name: "X"}) { version } endTheme(input: {id: "y", revision: 1,
      validTo: "2026-01-01"}) { version } b: createTheme(input: {id: "z", name: "Z"}) { version } }""",
    """mutation { updateActor(input: {id: "tuin", revision: 1, name: "Tuin"}) { actor { name areas(first: -1) { totalCount } } }
      updateArea(input: {id: "oost", revision: 9, name: "Oost"}) { area { name } } }""",
    """mutation { applyChanges(input: {dryRun: true, changes: [{createTheme: {id: "oost", name: "O"}}]}) {
      version dryRun changes { recordId } faults { place code message } } }""",
])  # fmt: skip
def test_mutations(tmp_path, query):
    with (
        asker_on(tmp_path / "one.db", small_network()) as one,
        asker_on(tmp_path / "other.db", small_network()) as other,
    ):
        compiled, expected = both_ways_written(one, other, parse(query))
    assert compiled == expected
