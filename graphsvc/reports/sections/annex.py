"""The annex of a municipality or more: the names that the report itself leaves out, for advisors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphsvc.access.policy import is_advisory
from graphsvc.analysis.advice.answer import Advice
from graphsvc.analysis.gaps import summary
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.model.vocabularies import GapKind
from graphsvc.reports.document import Paragraph, Section, listing
from graphsvc.reports.scope import Scope

BY_AREA = (GapKind.ISOLATED, GapKind.NO_FORMAL_TIE, GapKind.MISSING_LINK, GapKind.PERSONAL_TIE_ONLY)
"""The kinds of which the names say all."""
AS_SENTENCES = (
    GapKind.SINGLE_BRIDGE,
    GapKind.ROLE_MISMATCH,
    GapKind.ONE_WAY_HELP,
    GapKind.OVERASKED,
    GapKind.FUNDING_ENDS,
)
"""The kinds of which the name alone says too little."""


def annex(scope: Scope, gaps: list[Gap], advice: Advice) -> tuple[Section, ...]:
    """The initiatives of each kind of gap by area, and those in contact; nothing for who is no advisor."""
    if not scope.is_wide or not is_advisory(scope.view.viewer):
        return ()
    parts = [*_parts(scope, gaps)]
    if advice.already_there:
        names = listing([scope.named(advice.already_there)])
        parts.append(Section("annex-already-there", scope.say("Already in contact"), (names,)))
    if not parts:
        return ()
    intro = scope.say(
        "These names are for advisors, to prepare conversations. Areas and names are in alphabetical order; the order says "
        "nothing about who matters most."
    )
    return (Section("annex", scope.say("Annex for advisors: names"), (Paragraph(intro),), tuple(parts)),)


def _parts(scope: Scope, gaps: list[Gap]) -> Iterator[Section]:
    for kind in (*BY_AREA, *AS_SENTENCES):
        found = [gap for gap in gaps if gap.kind is kind]
        if not found:
            continue
        lines = _sentences(scope, found) if kind in AS_SENTENCES else _by_area(scope, found)
        yield Section(f"annex-{kind.lower().replace('_', '-')}", scope.title(kind), (listing(lines),))


def _sentences(scope: Scope, gaps: list[Gap]) -> list[str]:
    return sorted((summary(scope.view, gap, scope.language) for gap in gaps), key=str.casefold)


def _by_area(scope: Scope, gaps: list[Gap]) -> Iterable[str]:
    """A line for each area, with its initiatives, and their themes where the gaps have any."""
    areas: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for gap in gaps:
        place = scope.name(gap.area) if gap.area else scope.say("elsewhere")
        areas[place][scope.name(gap.subjects[0])] |= {scope.name(gap.theme)} if gap.theme else set()
    for place in sorted(areas, key=str.casefold):
        names = (_with_themes(name, areas[place][name]) for name in sorted(areas[place], key=str.casefold))
        yield f"{place}: {'; '.join(names)}."


def _with_themes(name: str, themes: set[str]) -> str:
    return f"{name} ({', '.join(sorted(themes, key=str.casefold))})" if themes else name
