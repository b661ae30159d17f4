"""The scalars of the API beyond those of GraphQL itself."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from graphene import Scalar
from graphql import GraphQLError, ValueNode, value_from_ast_untyped

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Date(Scalar):
    """A day, as 2026-11-24."""

    @staticmethod
    def serialize(value: date) -> str:
        return value.isoformat()

    @staticmethod
    def parse_value(value: Any) -> date:
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise GraphQLError(f"There is no day {value}. A date is written as 2026-11-24.") from None
        raise GraphQLError("A date is written as 2026-11-24.")

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> date:
        try:
            return cls.parse_value(getattr(node, "value", None))
        except GraphQLError as error:
            raise GraphQLError(error.message, node) from None  # with its place in the document


class DateTime(Scalar):
    """A moment, in UTC, as 2026-11-24T09:30:00Z. Only in answers."""

    @staticmethod
    def serialize(value: datetime) -> str:
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class JSON(Scalar):
    """Any value of JSON: an object, a list, a text, a number, true, false or null."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value

    @staticmethod
    def parse_value(value: Any) -> Any:
        return value

    @staticmethod
    def parse_literal(node: ValueNode, variables: Any = None) -> Any:
        return value_from_ast_untyped(node, variables)
