"""Which of networkx's algorithms the backend has, and in which module each is; networkx reads it when it is imported."""

from __future__ import annotations

from typing import Any

MODULES = {
    "betweenness": ("betweenness_centrality", "edge_betweenness_centrality"),
    "closeness": ("closeness_centrality", "harmonic_centrality"),
    "clustering": ("average_clustering", "clustering", "transitivity", "triangles"),
    "communities": ("leiden_communities",),
    "components": ("connected_components", "is_connected", "node_connected_component", "number_connected_components"),
    "connectivity": (
        "articulation_points",
        "biconnected_component_edges",
        "biconnected_components",
        "bridges",
        "has_bridges",
        "is_biconnected",
    ),
    "cores": ("core_number",),
    "pagerank": ("pagerank",),
    "shortest_paths": (
        "bidirectional_shortest_path",
        "has_path",
        "shortest_path",
        "shortest_path_length",
        "single_source_shortest_path",
        "single_source_shortest_path_length",
    ),
    "simple_paths": ("shortest_simple_paths",),
    "structural_holes": ("constraint", "effective_size"),
}
"""The modules of this package, each with the algorithms it has, by the names that networkx dispatches on."""


def backend_info() -> dict[str, Any]:
    """What networkx shows of a backend."""
    return {
        "backend_name": "graphsvc",
        "project": "graphsvc",
        "package": "graphsvc.analysis.backend",
        "short_summary": "Sparse rows, rustworkx and graspologic-native.",
        "functions": {name: {} for names in MODULES.values() for name in names},
    }
