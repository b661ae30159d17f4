"""Arguments of a field: known at once, filled in from variables, or as graphql-core says when they may not be null."""

import pytest
from graphql import FieldNode, GraphQLError, get_operation_ast, parse
from graphql.execution.values import get_argument_values

from graphsvc.api.compiled.arguments import arguments_of
from graphsvc.api.schema import schema

PATHS = 'paths(from: %s, to: "b", maxLength: %s) { length }'


def place(text):
    """The field of Query that a selection asks, and its node."""
    operation, query = get_operation_ast(parse(f"{{ {text} }}")), schema().query_type
    assert operation is not None
    assert query is not None
    [node] = operation.selection_set.selections
    assert isinstance(node, FieldNode)
    return query.fields[node.name.value], node


def test_arguments_without_variables_are_made_once():
    fill = arguments_of(*place(PATHS % ('"a"', "3")))
    assert {"from": "a", "to": "b", "maxLength": 3, "limit": 5}.items() <= fill({}).items()
    assert fill({}) is fill({"any": 1})


@pytest.mark.parametrize("variables", [{"a": "x", "n": 2}, {"a": "x"}, {"a": "x", "other": 1}])
def test_variables_are_filled_in_as_graphql_core_does(variables):
    field, node = place(PATHS % ("$a", "$n"))
    assert arguments_of(field, node)(variables) == get_argument_values(field, node, variables)


@pytest.mark.parametrize("given", [{}, {"n": None}])
@pytest.mark.parametrize("text", ["$n", "null"])
def test_null_takes_the_default(text, given):
    arguments = arguments_of(*place(PATHS % ('"a"', text)))(given)
    assert arguments["maxLength"] == 4


@pytest.mark.parametrize("order", ["[{field: NAME, direction: null}]", "{field: NAME, direction: $d}", "[$o]", "$o"])
def test_null_takes_the_default_within_an_input_too(order):
    given = {"d": None, "o": {"field": "NAME", "direction": None}}
    arguments = arguments_of(*place(f"actors(orderBy: {order}) {{ totalCount }}"))(given)
    [asked] = arguments["orderBy"] if isinstance(arguments["orderBy"], list) else [arguments["orderBy"]]
    assert asked["direction"] == "ASC"


def test_null_stays_where_there_is_no_default():
    arguments = arguments_of(*place("actors(first: null, filter: {ties: {none: null}}) { totalCount }"))({})
    assert arguments == {"first": None, "filter": {"ties": {"none": None}}, "includeEnded": False}


def test_variables_within_a_value_are_filled_in():
    field, node = place("actors(filter: {name: {in: [$a]}}, first: $n) { totalCount }")
    assert arguments_of(field, node)({"a": "x", "n": 1}) == {
        "filter": {"name": {"in": ["x"]}},
        "first": 1,
        "includeEnded": False,
    }


@pytest.mark.parametrize("variables", [{}, {"a": None}])
def test_what_may_not_be_null_is_refused(variables):
    field, node = place(PATHS % ("$a", "3"))
    with pytest.raises(GraphQLError, match="from"):
        arguments_of(field, node)(variables)
