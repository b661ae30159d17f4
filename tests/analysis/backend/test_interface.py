import subprocess
import sys

import networkx as nx
import pytest

from graphsvc.analysis.backend.algorithms import MODULES, backend_info
from graphsvc.analysis.backend.interface import backend_interface
from graphsvc.analysis.backend.sparse_graph import SparseGraph, from_networkx


def test_networkx_knows_the_backend_and_dispatches_each_algorithm_on():
    assert nx.utils.backends.backend_info["graphsvc"]["functions"] == backend_info()["functions"]
    for names in MODULES.values():
        for name in names:
            assert "graphsvc" in nx.utils.backends._registered_algorithms[name].backends
            assert callable(getattr(backend_interface, name))
    assert not hasattr(backend_interface, "all_pairs_nothing")


def test_importing_networkx_and_naming_the_backend_imports_no_library_beyond_numpy():
    code = (
        "import sys, networkx as nx; nx.utils.backends._load_backend('graphsvc');"
        "print(*{'scipy', 'rustworkx', 'graspologic_native', 'networkit', 'msgspec'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "\n"


def test_a_graph_in_sparse_rows_is_dispatched_without_being_converted(monkeypatch):
    graph = from_networkx(nx.karate_club_graph(), {})
    expected = nx.betweenness_centrality(nx.karate_club_graph())
    monkeypatch.setattr(SparseGraph, "to_networkx", None)
    monkeypatch.setattr(type(backend_interface), "convert_from_nx", None)
    assert nx.betweenness_centrality(graph) == pytest.approx(expected)
    assert "_adj" not in vars(graph)


def test_weights_by_a_function_are_left_to_networkx():
    graph = nx.path_graph(3)
    with pytest.raises(NotImplementedError):
        nx.shortest_path(graph, 0, 2, weight=lambda *_: 1, backend="graphsvc")
