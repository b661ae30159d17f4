"""The gaps of a kind as a table, each kind in as few words as it needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graphsvc.analysis.gaps import caveat, in_short, review_of, summary
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.white_spot import NEED, figures_of
from graphsvc.model.records import Tie
from graphsvc.model.vocabularies import GapKind
from graphsvc.reports.document import Cell, Column, Table, cut, row
from graphsvc.reports.scope import Scope

MOST = 25
"""So many of a kind are listed: those that weigh most, in alphabetical order, so that nobody is ranked."""


def table_of(scope: Scope, kind: GapKind, gaps: list[Gap]) -> Table:
    """The gaps of one kind."""
    if kind is GapKind.WHITE_SPOT:
        return _spots(scope, gaps)
    if kind is GapKind.MISSING_LINK:
        return _links(scope, gaps)
    if kind is GapKind.STALE_TIE:
        return _old_ties(scope, gaps)
    return _sentences(scope, kind, gaps)


def _sentences(scope: Scope, kind: GapKind, gaps: list[Gap]) -> Table:
    """A sentence for each gap."""
    shown, left = cut(gaps, MOST)
    columns = (
        Column(scope.say("What seems to be missing"), share=3.6),
        Column(scope.say("Area"), share=1.1),
        Column(scope.say("Certainty"), "end", 0.8),
    )
    rows = sorted(
        (_row(scope, gap) for gap in shown), key=lambda cells: (cells[1].text.casefold(), cells[0].text.casefold())
    )
    return _listed(scope, kind, columns, rows, scope.more(left, len(gaps)), _doubt(scope, shown))


def _spots(scope: Scope, gaps: list[Gap]) -> Table:
    """The white spots by area, each with its score and what that rests on."""
    shown, left = cut(gaps, MOST)
    columns = (
        Column(scope.say("Area"), share=1.3),
        Column(scope.say("Theme"), share=1.3),
        Column(scope.say("Score"), "end", 0.6),
        Column(scope.say("The score rests on"), share=2.2),
        Column(scope.say("Certainty"), "end", 0.8),
    )
    rows = [
        row(
            Cell(scope.name(gap.area or ""), gap.area),
            scope.name(gap.theme or ""),
            scope.number(100 * (gap.figure(NEED) or 0)),
            " ".join(filter(None, (in_short(scope.view, gap, scope.language), _decided(scope, gap)))),
            scope.share(gap.certainty),
        )
        for gap in shown
    ]
    rows.sort(key=lambda cells: (cells[0].text.casefold(), cells[1].text.casefold()))
    risk = scope.say("A figure tells of a risk, not of what residents say.") if any(map(figures_of, shown)) else ""
    return _listed(scope, GapKind.WHITE_SPOT, columns, rows, scope.more(left, len(gaps)), risk)


def _row(scope: Scope, gap: Gap) -> tuple[Cell, ...]:
    area = scope.view.get(gap.area) if gap.area else None
    text = " ".join(filter(None, (summary(scope.view, gap, scope.language) + _mark(gap), _decided(scope, gap))))
    return row(
        Cell(text, gap.subjects[0] if gap.subjects else None),
        scope.name_of(area) if area else "–",
        scope.share(gap.certainty),
    )


def _decided(scope: Scope, gap: Gap) -> str:
    """What people decided about it last; "" when nobody did."""
    review = review_of(scope.view, gap.id)
    if review is None:
        return ""
    return scope.say("Review by %(by)s: %(status)s.", by=scope.label(review.by), status=scope.label(review.status))


def _links(scope: Scope, gaps: list[Gap]) -> Table:
    """All missing links, those on a theme with the same organisations in one row."""
    groups: defaultdict[tuple[str, str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        formal = [id for id in gap.records() if (actor := scope.view.actor(id)) and actor.is_formal]
        groups[scope.name(gap.theme or ""), scope.named(formal)].append(gap)
    columns = (
        Column(scope.say("Theme"), share=1.2),
        Column(scope.say("No contact is known of"), share=2.2),
        Column(scope.say("With"), share=2.2),
        Column(scope.say("Certainty at least"), "end", 0.8),
    )
    rows = [
        row(
            theme + ("\u00a0*" if any(gap.mostly_assumed for gap in group) else ""),
            scope.named({gap.subjects[0] for gap in group}),
            others,
            scope.share(min(gap.certainty for gap in group)),
        )
        for (theme, others), group in sorted(groups.items())
    ]
    return _listed(scope, GapKind.MISSING_LINK, columns, rows, "", _doubt(scope, gaps))


def _old_ties(scope: Scope, gaps: list[Gap]) -> Table:
    """The ties that were not checked lately, by the names of the two."""
    shown, left = cut(gaps, MOST)
    columns = (
        Column(scope.say("A tie between"), share=2),
        Column(scope.say("and"), share=2),
        Column(scope.say("Last checked on"), share=1.2),
    )
    ties = [(gap, tie) for gap in shown if isinstance(tie := scope.view.get(gap.subjects[0]), Tie)]
    rows = [
        row(
            Cell(scope.name(tie.from_id) + _mark(gap), tie.id),
            " ".join(filter(None, (scope.name(tie.to_id), _decided(scope, gap)))),
            scope.date(tie.last_verified) if tie.last_verified else scope.say("never"),
        )
        for gap, tie in ties
    ]
    rows.sort(key=lambda cells: (cells[0].text.casefold(), cells[1].text.casefold()))
    return _listed(scope, GapKind.STALE_TIE, columns, rows, scope.more(left, len(gaps)), _doubt(scope, shown))


def _listed(
    scope: Scope, kind: GapKind, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]], *below: str
) -> Table:
    caption = scope.say("List: %(kind)s", kind=scope.label(kind))
    return Table(caption, columns, tuple(rows), " ".join(filter(None, below)))


def _mark(gap: Gap) -> str:
    return "\u00a0*" if gap.mostly_assumed else ""


def _doubt(scope: Scope, gaps: Iterable[Gap]) -> str:
    """What the star of a row means, where one has it."""
    doubts = {caveat(gap, scope.language) for gap in gaps} - {""}
    return f"* {doubts.pop()}" if doubts else ""
