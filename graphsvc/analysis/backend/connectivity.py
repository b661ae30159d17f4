"""What holds a graph together: cut points, bridges and blocks. Hopcroft and Tarjan (1973), CACM 16:372-378, by rustworkx."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Any

import networkx as nx


def articulation_points(G: Any) -> Iterator[Hashable]:
    """The nodes without which a component falls apart."""
    import rustworkx

    return iter([G.ids[number] for number in sorted(rustworkx.articulation_points(G.rustworkx))])


def bridges(G: Any, root: Any = None) -> Iterator[tuple[Hashable, Hashable]]:
    """The edges without which a component falls apart, of the component of `root` alone if one is given.

    Raises NodeNotFound when there is no such node.
    """
    return iter(_bridges(G, root))


def has_bridges(G: Any, root: Any = None) -> bool:
    """Whether there is a bridge, in the component of `root` if one is given."""
    return bool(_bridges(G, root))


def biconnected_component_edges(G: Any) -> Iterator[list[tuple[Hashable, Hashable]]]:
    """The edges of each block: of a largest part that no single node holds together."""
    return iter([[(G.ids[one], G.ids[other]) for one, other in edges] for edges in _blocks(G)])


def biconnected_components(G: Any) -> Iterator[set[Hashable]]:
    """The nodes of each block; an isolate has none."""
    return iter([{G.ids[number] for edge in edges for number in edge} for edges in _blocks(G)])


def is_biconnected(G: Any) -> bool:
    """Whether all nodes are in one block."""
    blocks = list(biconnected_components(G))
    return len(blocks) == 1 and len(blocks[0]) == len(G)


def _bridges(graph: Any, root: Any) -> list[tuple[Hashable, Hashable]]:
    import rustworkx

    if root is not None and root not in graph:
        raise nx.NodeNotFound(f"Root node {root} not in graph")
    within = None if root is None else nx.node_connected_component(graph, root)
    found = sorted(tuple(sorted(ends)) for ends in rustworkx.bridges(graph.rustworkx))
    named = ((graph.ids[one], graph.ids[other]) for one, other in found)
    return [ends for ends in named if within is None or ends[0] in within]


def _blocks(graph: Any) -> list[list[tuple[int, int]]]:
    import rustworkx

    blocks: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for edge, block in rustworkx.biconnected_components(graph.rustworkx).items():
        blocks[block].append(edge)
    return list(blocks.values())
