"""Figures of analysis as fields, filters and orders of actors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.access.policy import names_single_points
from graphsvc.analysis.figures import ActorFigures, Brokerage, Figures
from graphsvc.api.advisory import require_advisory
from graphsvc.api.definitions import (
    Argument,
    Definition,
    FieldDefinition,
    InputDefinition,
    ObjectDefinition,
    attribute,
    describe,
    enum_name,
    snake_case,
)
from graphsvc.api.masks import Test, all_of
from graphsvc.api.orders import Order
from graphsvc.api.state import State
from graphsvc.api.values import value_test
from graphsvc.errors import Forbidden
from graphsvc.graph.codings import FloatCoding
from graphsvc.graph.graph import Graph
from graphsvc.model.records import Actor
from graphsvc.model.vocabularies import BrokerageRole

_GRAPH = "In the graph of pairs of actors with a current tie other than PART_OF and FUNDS."


class Metric(msgspec.Struct, frozen=True):
    """One figure of an actor."""

    name: str
    type: str
    description: str
    ordered: bool = False

    @property
    def attribute(self) -> str:
        """Its name in Python."""
        return snake_case(self.name)


METRICS = (
    Metric("tieCount", "Int!", "All current ties, of any kind.", True),
    Metric("degree", "Int!", f"Different actors it has a tie with. {_GRAPH}", True),
    Metric("informalDegree", "Int!", "Of those, how many are of the living world.", True),
    Metric("formalDegree", "Int!", "Of those, how many are formal.", True),
    Metric("betweenness", "Float!", "Share of shortest paths between others that run through it, normalised.", True),
    Metric("betweennessError", "Float!", "Half-width of the 95% interval of betweenness; 0 when it is exact."),
    Metric("harmonicCloseness", "Float!", "Sum of 1/steps to all others."),
    Metric("harmonicClosenessError", "Float!", "Half-width of the 95% interval of harmonicCloseness; 0 when exact."),
    Metric("core", "Int!", "The largest k for which it is in a k-core.", True),
    Metric("constraint", "Float", "Burt's constraint in the whole network; null without ties.", True),
    Metric("effectiveSize", "Float", "Burt's effective size in the whole network; null without ties."),
    Metric("efficiency", "Float", "Effective size divided by degree; null without ties."),
    Metric("egoConstraint", "Float", "Constraint within its own ego network."),
    Metric("egoEffectiveSize", "Float", "Effective size within its own ego network."),
    Metric("egoEfficiency", "Float", "Efficiency within its own ego network."),
    Metric("eiIndex", "Float", "(ties to the other world - ties within its own) / all; null without ties."),
    Metric("brokerage", "Brokerage!", "How often it stands between two actors, by their groups (Gould-Fernandez)."),
    Metric("community", "Int!", "The number of its community; the largest is 1, and 0 is none."),
    Metric("isCutPoint", "Boolean!", "Whether the network falls apart further without it. Not for the public."),
    Metric("stepsToFormal", "Int", "Steps to the nearest formal actor; itself counted; null when none is in reach."),
    Metric(
        "stepsToInformal", "Int", "Steps to the nearest informal actor; itself counted; null when none is in reach."
    ),
)


def require_named(state: State) -> None:
    """Raises Forbidden for who is not told which single actors and ties hold the network together."""
    if not names_single_points(state.viewer):
        raise Forbidden("The public is not told which single actors and ties hold the network together.")


def require_figures(state: State) -> Figures:
    """The figures this request goes by; the run is started only once they are there."""
    if state.figures is None:
        raise RuntimeError("a field that needs figures was read in a request that did not await them")
    return state.figures


def figures_of_actor(actor: Actor, state: State) -> ActorFigures:
    """The figures of an actor. One that is not in the network they were computed on (it ended, or is new) has no ties."""
    found = require_figures(state).actors.get(actor.id)
    return found if found is not None else _without_ties(actor.is_formal, actor.is_living_world)


@cache
def _without_ties(formal: bool, living: bool) -> ActorFigures:
    unknown: dict[str, Any] = dict.fromkeys(
        (
            "constraint",
            "effective_size",
            "efficiency",
            "ego_constraint",
            "ego_effective_size",
            "ego_efficiency",
            "ei_index",
        )
    )
    none: dict[str, Any] = dict.fromkeys(
        ("tie_count", "degree", "informal_degree", "formal_degree", "betweenness", "betweenness_error"), 0
    )
    more: dict[str, Any] = dict.fromkeys(("harmonic_closeness", "harmonic_closeness_error", "core", "community"), 0)
    return ActorFigures(
        **unknown,
        **none,
        **more,
        brokerage=Brokerage(**dict.fromkeys(Brokerage.__struct_fields__, 0)),
        is_cut_point=False,
        steps_to_formal=0 if formal else None,
        steps_to_informal=0 if living else None,
    )


METRICS_FIELD = FieldDefinition(
    "metrics",
    "ActorMetrics!",
    "Its place in the network, within what the viewer may see; of the version that `service` and `extensions` name.",
    figures_of_actor,
    needs_figures=True,
)


def _order(metric: Metric) -> Order:
    read = metric.attribute
    return Order(
        enum_name(metric.name),
        f"By the figure {metric.name}. Advisors only.",
        lambda actor, state: getattr(figures_of_actor(actor, state), read),
        figure=True,
        ranks=True,
    )


METRIC_ORDERS = tuple(_order(metric) for metric in METRICS if metric.ordered)


def metrics_test(asked: Mapping[str, Any], state: State, place: str) -> Test:
    """What a filter on figures asks of actors. Raises Forbidden below advisor: it would tell who is above a number."""
    require_advisory(state, "a filter on metrics")
    tests: list[Test] = []
    for name, wanted in asked.items():
        if wanted is not None:
            tests.append(_metric_test(_BY_NAME[name].attribute, value_test(wanted, _CODING, f"{place}.{name}"), state))
    return all_of(tests)


def _metric_test(name: str, test: Test, state: State) -> Test:
    return Test(lambda numbers: test.passes(figure_column(name, state)[numbers]), test.cost)


_CODING = FloatCoding()


def figure_column(name: str, state: State) -> NDArray[np.float64]:
    """A figure of every actor by its number, NaN where it is unknown; yes is 1."""
    view, figures = state.view, require_figures(state)
    found: NDArray[np.float64] = view.once(
        ("figure", name, figures.version), lambda: _figure_column(name, view.graph, state)
    )
    return found


def _figure_column(name: str, graph: Graph, state: State) -> NDArray[np.float64]:
    column = np.full(len(graph.nodes), np.nan)
    numbers = graph.of_kind[Actor.kind]
    column[numbers] = [getattr(figures_of_actor(graph.nodes[number], state), name) for number in numbers]  # type: ignore[arg-type]
    return column


_BY_NAME = {metric.name: metric for metric in METRICS}
_SCALAR = tuple(metric for metric in METRICS if metric.name != "brokerage")

METRIC_FILTER = InputDefinition(
    "ActorMetricsFilter",
    "What to ask of the figures of an actor. All must hold. Advisors only.",
    tuple(Argument(metric.name, f"{metric.type.rstrip('!')}Filter", metric.description) for metric in _SCALAR),
    needs_figures=True,
)


def metric_definitions() -> list[Definition]:
    """The types of the figures of an actor."""
    return [
        ObjectDefinition(
            "ActorMetrics", "The place of an actor in the network.", tuple(_field(metric) for metric in METRICS)
        ),
        ObjectDefinition(
            "Brokerage",
            "How often an actor stands between x and y that are not tied themselves, by the groups of the three.",
            tuple(
                FieldDefinition(role.name.lower(), "Int!", describe(role.words), attribute(role.name.lower()))
                for role in BrokerageRole
            ),
        ),
    ]


def _field(metric: Metric) -> FieldDefinition:
    read = _is_cut_point if metric.name == "isCutPoint" else attribute(metric.name)
    return FieldDefinition(metric.name, metric.type, metric.description, read)


def _is_cut_point(figures: ActorFigures, state: State) -> bool:
    require_named(state)
    return figures.is_cut_point
