"""Labels and definitions, in Dutch and English, of everything a person can meet: kinds, fields and values."""

from __future__ import annotations

from enum import EnumMeta, StrEnum
from typing import Any, Self

import msgspec


class Words(msgspec.Struct, frozen=True):
    """How people call one thing, what it means, and whose definition that is."""

    nl: str
    en: str
    definition_nl: str = ""
    definition_en: str = ""
    source: str = ""

    def __str__(self) -> str:
        return self.en

    def label(self, language: str) -> str:
        """The name in `language` ("nl" or "en")."""
        return self.nl if language == "nl" else self.en

    def definition(self, language: str) -> str:
        """One sentence in `language`; "" where the label says it all."""
        return self.definition_nl if language == "nl" else self.definition_en


class Term(msgspec.Struct, frozen=True):
    """A thing by the key that machines know it by, with its words for people."""

    key: str
    words: Words

    def __str__(self) -> str:
        return self.key


class VocabularyType(EnumMeta):
    """Gives each member its own name as value, so that no name is written twice."""

    def __new__(metacls, name: str, bases: tuple[type, ...], members: Any, **options: Any) -> VocabularyType:
        for member in list(members._member_names):
            dict.__setitem__(members, member, (member, Words(*members[member])))
        return super().__new__(metacls, name, bases, members, **options)


class Vocabulary(StrEnum, metaclass=VocabularyType):
    """A closed list of values. A member is declared as the arguments of its `Words`; its value is its own name."""

    words: Words

    def __new__(cls, value: str, words: Words) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    __hash__ = str.__hash__  # Enum's own is written in Python and ten times slower
