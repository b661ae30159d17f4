"""Paths between actors: who knows whom that knows whom, and how warm each way is.

Steps ignore direction. A step is as strong as the strongest tie of its two actors, and a path as strong as the product
of its steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.ties import pair_strengths, strength
from graphsvc.analysis.warm_paths import DIGITS, strongest_ways
from graphsvc.errors import BadInput, NotFound
from graphsvc.graph.view import View
from graphsvc.language import Language, day, translate
from graphsvc.model.records import Actor, Tie, name_of
from graphsvc.model.vocabularies import TieKind

LONGEST = 8
"""The most steps that may be asked: beyond it everybody knows everybody."""
MOST = 100
"""The most paths that may be asked."""


class Path(msgspec.Struct, frozen=True):
    """A way from one actor to another, by ids."""

    actors: tuple[str, ...]
    ties: tuple[str, ...]
    """Of each step the strongest tie."""
    strength: float
    """0-1, the product of the strengths of its ties."""

    @property
    def length(self) -> int:
        """The number of steps."""
        return len(self.ties)

    @property
    def introducer(self) -> str | None:
        """The actor before the end, who can introduce; none on a path of one step."""
        return self.actors[-2] if len(self.actors) > 2 else None


def warmest_paths(
    view: View,
    start: str,
    end: str,
    max_length: int = 4,
    limit: int = 5,
    ties: Callable[[Tie], bool] | None = None,
    through: Callable[[Actor], bool] | None = None,
    shortest: bool = False,
) -> list[Path]:
    """The `limit` strongest simple paths of at most `max_length` steps, equals by length and then by ids.

    With `shortest` those of the fewest steps, equals by strength. `ties` says which ties may be steps, `through` which
    actors may stand between the two ends. Raises NotFound for an actor that is not seen and BadInput for a length or limit
    out of range.
    """
    _check(view, start, end, max_length, limit)
    near = _neighbours(view, {start, end}, ties, through)
    return [_path(view, way, ties) for way in strongest_ways(near, start, end, max_length, limit, shortest)]


def _check(view: View, start: str, end: str, max_length: int, limit: int) -> None:
    for place, id in (("from", start), ("to", end)):
        if view.actor(id) is None:
            raise NotFound(f"{place}: there is no actor {id}.")
    if start == end:
        raise BadInput.of("A path joins two different actors.", place="to")
    for place, value, most in (("maxLength", max_length, LONGEST), ("limit", limit, MOST)):
        if not 1 <= value <= most:
            raise BadInput.of(f"{value} is not between 1 and {most}.", place=place)


def _neighbours(
    view: View,
    ends: set[str],
    ties: Callable[[Tie], bool] | None,
    through: Callable[[Actor], bool] | None,
) -> Mapping[str, dict[str, float]]:
    """Actor -> neighbour -> strength of the step, over those that a path may use."""
    passable = ends | {actor.id for actor in view.actors() if through is None or through(actor)}
    near: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), warmth in pair_strengths(view, filter(ties, view.ties()) if ties else None).items():
        if a in passable and b in passable:
            near[a][b] = near[b][a] = warmth
    return near


def _path(view: View, actors: Sequence[str], ties: Callable[[Tie], bool] | None = None) -> Path:
    chosen = [strongest_tie(view, a, b, ties) for a, b in pairwise(actors)]
    product = 1.0
    for tie in chosen:
        product *= strength(tie)
    return Path(tuple(actors), tuple(tie.id for tie in chosen), product)


def path_over(view: View, actors: Sequence[str]) -> Path:
    """The path along these actors; each next one must be tied to the one before."""
    return _path(view, actors)


def strongest_tie(view: View, a: str, b: str, ties: Callable[[Tie], bool] | None = None) -> Tie:
    """The strongest tie between two actors that are tied; of equals the one with the smallest id."""
    between = (tie for tie in view.ties_of(a) if b in (tie.from_id, tie.to_id) and (ties is None or ties(tie)))
    return min(between, key=lambda tie: (-strength(tie), tie.id))


class Steps:
    """All steps between actors as arrays, for questions with many starts and ends at once.

    `ids` are the actors in order of id; a number is the place in it. Each pair stands in both directions, sorted by
    `tails` and then `heads`; `first[k]` to `first[k + 1]` are the steps from actor k.
    """

    def __init__(self, view: View, minimum: float = 0.0) -> None:
        self.ids = tuple(sorted(actor.id for actor in view.actors()))
        self.number = {id: number for number, id in enumerate(self.ids)}
        strengths = pair_strengths(view)
        ends = np.array([(self.number[a], self.number[b]) for a, b in strengths], np.int64).reshape(-1, 2)
        warmth = np.fromiter(strengths.values(), np.float64, len(strengths))
        # A minimum of .2 must admit .25 x .8, whichever way that was rounded.
        strong = warmth >= minimum - 10.0**-DIGITS
        ends, warmth = ends[strong], warmth[strong]
        tails = np.concatenate([ends[:, 0], ends[:, 1]])
        heads = np.concatenate([ends[:, 1], ends[:, 0]])
        order = np.lexsort((heads, tails))
        self.tails, self.heads = tails[order], heads[order]
        self.strengths: NDArray[np.float64] = np.concatenate([warmth, warmth])[order]
        self.first = np.searchsorted(self.tails, np.arange(len(self.ids) + 1))

    def around(self, number: int) -> Iterator[tuple[int, float]]:
        """The neighbours of an actor, with the strength of the step."""
        steps = slice(self.first[number], self.first[number + 1])
        yield from zip(self.heads[steps].tolist(), self.strengths[steps].tolist(), strict=True)

    def warmest(self, starts: NDArray[np.bool_], passable: NDArray[np.bool_], steps: int) -> list[NDArray[np.float64]]:
        """For 0 to `steps`: per actor the strongest way from any start in at most so many steps; 0: none.

        Only passable actors continue a way, or end one that others continue; a start need not be passable.
        """
        ways = [starts.astype(np.float64)]
        for _ in range(steps):
            longer = ways[-1].copy()
            np.maximum.at(longer, self.heads, ways[-1][self.tails] * self.strengths)
            longer[~(passable | starts)] = 0.0
            ways.append(longer)
        return ways


def explain(view: View, path: Path, language: Language) -> str:
    """A path tie by tie, in the order it is walked, with the days on which its ties were last verified.

    A day that holds for several ties on end is told once, after them; one after the day of the view is not told.
    """
    ties = [_tie(view, id) for id in path.ties]
    walked = iter(path.actors)
    said: list[str] = []
    for verified, together in groupby(ties, key=lambda tie: tie.last_verified):
        run = [_explain_tie(view, tie, next(walked), language) for tie in together]
        later = verified is not None and view.day is not None and verified > view.day
        said += run if later else [*run, _verified(verified, len(run) > 1, language)]
    return " ".join(said)


SAYINGS = {
    TieKind.KNOWS: "%(a)s and %(b)s know each other.",
    TieKind.EXCHANGES: "%(a)s and %(b)s exchange knowledge, goods or help.",
    TieKind.REFERS_TO: "%(a)s refers people to %(b)s.",
    TieKind.COLLABORATES: "%(a)s and %(b)s work together.",
    TieKind.FUNDS: "%(a)s gives money to %(b)s.",
    TieKind.FACILITATES: "%(a)s supports %(b)s.",
    TieKind.MEMBER_OF: "%(a)s is a member of %(b)s.",
    TieKind.PART_OF: "%(a)s is part of %(b)s.",
}


EITHER_WAY = frozenset({TieKind.KNOWS, TieKind.EXCHANGES, TieKind.COLLABORATES})
"""Kinds that are told of both actors alike, so that they can be named in the order of the walk."""


def _tie(view: View, id: str) -> Tie:
    tie = view.get(id)
    if not isinstance(tie, Tie):
        raise NotFound(f"There is no tie {id}.")
    return tie


def _explain_tie(view: View, tie: Tie, start: str, language: Language) -> str:
    """A tie in a sentence; where either may be named first, that is the one the step starts from."""
    ends = [tie.from_id, tie.to_id]
    if tie.tie_kind in EITHER_WAY and start == tie.to_id:
        ends.reverse()
    a, b = (name_of(actor) if (actor := view.actor(end)) else "" for end in ends)
    return translate(language, SAYINGS[tie.tie_kind], a=a, b=b)


def _verified(on: date | None, several: bool, language: Language) -> str:
    if on is None:
        return translate(language, "Nobody has verified these ties." if several else "Nobody has verified this.")
    message = "These ties were last verified on %(day)s." if several else "Last verified on %(day)s."
    return translate(language, message, day=day(language, on))
