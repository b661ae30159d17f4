"""Filters on records: built from the declarations and the kinds of link, and turned into one test before the run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from graphsvc.api.definitions import Argument, Definition, InputDefinition
from graphsvc.api.metrics import METRIC_FILTER, metrics_test
from graphsvc.api.orders import folded
from graphsvc.api.relations import Relation, lies_within, relations_of, within
from graphsvc.api.scope import FilterField, Scope
from graphsvc.api.state import State
from graphsvc.api.tie_filters import crosses_worlds_filter, neighbours_filter, ties_filter
from graphsvc.api.values import Test, all_of, filter_type, list_test, value_test
from graphsvc.errors import Forbidden
from graphsvc.graph.view import View
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.records import TYPES, Actor, Kept, Link, Source, Tie


def scope_of(state: State, view: View) -> Scope:
    """Where a filter on a list of this view reads."""
    return Scope(state, view, _inner)


def filter_test(struct: type[Kept], asked: Mapping[str, Any] | None, scope: Scope, place: str) -> Test | None:
    """The test of a record that a filter asks; None when it asks nothing. Raises BadInput or Forbidden."""
    if not asked:
        return None
    fields = filter_fields(struct)
    tests = [
        fields[name].compile(value, scope, f"{place}.{name}") for name, value in asked.items() if value is not None
    ]
    return all_of(tests) if tests else None


@cache
def filter_fields(struct: type[Kept]) -> dict[str, FilterField]:
    """Everything a filter on this kind can ask."""
    declared = [found for field in fields_of(struct) if (found := _declared(struct, field)) is not None]
    fields = [*_logic(struct), *declared]
    if all(field.name != "text" for field in declared):
        fields.append(_text(struct))
    if lies_within(struct):
        fields.append(_within(struct))
    fields += [_relation(relation) for relation in relations_of(struct)]
    if struct is Actor:
        fields += [ties_filter(), neighbours_filter(), METRIC_FIELD]
    if struct is Tie:
        fields.append(crosses_worlds_filter())
    by_name = {field.name: field for field in fields}
    if len(by_name) < len(fields):
        raise ValueError(f"two things that a filter on {struct.__name__} can ask have the same name")
    return by_name


def _inner(struct: type[Kept], asked: Mapping[str, Any] | None, scope: Scope, place: str) -> Test:
    """The test of another record, its outcome kept per record."""
    test = filter_test(struct, asked, scope, place)
    if test is None:
        return lambda record: True
    outcomes: dict[str, bool] = {}

    def kept(record: Any) -> bool:
        if record.id not in outcomes:
            scope.state.look(1)
            outcomes[record.id] = test(record)
        return outcomes[record.id]

    return kept


def _logic(struct: type[Kept]) -> list[FilterField]:
    name = f"{struct.__name__}Filter"

    def parts(asked: list[Any], scope: Scope, place: str) -> list[Test]:
        return [_inner(struct, part, scope, f"{place}[{index}]") for index, part in enumerate(asked)]

    def conjunction(asked: Any, scope: Scope, place: str) -> Test:
        return all_of(parts(asked, scope, place))

    def disjunction(asked: Any, scope: Scope, place: str) -> Test:
        tests = parts(asked, scope, place)
        return lambda record: any(test(record) for test in tests)

    def negation(asked: Any, scope: Scope, place: str) -> Test:
        test = _inner(struct, asked, scope, place)
        return lambda record: not test(record)

    return [
        FilterField("and", f"[{name}!]", "All of these hold.", conjunction),
        FilterField("or", f"[{name}!]", "At least one of these holds; of none, nothing fits.", disjunction),
        FilterField("not", name, "This does not hold.", negation),
    ]


def _declared(struct: type[Kept], field: Field) -> FilterField | None:
    if field.key in ("from", "to") and struct in (Tie, Link):
        return _end(struct, field)
    type = filter_type(field)
    if type is None:
        return None

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        if not scope.state.shows(struct, field):
            raise Forbidden(f"Advisors only may filter on {field.key}.")
        test = list_test(asked, value_test, place) if field.many else value_test(asked, place)
        read = _reading(field, scope)
        return lambda record: test(read(record))

    return FilterField(field.key, type, f"On its {field.words.en}.", compile)


def _reading(field: Field, scope: Scope) -> Callable[[Any], Any]:
    name = field.name
    if field.key != "source":
        return lambda record: getattr(record, name)
    sources = scope.state.all

    def source(record: Any) -> str | None:
        """The source when the viewer may see it, as the field itself answers."""
        return record.source if record.source and isinstance(sources.get(record.source), Source) else None

    return source


def _end(struct: type[Kept], field: Field) -> FilterField | None:
    """The actor at one end of a tie, or the id of the record at one end of a link."""
    name = field.name
    if struct is Link:
        return FilterField(
            field.key,
            "IDFilter",
            f"On the record at its {field.key} end.",
            lambda asked, scope, place: _of(name, asked, place),
        )

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        test = _inner(Actor, asked, scope, place)
        return lambda record: test(scope.view.get(getattr(record, name)))

    return FilterField(field.key, "ActorFilter", f"On the actor at its {field.key} end.", compile)


def _of(name: str, asked: Any, place: str) -> Test:
    test = value_test(asked, place)
    return lambda record: test(getattr(record, name))


def _text(struct: type[Kept]) -> FilterField:
    texts = [field for field in fields_of(struct) if field.plain is str and not _technical(field)]

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        words = folded(asked).split()
        shown = [field for field in texts if scope.state.shows(struct, field)]
        return lambda record: _holds(words, record, shown)

    named = ", ".join(field.words.en for field in texts)
    return FilterField("text", "String", f"Has all these words in: {named}. Case and accents do not count.", compile)


def _technical(field: Field) -> bool:
    return filter_type(field) in (None, "IDFilter") or field.key in ("assumed", "origin", "website")


def _holds(words: list[str], record: Any, fields: list[Field]) -> bool:
    values = (getattr(record, field.name) for field in fields)
    text = folded("\n".join("\n".join(value) if isinstance(value, tuple) else value for value in values if value))
    return all(word in text for word in words)


def _within(struct: type[Kept]) -> FilterField:
    def compile(asked: Any, scope: Scope, place: str) -> Test:
        ids = within(scope.view, struct, asked)
        return lambda record: record.id in ids

    said = {"Actor": "Active in this area or in one inside it.", "Theme": "This theme or a narrower one."}
    return FilterField("within", "ID", said.get(struct.__name__, "In this area or in one inside it."), compile)


def _relation(relation: Relation) -> FilterField:
    target = relation.target

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        def member(inner: Any, where: str) -> Test:
            return _of_any_kind(inner or {}, where) if target is None else _inner(target, inner, scope, where)

        test = list_test(asked, member, place)
        return lambda record: test([other for other, _ in relation.elements(scope.view, record.id)])

    name = "Record" if target is None else target.__name__
    return FilterField(relation.name, f"{name}ListFilter", relation.description, compile)


def _of_any_kind(asked: Mapping[str, Any], place: str) -> Test:
    tests = [_of(name, wanted, f"{place}.{name}") for name, wanted in asked.items() if wanted is not None]
    return all_of(tests)


METRIC_FIELD = FilterField(
    "metrics",
    "ActorMetricsFilter",
    "On the figures of analysis.",
    lambda asked, scope, place: metrics_test(asked, scope.state, place),
)


_RECORD_FILTER = InputDefinition(
    "RecordFilter",
    "What to ask of a record of any kind. All must hold.",
    (
        Argument("id", "IDFilter", "On its id."),
        Argument("kind", "RecordKindFilter", "On its kind."),
    ),
)


def filter_definitions() -> list[Definition]:
    """The filter of every kind, and those on lists of each kind."""
    made: list[Definition] = []
    for struct in TYPES.values():
        name = struct.__name__
        fields = tuple(Argument(field.name, field.type, field.description) for field in filter_fields(struct).values())
        made.append(InputDefinition(f"{name}Filter", f"What to ask of a record of type {name}. All must hold.", fields))
        made.append(_list_filter(name, name))
    direction = Argument("direction", "Direction", "Seen from the actor; an undirected tie runs both ways.")
    made.append(
        InputDefinition(
            "ActorTieFilter",
            "What to ask of a tie, seen from one of its actors.",
            (
                Argument("tie", "TieFilter", "On the tie itself."),
                Argument("other", "ActorFilter", "On the actor at the other end."),
                direction,
            ),
        )
    )
    made += [_RECORD_FILTER, _list_filter("Record", "any kind")]
    return [*made, _list_filter("ActorTie", "tie of an actor"), METRIC_FILTER]


def _list_filter(name: str, called: str) -> InputDefinition:
    return InputDefinition(
        f"{name}ListFilter",
        f"On a list of records of type {called}. All that is asked must hold.",
        (
            Argument("some", f"{name}Filter", "At least one is like this."),
            Argument("none", f"{name}Filter", "None is like this; so of an empty list."),
            Argument("every", f"{name}Filter", "All are like this; so of an empty list."),
            Argument("count", "IntFilter", "How many there are."),
        ),
    )
