"""What analysis costs beside plain networkx, and beside rustworkx and networkit called directly, all in one run.

`python -m benchmarks.analysis [--actors N] [--ties M] [--gaps N ...]`: CPU seconds of one thread, on random networks with
hubs and triangles (Holme and Kim, 2002). The first table has each algorithm at `--actors`, by networkx's own call on the
backend; the time includes what the backend prepares for it. The second has all gaps of a generated region, kind by kind;
what kinds share counts with the first that asks it. `benchmarks/actor_metrics.py` has all metrics of all actors.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Mapping
from typing import Any

import networkit as nk
import networkx as nx
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from graphsvc.access.viewer import ADMIN
from graphsvc.analysis.actor_figures import graph_of_pairs
from graphsvc.analysis.backend.path_sampling import inner_nodes
from graphsvc.analysis.backend.sparse_graph import SparseGraph
from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.analysis.gaps.thresholds import Thresholds
from graphsvc.analysis.gaps.weighing import weighed
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.days import today
from graphsvc.model.vocabularies import GapKind
from graphsvc.seeding.region import generate

ALONE = 1 << 60
"""rustworkx uses one thread below so many nodes."""
PATHS = 20_000

Call = Callable[[Any], Any]
ALGORITHMS: Mapping[str, tuple[Call, Call | None, Call | None]] = {
    "betweenness": (
        nx.betweenness_centrality,
        lambda graph: rx.betweenness_centrality(graph, parallel_threshold=ALONE),
        lambda graph: nk.centrality.Betweenness(graph).run(),
    ),
    "edge betweenness": (
        nx.edge_betweenness_centrality,
        lambda graph: rx.edge_betweenness_centrality(graph, parallel_threshold=ALONE),
        None,
    ),
    "harmonic closeness": (
        nx.harmonic_centrality,
        None,
        lambda graph: nk.centrality.HarmonicCloseness(graph, False).run(),
    ),
    "closeness": (
        nx.closeness_centrality,
        lambda graph: rx.closeness_centrality(graph, parallel_threshold=ALONE),
        lambda graph: nk.centrality.Closeness(graph, True, nk.centrality.ClosenessVariant.GENERALIZED).run(),
    ),
    "pagerank": (nx.pagerank, None, lambda graph: nk.centrality.PageRank(graph, tol=1e-6).run()),
    "core number": (nx.core_number, rx.core_number, lambda graph: nk.centrality.CoreDecomposition(graph).run()),
    "cut points": (lambda graph: list(nx.articulation_points(graph)), rx.articulation_points, None),
    "bridges": (lambda graph: list(nx.bridges(graph)), rx.bridges, None),
    "biconnected components": (
        lambda graph: list(nx.biconnected_components(graph)),
        rx.biconnected_components,
        lambda graph: nk.components.BiconnectedComponents(graph).run(),
    ),
    "connected components": (
        lambda graph: list(nx.connected_components(graph)),
        rx.connected_components,
        lambda graph: nk.components.ConnectedComponents(graph).run(),
    ),
    "steps from one actor": (
        lambda graph: nx.single_source_shortest_path_length(graph, 0),
        lambda graph: rx.dijkstra_shortest_path_lengths(graph, 0, lambda _: 1.0),
        lambda graph: nk.distance.BFS(graph, 0).run(),
    ),
    "clustering": (nx.clustering, None, lambda graph: nk.centrality.LocalClusteringCoefficient(graph).run()),
    "transitivity": (nx.transitivity, rx.transitivity, None),
    "constraint": (nx.constraint, None, None),
    "effective size": (nx.effective_size, None, None),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--actors", type=int, default=1_500)
    parser.add_argument("--ties", type=int, default=9_000)
    parser.add_argument("--gaps", nargs="*", type=int, default=[10_000])
    asked = parser.parse_args()
    nk.setNumberOfThreads(1)
    compare(asked.actors, network(asked.actors, asked.ties))
    for count in asked.gaps:
        gaps(View(Graph.of(generate(count, 1, today())), ADMIN, today()))


def network(count: int, ties: int) -> NDArray[np.int64]:
    """The pairs of a random network, shape (pairs, 2)."""
    graph = nx.powerlaw_cluster_graph(count, ties // count, 0.3, seed=1)
    return np.unique(np.sort(np.array(graph.edges, np.int64), axis=1), axis=0)


def compare(count: int, pairs: NDArray[np.int64]) -> None:
    """Print each algorithm, and how many times longer the others take."""
    print(f"{count:,} actors, {len(pairs):,} pairs    graphsvc    networkx   rustworkx   networkit   (times graphsvc)")
    plain: nx.Graph[int] = nx.Graph(pairs.tolist())
    for name, (call, by_rustworkx, by_networkit) in ALGORITHMS.items():
        own = cpu(call, graph_of_pairs(count, pairs))
        others = [
            cpu(call, plain),
            cpu(by_rustworkx, rustworkx_graph(count, pairs)),
            cpu(by_networkit, networkit_graph(count, pairs)),
        ]
        row("  ".join([f"{name:30}", f"{own:10.4f}"]), own, others)
    communities(graph_of_pairs(count, pairs), plain)
    paths(count, pairs)


def communities(graph: SparseGraph, plain: nx.Graph[int]) -> None:
    """Leiden beside networkx's Louvain, with the modularity that each reaches."""
    found: dict[str, Any] = {}
    own = cpu(lambda given: found.update(own=nx.community.leiden_communities(given, seed=1)), graph)
    other = cpu(lambda given: found.update(other=nx.community.louvain_communities(given, seed=1)), plain)
    row(f"{'communities':30}  {own:10.4f}", own, [other, None, None])
    reached = [nx.community.modularity(plain, found[name]) for name in ("own", "other")]
    print(f"    modularity {reached[0]:.4f} (Leiden), {reached[1]:.4f} (networkx's Louvain)")


