"""What callers may rely on (`promised.graphql`) is in the schema: every name, type, argument and default."""

from pathlib import Path
from typing import Any

from graphql import (
    EnumTypeDefinitionNode,
    ast_from_value,
    parse,
    print_ast,
)

from graphsvc.api.schema import schema

PROMISED = parse((Path(__file__).parent / "promised.graphql").read_text(encoding="utf-8"))
TO_COME = {
    "Query.startCard": "the documents",
    "Query.participationCheck": "the documents",
    "Query.helpFor": "the documents",
}
"""What is promised and not yet there, with what it comes with."""


def differences(promised: Any):
    """Each thing that the schema lacks or has otherwise, by its place."""
    for definition in promised.definitions:
        name = definition.name.value
        found: Any = schema().type_map.get(name)
        if found is None:
            yield name
        elif isinstance(definition, EnumTypeDefinitionNode):
            yield from (
                f"{name}.{value.name.value}" for value in definition.values if value.name.value not in found.values
            )
        else:
            for field in getattr(definition, "fields", ()):
                yield from field_differences(found.fields.get(field.name.value), field, f"{name}.{field.name.value}")
            for interface in getattr(definition, "interfaces", ()):
                if interface.name.value not in [one.name for one in found.interfaces]:
                    yield f"{name} implements {interface.name.value}"


def field_differences(found, promised, place):
    if found is None:
        yield place
        return
    if str(found.type) != print_ast(promised.type):
        yield f"{place}: {found.type}"
    for argument in getattr(promised, "arguments", ()):
        where = f"{place}({argument.name.value})"
        ours = found.args.get(argument.name.value)
        if ours is None:
            yield where
        elif str(ours.type) != print_ast(argument.type):
            yield f"{where}: {ours.type}"
        elif default_of(argument) not in (None, printed_default(ours)):
            yield f"{where} = {printed_default(ours)}"
    given = {argument.name.value for argument in getattr(promised, "arguments", ())}
    for name, argument in getattr(found, "args", {}).items():
        if name not in given and str(argument.type).endswith("!") and printed_default(argument) is None:
            yield f"{place}({name}) is required"
    if default_of(promised) not in (None, printed_default(found)):
        yield f"{place} = {printed_default(found)}"


def default_of(node):
    value = getattr(node, "default_value", None)
    return None if value is None else print_ast(value)


def printed_default(input):
    node = ast_from_value(input.default_value, input.type) if hasattr(input, "default_value") else None
    return None if node is None else print_ast(node)


def test_everything_promised_is_there():
    assert set(differences(PROMISED)) == set(TO_COME)


def test_a_thing_that_is_not_there_is_noticed():
    text = """
      type Actor { name: Int! shoeSize: Int ties(colour: String, direction: Direction = OUT): ActorTieConnection! }
      type Nothing { id: ID! }
      enum Direction { UP }
      input IntFilter { eq: Float }
      type Query { record: Record }
    """
    assert set(differences(parse(text))) == {
        "Actor.name: String!",
        "Actor.shoeSize",
        "Actor.ties(colour)",
        "Actor.ties(direction) = ANY",
        "Nothing",
        "Direction.UP",
        "IntFilter.eq: Int",
        "Query.record(id) is required",
    }


def test_what_is_deprecated_says_until_when():
    for type in schema().type_map.values():
        things = {**getattr(type, "fields", {}), **getattr(type, "values", {})}
        for name, thing in things.items():
            parts = {name: thing, **getattr(thing, "args", {})}
            for part, one in parts.items():
                reason = one.deprecation_reason
                assert reason is None or "until" in reason.casefold(), f"{type.name}.{name} {part}"
