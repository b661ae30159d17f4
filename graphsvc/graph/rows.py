"""What belongs to many records at once, as arrays: lists of different lengths laid one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from graphsvc.graph.columns import Numbers


class Rows(NamedTuple):
    """What belongs to some records: row by row the place of the record among those asked, and a number."""

    places: Numbers
    numbers: Numbers


def gathered(parts: Sequence[Sequence[int]]) -> Rows:
    """The rows of one list of numbers per record."""
    counts = np.fromiter(map(len, parts), np.intp, len(parts))
    numbers = np.fromiter(chain.from_iterable(parts), np.intp, int(counts.sum()))
    return Rows(np.repeat(np.arange(len(parts)), counts), numbers)


def joined(first: Rows, second: Rows) -> Rows:
    """The rows of `second`, whose places are rows of `first`, as those of the records that `first` belongs to."""
    return Rows(first.places[second.places], second.numbers)


def together(*rows: Rows) -> Rows:
    """All these rows."""
    if len(rows) == 1:
        return rows[0]
    return Rows(np.concatenate([part.places for part in rows]), np.concatenate([part.numbers for part in rows]))


def without_repeats(rows: Rows) -> Rows:
    """Each number once per record, in order of record and number."""
    if not len(rows.places):
        return rows
    span = int(rows.numbers.max()) + 1
    both = np.unique(rows.places * span + rows.numbers)
    return Rows(both // span, both % span)


def spread(wanted: Numbers, table: Rows) -> Rows:
    """All rows of `table` at each of these places, one after the other; `table` is in order of place."""
    length = int(max(wanted.max(initial=-1), table.places.max(initial=-1))) + 1
    counts = np.bincount(table.places, minlength=length)
    repeats = counts[wanted]
    ends = np.cumsum(repeats)
    within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - repeats, repeats)
    starts = (np.cumsum(counts) - counts)[wanted]
    return Rows(np.repeat(np.arange(len(wanted)), repeats), table.numbers[np.repeat(starts, repeats) + within])
