"""Rows: what belongs to many records at once."""

import numpy as np

from graphsvc.graph.rows import Rows, gathered, joined, spread, without_repeats


def pairs(rows):
    return list(zip(rows.places.tolist(), rows.numbers.tolist(), strict=True))


def test_lists_are_laid_one_after_the_other():
    assert pairs(gathered([[7, 8], [], [9]])) == [(0, 7), (0, 8), (2, 9)]
    assert pairs(gathered([])) == []


def test_rows_of_rows_belong_to_the_first_record():
    assert pairs(joined(gathered([[5], [6, 7]]), gathered([[1], [], [2, 3]]))) == [(0, 1), (1, 2), (1, 3)]


def test_what_stands_twice_at_a_record_is_told_once():
    assert pairs(without_repeats(Rows(np.array([1, 0, 1, 1]), np.array([4, 4, 4, 2])))) == [(0, 4), (1, 2), (1, 4)]
    assert pairs(without_repeats(gathered([]))) == []


def test_rows_are_spread_over_whoever_asks_for_them():
    table = gathered([[7, 8], [], [9]])
    assert pairs(spread(np.array([2, 0, 1, 0]), table)) == [(0, 9), (1, 7), (1, 8), (3, 7), (3, 8)]
    assert pairs(spread(np.zeros(0, np.intp), table)) == []
    assert pairs(spread(np.array([0, 5]), gathered([[1]]))) == [(0, 1)]
