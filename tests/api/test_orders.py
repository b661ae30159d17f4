"""Every order is total: unknown last, text without case and accents, then by id."""

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.api.listings import listing_of
from graphsvc.api.orders import Clauses
from graphsvc.api.state import State
from graphsvc.model.records import Actor

ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("[{field: NAME}]", ["opmaak", "tuin", "alleen", "geheim", "gemeente", "soep", "welzijn"]),
        ("[{field: NAME, direction: DESC}]", ["welzijn", "soep", "gemeente", "geheim", "alleen", "tuin", "opmaak"]),
        ("[{field: RESIDENTS_REACHED}]", ["soep", "tuin", "welzijn", "alleen", "geheim", "gemeente", "opmaak"]),
        (
            "[{field: RESIDENTS_REACHED, direction: DESC}]",
            ["welzijn", "tuin", "soep", "alleen", "geheim", "gemeente", "opmaak"],
        ),
        (
            "[{field: LAST_VERIFIED, direction: DESC}]",
            ["welzijn", "alleen", "geheim", "gemeente", "opmaak", "soep", "tuin"],
        ),
        (
            "[{field: ACTOR_KIND, direction: DESC}, {field: NAME, direction: DESC}]",
            ["gemeente", "welzijn", "soep", "geheim", "alleen", "tuin", "opmaak"],
        ),
        (
            "[{field: SECTOR}, {field: DEGREE, direction: DESC}]",
            ["tuin", "welzijn", "soep", "geheim", "gemeente", "alleen", "opmaak"],
        ),
        ("[]", ["opmaak", "tuin", "alleen", "geheim", "gemeente", "soep", "welzijn"]),
    ],
)
def test_an_order_puts_unknown_last_and_equals_by_id(shared, order, ids):
    found = shared.data(f"{{ actors(orderBy: {order}) {{ nodes {{ id }} }} }}")
    assert [node["id"] for node in found["actors"]["nodes"]] == ids


def test_initiatives_are_not_ranked_by_figures_below_advisor(shared):
    query = "{ actors(orderBy: [{field: BETWEENNESS}]) { totalCount } }"
    assert shared.fault(query, PUBLIC)["code"] == "FORBIDDEN"
    assert shared.data(query, ADVISOR)["actors"]["totalCount"] == 6


def test_a_kept_order_follows_changes(network):
    from tests.records import actor

    query = "{ actors(first: 2) { totalCount nodes { id } } }"
    network.data(query)
    network.add(actor("aap", name="Aap"))
    found = network.data(query)["actors"]
    assert (found["totalCount"], [node["id"] for node in found["nodes"]]) == (8, ["opmaak", "aap"])


@pytest.mark.parametrize(
    "asked",
    [
        None,
        [{"field": "NAME"}],
        [{"field": "RESIDENTS_REACHED"}],
        [{"field": "RESIDENTS_REACHED", "direction": "DESC"}],
        [{"field": "ACTOR_KIND"}, {"field": "NAME", "direction": "DESC"}],
    ],
)
def test_the_few_of_a_list_are_arranged_as_all_are(shared, asked):
    state = State(shared.live, ADMIN, "nl")
    clauses, actors = Clauses(listing_of(Actor), asked, state), shared.live.view(ended=True).actors()
    assert clauses.arrange(actors[::-1]) == clauses.sort(actors)[1]
