"""The words of a text as search compares them, with what Dutch names need.

- y is ij: "Yselmonde" is IJsselmonde, and who has typed "wi" is on the way to "wijk".
- St. is sint, and who has typed "st" may be on the way to "stichting"; & is en.
- What stands together in print is one word too: "'s-Gravenhage" holds s, gravenhage and sgravenhage, "J.P." also jp, and
  "3071 AB" also 3071ab.
"""

from __future__ import annotations

import re

from graphsvc.graph.folding import folded

LONGEST = 40
"""Letters of a word that count."""
_TOGETHER = 4
"""Parts that make one word together at most."""
_UNNEEDED = "aan and bij de den der des die door een en for het in met of op s t te ten ter the tot uit van voor"
UNNEEDED = frozenset(_UNNEEDED.split())
"""Words that a record need not hold when other words are asked: people leave them out, or write v.d."""

_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "&": " en "}
)
_SAINT = {"st", "sint"}
_PRINTED = re.compile(r"\S+")
_PART = re.compile(r"[^\W_]+")
_ADDRESS = re.compile("[@/]")
_POSTCODE = re.compile(r"\b([0-9]{4}) ?([a-z]{2})\b")


def words_in(text: str) -> set[str]:
    """Every word by which a text is found."""
    plain = _plain(text)
    found: set[str] = set()
    for run in _PRINTED.findall(plain):
        parts = _PART.findall(run)
        found.update(map(_spelled, parts))
        if 1 < len(parts) <= _TOGETHER and not _ADDRESS.search(run):
            found.add(_spelled("".join(parts)))
    for digits, letters in _POSTCODE.findall(plain):
        found.update((digits, letters, digits + letters))
    return found | _SAINT if found & _SAINT else found


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(_PART.findall(_plain(text)))


def asked_words(text: str) -> list[str]:
    """The words of what somebody typed, each once, in order."""
    return list(dict.fromkeys(map(_spelled, _PART.findall(_plain(text)))))


def _plain(text: str) -> str:
    return folded(text).translate(_LETTERS)


def _spelled(word: str) -> str:
    return word.replace("y", "ij")[:LONGEST]
