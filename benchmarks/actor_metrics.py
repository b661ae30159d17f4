"""What all metrics of all actors cost, beside plain networkx, and rustworkx and networkit called directly, all in one run.

`python -m benchmarks.actor_metrics [--actors N] [--ties M]`: CPU seconds of one thread on a random network with hubs and
triangles. Where networkx would take minutes it is measured on some of the nodes or sources, and scaled up (marked ~). The
last rows add up: all metrics, and per library those that it has beside the same ones of ours.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable
from typing import Any, NamedTuple

import networkit as nk
import networkx as nx
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from benchmarks.analysis import cpu, network, networkit_graph, rustworkx_graph
from graphsvc.analysis.actor_figures import SAMPLED_PATHS, graph_of_pairs
from graphsvc.analysis.betweenness import betweenness
from graphsvc.analysis.brokerage import brokerage
from graphsvc.analysis.closeness import harmonic_closeness
from graphsvc.analysis.mixing import ei_indices
from graphsvc.analysis.structural_holes import ego_constraint, ego_effective_size

SAMPLE = 20
"""So many nodes or sources stand for all where networkx takes long."""

Call = Callable[[Any], Any]


class Metric(NamedTuple):
    """A metric of each actor, and how each library computes it."""

    name: str
    own: Call
    networkx: Call | None = None
    sampled: tuple[str, ...] = ()
    """The libraries that compute it for `SAMPLE` nodes alone."""
    rustworkx: Call | None = None
    networkit: Call | None = None


def sample(graph: Any) -> list[int]:
    """Some nodes, hubs and others alike."""
    found: list[int] = np.random.default_rng(1).permutation(len(graph))[:SAMPLE].tolist()
    return found


def groups(graph: Any) -> dict[int, int]:
    return {node: node % 3 for node in graph}


METRICS = (
    Metric("degree", lambda graph: graph.rows.degrees, lambda graph: dict(graph.degree())),
    Metric(
        "core",
        nx.core_number,
        nx.core_number,
        (),
        rx.core_number,
        lambda g: nk.centrality.CoreDecomposition(g).run(),
    ),
    Metric(
        "cut points",
        lambda graph: list(nx.articulation_points(graph)),
        lambda graph: list(nx.articulation_points(graph)),
        (),
        rx.articulation_points,
        lambda graph: nk.components.BiconnectedComponents(graph).run(),
    ),
    Metric("bridges", lambda graph: list(nx.bridges(graph)), lambda graph: list(nx.bridges(graph)), (), rx.bridges),
    Metric(
        f"betweenness ({SAMPLED_PATHS:,} paths; the others exact)",
        lambda graph: betweenness(graph, SAMPLED_PATHS),
        lambda graph: nx.betweenness_centrality(graph, k=SAMPLE, seed=1),
        ("networkx", "networkit"),
        None,
        lambda graph: nk.centrality.EstimateBetweenness(graph, SAMPLE).run(),
    ),
    Metric(
        "harmonic closeness",
        harmonic_closeness,
        lambda graph: [
            sum(1 / far for far in nx.single_source_shortest_path_length(graph, node).values() if far)
            for node in sample(graph)
        ],
        ("networkx",),
        None,
        lambda graph: nk.centrality.HarmonicCloseness(graph, False).run(),
    ),
    Metric("constraint", nx.constraint, nx.constraint),
    Metric("effective size", nx.effective_size, nx.effective_size),
    Metric("ego constraint", ego_constraint, lambda graph: by_ego(nx.constraint, graph), ("networkx",)),
    Metric("ego effective size", ego_effective_size, lambda graph: by_ego(nx.effective_size, graph), ("networkx",)),
    Metric("brokerage", lambda graph: brokerage(graph, groups(graph))),
    Metric("E-I index", lambda graph: ei_indices(graph, groups(graph))),
    Metric(
        "communities",
        lambda graph: nx.community.leiden_communities(graph, seed=1),
        lambda graph: nx.community.louvain_communities(graph, seed=1),
        (),
        None,
        lambda graph: nk.community.PLM(graph, True).run(),
    ),
)


def by_ego(measure: Call, graph: Any) -> list[Any]:
    return [measure(nx.ego_graph(graph, node)) for node in sample(graph)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--ties", type=int, default=60_000)
    asked = parser.parse_args()
    nk.setNumberOfThreads(1)
    table(asked.actors, network(asked.actors, asked.ties))


def table(count: int, pairs: NDArray[np.int64]) -> None:
    """Print each metric, and the sums."""
    print(f"{f'{count:,} actors, {len(pairs):,} pairs':55} graphsvc   networkx  rustworkx  networkit   (s)")
    plain: nx.Graph[int] = nx.Graph(pairs.tolist())
    shared = graph_of_pairs(count, pairs)  # what one metric prepares, the next has: as in the service
    sums: dict[str, tuple[float, float]] = {}
    total = 0.0
    for metric in METRICS:
        own = cpu(metric.own, shared) or 0.0
        total += own
        spent = {
            "networkx": cpu(metric.networkx, plain),
            "rustworkx": cpu(metric.rustworkx, rustworkx_graph(count, pairs)),
            "networkit": cpu(metric.networkit, networkit_graph(count, pairs)),
        }
        for library, seconds in spent.items():
            if seconds is not None and library in metric.sampled:
                seconds = spent[library] = seconds * count / SAMPLE
            if seconds is not None:
                ours, theirs = sums.get(library, (0.0, 0.0))
                sums[library] = ours + own, theirs + seconds
        print(
            f"{metric.name:55} {own:8.3f}  " + " ".join(cell(seconds, metric, name) for name, seconds in spent.items())
        )
    print(
        f"{'all':55} {total:8.3f}    peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB, all libraries"
    )
    for library, (ours, theirs) in sums.items():
        print(f"{f'those that {library} has':55} {ours:8.3f}    {library}: {theirs:.3f}, {theirs / ours:,.1f} times")


def cell(seconds: float | None, metric: Metric, library: str) -> str:
    if seconds is None:
        return f"{'-':>10}"
    mark = "~" if library in metric.sampled else ""
    return f"{f'{mark}{seconds:.3f}':>10}"


if __name__ == "__main__":
    main()
