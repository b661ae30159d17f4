"""A competency question, as its files under `schema/questions/` declare it."""

from __future__ import annotations

from typing import Any

import msgspec

from graphsvc.model.kinds import RecordKind
from graphsvc.model.words import Words


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """What a question can be asked about: a variable of its document."""

    name: str
    words: Words
    type: str
    """As the document has it, without what says that it is needed: ID, String, Int, Float, Boolean, Date, a vocabulary."""
    kind: RecordKind | None
    """Of an ID: the kind of record it is of."""
    required: bool
    default: Any
    """None: none."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the rows of a question."""

    key: str
    words: Words
    path: tuple[str, ...]
    """Where its value stands in the answer, each list marked: ("areas", "nodes[]", "name"). Of a record: its object.

    A step such as "subjects[0]" leads to one place in a list.
    """
    type: str | None
    """What its values are besides texts, numbers and records: Date, Share (0-1) or the name of a vocabulary."""
    least: int | None
    """Only rows that have so many records here are kept."""
    most: int | None
    """Only rows that have so many records here, or fewer, are kept."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A competency question: one document of GraphQL that the service answers from, and one query in Cypher."""

    number: int
    key: str
    title: Words
    about: Words
    """In one or two sentences: what the answer rests on."""
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    rows: tuple[str, ...]
    """The path of what makes a row."""
    facts: bool
    """Whether only an algorithm answers it, and the Cypher gives the facts that the answer rests on."""
    document: str
    cypher: str

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of this name."""
        return next((one for one in self.parameters if one.name == name), None)
