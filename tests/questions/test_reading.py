"""The files of questions: complete, in both languages, and of one mind about parameters and columns."""

import re
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, GraphQLUnionType, get_named_type, parse, validate
from graphql.language import FieldNode, FragmentDefinitionNode, InlineFragmentNode, OperationDefinitionNode

from graphsvc.api.schema import schema
from graphsvc.errors import NotFound
from graphsvc.questions import question_named, questions
from graphsvc.questions.cells import DATE, SHARE
from graphsvc.resources import folder

PAGING = {"first", "after"}
QUESTIONS = pytest.mark.parametrize("question", questions(), ids=lambda question: question.key)


def test_there_are_twenty_nine_in_order():
    assert [question.number for question in questions()] == list(range(1, 30))
    assert len({question.key for question in questions()}) == 29


def test_each_question_is_three_files_and_no_file_is_left_over():
    files = [file for file in (folder("schema") / "questions").iterdir() if file.is_file()]
    names = {f"{question.number:02d}-{question.key}.{end}" for question in questions() for end in ENDS}
    assert {file.name for file in files} == names


ENDS = ("toml", "graphql", "cypher")


@QUESTIONS
def test_a_question_is_asked_in_both_languages_and_its_files_begin_with_it(question):
    assert question.title.nl.endswith("?")
    assert question.title.en.endswith("?")
    assert question.title.nl != question.title.en
    assert question.document.startswith(f"# {question.title.nl}\n")
    assert question.cypher.startswith(f"// {question.title.nl}\n")
    assert len(question.about.nl.split()) < 50


@QUESTIONS
def test_the_documentation_lists_it(question):
    names = ", ".join(f"`{parameter.name}`" for parameter in question.parameters)
    guide = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
    assert f"| {question.number} | `{question.key}` | {question.title.nl} | {names} |\n" in guide


@QUESTIONS
def test_its_variables_are_its_parameters_and_those_of_paging(question):
    [operation] = [node for node in parse(question.document).definitions if isinstance(node, OperationDefinitionNode)]
    variables = {node.variable.name.value for node in operation.variable_definitions}
    assert variables - PAGING == {parameter.name for parameter in question.parameters}
    for parameter in question.parameters:
        assert (parameter.type == "ID") == (parameter.kind is not None)
        assert parameter.words.nl != ""


@QUESTIONS
def test_its_cypher_takes_the_same_parameters_and_no_others(question):
    taken = set(re.findall(r"\$(\w+)", question.cypher)) - {"today"}
    named = {parameter.name for parameter in question.parameters}
    assert taken <= named
    assert question.facts or taken == named


@QUESTIONS
def test_its_document_is_valid_and_its_columns_are_of_the_type_they_say(question):
    document = parse(question.document)
    assert validate(schema(), document) == []
    for column in question.columns:
        found = type_at(document, column.path)
        if isinstance(found, str):
            assert column.type in (found, SHARE if found == "Float" else None, None), column
            assert found not in ("Date",) or column.type == DATE
        else:  # of a record, by what its name is
            assert column.type in (found.get("name"), None), column


def type_at(document, path):
    """The named type of what a path leads to; of an object the types of its fields by key."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    [operation] = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    places: list[tuple[Any, Any]] = [(schema().query_type, operation.selection_set)]
    for step in path:
        key = re.sub(r"\[\d*\]", "", step)
        places = [
            (get_named_type(parent.fields[node.name.value].type), node.selection_set)
            for parent, node in selected(places, fragments)
            if (node.alias or node.name).value == key
        ]
        assert places, f"{step} of {path} is not asked"
    if not isinstance(places[0][0], GraphQLObjectType | GraphQLUnionType) and places[0][1] is None:
        return places[0][0].name
    return {
        (node.alias or node.name).value: get_named_type(parent.fields[node.name.value].type).name
        for parent, node in selected(places, fragments)
    }


def selected(places, fragments):
    """The fields that are selected, each with the type it is selected of."""
    for parent, selections in places:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                yield parent, node
            else:
                inner = node if isinstance(node, InlineFragmentNode) else fragments[node.name.value]
                yield from selected(
                    [(schema().get_type(inner.type_condition.name.value), inner.selection_set)], fragments
                )


def test_a_question_is_found_by_number_or_key():
    assert question_named("2") is question_named("tied-to-nobody") is questions()[1]


def test_a_question_that_is_not_there_is_told_with_those_that_may_be_meant():
    with pytest.raises(NotFound, match="meeting-places"):
        question_named("ontmoetingsplekken")
