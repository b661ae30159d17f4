"""Random networkx graphs, and a comparison of what is measured of each node."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import strategies as st

KINDS: Any = {False: nx.Graph, True: nx.DiGraph}


@st.composite
def graphs(draw, directed=None, most=9):
    """Simple graphs of 1 to `most` nodes, directed or not; each edge has a `weight` from 1 to 4."""
    count = draw(st.integers(1, most))
    nodes = st.integers(0, count - 1)
    ends = draw(st.lists(st.tuples(nodes, nodes).filter(lambda ends: ends[0] != ends[1]), max_size=3 * count))
    graph = KINDS[draw(st.booleans()) if directed is None else directed]()
    graph.add_nodes_from(draw(st.permutations(range(count))))
    for one, other in ends:
        graph.add_edge(one, other, weight=draw(st.integers(1, 4)))
    return graph


def same(found, expected):
    """Whether all nodes have the same value, nan included, to 1e-9."""
    return found.keys() == expected.keys() and all(
        found[node] == pytest.approx(expected[node], abs=1e-9, rel=1e-9, nan_ok=True) for node in found
    )
