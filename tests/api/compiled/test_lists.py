"""Lists in an answer: what is not there fails a list where nothing may be null, and only itself elsewhere."""

from types import SimpleNamespace

import pytest

from graphsvc.api.compiled.faults import Broken, Lost
from graphsvc.api.compiled.lists import items_at_once, nullable_items, required_items
from graphsvc.api.compiled.objects import Column, objects_at_once


def state():
    return SimpleNamespace(lost=[])


def refuse(value, state):
    if value == "bad":
        raise ValueError(value)
    return value.upper()


@pytest.mark.parametrize(("values", "place"), [(["a", None], 1), (["bad", "b"], 0)])
def test_a_list_where_nothing_may_be_null_fails_at_the_place_of_what_fails(values, place):
    with pytest.raises(Broken) as broken:
        required_items(refuse, [], "said")(values, state())
    assert [fault.path for fault in broken.value.faults] == [(place,)]


def test_a_list_where_things_may_be_null_keeps_the_others():
    found, one = nullable_items(refuse, [])(["a", None, "bad"], request := state()), request.lost
    assert found[:2] == ["A", None]
    assert isinstance(found[2], Lost)
    assert one == [found[2]]


def test_objects_of_attributes_are_written_at_once_and_say_the_same_of_what_is_none():
    columns = {"id": Column("id", None), "called": Column("name", None)}
    at_once = objects_at_once(columns)
    assert at_once is not None
    items = items_at_once(at_once, required_items(refuse, [], "said"))
    one = SimpleNamespace(id="x", name="y")
    assert items([one, one], state()) == [{"id": "x", "called": "y"}] * 2
    with pytest.raises(Broken) as broken:
        items([None], state())
    assert str(broken.value.faults[0].error) == "said"


def test_objects_with_one_attribute_or_one_that_is_written_otherwise_are_written_one_by_one():
    assert objects_at_once({"id": Column("id", None)}) is None
    assert objects_at_once({"id": Column("id", None), "day": Column("valid_from", str)}) is None
