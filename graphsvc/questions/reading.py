"""Reading the questions from `schema/questions/`: of each a sheet (TOML), a document (GraphQL) and a query (Cypher)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from graphql import NonNullTypeNode, OperationDefinitionNode, VariableDefinitionNode, parse, value_from_ast_untyped
from rapidfuzz import process

from graphsvc.errors import NotFound
from graphsvc.model.kinds import RecordKind
from graphsvc.model.words import Words
from graphsvc.questions.question import Column, Parameter, Question
from graphsvc.resources import folder

CANDIDATES = 3
"""Of a question that is not there, so many others are named."""


class _Said(msgspec.Struct, forbid_unknown_fields=True):
    nl: str
    en: str

    def words(self) -> Words:
        return Words(self.nl, self.en)


class _Parameter(_Said):
    kind: RecordKind | None = None


class _Column(_Said):
    path: str
    type: str | None = None
    least: int | None = None
    most: int | None = None


class _Sheet(msgspec.Struct, forbid_unknown_fields=True):
    """What a sheet holds; what the document tells is not told again."""

    title: _Said
    about: _Said
    rows: str
    columns: dict[str, _Column]
    parameters: dict[str, _Parameter] = {}
    facts: bool = False


@cache
def questions() -> tuple[Question, ...]:
    """All questions in order of number."""
    return tuple(read_question(file) for file in sorted((folder("schema") / "questions").glob("*.toml")))


def question_named(text: str) -> Question:
    """The question of this number or key. Raises NotFound, which names those that are meant perhaps."""
    for question in questions():
        if text in (question.key, str(question.number)):
            return question
    if text.isdecimal():
        raise NotFound(f"There is no question {text}. They are numbered 1 to {len(questions())}.")
    called = {question.key: f"{question.key} {question.title.nl} {question.title.en}" for question in questions()}
    named = ", ".join(key for _, _, key in process.extract(text, called, limit=CANDIDATES))
    raise NotFound(f"There is no question {text}. Did you mean one of these: {named}?")


def read_question(file: Path) -> Question:
    """The question of a sheet and the two files beside it. Raises msgspec.ValidationError."""
    number, _, key = file.stem.partition("-")
    sheet = msgspec.toml.decode(file.read_bytes(), type=_Sheet)
    document = file.with_suffix(".graphql").read_text(encoding="utf-8")
    variables = _variables(document)
    return Question(
        number=int(number),
        key=key,
        title=sheet.title.words(),
        about=sheet.about.words(),
        parameters=tuple(_parameter(name, said, variables[name]) for name, said in sheet.parameters.items()),
        columns=tuple(_column(key, said) for key, said in sheet.columns.items()),
        rows=tuple(sheet.rows.split(".")),
        facts=sheet.facts,
        document=document,
        cypher=file.with_suffix(".cypher").read_text(encoding="utf-8"),
    )


def _variables(document: str) -> dict[str, VariableDefinitionNode]:
    [operation] = (node for node in parse(document).definitions if isinstance(node, OperationDefinitionNode))
    return {node.variable.name.value: node for node in operation.variable_definitions}


def _parameter(name: str, said: _Parameter, variable: VariableDefinitionNode) -> Parameter:
    required = isinstance(variable.type, NonNullTypeNode)
    named: Any = variable.type.type if isinstance(variable.type, NonNullTypeNode) else variable.type
    default = value_from_ast_untyped(variable.default_value) if variable.default_value else None
    return Parameter(
        name=name, words=said.words(), type=named.name.value, kind=said.kind, required=required, default=default
    )


def _column(key: str, said: _Column) -> Column:
    path = tuple(said.path.split("."))
    return Column(key=key, words=said.words(), path=path, type=said.type, least=said.least, most=said.most)
