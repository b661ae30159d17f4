"""Ties without which the network falls further apart, as a field of a tie and in filters; not named to the public."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphsvc.analysis.figures import NOT_IN_GRAPH
from graphsvc.analysis.figures import is_bridge as bridges
from graphsvc.api.definitions import FieldDefinition
from graphsvc.api.masks import Test
from graphsvc.api.metrics import require_figures, require_named
from graphsvc.api.scope import FilterField, Scope
from graphsvc.api.state import State
from graphsvc.api.tie_filters import YES_OR_NO
from graphsvc.api.values import value_test
from graphsvc.graph.columns import Mask, Numbers
from graphsvc.graph.field_columns import columns_of
from graphsvc.graph.graph import Graph
from graphsvc.model.fields import field_by_key
from graphsvc.model.records import Tie

BRIDGE_FIELD = FieldDefinition(
    "isBridge",
    "Boolean!",
    "Whether its two ends are connected by nothing else. Of the same graph as the figures of actors. Not for the public.",
    read=lambda tie, state: _is_bridge(tie, state),
    needs_figures=True,
)


def _is_bridge(tie: Tie, state: State) -> bool:
    require_named(state)
    return state.view.get(tie.id) is not None and bridges(require_figures(state), tie)


def bridge_filter() -> FilterField:
    """On whether the two ends of a tie are connected by nothing else."""

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        require_named(scope.state)
        test = value_test(asked, YES_OR_NO, place)
        return Test(lambda ties: test.passes(_bridging(ties, scope.state)))

    said = "Whether its two ends are connected by nothing else. Not for the public."
    return FilterField("isBridge", "BooleanFilter", said, compile, figures=True)


def _bridging(ties: Numbers, state: State) -> Mask:
    """Which of many ties are bridges."""
    view, graph = state.view, state.view.graph
    kinds = columns_of(graph).of(Tie, field_by_key(Tie)["tieKind"])
    left_out = [kinds.coding.take(kind) for kind in NOT_IN_GRAPH]
    pairs = _pairs(graph.tails.values[ties], graph.heads.values[ties], len(graph.nodes))
    found: Mask = np.isin(pairs, _bridge_pairs(state)) & view.shows_edges(ties)
    return found & ~np.isin(kinds.at(ties), left_out)


def _bridge_pairs(state: State) -> Numbers:
    """The pairs of actors that nothing else connects, as one number each."""
    figures, graph = require_figures(state), state.view.graph

    def work_out() -> Numbers:
        known = _known(figures.bridges, graph)
        return _pairs(known[:, 0], known[:, 1], len(graph.nodes))

    found: Numbers = state.view.once(("bridges", figures.version), work_out)
    return found


def _known(pairs: Any, graph: Graph) -> Numbers:
    """The numbers of the actors of pairs that are still there, a row each."""
    number = graph.node_number
    both = [(number[one], number[other]) for one, other in pairs if one in number and other in number]
    return np.array(both, np.int64).reshape(-1, 2)


def _pairs(one: Numbers, other: Numbers, span: int) -> Numbers:
    found: Numbers = np.minimum(one, other).astype(np.int64) * span + np.maximum(one, other)
    return found
