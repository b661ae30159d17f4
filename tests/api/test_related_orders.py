"""Orders by the names of related records: as the viewer sees these, and anew when one of them changes."""

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.graph.edits import updating
from tests.records import actor, area, link

PAGED = """query ($first: Int, $last: Int, $after: String, $before: String) {
  found: %s(first: $first, last: $last, after: $after, before: $before, orderBy: %s) {
    nodes { id } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"""


def ids(network, kind, order, viewer=ADMIN):
    found = network.data(f"{{ {kind}(first: 100, orderBy: {order}) {{ nodes {{ id }} }} }}", viewer)
    return [node["id"] for node in found[kind]["nodes"]]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (  # Buurttuin, Geheim, gemeente, Soepgroep, Welzijn
            "[{field: FROM_NAME}]",
            ["tuin-COLLABORATES-soep", "tuin-KNOWS-welzijn", "geheim-KNOWS-tuin", "gemeente-FUNDS-welzijn"]
            + ["soep-REFERS_TO-welzijn", "welzijn-KNOWS-gemeente"],
        ),
        (
            "[{field: TO_NAME, direction: DESC}, {field: FROM_NAME}]",
            ["tuin-KNOWS-welzijn", "gemeente-FUNDS-welzijn", "soep-REFERS_TO-welzijn", "tuin-COLLABORATES-soep"]
            + ["welzijn-KNOWS-gemeente", "geheim-KNOWS-tuin"],
        ),
    ],
)
def test_ties_are_ordered_by_the_names_of_their_ends(shared, order, expected):
    assert ids(shared, "ties", order) == expected


def test_the_ties_of_one_actor_are_ordered_by_names_too(shared):
    query = '{ record(id: "welzijn") { ... on Actor { ties(orderBy: [{field: FROM_NAME}]) { nodes { id } } } } }'
    found = [node["id"] for node in shared.data(query)["record"]["ties"]["nodes"]]
    expected = ["tuin-KNOWS-welzijn", "gemeente-FUNDS-welzijn", "soep-REFERS_TO-welzijn", "welzijn-KNOWS-gemeente"]
    assert found == expected


@pytest.fixture
def towns(network):
    """A second municipality, whose name comes before that of the first, with an actor in it."""
    network.add(area("dorp", "MUNICIPALITY", name="Aardorp", code="GM0001"), actor("boer", name="Zeboer"))
    network.add(link("boer", "ACTIVE_IN", "dorp"))
    return network


def test_actors_are_ordered_by_municipality_as_the_viewer_sees_it(towns):
    order = "[{field: MUNICIPALITY}, {field: NAME}]"
    without = ["opmaak", "alleen", "gemeente"]
    assert ids(towns, "actors", order) == ["boer", "tuin", "geheim", "soep", "welzijn", *without]
    towns.write(updating(towns.live.graph, "boer", 1, {"visibility": "PUBLIC"}))
    # The village itself is not for the public, so to the public the farmer is in none.
    assert ids(towns, "actors", order, PUBLIC) == ["tuin", "welzijn", *without, "boer"]
    assert ids(towns, "signals", "[{field: MUNICIPALITY}]") == ["bankje", "stilte"]


def test_an_order_follows_a_change_of_the_related_record(network):
    order = "[{field: TO_NAME}]"
    assert ids(network, "ties", order)[-1] == "tuin-KNOWS-welzijn"
    network.write(updating(network.live.graph, "welzijn", 1, {"name": "Aanpak"}))
    assert ids(network, "ties", order)[0] == "gemeente-FUNDS-welzijn"


def test_another_day_has_an_order_of_its_own_also_over_all_times(network):
    network.add(area("dorp", "MUNICIPALITY", name="Aardorp", code="GM0001", validFrom="2021-01-01"))
    network.add(link("gemeente", "ACTIVE_IN", "dorp", validFrom="2021-01-01"))
    asked = "actors(includeEnded: true, first: 1, orderBy: [{field: MUNICIPALITY}]) { nodes { id } }"
    found = network.data(f'{{ {asked} graph(asOf: "2020-06-01") {{ {asked} }} }}')
    assert found["actors"]["nodes"] == [{"id": "gemeente"}]
    assert found["graph"]["actors"]["nodes"] == [{"id": "geheim"}]
    network.add(link("gemeente", "FOCUSES_ON", "groen"), link("tuin", "FOCUSES_ON", "groen"))
    asked = f'record(id: "groen") {{ ... on Theme {{ {asked} }} }}'
    found = network.data(f'{{ {asked} graph(asOf: "2020-06-01") {{ {asked} }} }}')
    assert found["record"]["actors"]["nodes"] == [{"id": "gemeente"}]
    assert found["graph"]["record"]["actors"]["nodes"] == [{"id": "tuin"}]


def test_a_source_that_the_viewer_may_not_see_orders_nothing(shared):
    assert ids(shared, "actors", "[{field: SOURCE_NAME}]")[0] == "gemeente"
    assert ids(shared, "actors", "[{field: SOURCE_NAME}]", PUBLIC) == sorted(ids(shared, "actors", "[]", PUBLIC))


@pytest.mark.parametrize("viewer", [ADMIN, PUBLIC])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize(("kind", "field"), [("ties", "FROM_NAME"), ("ties", "TO_NAME"), ("actors", "MUNICIPALITY")])
def test_pages_go_through_the_whole_list_in_both_directions(shared, kind, field, direction, viewer):
    order = f"[{{field: {field}, direction: {direction}}}]"
    query, whole = PAGED % (kind, order), ids(shared, kind, order, viewer)

    def pages(size, place, cursor, more):
        variables: dict = {size: 2}
        while True:
            found = shared.data(query, viewer, **variables)["found"]
            yield [node["id"] for node in found["nodes"]]
            if not found["pageInfo"][more]:
                return
            variables[place] = found["pageInfo"][cursor]

    forwards = [id for page in pages("first", "after", "endCursor", "hasNextPage") for id in page]
    assert forwards == whole
    backwards = [id for page in pages("last", "before", "startCursor", "hasPreviousPage") for id in page[::-1]]
    assert backwards == whole[::-1]


def test_a_cursor_stays_right_when_the_name_behind_it_changes(network):
    query = PAGED % ("ties", "[{field: FROM_NAME}]")
    page = network.data(query, first=3)["found"]
    network.write(updating(network.live.graph, "geheim", 1, {"name": "Zeer geheim"}))
    rest = network.data(query, first=10, after=page["pageInfo"]["endCursor"])["found"]
    # Where the page ended is held by its own name: what moved behind it comes again, and nothing is left out.
    assert [node["id"] for node in rest["nodes"]] == [
        "gemeente-FUNDS-welzijn",
        "soep-REFERS_TO-welzijn",
        "welzijn-KNOWS-gemeente",
        "geheim-KNOWS-tuin",
    ]
