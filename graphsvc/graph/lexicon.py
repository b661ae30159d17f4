"""All different words of the graph, in one run of bytes: where a beginning, a part or a misspelling is found fast.

Looking through the bytes of 100,000 words for a part takes less than a millisecond, so no index of parts is kept.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

SLIPS = ((4, 1), (8, 2))
"""(letters of a word from which, how many slips are forgiven)"""
SHORTEST_PART = 3
"""Letters that a part inside a word must have to be found there."""
_BETWEEN = b"\n"


class Lexicon:
    """Words by number. A word that is taken out leaves no trace but its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._bytes = bytearray(_BETWEEN)
        self._starts = array("I")
        self._of_length: defaultdict[int, _Words] = defaultdict(_Words)
        """The words that can be misspelt, by how many letters they have."""

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, word: str) -> int | None:
        """The number of exactly this word."""
        return self._numbers.get(word)

    def add(self, word: str) -> int:
        """The number of a word, which is taken in when it is new: then it is one more than the last that was given."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self._starts)
            self._starts.append(len(self._bytes))
            self._bytes += word.encode() + _BETWEEN
            if word.isalpha():
                self._of_length[len(word)].add(word, number)
        return number

    def take_out(self, word: str) -> None:
        """Forget a word: its letters leave memory too."""
        number = self._numbers.pop(word)
        start, length = self._starts[number], len(word.encode())
        self._bytes[start : start + length] = bytes(length)
        if word.isalpha():
            self._of_length[len(word)].take_out(number)

    def holding(self, part: str) -> tuple[list[int], list[int]]:
        """(numbers of the longer words that begin with this, numbers of those that have it further on)."""
        sought = part.encode()
        begin, inside = [], []
        for place in self._places(sought, len(part) >= SHORTEST_PART):
            number = bisect_right(self._starts, place) - 1
            if place > self._starts[number]:
                inside.append(number)
            elif not self._bytes.startswith(_BETWEEN, place + len(sought)):
                begin.append(number)
        return begin, inside

    def _places(self, sought: bytes, anywhere: bool) -> Iterator[int]:
        """Where it is, or begins a word, once a word: from each hit on it looks further in the next word."""
        before = b"" if anywhere else _BETWEEN
        place = self._bytes.find(before + sought)
        while place >= 0:
            yield place + len(before)
            place = self._bytes.find(before + sought, self._bytes.index(_BETWEEN, place + len(before)))

    def misspelt(self, word: str) -> dict[int, int]:
        """Number -> slips, of the words that may be meant by this one: letters more, less, other or exchanged."""
        from rapidfuzz.distance import OSA  # when somebody searches, not when a service starts
        from rapidfuzz.process import extract

        most = slips_in(word)
        found: dict[int, int] = {}
        for length in range(len(word) - most, len(word) + most + 1) if most else ():
            if length in self._of_length:
                words = self._of_length[length]
                near = extract(word, words.texts, scorer=OSA.distance, score_cutoff=most, limit=None)
                found |= {words.numbers[place]: int(slips) for _, slips, place in near if slips}
        return found

    def halves(self, word: str) -> list[tuple[int, int]]:
        """The pairs of words that are this word when written as one: "buurttuin" for "buurt tuin"."""
        cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        pairs = ((self._numbers.get(word[:cut]), self._numbers.get(word[cut:])) for cut in cuts)
        return [(one, other) for one, other in pairs if one is not None and other is not None]


class _Words:
    """Words of one length, with their numbers in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.numbers = array("I")

    def add(self, word: str, number: int) -> None:
        self.texts.append(word)
        self.numbers.append(number)

    def take_out(self, number: int) -> None:
        place = bisect_left(self.numbers, number)
        del self.texts[place], self.numbers[place]


def slips_in(word: str) -> int:
    """How many slips are forgiven in a word: in a number or postcode none, for another number is no misspelling of it."""
    if not word.isalpha():
        return 0
    return max((slips for letters, slips in SLIPS if len(word) >= letters), default=0)
