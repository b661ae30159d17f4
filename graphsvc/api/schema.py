"""The schema of the API, and the golden file that says what it promises."""

from __future__ import annotations

from functools import cache

import graphene
from graphql import GraphQLSchema, print_schema

from graphsvc.api.actors import actor_tie_definitions
from graphsvc.api.aggregates import aggregate_definitions
from graphsvc.api.connections import PAGE_INFO
from graphsvc.api.definitions import Definition, FieldDefinition, ObjectDefinition
from graphsvc.api.filters import filter_definitions
from graphsvc.api.following import subscription_definitions
from graphsvc.api.graphene_types import build_schema
from graphsvc.api.groups import group_definitions
from graphsvc.api.metrics import metric_definitions
from graphsvc.api.mutations import mutation_definitions
from graphsvc.api.queries import query_definitions
from graphsvc.api.records import record_definitions
from graphsvc.api.values import VALUE_FILTERS
from graphsvc.resources import folder

GOLDEN = "graph.graphql"


@cache
def definitions() -> dict[str, Definition]:
    """Every definition by its name."""
    made: list[Definition] = [
        *query_definitions(),
        *mutation_definitions(),
        *subscription_definitions(),
        *record_definitions(),
        *actor_tie_definitions(),
        *metric_definitions(),
        *group_definitions(),
        *aggregate_definitions(),
        *filter_definitions(),
        *VALUE_FILTERS,
        PAGE_INFO,
    ]
    return {definition.name: definition for definition in made}


@cache
def field_definitions() -> dict[tuple[str, str], FieldDefinition]:
    """Every field of an object by (type, name)."""
    return {
        (definition.name, field.name): field
        for definition in definitions().values()
        if isinstance(definition, ObjectDefinition)
        for field in definition.fields
    }


@cache
def graphene_schema() -> graphene.Schema:
    """The schema as graphene has it."""
    return build_schema(definitions().values())


def schema() -> GraphQLSchema:
    """The schema as graphql-core runs it."""
    return graphene_schema().graphql_schema  # type: ignore[no-any-return]  # graphene has no types


def printed_schema() -> str:
    """The schema in the schema language."""
    return print_schema(schema()) + "\n"


def write_golden() -> None:
    """Write `schema/graph.graphql`, after a change that is meant."""
    (folder("schema") / GOLDEN).write_text(printed_schema(), encoding="utf-8")
