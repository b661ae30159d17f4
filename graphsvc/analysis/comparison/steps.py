"""From the network before to the one after in three steps, and the figures on the way.

The order is fixed: real change among the actors known on both days, then actors that came or went, then new data. Each
step ends in a network that could have been, on which every figure is computed anew. So the parts of a figure always add
up to its difference; for counts they would in any order.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import networkx as nx

from graphsvc.analysis.actor_figures import graph_of_pairs
from graphsvc.analysis.cohesion import degree_centralisation, fragmentation
from graphsvc.analysis.comparison.differences import Differences
from graphsvc.analysis.comparison.known import Held
from graphsvc.analysis.figures import distinct_pairs, ends_of, in_graph
from graphsvc.analysis.ties import crosses_worlds
from graphsvc.model.vocabularies import DifferenceCause, NetworkFigure

ORDER = (DifferenceCause.REAL_CHANGE, DifferenceCause.NEW_ACTORS, DifferenceCause.NEW_DATA)
Figures = dict[NetworkFigure, float]


class ComparedFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure on both days, and what each cause added to it (less than 0: took away), in the order of the steps."""

    figure: NetworkFigure
    before: float
    after: float
    real_change: float
    new_actors: float
    new_data: float

    @property
    def change(self) -> float:
        """The whole difference, which the three parts add up to."""
        return self.after - self.before


def compared_figures(before: Held, after: Held, found: Differences) -> tuple[ComparedFigure, ...]:
    """Each figure before and after. Takes about 0.25 s a network of 10,000 actors and 60,000 ties, at most four times."""
    stages: list[Figures] = []
    previous: Held | None = None
    for network in _stages(before, after, found):
        same = previous is not None and _same(previous, network)
        stages.append(stages[-1] if same else figures_of(network))
        previous = network
    first, real, actors, last = stages
    return tuple(
        ComparedFigure(
            figure=figure,
            before=first[figure],
            after=last[figure],
            real_change=real[figure] - first[figure],
            new_actors=actors[figure] - real[figure],
            new_data=last[figure] - actors[figure],
        )
        for figure in NetworkFigure
    )


def _stages(before: Held, after: Held, found: Differences) -> Iterator[Held]:
    """The network before, and after each of the three steps."""
    network = before
    yield network
    for cause in ORDER:
        actors, ties = dict(network.actors), dict(network.ties)
        for actor in (change.actor for change in found.actors if change.cause is cause):
            if actor in after.actors:
                actors[actor] = after.actors[actor]
            else:
                del actors[actor]
        for tie in (change.tie for change in found.ties if change.cause is cause):
            if tie in after.ties:
                ties[tie] = after.ties[tie]
            else:
                del ties[tie]
        network = Held(actors, ties)
        yield network


def _same(one: Held, other: Held) -> bool:
    return one.actors.keys() == other.actors.keys() and one.ties.keys() == other.ties.keys()


def figures_of(network: Held) -> Figures:
    """The figures of a network; all but the counts of ties are of its distinct pairs, as `NetworkFigures` has them."""
    number = {id: place for place, id in enumerate(sorted(network.actors))}
    pairs = distinct_pairs(ends_of(filter(in_graph, network.ties.values()), number))
    graph = graph_of_pairs(len(number), pairs)
    degrees = graph.rows.degrees.tolist()
    sizes = [len(component) for component in nx.connected_components(graph)]
    actors, ties = network.actors, network.ties.values()
    return {
        NetworkFigure.ACTORS: len(actors),
        NetworkFigure.LIVING_WORLD: sum(actor.is_living_world for actor in actors.values()),
        NetworkFigure.SYSTEM_WORLD: sum(actor.is_formal for actor in actors.values()),
        NetworkFigure.TIES: len(ties),
        NetworkFigure.CROSS_WORLD_TIES: sum(crosses_worlds(actors[tie.from_id], actors[tie.to_id]) for tie in ties),
        NetworkFigure.ISOLATES: degrees.count(0),
        NetworkFigure.COMPONENTS: len(sizes),
        NetworkFigure.LARGEST_COMPONENT: max(sizes, default=0),
        NetworkFigure.DENSITY: nx.density(graph) if len(graph) > 1 else 0.0,
        NetworkFigure.TRANSITIVITY: float(nx.transitivity(graph)),
        NetworkFigure.DEGREE_CENTRALISATION: degree_centralisation(graph),
        NetworkFigure.FRAGMENTATION: fragmentation(graph),
    }
