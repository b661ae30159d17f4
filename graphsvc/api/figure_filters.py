"""What a filter can ask of the figures of an area, such as the share of residents in poverty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np

from graphsvc.api.definitions import Argument, InputDefinition, describe
from graphsvc.api.masks import LISTS, Test, all_of, looks
from graphsvc.api.scope import FilterField, Scope
from graphsvc.api.values import filter_type, list_filter, list_test, value_test
from graphsvc.graph.codings import Codes, Coding, coding_of
from graphsvc.graph.columns import Mask, Numbers
from graphsvc.graph.rows import Rows, gathered, spread
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.records import Area, Figure


class FigureColumns(msgspec.Struct, frozen=True):
    """The figures of all areas, one after the other: a column for each of their fields."""

    of_area: Rows
    """The figures of each area, at the place of its number."""
    columns: Mapping[str, tuple[Coding, Codes | Rows]]
    """Key of the field -> its coding, and the code of each figure; of a list the codes."""


def figures_filter(field: Field) -> FilterField:
    """On the figures of an area."""

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        figures: FigureColumns = scope.view.once("figures of areas", lambda: _columns(scope))
        lists = list_test(asked, lambda inner, where: _of_figure(inner or {}, figures, where), place)

        def passes(numbers: Numbers) -> Mask:
            rows = spread(numbers, figures.of_area)
            scope.state.look(looks(len(rows.numbers)))
            return lists.passes(rows, len(numbers))

        return Test(passes, LISTS)

    return FilterField(field.key, "FigureListFilter", f"On its {field.words.en}.", compile)


def _columns(scope: Scope) -> FigureColumns:
    graph = scope.view.graph
    numbers = sorted(graph.of_kind[Area.kind])
    areas: list[Any] = [graph.nodes[number] for number in numbers]
    figures = [figure for area in areas for figure in area.figures]
    counts = [len(area.figures) for area in areas]
    of_area = Rows(np.repeat(np.array(numbers, np.intp), counts), np.arange(len(figures)))
    return FigureColumns(of_area, {field.key: _column(field, figures) for field in fields_of(Figure)})


def _column(field: Field, figures: list[Figure]) -> tuple[Coding, Codes | Rows]:
    values = [getattr(figure, field.name) for figure in figures]
    coding = coding_of(field)
    if field.many:
        return coding, gathered([[int(coding.take(text)) for text in texts] for texts in values])
    return coding, np.array([coding.take(value) for value in values], coding.dtype)


def _of_figure(asked: Mapping[str, Any], figures: FigureColumns, place: str) -> Test:
    """The test of a figure, by its number."""
    return all_of(
        [
            _on_value(wanted, *figures.columns[name], f"{place}.{name}")
            for name, wanted in asked.items()
            if wanted is not None
        ]
    )


def _on_value(asked: Mapping[str, Any], coding: Coding, codes: Codes | Rows, place: str) -> Test:
    if isinstance(codes, Rows):
        lists = list_test(asked, lambda inner, where: value_test(inner, coding, where), place)
        return Test(lambda numbers: lists.passes(spread(numbers, codes), len(numbers)), LISTS)
    test = value_test(asked, coding, place)
    return Test(lambda numbers: test.passes(codes[numbers]), test.cost)


FIGURE_FILTERS = (
    InputDefinition(
        "FigureFilter",
        "What to ask of a figure of an area. All must hold.",
        tuple(
            Argument(field.key, type, describe(field.words))
            for field in fields_of(Figure)
            if (type := filter_type(field)) is not None
        ),
    ),
    list_filter("Figure", "figures"),
)
