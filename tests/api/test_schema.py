"""What the API promises stands in a file, and every word of it is explained."""

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    validate_schema,
)

from graphsvc.api.definitions import ObjectDefinition
from graphsvc.api.schema import GOLDEN, definitions, printed_schema, schema
from graphsvc.model.fields import fields_of
from graphsvc.model.records import TYPES, Record
from graphsvc.resources import folder


def root(name):
    found = getattr(schema(), f"{name}_type")
    assert isinstance(found, GraphQLObjectType)
    return found


def own_types():
    return [type for name, type in schema().type_map.items() if not name.startswith("__")]


def test_the_schema_is_the_golden_file():
    written = (folder("schema") / GOLDEN).read_text(encoding="utf-8")
    assert printed_schema() == written, "run graphsvc.api.schema.write_golden() when the change is meant"


def test_the_golden_file_is_a_valid_schema():
    assert validate_schema(build_schema((folder("schema") / GOLDEN).read_text(encoding="utf-8"))) == []


def test_everything_is_described():
    bare = []
    for type in own_types():
        if not type.description:
            bare.append(type.name)
        if isinstance(type, GraphQLEnumType):
            bare += [f"{type.name}.{name}" for name, value in type.values.items() if not value.description]
        if isinstance(type, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for name, field in type.fields.items():
                bare += [f"{type.name}.{name}"] if not field.description else []
                arguments = getattr(field, "args", {})
                bare += [
                    f"{type.name}.{name}({key})" for key, argument in arguments.items() if not argument.description
                ]
    standard = {"Int", "Float", "String", "Boolean", "ID"}
    assert [name for name in bare if name not in standard] == []


def test_every_kind_is_a_record_with_all_its_declared_fields():
    for struct in TYPES.values():
        type = schema().type_map[struct.__name__]
        assert isinstance(type, GraphQLObjectType)
        assert [interface.name for interface in type.interfaces] == ["Record"]
        assert {field.key for field in (*fields_of(struct), *fields_of(Record))} <= set(type.fields)


def test_every_kind_has_a_list_with_the_same_five_arguments():
    lists = [field for field in root("query").fields.values() if {"filter", "first"} <= set(field.args)]
    assert len(lists) == len(TYPES)
    for field in lists:
        assert {"filter", "orderBy", "first", "after", "last", "before"} <= set(field.args)


def test_every_connection_has_the_same_four_fields():
    connections = [type for type in own_types() if type.name.endswith("Connection")]
    assert len(connections) > len(TYPES)
    for type in connections:
        assert isinstance(type, GraphQLObjectType)
        assert {"totalCount", "edges", "nodes", "pageInfo"} <= set(type.fields)


def test_every_field_has_exactly_one_way_in_which_it_is_read():
    for definition in definitions().values():
        if isinstance(definition, ObjectDefinition):
            for field in definition.fields:
                ways = [way for way in (field.read, field.prepare, field.compute) if way is not None]
                assert len(ways) == 1, f"{definition.name}.{field.name}"
