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
    """The `n` gaps of the highest severity x certainty, one of a kind, none from DATA, at least one about conduct."""
    ranked = sorted((gap for gap in gaps if gap.family is not GapFamily.DATA), key=lambda gap: (-gap.weight, gap.id))
    best: dict[GapKind, Gap] = {}
    for gap in ranked:
        best.setdefault(gap.kind, gap)
    chosen = list(best.values())[:n]
    conduct = next((gap for gap in best.values() if gap.kind in CONDUCT), None)
    if chosen and conduct is not None and not any(gap.kind in CONDUCT for gap in chosen):
        chosen[-1] = conduct
    return chosen
