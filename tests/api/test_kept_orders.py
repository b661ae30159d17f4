"""Orders of whole lists follow every change and leave no key of what is gone."""

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.api.kept_orders import MANY, KeptOrders, OrdersOfViews, sorted_records
from graphsvc.api.listings import listing_of
from graphsvc.api.orders import Clauses
from graphsvc.api.state import State
from graphsvc.graph.edits import ending, erasing, merging, updating
from graphsvc.model.changes import created
from graphsvc.model.days import today
from graphsvc.model.records import Actor, Tie
from tests.records import actor, link, tie

BY_NAME = [{"field": "NAME", "direction": "DESC"}, {"field": "LAST_VERIFIED"}]


def listed(network, viewer=ADMIN, struct=Actor, asked=BY_NAME):
    """The ids in the kept order, and as they would be sorted anew."""
    state = State(network.live, viewer, "nl")
    clauses = Clauses(listing_of(struct), asked, state)
    keys, records = sorted_records(state.view, clauses)
    seen = list(state.view.ties()) if struct is Tie else state.view.records(struct)
    sorted_keys, sorted_anew = clauses.sort(seen)
    assert list(keys) == sorted_keys
    return [record.id for record in records], [record.id for record in sorted_anew]


@pytest.mark.parametrize("viewer", [ADMIN, PUBLIC])
def test_an_order_is_the_same_as_sorted_anew_after_each_change(network, viewer):
    graph = network.live.graph
    changes = [
        lambda: [updating(graph, "tuin", 1, {"name": "Zonnetuin"})],
        lambda: [updating(graph, "soep", 1, {"visibility": "PUBLIC"}), updating(graph, "welzijn", 1, {"name": "A"})],
        lambda: ending(graph, "gemeente", 1, today()),
        lambda: merging(graph, "tuin", "soep"),
        lambda: erasing(graph, "welzijn"),
    ]
    for change in changes:
        kept, anew = listed(network, viewer)
        assert kept == anew
        network.write(*change())
    network.add(actor("aap", name="Aap", visibility="PUBLIC"), tie("aap", "tuin", visibility="PUBLIC"))
    for struct in (Actor, Tie):
        kept, anew = listed(network, viewer, struct, BY_NAME if struct is Actor else None)
        assert kept == anew


def test_many_changes_at_once_are_sorted_anew(network):
    listed(network)
    network.add(*(actor(f"nieuw{number}", name=f"{number % 7}") for number in range(MANY + 1)))
    kept, anew = listed(network)
    assert kept == anew


def test_what_is_erased_leaves_no_key(network):
    listed(network)
    network.write(*erasing(network.live.graph, "tuin"))
    orders = network.live.graph.follower(KeptOrders)
    assert "buurttuin" not in repr([vars(order) for order in vars(orders)["_orders"].values()])
    assert "tuin" not in listed(network)[0]


@pytest.mark.parametrize("viewer", [ADMIN, PUBLIC])
@pytest.mark.parametrize(
    ("struct", "field"), [(Tie, "FROM_NAME"), (Tie, "SOURCE_NAME"), (Actor, "MUNICIPALITY"), (Actor, "SOURCE_NAME")]
)
def test_an_order_by_related_names_is_the_same_as_sorted_anew_after_each_change(network, viewer, struct, field):
    graph, asked = network.live.graph, [{"field": field}]
    changes = [
        lambda: [updating(graph, "tuin", 1, {"name": "Zonnetuin"})],
        lambda: [updating(graph, "soep", 1, {"visibility": "PUBLIC"})],
        lambda: [updating(graph, "welzijn", 1, {"visibility": "ADVISORS"})],
        lambda: [created(actor("aap", visibility="PUBLIC")), created(tie("aap", "tuin", visibility="PUBLIC"))],
        lambda: [created(link("aap", "ACTIVE_IN", "oost"))],
        lambda: [updating(graph, "oost", 1, {"name": "Aan de rand"})],
        lambda: [updating(graph, "stil", 1, {"name": "Zacht", "visibility": "PUBLIC"})],
        lambda: ending(graph, "gemeente", 1, today()),
        lambda: merging(graph, "tuin", "soep"),
        lambda: erasing(graph, "aap"),
    ]
    for change in changes:
        kept, anew = listed(network, viewer, struct, asked)
        assert kept == anew
        network.write(*change())
    kept, anew = listed(network, viewer, struct, asked)
    assert kept == anew


def test_a_changed_actor_moves_its_ties_and_what_is_erased_leaves_no_key(network):
    def orders():
        found = vars(network.live.graph.follower(OrdersOfViews))["_views"]
        return [order for orders in found.values() for order in orders.values()]

    listed(network, struct=Tie, asked=[{"field": "FROM_NAME"}])
    [before] = orders()
    network.write(updating(network.live.graph, "tuin", 1, {"name": "Zonnetuin"}))
    listed(network, struct=Tie, asked=[{"field": "FROM_NAME"}])
    assert orders() == [before]
    assert "zonnetuin" in repr(vars(before))
    network.write(*erasing(network.live.graph, "tuin"))
    assert orders() == []
