"""The roots of reading: what can be asked of the graph."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from graphsvc.access.viewer import Role, Viewer
from graphsvc.api.advice import advice_definitions, advice_field
from graphsvc.api.changelog import changes_field
from graphsvc.api.comparisons import comparison_definitions, comparison_field
from graphsvc.api.coverage_matrix import coverage_matrix_definitions, coverage_matrix_field
from graphsvc.api.dates import graph_field
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition, enum_of
from graphsvc.api.gaps import gap_definitions, gaps_field
from graphsvc.api.key_players import key_player_definitions, key_players_field
from graphsvc.api.listings import root_list
from graphsvc.api.missing_ties import missing_tie_definitions, missing_ties_field
from graphsvc.api.networks import network_definitions, network_fields
from graphsvc.api.past import change_definitions
from graphsvc.api.questions import question_definitions, questions_field
from graphsvc.api.rankings import ranking_definitions, ranking_fields
from graphsvc.api.reach import reach_definitions, reach_field
from graphsvc.api.refusals import TooMuch
from graphsvc.api.search import search_definitions, search_field
from graphsvc.api.similar_areas import similar_area_definitions, similar_areas_field
from graphsvc.api.state import State
from graphsvc.api.walks import walk_definitions, walk_fields
from graphsvc.model.records import TYPES, AnyRecord


def query_definitions() -> list[Definition]:
    """The types Query and Graph, and the types that only their fields have."""
    query = ObjectDefinition(
        "Query",
        "What can be asked of the network. All of one request is of one moment.",
        (*_root_fields(), graph_field()),
    )
    graph = ObjectDefinition("Graph", "The network on one day: all that can be asked of it.", _root_fields())
    return [
        query,
        graph,
        *_viewer(),
        _service(),
        *search_definitions(),
        *walk_definitions(),
        *network_definitions(),
        *key_player_definitions(),
        *missing_tie_definitions(),
        *similar_area_definitions(),
        *ranking_definitions(),
        *gap_definitions(),
        *coverage_matrix_definitions(),
        *advice_definitions(),
        *reach_definitions(),
        *comparison_definitions(),
        *change_definitions(),
        *question_definitions(),
    ]


def _root_fields() -> tuple[FieldDefinition, ...]:
    return (
        FieldDefinition(
            "record",
            "Record",
            "The record with this id, ended ones too; null when there is none that the viewer may see.",
            prepare=_prepare_record,
            arguments=(Argument("id", "ID!", "Its id."),),
        ),
        FieldDefinition(
            "records",
            "[Record]!",
            "The records with these ids, in the same order, with null for what the viewer may not see.",
            prepare=_prepare_records,
            arguments=(Argument("ids", "[ID!]!", "Their ids."),),
        ),
        *(root_list(struct) for struct in TYPES.values()),
        search_field(),
        *walk_fields(),
        *network_fields(),
        key_players_field(),
        missing_ties_field(),
        similar_areas_field(),
        *ranking_fields(),
        gaps_field(),
        coverage_matrix_field(),
        advice_field(),
        reach_field(),
        comparison_field(),
        changes_field(),
        questions_field(),
        FieldDefinition("viewer", "Viewer!", "Who asks.", lambda _, state: state.viewer),
        FieldDefinition(
            "service", "Service!", "What answers, and from which state of the graph.", lambda _, state: state
        ),
    )


def _prepare_record(arguments: Arguments, state: State) -> Callable[[Any], AnyRecord | None]:
    return lambda _: state.all.get(arguments["id"])


def _prepare_records(arguments: Arguments, state: State) -> Callable[[Any], list[AnyRecord | None]]:
    ids, allowed = arguments["ids"], state.allowance.page
    if len(ids) > allowed:
        raise TooMuch("PAGE_SIZE", allowed, len(ids), f"{len(ids)} ids are asked; at most {allowed} at once.")
    return lambda _: [state.all.get(id) for id in ids]


def _viewer() -> list[Definition]:
    def regions(viewer: Viewer, state: State) -> list[Any]:
        return [area for id in viewer.regions if (area := state.view.get(id)) is not None]

    return [
        enum_of(Role),
        ObjectDefinition(
            "Viewer",
            "On whose behalf is asked.",
            (
                FieldDefinition("role", "Role!", "What the viewer is.", lambda viewer, state: viewer.role),
                FieldDefinition(
                    "name", "String", "How the log calls the viewer.", lambda viewer, state: viewer.name or None
                ),
                FieldDefinition("regions", "[Area!]!", "The regions the role holds in; none: all.", regions, typical=3),
                FieldDefinition(
                    "actor",
                    "Actor",
                    "The initiative that the viewer is, if any.",
                    lambda viewer, state: state.view.actor(viewer.actor) if viewer.actor else None,
                ),
            ),
        ),
    ]


def _service() -> ObjectDefinition:
    return ObjectDefinition(
        "Service",
        "What answers, and from which state of the graph.",
        (
            FieldDefinition("version", "String!", "The version of the software.", lambda _, state: version("graphsvc")),
            FieldDefinition(
                "graphVersion",
                "Int!",
                "The version of the graph; each change raises it.",
                lambda _, state: state.view.version,
            ),
            FieldDefinition(
                "figuresVersion",
                "Int",
                "The version of the graph that the figures in this answer are of; null when it has none.",
                lambda _, state: state.figures.version if state.figures else None,
            ),
            FieldDefinition(
                "dataDate",
                "Date",
                "The newest date on which a record was verified.",
                lambda _, state: _data_date(state),
            ),
            FieldDefinition("store", "String!", "The kind of store.", lambda _, state: state.live.store.kind),
        ),
    )


def _data_date(state: State) -> Any:
    known = [record.last_verified for record in (*state.view.actors(), *state.view.ties()) if record.last_verified]
    return max(known, default=None)
