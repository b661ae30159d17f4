"""Edges at one node are those that start or end there, and lead to the other end."""

import pytest

from graphsvc.graph.adjacency import along
from graphsvc.model.kinds import LinkKind, RecordKind
from tests.records import actor, area, link, tie, view_of

RECORDS = (
    actor("a"), actor("b"), actor("c", visibility="RESTRICTED"), area("here"),
    tie("a", "b"), tie("c", "a"), link("a", "ACTIVE_IN", "here"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "outwards", "others"),
    [
        (RecordKind.TIE, True, ["b"]),
        (RecordKind.TIE, False, ["c"]),
        (LinkKind.ACTIVE_IN, True, ["here"]),
        (LinkKind.ACTIVE_IN, False, []),
        (LinkKind.FOCUSES_ON, True, []),
    ],
)
def test_edges_lead_from_one_end_to_the_other(kind, outwards, others):
    view = view_of(RECORDS)
    graph = view.graph
    at, ends = along(view, kind, outwards=outwards)
    assert [graph.nodes[ends[edge]].id for edge in at(graph.node_number["a"], ())] == others
