"""Every limit on a document has its own name, and is met before anything is run."""

from math import ceil

import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.api.limits import OBJECTS, VALUES, parse_within_limits
from graphsvc.api.refusals import TooMuch


def nested(levels):
    """A query of 2 * levels + 2 fields within each other."""
    return (
        '{ record(id: "tuin") { ... on Actor ' + "{ neighbours { nodes " * levels + "{ id }" + " } }" * levels + " } }"
    )


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("{ viewer { role } }" + " " * 15_000, "SOURCE"),
        ("{ viewer { " + "role " * 1_999 + "} }", "TOKENS"),
        ("{ viewer { " + "role " * 200 + "} }", "SELECTIONS"),
        ("{ " + "".join(f"a{number}: viewer {{ role }} " for number in range(16)) + "}", "ALIASES"),
        ("{ viewer { role " + "@include(if: true) " * 11 + "} }", "DIRECTIVES"),
        ("{ ...f } " + "fragment f on Query { viewer { role } } " * 51, "FRAGMENTS"),
        (nested(4), "DEPTH"),
        ("{" + "a{" * 900, "DEPTH"),
        ("{ actors(filter: " + "{not: " * 600 + "{}" + "}" * 600 + ") { totalCount } }", "DEPTH"),
        ("{ actors(filter: " + "{not: " * 20 + "{}" + "}" * 20 + ") { totalCount } }", "NESTING"),
    ],
)
def test_a_limit_refuses_by_its_name(shared, query, limit):
    fault = shared.fault(query)
    assert (fault["code"], fault["limit"]) == ("LIMIT_EXCEEDED", limit)


def test_a_document_at_the_limit_is_answered(shared):
    assert shared.data(nested(3))["record"]["neighbours"]


def test_variables_have_a_limit_of_nesting_too(shared):
    query = "query ($f: ActorFilter) { actors(filter: $f) { totalCount } }"
    deep: dict = {}
    for _ in range(19):
        deep = {"not": deep}
    assert shared.data(query, f=deep)
    for wrapped in ({"not": deep}, {"and": [deep]}):
        fault = shared.fault(query, f=wrapped)
        assert (fault["code"], fault["limit"]) == ("LIMIT_EXCEEDED", "NESTING")


def test_variables_have_a_limit_of_values_and_where_nothing_is_changed_of_objects(shared):
    query = "query ($f: ActorFilter) { actors(filter: $f) { totalCount } }"
    many = {"name": {"in": ["x"] * (VALUES - 3)}}
    assert shared.data(query, f=many)
    fault = shared.fault(query, f={**many, "sector": None, "tags": None})
    assert (fault["code"], fault["limit"], fault["allowed"]) == ("LIMIT_EXCEEDED", "VALUES", VALUES)
    parts: list = [{"not": {}}] * (OBJECTS // 2)
    fault = shared.fault(query, f={"or": parts})
    assert (fault["code"], fault["limit"], fault["found"]) == ("LIMIT_EXCEEDED", "OBJECTS", OBJECTS + 1)
    assert shared.data(query, f={"or": parts[1:]})
    write = "mutation ($i: ApplyChangesInput!) { applyChanges(input: $i) { faults { code } } }"
    changes = [{"createTheme": {"id": f"t{number}", "name": f"T{number}"}} for number in range(OBJECTS)]
    assert shared.data(write, i={"dryRun": True, "changes": changes})


def test_fragments_are_measured_written_out():
    doubling = "".join(f"fragment f{n} on Viewer {{ ...f{n + 1} ...f{n + 1} }} " for n in range(30))
    with pytest.raises(TooMuch) as caught:
        parse_within_limits("{ viewer { ...f0 } } " + doubling + "fragment f30 on Viewer { role }")
    assert caught.value.limit == "SELECTIONS"
    assert caught.value.found > 2**30


def test_a_circle_of_fragments_is_refused_by_validation(shared):
    query = "{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }"
    assert shared.ask(query)["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_introspection_of_tools_is_answered_and_endless_introspection_is_not(shared):
    from graphql import get_introspection_query

    assert shared.data(get_introspection_query())["__schema"]["types"]
    endless = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
    assert shared.ask(endless)["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_an_answer_that_could_hold_too_much_is_refused_with_its_cost(shared):
    query = "{ actors(first: 100) { nodes { ties { nodes { from { ties { nodes { id } } } } } } } }"
    assert shared.ask(query, PUBLIC)["extensions"]["cost"]["estimated"] < 5_000  # there are only few actors
    lists = " ".join(f"l{n}: ties(first: 100) {{ nodes {{ from {{ ties {{ nodes {{ id }} }} }} }} }}" for n in range(5))
    fault = shared.fault(f"{{ {lists} }}", PUBLIC)
    # five pages of 100 ties, each with its actor and 12 ties of that one
    assert (fault["code"], fault["cost"], fault["allowed"]) == ("COST_EXCEEDED", 5 * 100 * (1 + 1 + 12), 5_000)
    assert shared.data(f"{{ {lists} }}")["l0"]["nodes"]


def test_cost_follows_pages_fragments_and_variables(shared):
    query = """query ($n: Int!, $ids: [ID!]!) { ties(first: $n) { edges { ...e } } records(ids: $ids) { id } }
      fragment e on TieEdge { node { from { id } ... on Record { source { id } } } }"""
    cost = shared.ask(query, n=50, ids=["a", "b"])["extensions"]["cost"]["estimated"]
    assert cost == 50 * 3 + 2


def test_what_filters_look_at_is_counted(shared):
    cost = shared.ask('{ actors(filter: {ties: {some: {other: {name: {contains: "x"}}}}}) { totalCount } }')[
        "extensions"
    ]["cost"]
    # At once 7 actors and both ends of 6 ties, and the names of 5 actors with ties, each once as the other end.
    assert cost["looked"] == ceil((7 + 12) / 20 + 5 / 5)


def test_too_many_looks_are_refused(region, monkeypatch):
    from graphsvc.api import state

    monkeypatch.setattr(state, "WIDE", state.Allowance(cost=50_000, looks=50, page=1_000))
    fault = region.fault("{ actors(filter: {ties: {some: {other: {ties: {count: {gt: 2}}}}}}) { totalCount } }")
    assert (fault["code"], fault["allowed"]) == ("COST_EXCEEDED", 50)
