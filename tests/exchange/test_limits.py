import json

import pytest

from graphsvc.errors import BadInput, LimitExceeded
from graphsvc.exchange.limits import BYTES, COLUMNS, HEADING, NESTING, ROWS, read_json
from graphsvc.graph.graph import Graph
from tests.exchange.planning import plan_of


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(LimitExceeded, match=r"big\.csv"):
        plan_of(Graph(), {"big.csv": b"x" * (BYTES + 1)})


def test_too_many_rows_are_refused() -> None:
    assert len(plan_of(Graph(), {"a.csv": "id,name\n" + "".join(f"a{n},A\n" for n in range(100))}).changes) == 101
    with pytest.raises(LimitExceeded, match="50,000 rows"):
        plan_of(Graph(), {"a.csv": "name\n" + "a\n" * (ROWS + 1)})
    with pytest.raises(LimitExceeded, match="50,000 rows"):
        plan_of(Graph(), {"a.json": json.dumps({"nodes": [{}] * (ROWS + 1), "edges": []})})


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(LimitExceeded, match="columns"):
        plan_of(Graph(), {"a.csv": "name" + ",x" * COLUMNS})


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_refused_and_what_is_just_allowed_is_read(opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    allowed = opening * NESTING + ("" if opening == "[" else "1") + closing * NESTING
    assert read_json("a.json", allowed.encode()) == json.loads(allowed)
    with pytest.raises(LimitExceeded, match="nested"):
        read_json("a.json", (opening * (NESTING + 1)).encode())


def test_brackets_inside_texts_are_no_nesting() -> None:
    value = {"a": "[" * 1000 + '"\\' + "{" * 1000}
    assert read_json("a.json", json.dumps(value).encode()) == value


def test_a_text_that_never_ends_costs_one_pass() -> None:
    with pytest.raises(BadInput):
        read_json("a.json", b'"' + b'\\"' * 2_000_000)


def test_a_heading_that_never_ends_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="heading"):
        plan_of(Graph(), {"a.csv": "name," + "x" * (HEADING + 1)})
