"""The gaps, by family and kind, with what they rest on and how sure they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from graphsvc.analysis.gaps import suggestion
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.model.vocabularies import FAMILY_OF_GAP, GapFamily, GapKind
from graphsvc.reports.document import Block, Column, Paragraph, Section, Table, row
from graphsvc.reports.scope import Scope
from graphsvc.reports.sections.gap_tables import table_of
from graphsvc.reports.sections.patterns import pattern_of

ELSEWHERE = frozenset({GapKind.UNANSWERED_SIGNAL})
"""The kinds that a section of their own lists."""
COUNTED = frozenset(
    {
        GapKind.ISOLATED,
        GapKind.NO_FORMAL_TIE,
        GapKind.MISSING_LINK,
        GapKind.SINGLE_BRIDGE,
        GapKind.PERSONAL_TIE_ONLY,
        GapKind.ROLE_MISMATCH,
        GapKind.ONE_WAY_HELP,
        GapKind.OVERASKED,
        GapKind.FUNDING_ENDS,
        GapKind.ONE_SIDED_TIE,
        GapKind.STALE_TIE,
    }
)
"""The kinds about single initiatives and ties: of a municipality or more they are counted per area, not listed."""


def by_kind(scope: Scope, gaps: list[Gap], kinds: Collection[GapKind]) -> Section:
    """A part for each kind that was looked for; kinds of which nothing was found are named in one sentence."""
    gaps = _once(scope, gaps)
    parts = []
    for family in GapFamily:
        for kind in GapKind:
            of_kind = [gap for gap in gaps if gap.kind is kind]
            if FAMILY_OF_GAP[kind] is family and of_kind:
                parts.append(_part(scope, kind, of_kind))
    blocks: list[Block] = [Paragraph(text) for text in _intro(scope, gaps, kinds)]
    if scope.is_wide and any(gap.kind in COUNTED for gap in gaps):
        blocks.append(_counts(scope, gaps))
    return Section("gaps", scope.say("What is missing"), tuple(blocks), tuple(parts))


def _intro(scope: Scope, gaps: list[Gap], kinds: Collection[GapKind]) -> Iterable[str]:
    yield scope.say(
        "A gap is something that seems to be missing. It is a reason to ask, not a judgement: about initiatives least of "
        "all."
    )
    if none := [scope.label(kind) for kind in GapKind if kind in kinds and all(gap.kind is not kind for gap in gaps)]:
        yield scope.say("Looked for and not found: %(kinds)s.", kinds=", ".join(none))
    if unasked := [scope.label(kind) for kind in FINDERS if kind not in kinds]:
        yield scope.say("Too little is known to say anything of: %(kinds)s.", kinds=", ".join(unasked))


def _once(scope: Scope, gaps: list[Gap]) -> list[Gap]:
    """The gaps without white spots on a narrower theme where the broader one is a white spot of the same area too."""
    spots = {gap.subjects for gap in gaps if gap.kind is GapKind.WHITE_SPOT}

    def told(gap: Gap) -> bool:
        broader = scope.view.broader(gap.theme) - {gap.theme} if gap.theme else frozenset()
        return gap.kind is GapKind.WHITE_SPOT and any((gap.area, theme) in spots for theme in broader)

    return [gap for gap in gaps if not told(gap)]


def _part(scope: Scope, kind: GapKind, gaps: list[Gap]) -> Section:
    title = scope.say(
        "%(family)s: %(kind)s (%(count)s)",
        family=scope.title(FAMILY_OF_GAP[kind]),
        kind=scope.label(kind),
        count=scope.number(len(gaps)),
    )
    wide = scope.is_wide and kind in COUNTED
    pattern = pattern_of(scope, kind, gaps) if wide else None
    sentences = [
        pattern.text if pattern else kind.words.definition(scope.language),
        f"{scope.say('What could be done')}: {suggestion(scope.view, gaps[0], scope.language)}",
        scope.say("The signals are listed in the section on signals.") if kind in ELSEWHERE else "",
    ]
    blocks: list[Block] = [Paragraph(" ".join(filter(None, sentences)))]
    if kind not in ELSEWHERE and not wide:
        blocks.append(table_of(scope, kind, gaps))
    return Section(f"gap-{kind.lower().replace('_', '-')}", title, tuple(blocks))


def _counts(scope: Scope, gaps: list[Gap]) -> Table:
    """How many of each kind there are in each area."""
    kinds = [kind for kind in GapKind if kind in COUNTED and any(gap.kind is kind for gap in gaps)]
    counts = Counter((_part_of(scope, gap), gap.kind) for gap in gaps)
    whole = ("", scope.area.id if scope.area else "")
    areas = {area for area, kind in counts if kind in COUNTED}
    ordered = sorted(areas, key=lambda id: (id in whole, not id, scope.name(id).casefold()))
    columns = (Column(scope.say("Area"), share=1.6), *(Column(scope.title(kind), "end") for kind in kinds))
    rows = tuple(
        row(
            _name_of(scope, area),
            *(scope.number(counts[area, kind]) if counts[area, kind] else "–" for kind in kinds),
        )
        for area in ordered
    )
    return Table(scope.say("How often, by area"), columns, rows)


def _name_of(scope: Scope, area: str) -> str:
    if not area:
        return scope.say("elsewhere")
    if scope.area is not None and area == scope.area.id:
        return scope.say("all of %(place)s", place=scope.place)
    return scope.name(area)


def _part_of(scope: Scope, gap: Gap) -> str:
    """The area of a gap, where it lies in what the report is about; else ""."""
    if gap.area is None:
        return ""
    if scope.area is not None:
        return gap.area if gap.area in scope.view.inside(scope.area.id) else ""
    town = scope.view.get(gap.area) and _municipality(scope, gap.area)
    return town or gap.area


def _municipality(scope: Scope, area: str) -> str | None:
    towns = {part.id for part in scope.parts()}
    return min(towns & scope.view.around(area), default=None)
