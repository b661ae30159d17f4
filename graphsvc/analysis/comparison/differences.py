"""Why each actor and tie is on one side of a comparison only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from graphsvc.analysis.comparison.known import Held
from graphsvc.model.records import Tie
from graphsvc.model.vocabularies import ActorChangeKind, DifferenceCause, TieChangeKind


class ActorChange(msgspec.Struct, frozen=True):
    """An actor that is on one side only."""

    kind: ActorChangeKind
    cause: DifferenceCause
    actor: str

    @property
    def id(self) -> str:
        """By what it stands in a list."""
        return self.actor


class TieChange(msgspec.Struct, frozen=True, kw_only=True):
    """A tie that is on one side only, or that became stronger or weaker."""

    kind: TieChangeKind
    cause: DifferenceCause
    tie: str
    before: int | None = None
    """Its intensity on the first day; None when it was not there."""
    after: int | None = None
    """Its intensity on the last day; None when it is not there."""
    replaced: str | None = None
    """The tie of the same kind between the same two that it goes on from."""

    @property
    def id(self) -> str:
        """By what it stands in a list."""
        return self.tie


class Differences(msgspec.Struct, frozen=True):
    """Every actor and tie that is on one side only."""

    actors: tuple[ActorChange, ...]
    ties: tuple[TieChange, ...]


def differences(before: Held, after: Held, there: Held) -> Differences:
    """What is in one of `before` and `after` only. `there`: all that held on the first day, known by then or not.

    A tie with an actor that was found later is new data, whenever it began: of that actor only what came about can be
    seen, not what was lost. Else a tie of an actor that came or went goes with it, and what is left is real change.
    """
    actors = [*_arrived(before, after, there), *_went(before, after)]
    why = {change.actor: change.cause for change in actors}
    added = [
        TieChange(
            kind=TieChangeKind.FOUND if id in there.ties else TieChangeKind.MADE,
            cause=_cause(tie, why, otherwise=_own_cause(id, there)),
            tie=id,
            after=tie.intensity,
        )
        for id, tie in after.ties.items()
        if id not in before.ties
    ]
    lost = [
        TieChange(
            kind=TieChangeKind.LOST,
            cause=_cause(tie, why, otherwise=DifferenceCause.REAL_CHANGE),
            tie=id,
            before=tie.intensity,
        )
        for id, tie in before.ties.items()
        if id not in after.ties
    ]
    return Differences(tuple(actors), (*added, *lost))


def _arrived(before: Held, after: Held, there: Held) -> list[ActorChange]:
    return [
        ActorChange(ActorChangeKind.FOUND, DifferenceCause.NEW_DATA, id)
        if id in there.actors
        else ActorChange(ActorChangeKind.CAME, DifferenceCause.NEW_ACTORS, id)
        for id in after.actors
        if id not in before.actors
    ]


def _went(before: Held, after: Held) -> list[ActorChange]:
    return [
        ActorChange(ActorChangeKind.WENT, DifferenceCause.NEW_ACTORS, id)
        for id in before.actors
        if id not in after.actors
    ]


def _own_cause(id: str, there: Held) -> DifferenceCause:
    return DifferenceCause.NEW_DATA if id in there.ties else DifferenceCause.REAL_CHANGE


def _cause(tie: Tie, why: Mapping[str, DifferenceCause], *, otherwise: DifferenceCause) -> DifferenceCause:
    """That of its ends, new data first; its own when both were there and known on both days."""
    one, other = why.get(tie.from_id), why.get(tie.to_id)
    if DifferenceCause.NEW_DATA in (one, other):
        return DifferenceCause.NEW_DATA
    return DifferenceCause.NEW_ACTORS if one or other else otherwise


def count_of(changes: Iterable[ActorChange | TieChange], **wanted: object) -> int:
    """How many changes are as wanted: `count_of(ties, kind=TieChangeKind.MADE)`."""
    return sum(all(getattr(change, name) is value for name, value in wanted.items()) for change in changes)
