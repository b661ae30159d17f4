"""The network of a view as a networkx graph, for analysts and for what networkx offers beyond this package."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from enum import Enum
from typing import Any

import networkx as nx
import numpy as np

from graphsvc.access.policy import told, visible_fields
from graphsvc.analysis.backend.rows import rows_of_pairs
from graphsvc.analysis.backend.sparse_graph import SparseGraph
from graphsvc.analysis.figures import in_graph
from graphsvc.analysis.ties import pair_strengths
from graphsvc.graph.view import View
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import TieKind

ENDS = frozenset({"id", "from", "to"})


def to_networkx(view: View, kinds: Collection[TieKind] | None = None) -> nx.MultiDiGraph[str]:
    """All actors and every tie of these kinds (none given: all), parallel ones apart, with the fields the viewer sees.

    Nodes are ids of actors, edge keys ids of ties, attributes the keys of fields (`actorKind`), dates and choices as texts.
    An undirected tie is one edge with `directed` False.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in view.actors():
        graph.add_node(actor.id, **_attributes(view, actor))
    for tie in view.ties():
        if kinds is None or tie.tie_kind in kinds:
            graph.add_edge(tie.from_id, tie.to_id, key=tie.id, **_attributes(view, tie))
    return graph


def simple_graph(view: View, ties: Callable[[Tie], bool] = in_graph) -> SparseGraph:
    """The simple, undirected graph that figures are computed on: actors by id, one edge a pair with its `strength`.

    Read-only, in sparse rows made straight from the view: calls of networkx run on them by the backend of this package.
    """
    actors = sorted(view.actors(), key=lambda actor: actor.id)
    ids = [actor.id for actor in actors]
    number = {id: place for place, id in enumerate(ids)}
    strengths = pair_strengths(view, filter(ties, view.ties()))
    pairs = np.array([(number[one], number[other]) for one, other in strengths], np.int64).reshape(-1, 2)
    rows = rows_of_pairs(len(ids), pairs, {"strength": np.fromiter(strengths.values(), np.float64, len(strengths))})
    graph: SparseGraph = SparseGraph.of(rows, ids, [_attributes(view, actor) for actor in actors])
    return graph


def _attributes(view: View, record: Actor | Tie) -> dict[str, Any]:
    """The fields with a value, but the ends and the id, which the graph holds itself."""
    fields = visible_fields(view.viewer.role, type(record))
    values = {
        field.key: _plain(told(view.viewer, field, getattr(record, field.name)))
        for field in fields
        if field.key not in ENDS
    }
    return {key: value for key, value in values.items() if value is not None and value != ()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
