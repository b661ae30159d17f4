"""Whether a request needs the figures of analysis is known from its fields, arguments and variables."""

import pytest
from graphql import parse

from graphsvc.api.documents import Document


def needs(query, **given):
    operation = Document(parse(query)).operation(None)
    variables = operation.variables(given)
    return operation.plan(variables).needs_figures(variables)


@pytest.mark.parametrize(
    "query",
    [
        "{ actors { nodes { metrics { degree } } } }",
        "{ records(ids: []) { ... on Tie { isBridge } } }",
        "{ ...f } fragment f on Query { actors { ...g } } fragment g on ActorConnection { nodes { metrics { core } } }",
        "{ actors(orderBy: {field: DEGREE}) { totalCount } }",
        "{ ties(filter: {from: {metrics: {degree: {gt: 1}}}}) { totalCount } }",
        "{ actors { groups(by: [COMMUNITY]) { count } } }",
        "{ graph { actors { nodes { metrics { degree } } } } }",
    ],
)
def test_a_document_that_needs_figures(query):
    assert needs(query)


@pytest.mark.parametrize(
    "query",
    [
        "{ actors { nodes { name } } }",
        '{ actors(filter: {name: {eq: "metrics"}}) { metrics: totalCount } }',
        "{ actors { nodes { metrics @skip(if: true) { degree } } } }",
        "{ actors(orderBy: {field: NAME}) { groups(by: [SECTOR]) { count } } }",
    ],
)
def test_a_document_that_does_not(query):
    assert not needs(query)


def test_variables_decide_where_the_document_leaves_it_to_them():
    query = """query ($order: [ActorOrder!], $filter: TieFilter, $by: [ActorGroupKey!]! = [SECTOR]) {
      actors(orderBy: $order) { groups(by: $by) { count } } ties(filter: $filter) { totalCount } }"""
    assert not needs(query)
    assert not needs(query, order=[{"field": "NAME"}], filter={"to": {"name": {"eq": "DEGREE"}}}, by=["SECTOR"])
    assert needs(query, order=[{"field": "NAME"}, {"field": "DEGREE"}])
    assert needs(query, filter={"or": [{"to": {"metrics": {"degree": {"gt": 1}}}}]})
    assert needs(query, by=["COMMUNITY"])
