"""The gap report: what is missing between residents, organisations and government, and where to begin."""

from __future__ import annotations

from datetime import date

from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.figures import Figures
from graphsvc.analysis.gaps import find_gaps
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.errors import NotFound
from graphsvc.graph.view import View
from graphsvc.language import Language
from graphsvc.model.records import Area
from graphsvc.model.vocabularies import GapKind
from graphsvc.reports.document import Document
from graphsvc.reports.scope import scope_of
from graphsvc.reports.sections.advice import plug_in
from graphsvc.reports.sections.coverage import coverage
from graphsvc.reports.sections.drawing import drawing
from graphsvc.reports.sections.findings import findings, front
from graphsvc.reports.sections.gaps import by_kind
from graphsvc.reports.sections.matrix import matrix
from graphsvc.reports.sections.method import method
from graphsvc.reports.sections.numbers import numbers
from graphsvc.reports.sections.processes import processes
from graphsvc.reports.sections.signals import signals
from graphsvc.reports.sections.single_points import single_points

FROM_TIES = frozenset({GapKind.ISOLATED, GapKind.NO_FORMAL_TIE, GapKind.MISSING_LINK, GapKind.SINGLE_BRIDGE})
"""The kinds that say nothing while no tie at all is held: then everybody would stand alone."""


def gap_report(
    view: View, figures: Figures, area_id: str | None, language: Language, since: date | None = None
) -> Document:
    """The report of an area, or of the whole store when there is none, as the viewer of `view` may see it.

    `since` is an earlier day to compare with. Raises NotFound for an area that is not seen. Pure: the same view gives
    the same document. About 0.3 s for a municipality of some hundred actors, 10 s for a store of 10,000.
    """
    area = view.get(area_id) if area_id is not None else None
    if area_id is not None and not isinstance(area, Area):
        raise NotFound(f"There is no area {area_id}.")
    scope = scope_of(view, figures, area if isinstance(area, Area) else None, language, since)
    kinds = list(FINDERS) if scope.has_ties else [kind for kind in FINDERS if kind not in FROM_TIES]
    gaps = find_gaps(view, area=area_id, kinds=kinds)
    return Document(
        title=scope.say("What is missing"),
        subtitle=scope.say("Report on connections in %(place)s", place=scope.place),
        language=language,
        day=scope.day,
        data_date=view.data_date,
        front=front(scope),
        sections=(
            findings(scope, gaps),
            coverage(scope),
            numbers(scope),
            drawing(scope),
            matrix(scope),
            by_kind(scope, gaps, kinds),
            single_points(scope),
            plug_in(scope, advise(view, AdviceRequest(area=area_id))),
            signals(scope, gaps),
            processes(scope),
            method(scope, kinds),
        ),
    )
