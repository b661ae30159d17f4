"""Ties that became stronger or weaker: those that are there on both days, and those that one of the same kind replaced.

Strength is intensity here. Confirmation and confidence say what we know of a tie, and a rise of these is no change in it;
neither is an intensity that was filled in by an import and told later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from graphsvc.analysis.comparison.differences import TieChange
from graphsvc.analysis.comparison.known import Held
from graphsvc.analysis.comparison.span import Span
from graphsvc.graph.sight import Past, Seen, seen_past
from graphsvc.graph.view import View
from graphsvc.model.days import TIME_ZONE
from graphsvc.model.records import Tie
from graphsvc.model.vocabularies import DifferenceCause, TieChangeKind, TieKind

_Place = tuple[TieKind, bool, tuple[str, str]]


def in_place(view: View, before: Held, after: Held, span: Span, past: Past) -> list[TieChange]:
    """The ties of both days whose intensity was another on the first than on the last, by the log."""
    changed = [id for id, tie in before.ties.items() if id in after.ties and tie.revision > 1]
    if not changed:
        return []
    seen = seen_past(past, view.graph, view.viewer, changed)
    pairs = ((_on(seen[id], span.first), _on(seen[id], span.last)) for id in changed)
    found = (_change(then, now) for then, now in pairs if then is not None and now is not None)
    return [change for change in found if change is not None]


def replaced(ties: Sequence[TieChange], before: Held, after: Held) -> list[TieChange]:
    """The changes, with a tie that ended and a later one of the same kind between the same two taken together as one."""
    real = [change for change in ties if change.cause is DifferenceCause.REAL_CHANGE]
    ended: defaultdict[_Place, list[Tie]] = defaultdict(list)
    for tie in _by_start(before.ties[change.tie] for change in real if change.kind is TieChangeKind.LOST):
        ended[_place(tie)].append(tie)
    begun = _by_start(after.ties[change.tie] for change in real if change.kind is TieChangeKind.MADE)
    pairs = [(ended[_place(tie)].pop(0), tie) for tie in begun if ended[_place(tie)]]
    gone = {tie.id for pair in pairs for tie in pair}
    changes = (_change(then, now, replaced=then.id) for then, now in pairs)
    return [*(change for change in ties if change.tie not in gone), *(one for one in changes if one is not None)]


def _change(then: Tie, now: Tie, replaced: str | None = None) -> TieChange | None:
    if then.intensity == now.intensity or "intensity" in (*then.assumed, *now.assumed):
        return None
    return TieChange(
        kind=TieChangeKind.STRENGTHENED if now.intensity > then.intensity else TieChangeKind.WEAKENED,
        cause=DifferenceCause.REAL_CHANGE,
        tie=now.id,
        before=then.intensity,
        after=now.intensity,
        replaced=replaced,
    )


def _on(changes: list[Seen], day: date) -> Tie | None:
    """The tie as the log had it on a day; as it was first recorded when that was later."""
    states = [(seen.at.astimezone(TIME_ZONE).date(), seen.after) for seen in changes if isinstance(seen.after, Tie)]
    by_then = [tie for on, tie in states if on <= day]
    return by_then[-1] if by_then else next((tie for _, tie in states), None)


def _place(tie: Tie) -> _Place:
    ends = (tie.from_id, tie.to_id)
    return tie.tie_kind, tie.directed, ends if tie.directed else (min(ends), max(ends))


def _by_start(ties: Iterable[Tie]) -> list[Tie]:
    ordered = sorted(ties, key=attrgetter("id"))
    return sorted(ordered, key=lambda tie: tie.valid_from or date.min)
