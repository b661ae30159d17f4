"""The findings on page one of a report."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.analysis.gaps.gap import Gap
from graphsvc.model.vocabularies import GapFamily, GapKind

CONDUCT = frozenset(
    {
        GapKind.FORMAL_WITHOUT_INFORMAL,
        GapKind.UNANSWERED_SIGNAL,
        GapKind.UNTESTED_OFFER,
        GapKind.LATE_PARTICIPATION,
        GapKind.NO_FEEDBACK,
        GapKind.ROLE_MISMATCH,
        GapKind.UNDECIDED_CHALLENGE,
        GapKind.ONE_WAY_HELP,
    }
)
"""The kinds that are about what organisations or government do, rather than what initiatives lack."""


def top_findings(gaps: Iterable[Gap], n: int = 3) -> list[Gap]:
    """The `n` gaps of the highest severity x certainty: one of a kind, none from DATA, at least one about conduct.

    No two are about the same: the same record, or the same theme in the same area.
    """
    ranked = sorted((gap for gap in gaps if gap.family is not GapFamily.DATA), key=lambda gap: (-gap.weight, gap.id))
    chosen = _apart(ranked)[:n]
    if chosen and not any(gap.kind in CONDUCT for gap in chosen):
        conduct = [gap for gap in ranked if gap.kind in CONDUCT]
        chosen = [*chosen[: n - 1], *_apart([*chosen[: n - 1], *conduct])[n - 1 : n]] if conduct else chosen
    return chosen


def _apart(ranked: Iterable[Gap]) -> list[Gap]:
    """The first of each kind that is about something else than those before it."""
    chosen: list[Gap] = []
    told: set[object] = set()
    for gap in ranked:
        about = _matters(gap)
        if all(gap.kind is not other.kind for other in chosen) and told.isdisjoint(about):
            chosen.append(gap)
            told |= about
    return chosen


def _matters(gap: Gap) -> set[object]:
    """What a gap is about: its subjects, and its theme in its area."""
    records: set[object] = {id for id in gap.subjects if id not in (gap.area, gap.theme)}
    return records | {(gap.area, gap.theme)} if gap.area and gap.theme else records
