"""Everything below and above a node of a hierarchy: areas inside an area, themes narrower than a theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Closure:
    """The hierarchy of (inner, outer) pairs; each answer is computed once. A cycle, which rules forbid, ends the walk."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._up: defaultdict[str, list[str]] = defaultdict(list)
        self._down: defaultdict[str, list[str]] = defaultdict(list)
        for inner, outer in pairs:
            self._up[inner].append(outer)
            self._down[outer].append(inner)
        self._known: dict[tuple[bool, str], frozenset[str]] = {}

    def below(self, id: str) -> frozenset[str]:
        """`id` and all inside it."""
        return self._walk(id, self._down, False)

    def above(self, id: str) -> frozenset[str]:
        """`id` and all around it."""
        return self._walk(id, self._up, True)

    def _walk(self, id: str, step: dict[str, list[str]], up: bool) -> frozenset[str]:
        known = self._known.get((up, id))
        if known is None:
            found, waiting = {id}, [id]
            while waiting:
                for next_id in step.get(waiting.pop(), ()):
                    if next_id not in found:
                        found.add(next_id)
                        waiting.append(next_id)
            known = self._known[up, id] = frozenset(found)
        return known
