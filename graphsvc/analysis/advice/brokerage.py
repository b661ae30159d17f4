"""Which role an actor mostly plays between others."""

from __future__ import annotations

from collections.abc import Hashable

import networkx as nx

from graphsvc.analysis.brokerage import brokerage
from graphsvc.analysis.figures import in_graph
from graphsvc.graph.view import View
from graphsvc.model.records import Actor
from graphsvc.model.vocabularies import BrokerageRole


def main_role(view: View, actor: Actor) -> BrokerageRole | None:
    """The brokerage role by formality that the actor has for most pairs; of equals the first of the list.

    None when it stands between no two actors. Only the ties among its neighbours matter, so only they are read.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node(actor.id)
    graph.add_edges_from(_edges(view, actor.id))
    graph.add_edges_from(
        [edge for id in list(graph) if id != actor.id for edge in _edges(view, id) if edge[1] in graph]
    )
    groups: dict[Hashable, Hashable] = {id: found.formality for id in graph if (found := view.actor(id)) is not None}
    counts = brokerage(graph, groups, [actor.id])[actor.id]
    role = max(BrokerageRole, key=lambda role: int(getattr(counts, role.lower())))
    return role if getattr(counts, role.lower()) else None


def _edges(view: View, id: str) -> list[tuple[str, str]]:
    return [(id, view.other_end(tie, id).id) for tie in view.ties_of(id) if in_graph(tie)]
