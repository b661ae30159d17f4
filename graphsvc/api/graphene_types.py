"""From definitions to graphene: the one place that knows how graphene declares a type.

The schema validates documents and answers introspection. Requests run compiled (`graphsvc.api.compiled`); graphql-core can
run them by the same definitions, which is how tests know what the compiled answers must be.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import graphene
import msgspec

from graphsvc.api import scalars
from graphsvc.api.compiled.arguments import with_defaults
from graphsvc.api.definitions import (
    Argument,
    Definition,
    EnumDefinition,
    FieldDefinition,
    InputDefinition,
    ObjectDefinition,
)
from graphsvc.api.state import Failed, State

_SCALARS: dict[str, Any] = {
    "ID": graphene.ID,
    "String": graphene.String,
    "Int": graphene.Int,
    "Float": graphene.Float,
    "Boolean": graphene.Boolean,
    "Date": scalars.Date,
    "DateTime": scalars.DateTime,
    "JSON": scalars.JSON,
}


def build_schema(definitions: Iterable[Definition]) -> graphene.Schema:
    """The schema of these definitions; those called Query, Mutation and Subscription are its roots."""
    types: dict[str, Any] = dict(_SCALARS)
    by_name: dict[str, Definition] = {}
    for definition in definitions:
        if definition.name in by_name:
            raise ValueError(f"{definition.name} is defined twice")
        by_name[definition.name] = definition
    for definition in sorted(by_name.values(), key=lambda one: bool(getattr(one, "interfaces", ()))):
        types[definition.name] = _type(definition, types)
    roots = {name: types.get(name.capitalize()) for name in ("query", "mutation", "subscription")}
    others = [types[name] for name in by_name if types[name] not in roots.values()]
    return graphene.Schema(**roots, types=others, auto_camelcase=False)


def _type(definition: Definition, types: Mapping[str, Any]) -> Any:
    if isinstance(definition, EnumDefinition):
        return _enum(definition)
    if isinstance(definition, InputDefinition):
        return _input(definition, types)
    return _object(definition, types)


def _enum(definition: EnumDefinition) -> Any:
    def described(value: Any) -> str:
        return definition.description if value is None else definition.described[value.name]

    return graphene.Enum.from_enum(definition.values, name=definition.name, description=described)


def _input(definition: InputDefinition, types: Mapping[str, Any]) -> Any:
    attributes: dict[str, Any] = {
        field.name: graphene.InputField(_named(field.type, types), description=field.description, **_default(field))
        for field in definition.fields
    }
    # A plain dict tells a field that was left out from one that was given as null.
    attributes["Meta"] = {"description": definition.description, "container": dict}
    return type(definition.name, (graphene.InputObjectType,), attributes)


def _object(definition: ObjectDefinition, types: Mapping[str, Any]) -> Any:
    attributes: dict[str, Any] = {}
    for field in definition.fields:
        # graphene makes a dataclass of the attributes, in which `from` cannot be a name.
        attribute = f"{field.name}_" if keyword.iskeyword(field.name) else field.name
        attributes[attribute] = _field(field, types)
    attributes["Meta"] = {"description": definition.description}
    if definition.type_of is not None:
        type_of = definition.type_of
        attributes["resolve_type"] = classmethod(lambda _, value, info: types[type_of(value)])
        return type(definition.name, (graphene.Interface,), attributes)
    attributes["Meta"]["interfaces"] = tuple(types[name] for name in definition.interfaces)
    return type(definition.name, (graphene.ObjectType,), attributes)


def _field(field: FieldDefinition, types: Mapping[str, Any]) -> Any:
    arguments = {
        argument.name: graphene.Argument(
            _named(argument.type, types), description=argument.description, **_default(argument)
        )
        for argument in field.arguments
    }
    return graphene.Field(
        _named(field.type, types),
        args=arguments,
        name=field.name,
        description=field.description,
        resolver=resolver_of(field),
    )


def _default(argument: Argument) -> dict[str, Any]:
    return {} if argument.default is msgspec.UNSET else {"default_value": argument.default}


def _named(text: str, types: Mapping[str, Any]) -> Any:
    """The graphene type written as in the schema language; looked up late, for types refer to each other."""
    if text.endswith("!"):
        return graphene.NonNull(_named(text[:-1], types))
    if text.startswith("["):
        return graphene.List(_named(text[1:-1], types))
    return lambda: types[text]


def resolver_of(field: FieldDefinition) -> Callable[..., Any]:
    """How graphql-core reads the field: by its definition, on the state of the request."""
    read, prepare = field.read, field.prepare
    if read is not None:
        if field.arguments:
            raise ValueError(f"{field.name} has arguments and cannot be read without them")
        return lambda source, info: read(source, state_of(info))
    if prepare is not None:
        return lambda source, info, **arguments: _prepared(prepare, info, arguments)(source)
    return lambda source, info, **arguments: state_of(info).computed_value(field.name, _given(arguments, info))


def _given(arguments: Mapping[str, Any], info: Any) -> Mapping[str, Any]:
    return with_defaults(arguments, info.parent_type.fields[info.field_name])


def state_of(info: Any) -> State:
    """The state that a field reads: that of the request, or below a graph at another date that of its date."""
    state: State = info.context
    if not state.dated:
        return state
    path = info.path
    while path.prev is not None:
        path = path.prev
    found = state.dated.get(str(path.key), state)
    if isinstance(found, Failed):
        raise found.error
    return found


def _prepared(prepare: Callable[..., Any], info: Any, arguments: Mapping[str, Any]) -> Any:
    """What reads a field at one place of the document: prepared once, however many objects it is read from."""
    state = state_of(info)
    place = (id(info.field_nodes[0]), info.parent_type.name)
    if place not in state.prepared:
        state.prepared[place] = prepare(_given(arguments, info), state)
    return state.prepared[place]
