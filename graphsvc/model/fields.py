"""What a field of a record is: read once from the declaration of its kind, used by stores, imports, the API and pages."""

from __future__ import annotations

import types
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from graphsvc.model.words import Term, Vocabulary, Words

Day = date
Count = Annotated[int, msgspec.Meta(ge=0, le=2_147_483_647)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Degree = Annotated[float, msgspec.Meta(ge=1, le=4)]
Step = Annotated[int, msgspec.Meta(ge=1, le=4)]
Urbanity = Annotated[int, msgspec.Meta(ge=1, le=5)]
Amount = Annotated[float, msgspec.Meta(ge=0)]
Year = Annotated[int, msgspec.Meta(ge=1900, le=2200)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Text = Annotated[str, msgspec.Meta(max_length=20_000)]
Url = Annotated[str, msgspec.Meta(max_length=2_000, pattern=r"^https?://[^\s<>\"]+$")]
JsonText = Annotated[str, msgspec.Meta(max_length=100_000)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"^[^\s\x00-\x1f\x7f]+$")]

Access = Literal["record", "advisors"]


def says(
    nl: str,
    en: str,
    definition_nl: str = "",
    definition_en: str = "",
    *,
    access: Access = "record",
    past: bool = False,
    residents: bool = False,
) -> msgspec.Meta:
    """The words of a field, who may see it (whoever sees the record, or advisors only), whether it has happened, and
    whether it counts residents."""
    words = Words(nl, en, definition_nl, definition_en)
    return msgspec.Meta(extra={"words": words, "access": access, "past": past, "residents": residents})


class Field(msgspec.Struct, frozen=True):
    """One field of a kind. `name` is the name in Python, `key` the one in files, stores and the API."""

    name: str
    key: str
    type: Any
    """The declared type with its constraints, for `msgspec.convert`."""
    plain: Any
    """The type without constraints and without None: str, int, float, bool, date, a Vocabulary or a Struct."""
    nullable: bool
    many: bool
    required: bool
    default: Any
    words: Words
    access: Access
    past: bool
    """Whether it is a day on which something happened, and so never one to come."""
    residents: bool
    """Whether it is a number of residents: small ones are not told to everybody (`access.policy.told`)."""

    @property
    def term(self) -> Term:
        """The field as sentences name it."""
        return Term(self.key, self.words)

    @property
    def vocabulary(self) -> type[Vocabulary] | None:
        """The closed list of values, when the field has one."""
        return self.plain if isinstance(self.plain, type) and issubclass(self.plain, Vocabulary) else None

    @property
    def structure(self) -> type[msgspec.Struct] | None:
        """The Struct of a nested value, such as a figure of an area."""
        return self.plain if isinstance(self.plain, type) and issubclass(self.plain, msgspec.Struct) else None


@cache
def fields_of(struct: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields of a record's type, in order of declaration."""
    hints = get_type_hints(struct, include_extras=True)
    return tuple(_read(info, hints[info.name]) for info in msgspec.structs.fields(struct))


@cache
def field_by_key(struct: type[msgspec.Struct]) -> dict[str, Field]:
    """The fields of a record's type by their key in files, stores and the API."""
    return {field.key: field for field in fields_of(struct)}


@cache
def past_fields(struct: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields that hold a day on which something happened."""
    return tuple(field for field in fields_of(struct) if field.past)


def _read(info: msgspec.structs.FieldInfo, hint: Any) -> Field:
    extra: dict[str, Any] = {
        "words": Words(info.name, info.name),
        "access": "record",
        "past": False,
        "residents": False,
    }
    for mark in getattr(hint, "__metadata__", ()):
        if isinstance(mark, msgspec.Meta) and mark.extra and "words" in mark.extra:
            extra = mark.extra
    plain, nullable, many = _plain(hint)
    return Field(
        name=info.name,
        key=info.encode_name,
        type=hint,
        plain=plain,
        nullable=nullable,
        many=many,
        required=info.required,
        default=None if info.required else info.default,
        **extra,
    )


def _plain(hint: Any) -> tuple[Any, bool, bool]:
    """The bare type of a hint, whether it may be None, and whether it is a tuple of values."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _plain(get_args(hint)[0])
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        plain, _, many = _plain(inner[0])
        return plain, True, many
    if origin is tuple:
        plain, _, _ = _plain(get_args(hint)[0])
        return plain, False, True
    return hint, False, False


def as_text(value: Any) -> str:
    """A value of a field as a person or a CSV cell shows it; "" for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(as_text(part) for part in value)
    return str(value)
