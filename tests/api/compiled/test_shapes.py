"""Dictionaries of known keys hold the values of a row in order, however many there are."""

import pytest

from graphsvc.api.compiled.shapes import shape_of


@pytest.mark.parametrize("size", range(1, 10))
def test_a_shape_gives_each_key_the_value_at_its_place(size):
    keys = [f"key{number}" for number in range(size)]
    shape, row = shape_of(keys), tuple(range(size))
    assert list(shape(row).items()) == list(zip(keys, row, strict=True))
    assert shape(row) is not shape(row)
