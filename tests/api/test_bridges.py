"""Ties and actors that hold the network together: for all but the public, in fields and filters alike."""

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer

PARTNER, ADVISOR = Viewer(role=Role.PARTNER, name="partner"), Viewer(role=Role.ADVISOR, name="advisor")
INITIATIVE = Viewer(role=Role.INITIATIVE, name="initiative")


def test_the_filter_finds_what_the_field_says(region):
    query = "{ ties(first: 1000, filter: {isBridge: {eq: %s}}) { totalCount nodes { isBridge } } }"
    yes, no = (region.data(query % asked)["ties"] for asked in ("true", "false"))
    assert {node["isBridge"] for node in yes["nodes"]} == {True}
    assert {node["isBridge"] for node in no["nodes"]} == {False}
    assert yes["totalCount"] + no["totalCount"] == len(list(region.live.view(ADMIN).ties()))


def test_actors_are_found_by_their_bridges(shared):
    some = "{ties: {some: {tie: {isBridge: {eq: true}}}}}"
    assert shared.names(some) == ["geheim", "gemeente", "tuin", "welzijn"]
    assert shared.names(f"{{not: {some}}}") == ["alleen", "opmaak", "soep"]


def test_a_variable_that_asks_for_bridges_waits_for_the_figures(shared):
    query = "query ($filter: TieFilter) { ties(filter: $filter) { nodes { id } } }"
    found = shared.data(query, filter={"not": {"isBridge": {"ne": True}}})["ties"]["nodes"]
    assert [node["id"] for node in found] == ["geheim-KNOWS-tuin", "welzijn-KNOWS-gemeente"]


@pytest.mark.parametrize(
    "query",
    [
        "{ ties { nodes { isBridge } } }",
        "{ ties(filter: {isBridge: {eq: true}}) { totalCount } }",
        "{ actors(filter: {ties: {some: {tie: {not: {isBridge: {isNull: true}}}}}}) { totalCount } }",
        "{ actors { nodes { metrics { isCutPoint } } } }",
    ],
)
def test_the_public_is_not_told_what_holds_the_network_together(shared, query):
    fault = shared.fault(query, PUBLIC)
    assert fault["code"] == "FORBIDDEN"
    for viewer in (INITIATIVE, PARTNER, ADVISOR, ADMIN):
        shared.data(query, viewer)


@pytest.mark.parametrize("viewer", [PUBLIC, INITIATIVE, PARTNER])
@pytest.mark.parametrize(
    "query",
    [
        "{ actors(filter: {metrics: {isCutPoint: {eq: true}}}) { nodes { id } } }",
        "{ actors(filter: {metrics: {betweenness: {gt: 0.1}}}) { nodes { id } } }",
        "{ areas(filter: {actors: {some: {metrics: {degree: {ge: 3}}}}}) { totalCount } }",
        '{ record(id: "tuin") { ... on Actor { neighbours(filter: {metrics: {core: {ge: 1}}}) { totalCount } } } }',
        "{ network(actors: {metrics: {degree: {ge: 1}}}) { actorCount } }",
        "{ actors(orderBy: [{field: BETWEENNESS}]) { nodes { id } } }",
    ],
)
def test_no_view_below_advisor_puts_initiatives_in_a_row_by_a_figure(shared, query, viewer):
    assert shared.fault(query, viewer)["code"] == "FORBIDDEN"
    shared.data(query, ADVISOR)


def test_figures_of_one_actor_are_told_beside_it(shared):
    query = '{ record(id: "tuin") { ... on Actor { metrics { degree betweenness core community } } } }'
    assert shared.data(query, PUBLIC)["record"]["metrics"]["degree"] == 1
