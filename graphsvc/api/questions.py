"""The competency questions as a field of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphsvc.api.definitions import Definition, FieldDefinition, ObjectDefinition, attribute
from graphsvc.api.state import State
from graphsvc.questions import questions


def questions_field() -> FieldDefinition:
    """The field of Query that lists the questions."""
    return FieldDefinition(
        "questions",
        "[Question!]!",
        "The questions that the service has ready, in order of number: ask one by sending its document.",
        lambda _, state: questions(),
        typical=30,
    )


def question_definitions() -> list[Definition]:
    """The types of questions."""
    return [_QUESTION, _PARAMETER, _COLUMN]


def _field(name: str, type: str, description: str, typical: int | None = None) -> FieldDefinition:
    return FieldDefinition(name, type, description, attribute(name), typical=typical)


def _said(name: str) -> Callable[[Any, State], str]:
    def read(value: Any, state: State) -> str:
        text: str = getattr(value, name).label(state.language)
        return text

    return read


_QUESTION = ObjectDefinition(
    "Question",
    "A question that the service has ready.",
    (
        _field("number", "Int!", "Its number."),
        _field("key", "String!", "Its name for programs."),
        FieldDefinition("title", "String!", "The question itself, in the language of the request.", _said("title")),
        FieldDefinition("about", "String!", "What its answer rests on, in one or two sentences.", _said("about")),
        _field("parameters", "[QuestionParameter!]!", "What it can be asked about.", typical=2),
        _field("columns", "[QuestionColumn!]!", "What a row of its answer holds.", typical=5),
        FieldDefinition(
            "rows",
            "String!",
            "The path in the answer of what makes a row, with [] after each list.",
            lambda question, state: ".".join(question.rows),
        ),
        _field("document", "String!", "The GraphQL document that asks it."),
        _field("cypher", "String!", "The same question in Cypher, for who works in Neo4j itself."),
        _field("facts", "Boolean!", "Whether the Cypher gives only the facts that the answer rests on."),
    ),
)

_PARAMETER = ObjectDefinition(
    "QuestionParameter",
    "What a question can be asked about: a variable of its document.",
    (
        _field("name", "String!", "The name of the variable."),
        FieldDefinition("label", "String!", "What people call it.", _said("words")),
        _field("type", "String!", "Its type in the document, without what says that it is needed."),
        _field("kind", "RecordKind", "Of an ID: the kind of record it is of."),
        _field("required", "Boolean!", "Whether it must have a value."),
        _field("default", "JSON", "Its value when none is given."),
    ),
)

_COLUMN = ObjectDefinition(
    "QuestionColumn",
    "A column of the rows of a question.",
    (
        _field("key", "String!", "Its name for programs, also in the rows that the Cypher gives."),
        FieldDefinition("heading", "String!", "What people call it.", _said("words")),
        FieldDefinition(
            "path",
            "String!",
            "Where its value stands in the answer, with [] after each list; of a record its object.",
            lambda column, state: ".".join(column.path),
        ),
    ),
)