def paths(count: int, pairs: NDArray[np.int64]) -> None:
    """A shortest path drawn at random, beside that of networkit's KADABRA."""
    matrix = graph_of_pairs(count, pairs).rows.matrix()
    own = cpu(lambda given: list(inner_nodes(given, PATHS, np.random.default_rng(1))), matrix)
    graph = networkit_graph(count, pairs)  # held: networkit does not, and crashes
    kadabra = nk.centrality.KadabraBetweenness(graph, 0.01, 0.1)
    other = cpu(lambda given: given.run(), kadabra) or 0.0
    other *= PATHS / kadabra.getNumberOfIterations()
    row(f"{f'{PATHS:,} random paths':30}  {own:10.4f}", own, [None, None, other])


def gaps(view: View) -> None:
    """Print all gaps of a view, kind by kind."""
    gc.collect()
    basis = Basis(view, Thresholds())
    spent: dict[GapKind, tuple[float, int]] = {}
    for kind, find in FINDERS.items():
        start = time.process_time()
        found = weighed(basis, kind, find(basis))
        spent[kind] = time.process_time() - start, len(found)
    print(f"\nall gaps of {len(view.actors()):,} actors: {sum(seconds for seconds, _ in spent.values()):.2f} s")
    for kind, (seconds, count) in spent.items():
        print(f"    {kind.name:25} {seconds:8.3f} s {count:8,}")


def cpu(call: Call | None, given: Any) -> float | None:
    """CPU seconds of one call; None for no call."""
    if call is None:
        return None
    start = time.process_time()
    call(given)
    return time.process_time() - start


def row(beginning: str, own: float | None, others: list[float | None]) -> None:
    ratios = ["         -" if other is None else f"{other / max(own or 0, 1e-6):9.1f}x" for other in others]
    print("  ".join([beginning, *ratios]))


def rustworkx_graph(count: int, pairs: NDArray[np.int64]) -> Any:
    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(count)))
    graph.add_edges_from_no_data(list(map(tuple, pairs.tolist())))
    return graph


def networkit_graph(count: int, pairs: NDArray[np.int64]) -> Any:
    columns = pairs.astype(np.uint64).T
    return nk.GraphFromCoo((columns[0].copy(), columns[1].copy()), count)


if __name__ == "__main__":
    main()
