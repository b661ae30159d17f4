"""The network in numbers, and how completely it is known."""

from __future__ import annotations

import anyio.from_thread

from graphsvc.analysis.completeness import Completeness, completeness
from graphsvc.analysis.need import Needs
from graphsvc.analysis.network import NetworkFigures, NetworkInput, network_input, network_of
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition, attribute
from graphsvc.api.filters import filter_test, scope_of
from graphsvc.api.mixing import mixing_definitions, mixing_field
from graphsvc.api.scope import require_record
from graphsvc.api.state import State
from graphsvc.api.walks import record, records
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area, Tie
from graphsvc.work import run_in_process

OWN_PROCESS = 2_000
"""From so many actors on, the figures are computed in a process of their own."""


def network_fields() -> tuple[FieldDefinition, ...]:
    """The fields of Query about the network as a whole."""
    return (
        FieldDefinition(
            "network",
            "Network!",
            "The network of some actors and ties in numbers, every one recalculated within the selection.",
            compute=_network,
            arguments=(
                Argument("actors", "ActorFilter", "Only actors that fit."),
                Argument(
                    "ties", "TieFilter", "Only ties that fit; otherwise all, with PART_OF and FUNDS only counted."
                ),
            ),
            price=300,
        ),
        FieldDefinition(
            "completeness",
            "[Completeness!]!",
            "How completely and how freshly the network is known: of an area and those directly inside it, or of all.",
            compute=_completeness,
            arguments=(Argument("area", "ID", "The area; otherwise the whole network and its largest areas."),),
            price=100,
        ),
    )


def _network(arguments: Arguments, state: State) -> NetworkFigures:
    given = selected(arguments, state)
    if len(given.ids) < OWN_PROCESS:
        return network_of(given)
    return anyio.from_thread.run(run_in_process, network_of, given)


def selected(arguments: Arguments, state: State) -> NetworkInput:
    """The network of the actors and ties that `actors` and `ties` ask for."""
    view = state.view
    scope = scope_of(state, view)
    actors = filter_test(Actor, arguments.get("actors"), scope, "actors")
    ties = filter_test(Tie, arguments.get("ties"), scope, "ties")
    chosen = None
    if actors is not None:
        chosen = [actor.id for actor in actors.among(view.actors())]
    return network_input(view, chosen, ties.all_through() if ties else None)


def _completeness(arguments: Arguments, state: State) -> list[Completeness]:
    view, area = state.view, arguments.get("area")
    require_record(state.view, area, Area, "area")
    if area is not None:
        parts = [found.id for found in view.linking(area, LinkKind.WITHIN)]
    else:
        parts = [found.id for found in view.records(Area) if not view.links_from(found.id, LinkKind.WITHIN)]
    needs = Needs(view)
    return [completeness(view, part, needs) for part in (area, *parts)]


def network_definitions() -> list[Definition]:
    """The types of the network as a whole."""
    return [
        *mixing_definitions(),
        ObjectDefinition(
            "Network", "A network in numbers, of distinct pairs of actors.", (*_network_fields(), mixing_field())
        ),
        ObjectDefinition(
            "Community",
            "Actors with more ties among each other than with others.",
            (
                FieldDefinition("number", "Int!", "1 is the largest.", attribute("number")),
                FieldDefinition("size", "Int!", "How many actors it has.", attribute("size")),
                FieldDefinition("actors", "[Actor!]!", "Its actors.", records("actors"), typical=50),
            ),
        ),
        ObjectDefinition(
            "Completeness",
            "How completely and how freshly the network of an area is known.",
            (
                FieldDefinition("area", "Area", "The area; null: the whole network.", record("area")),
                FieldDefinition(
                    "value",
                    "Float",
                    "The mean of the two shares below; null when nobody was invited.",
                    attribute("value"),
                ),
                FieldDefinition(
                    "answered",
                    "Float",
                    "Share of the actors invited to the latest round that answered.",
                    attribute("answered"),
                ),
                FieldDefinition(
                    "verified",
                    "Float",
                    "Share of actors of the living world with a tie verified within 12 months.",
                    attribute("verified"),
                ),
                FieldDefinition(
                    "residentsAsked",
                    "Boolean!",
                    "Whether residents were asked there within 24 months.",
                    attribute("residents_asked"),
                ),
                FieldDefinition("actors", "Int!", "How many actors are active there.", attribute("actors")),
                FieldDefinition(
                    "freshness",
                    "Float",
                    "Mean freshness of their ties: halves every 12 months.",
                    attribute("freshness"),
                ),
            ),
        ),
    ]


def _network_fields() -> list[FieldDefinition]:
    told = {
        "actorCount": ("Int!", "How many actors."),
        "tieCount": ("Int!", "How many ties, of any kind."),
        "density": ("Float!", "Share of all pairs that are tied."),
        "components": ("Int!", "Into how many parts it falls."),
        "largestComponent": ("Int!", "Actors in the largest part."),
        "isolates": ("Int!", "Actors without any tie."),
        "reciprocity": ("Float!", "Share of directed pairs that go both ways."),
        "transitivity": ("Float!", "Share of pairs with a shared neighbour that are tied themselves."),
        "eiIndex": ("Float", "(ties between formalities - ties within) / all; null without ties."),
        "degreeCentralisation": ("Float!", "0 when all have as many neighbours, 1 for a star (Freeman)."),
        "communities": ("[Community!]!", "Groups with more ties among each other than with others."),
        "crossWorldTies": ("Int!", "Ties between living world and system world."),
        "fragmentation": ("Float!", "Share of pairs that no path joins (Borgatti)."),
        "meanTrust": ("Float", "Mean trust, 1-4; null when unknown or from too few answers for the viewer."),
        "meanValue": ("Float", "Mean value, 1-4; null when unknown or from too few answers for the viewer."),
    }
    return [FieldDefinition(name, type, text, attribute(name)) for name, (type, text) in told.items()]
