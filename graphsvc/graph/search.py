"""Search: the words of every record, and which records hold what somebody typed, the likeliest first.

A word of a record is what was typed, starts with it, holds it (the second half of a compound), or is it but for some
slips; it stands in a name, in another name or code, or in a longer text. What a hit is worth is the product of both
(`KINDS_OF_MATCH`, `_WORTH`), the mean over the words typed, and a little more where little else is in the name.
Nothing is counted over all records: how rare a word is would tell of records that the viewer may not see.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence
from itertools import product
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphsvc.graph.columns import Column, Mask
from graphsvc.graph.graph import Graph, Touched
from graphsvc.graph.lexicon import Lexicon
from graphsvc.graph.words import UNNEEDED, asked_words, count_words, words_in
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.kinds import NODE_KINDS, RecordKind
from graphsvc.model.records import TYPES, Record

MOST_WORDS = 10
"""Words typed that count; more are left out of account."""

EXACT, BEGINS, INSIDE, WRITTEN_AS_ONE, ONE_SLIP, TWO_SLIPS = range(6)
KINDS_OF_MATCH = (1.0, 0.8, 0.6, 0.55, 0.38, 0.3)
"""What each kind of match is worth."""
_NAMES = {"name": 1.0, "otherNames": 0.95, "code": 0.95, "nameEn": 0.95, "text": 0.6}
_OTHER_TEXT = 0.5
_SHORT_NAME = 0.1
"""The part of a score that goes to names that hold little else."""
_UNSEARCHED = frozenset({"id", "source", "origin", "extra", "assumed", "subject", "website"})
"""Texts that are ids, addresses or meant for programs."""
_FIELD_BITS = 5
SLICE = 100
"""Records that are taken in at once while an index is made: some 5 ms, for which a change may have to wait."""


def searched_fields(struct: type[Record]) -> tuple[Field, ...]:
    """The fields of a kind by whose words it is found."""
    return tuple(field for field in fields_of(struct) if field.plain is str and field.key not in _UNSEARCHED)


_FIELDS: tuple[Field, ...] = tuple(
    {(field.key, field.access): field for kind in NODE_KINDS for field in searched_fields(TYPES[kind])}.values()  # type: ignore[arg-type]
)
"""Every field that is searched, once for all kinds that have it; its place is its number."""
_NUMBERS = {(field.key, field.access): number for number, field in enumerate(_FIELDS)}
_WORTH = np.array([_NAMES.get(field.key, _OTHER_TEXT) for field in _FIELDS])
_KIND_NUMBER: dict[RecordKind, int] = {kind: number for number, kind in enumerate(NODE_KINDS)}
_IN_NAME = frozenset(number for number, field in enumerate(_FIELDS) if field.key == "name")


def _ranked() -> tuple[NDArray[np.uint8], NDArray[np.float64], list[int]]:
    """Every pair of a match and a field as one number from 1, in order of its worth; what each is worth; its field."""
    worth = np.outer(KINDS_OF_MATCH, _WORTH)
    pairs = sorted(product(range(len(KINDS_OF_MATCH)), range(len(_FIELDS))), reverse=True)
    pairs.sort(key=lambda pair: float(worth[pair]))
    codes = np.zeros(worth.shape, np.uint8)
    for code, pair in enumerate(pairs, 1):
        codes[pair] = code
    return codes, np.array([0.0, *(worth[pair] for pair in pairs)]), [-1, *(number for _, number in pairs)]


_CODES, _VALUES, _FIELD_OF = _ranked()
_CODE_IN_NAME = np.array([number in _IN_NAME for number in _FIELD_OF])


class Hit(NamedTuple):
    """A record that was found, what it is worth (0-1), and the field that tells most."""

    record: Record
    score: float
    field: Field


class Hits:
    """What was found, not yet in order: ordering 100,000 to show 20 would be a waste."""

    def __init__(
        self, numbers: NDArray[np.intp], scores: NDArray[np.float64], codes: NDArray[np.uint8], graph: Graph
    ) -> None:
        self._numbers, self._scores, self._codes, self._nodes = numbers, scores, codes, graph.nodes

    def __len__(self) -> int:
        return len(self._numbers)

    def page(self, size: int, after: tuple[float, str] | None = None) -> tuple[int, list[Hit]]:
        """How many come before, and the next `size`: by score, then by id. `after`: score and id of the one before."""
        places = np.arange(len(self)) if after is None else self._after(*after)
        before = len(self) - len(places)
        if size == 0 or not len(places):
            return before, []
        if len(places) > size:
            bar = np.partition(self._scores[places], -size)[-size]
            places = places[self._scores[places] >= bar]
        found = [(-float(self._scores[place]), self._id(place), place) for place in places.tolist()]
        return before, [self._hit(place) for _, _, place in sorted(found)[:size]]

    def _after(self, score: float, id: str) -> NDArray[np.intp]:
        level = np.flatnonzero(self._scores == score)
        later = [place for place in level.tolist() if self._id(place) > id]
        return np.concatenate([np.flatnonzero(self._scores < score), np.array(later, np.intp)])

    def _id(self, place: int) -> str:
        return self._nodes[int(self._numbers[place])].id

    def _hit(self, place: int) -> Hit:
        field = _FIELDS[_FIELD_OF[int(self._codes[place])]]
        return Hit(self._nodes[int(self._numbers[place])], float(self._scores[place]), field)


class SearchIndex:
    """The words of all records of a graph, whoever may see them: a view says of which to look.

    It is empty at first, and made slice by slice: changes are taken in meanwhile, and whoever searches completes it.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._lexicon = Lexicon()
        self._holders: list[array[int]] = []
        """Per number of a word: which records hold it in which field, as node number and field number in one; sorted."""
        self._name_words = Column(np.uint8)
        """Per node: how many words its name has."""
        self._kinds = Column(np.uint8)
        self._taken: list[Record | None] = []
        """The records as they were taken in, to find their words again when they change."""
        self._reached = 0
        """The number of the first record that was not taken in when it was made."""
        self._complete = False
        self._at_work = Lock()

    def take_slice(self) -> bool:
        """Take in the next few records; whether that were all. In any thread."""
        with self._at_work:
            if not self._complete:
                nodes, start = self._graph.nodes, self._reached
                self._reached = min(start + SLICE, len(nodes))
                for number in range(start, self._reached):
                    if (record := nodes[number]) is not None:
                        self._take(number, record)
                self._complete = self._reached == len(nodes)
            return self._complete

    def complete(self) -> None:
        """Take in all that was not yet. Blocks: in a thread, for 200,000 actors take seconds."""
        while not self.take_slice():
            pass

    def follow(self, touched: Touched) -> None:
        """Take in a change, in time proportional to it."""
        with self._at_work:
            for number in touched.nodes:
                if self._complete or number < self._reached:
                    self._take_again(number)

    def _take_again(self, number: int) -> None:
        if number < len(self._taken) and (before := self._taken[number]) is not None:
            self._let_go(number, before)
        if number not in self._graph.gone_nodes:
            self._take(number, self._graph.nodes[number])

    def find(
        self, text: str, shown: Mask, visible: Collection[Field], kinds: Iterable[RecordKind] | None = None
    ) -> Hits:
        """The records of some kinds among those of `shown`, a mask of nodes, that hold every word of a text.

        Only what stands in `visible` fields counts. It completes the index when that was not done.
        """
        self.complete()
        words = asked_words(text)[:MOST_WORDS]
        seen = {(field.key, field.access) for field in visible}
        codes = np.where([key in seen for key in _NUMBERS], _CODES, np.uint8(0))
        needed = [word for word in words if word not in UNNEEDED] or words
        size = len(self._taken)
        total, told, in_name = np.zeros(size), np.zeros(size, np.uint8), np.zeros(size)
        fits = shown[:size].copy() if words else np.zeros(size, np.bool_)
        if kinds is not None:
            fits &= np.isin(self._kinds.values, [_KIND_NUMBER[kind] for kind in kinds if kind in _KIND_NUMBER])
        for word in words:
            levels = self._levels(word, codes)
            if word in needed:
                fits &= levels > 0
            total += _VALUES[levels]
            in_name += _CODE_IN_NAME[levels]
            np.maximum(told, levels, out=told)
        numbers = np.flatnonzero(fits)
        short = np.minimum(1, in_name[numbers] / np.maximum(1, self._name_words.values[numbers]))
        scores = total[numbers] / max(1, len(words)) * (1 - _SHORT_NAME + _SHORT_NAME * short)
        return Hits(numbers, scores.round(6), told[numbers], self._graph)

    def _levels(self, word: str, codes: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Per node the best that this word is to it: a row of `_ranked`, 0 for none."""
        levels = np.zeros(len(self._taken), np.uint8)
        lexicon = self._lexicon
        begins, inside = lexicon.holding(word)
        exact = lexicon.number(word)
        slips = lexicon.misspelt(word)
        matches = [
            (EXACT, [] if exact is None else [exact]),
            (BEGINS, begins),
            (INSIDE, inside),
            (ONE_SLIP, [number for number, made in slips.items() if made == 1]),
            (TWO_SLIPS, [number for number, made in slips.items() if made > 1]),
        ]
        for match, numbers in matches:
            self._raise(levels, codes[match], self._entries(numbers))
        for one, other in lexicon.halves(word):
            both = np.intersect1d(self._entries([one]), self._entries([other]))
            self._raise(levels, codes[WRITTEN_AS_ONE], both)
        return levels

    @staticmethod
    def _raise(levels: NDArray[np.uint8], codes: NDArray[np.uint8], entries: NDArray[np.uint32]) -> None:
        np.maximum.at(levels, entries >> _FIELD_BITS, codes[entries & ((1 << _FIELD_BITS) - 1)])

    def _entries(self, numbers: Sequence[int]) -> NDArray[np.uint32]:
        """Which records hold one of these words, in which field."""
        holders = [self._holders[number] for number in numbers]
        return np.concatenate([np.zeros(0, np.uint32), *(np.frombuffer(held, np.uint32) for held in holders if held)])

    def _take(self, number: int, record: Record) -> None:
        self._taken += [None] * (number + 1 - len(self._taken))
        self._taken[number] = record
        self._name_words.extend_to(number + 1)
        self._kinds.extend_to(number + 1)
        self._kinds[number] = _KIND_NUMBER[record.kind]
        self._name_words[number] = min(255, count_words(getattr(record, "name", "")))
        for word, field in _entries_of(record):
            at = self._lexicon.add(word)
            if at == len(self._holders):
                self._holders.append(array("I"))
            _put_in(self._holders[at], number << _FIELD_BITS | field)

    def _let_go(self, number: int, record: Record) -> None:
        self._taken[number] = None
        for word, field in _entries_of(record):
            at = self._lexicon.number(word)
            assert at is not None, "every word of a record that was taken in is known"
            holders = self._holders[at]
            del holders[bisect_left(holders, number << _FIELD_BITS | field)]
            if not holders:
                self._lexicon.take_out(word)


def _put_in(holders: array[int], entry: int) -> None:
    if holders and holders[-1] > entry:
        insort(holders, entry)
    else:
        holders.append(entry)


def _entries_of(record: Record) -> Iterable[tuple[str, int]]:
    """Every word of a record with the number of the field it stands in, each once."""
    for field in searched_fields(type(record)):
        value: Any = getattr(record, field.name)
        if value:
            text = " ".join(value) if isinstance(value, tuple) else value
            number = _NUMBERS[field.key, field.access]
            yield from ((word, number) for word in words_in(text))


_making = Lock()


def search_index(graph: Graph) -> SearchIndex:
    """The search index of a graph, perhaps not complete yet. Two threads that ask for it first get the same one.

    Call it while no change is applied.
    """
    with _making:
        return graph.follower(SearchIndex)
