"""Where faults are in an answer, and what becomes null because of them."""

import pytest
from graphql import FieldNode, NameNode

from graphsvc.api.compiled.faults import Broken, Fault, Lost, broken, located, settle

FIELD = [FieldNode(name=NameNode(value="field"))]


def test_a_mark_becomes_null_and_its_faults_get_their_path():
    answer = {"a": [{"b": Lost([Fault(("c", 1), ValueError("x"), FIELD)])}, {"b": 1}]}
    faults = settle(answer)
    assert answer == {"a": [{"b": None}, {"b": 1}]}
    assert [fault.path for fault in faults] == [("a", 0, "b", "c", 1)]


def test_a_fault_that_takes_along_what_holds_it_keeps_those_before_it():
    inner = broken(ValueError("late"), "two", FIELD, {"one": Lost([Fault((), ValueError("early"), FIELD)])})
    outer = broken(inner, 3, FIELD, [])
    assert isinstance(outer, Broken)
    assert [(fault.path, str(fault.error)) for fault in outer.faults] == [((3, "one"), "early"), ((3, "two"), "late")]


def test_faults_are_told_by_place_in_the_document_then_by_path():
    faults = [Fault(("a", 10), ValueError("x"), FIELD), Fault(("a", 2), ValueError("y"), FIELD)]
    assert [error.path for error in located(faults)] == [["a", 2], ["a", 10]]


@pytest.mark.parametrize("paths", [[("a", 1), ("a", "b")], [("a", "b"), ("a", 1)]])
def test_a_key_and_a_number_at_one_place_can_be_ordered(paths):
    errors = located([Fault(path, ValueError("x"), FIELD) for path in paths])
    assert [error.path for error in errors] == [["a", 1], ["a", "b"]]


def test_a_value_of_json_may_be_nested_deeper_than_python_recurses():
    deep: list = []
    for _ in range(5_000):
        deep = [deep]
    assert settle({"extra": deep}) == []
