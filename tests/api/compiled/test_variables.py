"""Variables: what is right is taken as it is, and all else is coerced or refused as graphql-core does."""

from typing import Any

import pytest
from graphql import parse
from graphql.execution.values import get_variable_values

from graphsvc.api.compiled.variables import VariablesFailed, variables_of
from graphsvc.api.schema import schema

OPERATION: Any = parse("""query ($id: ID!, $n: Int = 3, $ids: [ID!], $order: [ActorOrder!], $b: Boolean, $d: Date) {
  record(id: $id) { id } }""").definitions[0]  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        {"id": "a"},
        {"id": 7, "n": 2.0, "ids": "a"},
        {"id": "a", "n": None, "ids": None, "b": None},
        {"id": "a", "ids": ["a", 1], "order": {"field": "NAME"}, "d": "2026-01-01", "b": True, "more": 1},
        {},
        {"id": None},
        {"id": "a", "n": 2**31, "b": "yes", "d": "later", "ids": [None], "order": [{"field": "NO", "more": 1}]},
        {"id": True, "n": True},
    ],
)
def test_variables_are_those_of_graphql_core(given):
    expected = get_variable_values(schema(), OPERATION.variable_definitions, given, max_errors=20)
    if isinstance(expected, list):
        with pytest.raises(VariablesFailed) as raised:
            variables_of(OPERATION)(given)
        assert [error.formatted for error in raised.value.errors] == [error.formatted for error in expected]
    else:
        assert variables_of(OPERATION)(given) == expected
