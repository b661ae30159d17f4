from itertools import islice

import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs


@pytest.mark.parametrize("weight", [None, "weight"])
@given(graphs(most=7))
def test_all_simple_paths_are_found_the_shortest_first(weight, graph):
    target = list(graph)[-1]
    if target == 0 or not nx.has_path(graph, 0, target):
        with pytest.raises(nx.NetworkXNoPath) if target != 0 else pytest.raises(StopIteration):
            next(
                islice(nx.shortest_simple_paths(graph, 0, target, weight=weight, backend="graphsvc"), target == 0, None)
            )
        return
    found = list(nx.shortest_simple_paths(graph, 0, target, weight=weight, backend="graphsvc"))
    lengths = [nx.path_weight(graph, path, weight) if weight else len(path) for path in found]
    assert lengths == sorted(lengths)
    assert sorted(found) == sorted(nx.all_simple_paths(graph, 0, target))


def test_a_node_that_is_not_there_is_refused():
    with pytest.raises(nx.NodeNotFound):
        next(nx.shortest_simple_paths(nx.path_graph(3), 0, 9, backend="graphsvc"))
