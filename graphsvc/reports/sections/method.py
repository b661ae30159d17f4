"""How the report was made: definitions, limits and sources."""

from __future__ import annotations

from graphsvc.analysis.gaps.thresholds import declared, installed
from graphsvc.graph.provenance import attributions
from graphsvc.model.records import Area
from graphsvc.model.vocabularies import FAMILY_OF_GAP, GapKind
from graphsvc.reports.document import Column, Listing, Paragraph, Section, Table, listing, row
from graphsvc.reports.scope import Scope


def method(scope: Scope, kinds: list[GapKind]) -> Section:
    """`kinds`: the kinds of gap that were looked for."""
    parts = (
        Section(
            "definitions",
            scope.say("What the words mean"),
            (_words(scope), *((_kinds(scope, kinds),) if kinds else ())),
        ),
        Section("thresholds", scope.say("From when it counts"), (_thresholds(scope),)),
        Section("limits", scope.say("What this report cannot say"), (_limits(scope),)),
        Section("sources", scope.say("Sources"), (_sources(scope),)),
    )
    text = scope.say(
        "A computer program made this report from what is held on %(day)s. It counts and compares, and it decides "
        "nothing. People decide. Whoever is named may add to what is held, correct it, or say no.",
        day=scope.date(scope.day),
    )
    seen = scope.say(
        "It shows what the role “%(role)s” may see. Others may see more or less.",
        role=scope.label(scope.view.viewer.role),
    )
    return Section("method", scope.say("How this report was made"), (Paragraph(text), Paragraph(seen)), parts)


def _words(scope: Scope) -> Listing:
    return listing(
        scope.say(sentence)
        for sentence in (
            "Living world: initiatives, informal networks, associations, faith communities, volunteers, cooperatives "
            "and councils.",
            "System world: welfare, care, government, housing, education and funds.",
            "Contact: two actors that know each other, exchange, refer, work together or support, and do more than "
            "knowing of each other. Giving money, being a member or being a part is no contact by itself.",
            "Severity: how many are touched compared with gaps of the same kind, and how great the need is.",
            "Certainty: the lowest of how fresh the data are, whether both sides confirmed them and how complete the "
            "area is. Below one half a finding is written as a question.",
            "Need: how an area compares with other areas of the same level in the region, by signals of residents without "
            "an answer and by figures. It is a score to compare by, from 0 to 100, and no measurement of how people are. "
            "Areas with fewer than 500 residents are not compared.",
            "A signal does not become less sure by waiting for an answer: its age takes nothing off the certainty.",
        )
    )


def _kinds(scope: Scope, kinds: list[GapKind]) -> Table:
    columns = (
        Column(scope.say("What we looked for"), share=1),
        Column(scope.say("About"), share=0.7),
        Column(scope.say("Definition"), share=3),
    )
    rows = tuple(
        row(scope.label(kind), scope.label(FAMILY_OF_GAP[kind]), kind.words.definition(scope.language))
        for kind in GapKind
        if kind in kinds
    )
    return Table(scope.say("What we looked for"), columns, rows)


def _thresholds(scope: Scope) -> Table:
    """The numbers at which something became a gap: those of this installation, that all gaps of the report go by."""
    used = installed()
    columns = (Column(scope.say("From when it counts"), share=4), Column(scope.say("Number"), "end"))
    rows = tuple(
        row(scope.say(one.says), _number(scope, getattr(used, one.attribute), one.whole)) for one in declared()
    )
    return Table(scope.say("From when it counts"), columns, rows)


def _number(scope: Scope, value: float, whole: bool) -> str:
    return scope.number(value, 0 if whole else 2)


def _limits(scope: Scope) -> Listing:
    return listing(
        scope.say(sentence)
        for sentence in (
            "What nobody told is not in it. No tie held is not the same as no tie.",
            "A tie says that people are in touch, not that it helps. More ties are not always better.",
            "Who is not named here is not less important. The report ranks no initiatives.",
            "That a theme or an area has no initiative can also mean that nobody went to look.",
            "An advice is the start of a conversation. Politics and board choose the role of government.",
        )
    )


def _sources(scope: Scope) -> Listing:
    view = scope.view
    areas = view.records(Area) if scope.area is None else [view.get(id) for id in view.inside(scope.area.id)]
    named = {figure.source for area in areas if isinstance(area, Area) for figure in area.figures}
    lines = [*attributions(view), *sorted(source for source in named if not _is_named(source, attributions(view)))]
    lines.append(
        scope.say(
            "Roles of government: Council for Public Administration (ROB), Loslaten in vertrouwen, 2012. "
            "Levels of participation: Edelenbos and Monnikhof, 2001."
        )
    )
    return listing(lines)


def _is_named(source: str, names: list[str]) -> bool:
    return any(source.casefold() in name.casefold() for name in names)
