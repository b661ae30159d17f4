"""The gaps, by family and kind, with what they rest on and how sure they are."""

from __future__ import annotations

from collections.abc import Collection

from graphsvc.analysis.gaps import caveat, suggestion, summary
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.model.vocabularies import FAMILY_OF_GAP, GapFamily, GapKind
from graphsvc.reports.document import Block, Cell, Column, Paragraph, Section, Table, cut, row
from graphsvc.reports.scope import Scope

MOST = 12
"""So many of a kind are listed: those that weigh most, in alphabetical order, so that nobody is ranked."""
ELSEWHERE = frozenset({GapKind.UNANSWERED_SIGNAL})
"""The kinds that a section of their own lists."""


def by_kind(scope: Scope, gaps: list[Gap], kinds: Collection[GapKind]) -> Section:
    """A part for each kind that was looked for; kinds of which nothing was found are named in one sentence."""
    parts = []
    for family in GapFamily:
        for kind in GapKind:
            of_kind = [gap for gap in gaps if gap.kind is kind]
            if FAMILY_OF_GAP[kind] is family and of_kind:
                parts.append(_part(scope, kind, of_kind))
    none = [scope.label(kind) for kind in GapKind if kind in kinds and all(gap.kind is not kind for gap in gaps)]
    intro = [
        scope.say(
            "A gap is something that seems to be missing. It is a reason to ask, not a judgement: about initiatives "
            "least of all. Each line says how sure it is and on how many records it rests."
        )
    ]
    if none:
        intro.append(scope.say("Looked for and not found: %(kinds)s.", kinds=", ".join(none)))
    if unasked := [scope.label(kind) for kind in FINDERS if kind not in kinds]:
        intro.append(scope.say("As no tie is held yet, nothing can be said of: %(kinds)s.", kinds=", ".join(unasked)))
    return Section("gaps", scope.say("What is missing"), tuple(map(Paragraph, intro)), tuple(parts))


def _part(scope: Scope, kind: GapKind, gaps: list[Gap]) -> Section:
    title = scope.say(
        "%(family)s: %(kind)s (%(count)s)",
        family=scope.title(FAMILY_OF_GAP[kind]),
        kind=scope.label(kind),
        count=scope.number(len(gaps)),
    )
    blocks: list[Block] = [
        Paragraph(kind.words.definition(scope.language)),
        Paragraph(f"{scope.say('What could be done')}: {suggestion(scope.view, gaps[0], scope.language)}"),
    ]
    if kind in ELSEWHERE:
        blocks.append(Paragraph(scope.say("The signals are listed in the section on signals.")))
    else:
        blocks.append(_table(scope, kind, gaps))
    return Section(f"gap-{kind.lower().replace('_', '-')}", title, tuple(blocks))


def _table(scope: Scope, kind: GapKind, gaps: list[Gap]) -> Table:
    shown, left = cut(gaps, MOST)
    columns = (
        Column(scope.say("What seems to be missing"), share=3.4),
        Column(scope.say("Area"), share=1.2),
        Column(scope.say("Certainty"), "end", 0.8),
        Column(scope.say("Rests on"), share=0.9),
    )
    rows = sorted(
        (_row(scope, gap) for gap in shown), key=lambda cells: (cells[1].text.casefold(), cells[0].text.casefold())
    )
    below = [scope.more(left, len(gaps))]
    if doubts := {caveat(gap, scope.language) for gap in shown} - {""}:
        below.append(f"* {doubts.pop()}")
    caption = scope.say("List: %(kind)s", kind=scope.label(kind))
    return Table(caption, columns, tuple(rows), " ".join(filter(None, below)))


def _row(scope: Scope, gap: Gap) -> tuple[Cell, ...]:
    area = scope.view.get(gap.area) if gap.area else None
    text = summary(scope.view, gap, scope.language) + ("\u00a0*" if gap.mostly_assumed else "")
    records = sum(item.record is not None for item in gap.evidence)
    return row(
        Cell(text, gap.subjects[0] if gap.subjects else None),
        scope.name_of(area) if area else "–",
        scope.share(gap.certainty),
        scope.count("%(count)s record", "%(count)s records", records) if records else "–",
    )
