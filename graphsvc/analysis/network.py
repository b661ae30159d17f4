"""The network in numbers: every figure recalculated within a selection of actors and ties."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from statistics import fmean

import msgspec
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.access.policy import FEW, is_advisory
from graphsvc.analysis.actor_figures import communities, graph_of_pairs
from graphsvc.analysis.cohesion import degree_centralisation, fragmentation
from graphsvc.analysis.figures import distinct_pairs, ends_of, in_graph
from graphsvc.analysis.mixing import Mixing, mixing_of
from graphsvc.analysis.ties import crosses_worlds
from graphsvc.graph.view import View
from graphsvc.model.records import Actor, Tie


class Community(msgspec.Struct, frozen=True):
    """Actors with more ties among each other than with others."""

    number: int
    """1 is the largest; of equal size the one with the smallest id first."""
    actors: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many actors it has."""
        return len(self.actors)


class NetworkFigures(msgspec.Struct, frozen=True, kw_only=True):
    """A network as a whole. All but the counts of ties are of the simple, undirected graph of distinct pairs."""

    actor_count: int
    tie_count: int
    """All current ties chosen, of any kind."""
    density: float
    """The share of all pairs that are tied."""
    components: int
    largest_component: int
    isolates: int
    reciprocity: float
    """The share of directed pairs that go both ways; undirected ties are left out."""
    transitivity: float
    """The share of pairs with a shared neighbour that are tied themselves."""
    ei_index: float | None
    """(Ties between formalities - ties within one) / all pairs; None without ties."""
    degree_centralisation: float
    """Freeman: 0 when all have as many neighbours, 1 for a star."""
    communities: tuple[Community, ...]
    cross_world_ties: int
    """Those of `tie_count` between the living world and the system world."""
    fragmentation: float
    """Borgatti's F: the share of pairs that no path joins."""
    mean_trust: float | None
    """None when no tie has it, or too few for this viewer."""
    mean_value: float | None
    trust_answers: int
    """From how many ties: reports show no mean of fewer than 5."""
    value_answers: int
    mixing: dict[str, Mixing]
    """How groups mix, by each of `MIXED_BY`."""


MIXED_BY: Mapping[str, Callable[[Actor], str | None]] = {
    "ACTOR_KIND": lambda actor: actor.actor_kind.name,
    "FORMALITY": lambda actor: actor.formality.name,
    "SECTOR": lambda actor: actor.sector,
}
"""By what groups of actors mix: the name -> the group of an actor."""


class NetworkInput(msgspec.Struct, frozen=True):
    """What these figures are computed from. Actors are numbered in order of id."""

    ids: list[str]
    groups: dict[str, list[str | None]]
    """By what groups mix (`MIXED_BY`) -> the group of each actor."""
    tie_count: int
    pairs: NDArray[np.int64]
    """The distinct pairs of the graph, shape (pairs, 2), the smaller number first."""
    arrows: NDArray[np.int64]
    """The distinct directed ties of the graph, shape (arrows, 2), from and to."""
    cross_world_ties: int
    trust: tuple[float | None, int]
    """The mean as the viewer may see it, and from how many."""
    value: tuple[float | None, int]


def network_figures(
    view: View, actor_ids: Collection[str] | None = None, ties: Callable[[Tie], bool] | None = None
) -> NetworkFigures:
    """The figures of the network of some actors (none given: all) and the ties among them that pass a test.

    Without a test all ties are counted, and the graph leaves out PART_OF and FUNDS; with one it has what passes.
    Unknown ids are ignored. Takes 1 s at 10,000 actors and 60,000 ties: `network_of` can run in a worker process.
    """
    return network_of(network_input(view, actor_ids, ties))


def network_input(
    view: View, actor_ids: Collection[str] | None = None, ties: Callable[[Tie], bool] | None = None
) -> NetworkInput:
    """What `network_figures` are computed from, without any record."""
    chosen = None if actor_ids is None else set(actor_ids)
    actors = sorted((a for a in view.actors() if chosen is None or a.id in chosen), key=lambda actor: actor.id)
    number = {actor.id: place for place, actor in enumerate(actors)}
    among = [tie for tie in view.ties() if tie.from_id in number and tie.to_id in number and (not ties or ties(tie))]
    graph = among if ties else list(filter(in_graph, among))
    arrows = ends_of((tie for tie in graph if tie.directed), number)
    by_id = {actor.id: actor for actor in actors}
    return NetworkInput(
        ids=[actor.id for actor in actors],
        groups={key: [group(actor) for actor in actors] for key, group in MIXED_BY.items()},
        tie_count=len(among),
        pairs=distinct_pairs(ends_of(graph, number)),
        arrows=np.unique(arrows, axis=0),
        cross_world_ties=sum(crosses_worlds(by_id[tie.from_id], by_id[tie.to_id]) for tie in among),
        trust=_mean(view, [tie.trust for tie in among]),
        value=_mean(view, [tie.value for tie in among]),
    )


def network_of(given: NetworkInput) -> NetworkFigures:
    """The figures of an input; every one is defined for a network without ties or actors too."""
    graph = graph_of_pairs(len(given.ids), given.pairs)
    sizes = sorted((len(component) for component in nx.connected_components(graph)), reverse=True)
    return NetworkFigures(
        actor_count=len(graph),
        tie_count=given.tie_count,
        density=nx.density(graph) if len(graph) > 1 else 0.0,
        components=len(sizes),
        largest_component=sizes[0] if sizes else 0,
        isolates=nx.number_of_isolates(graph),
        reciprocity=_reciprocity(given),
        transitivity=float(nx.transitivity(graph)),
        ei_index=_ei_index(given),
        degree_centralisation=degree_centralisation(graph),
        communities=tuple(
            Community(number, tuple(given.ids[actor] for actor in group))
            for number, group in enumerate(communities(graph), 1)
        ),
        cross_world_ties=given.cross_world_ties,
        fragmentation=fragmentation(graph),
        mean_trust=given.trust[0],
        mean_value=given.value[0],
        trust_answers=given.trust[1],
        value_answers=given.value[1],
        mixing={key: _mixing(given, groups) for key, groups in given.groups.items()},
    )


def _reciprocity(given: NetworkInput) -> float:
    if not len(given.arrows):
        return 0.0
    arrows: nx.DiGraph[int] = nx.DiGraph(given.arrows.tolist())
    return float(nx.overall_reciprocity(arrows))


def _mixing(given: NetworkInput, groups: Sequence[str | None]) -> Mixing:
    """By groups of the actors, those in order of name, unknown last."""
    names = sorted(set(groups), key=lambda name: (name is None, name))
    number = {name: place for place, name in enumerate(names)}
    own = np.array([number[group] for group in groups], np.intp)
    tails, heads = np.concatenate([given.pairs, given.pairs[:, ::-1]]).T
    return mixing_of(names, own, tails, heads)


def _ei_index(given: NetworkInput) -> float | None:
    """Krackhardt and Stern (1988), Social Psychology Quarterly 51:123-140."""
    if not len(given.pairs):
        return None
    formality = np.array(given.groups["FORMALITY"])
    return float(2 * (formality[given.pairs[:, 0]] != formality[given.pairs[:, 1]]).mean() - 1)


def _mean(view: View, answers: Collection[float | None]) -> tuple[float | None, int]:
    """The mean of the known answers and their number; no mean from few for those who are no advisors."""
    known = [answer for answer in answers if answer is not None]
    enough = len(known) >= FEW or (known and is_advisory(view.viewer))
    return (fmean(known) if enough else None), len(known) if enough or is_advisory(view.viewer) else 0
