"""The gap report: what is missing between residents, organisations and government, and where to begin."""

from __future__ import annotations

from datetime import date

from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.comparison import Comparison
from graphsvc.analysis.figures import Figures
from graphsvc.analysis.gaps import find_gaps
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.analysis.ties import day_of
from graphsvc.errors import BadInput, NotFound
from graphsvc.graph.view import View
from graphsvc.language import Language, day, translate
from graphsvc.model.days import today
from graphsvc.model.records import Area
from graphsvc.reports.document import Document
from graphsvc.reports.scope import scope_of
from graphsvc.reports.sections.advice import plug_in
from graphsvc.reports.sections.annex import annex
from graphsvc.reports.sections.comparison import comparison
from graphsvc.reports.sections.coverage import coverage
from graphsvc.reports.sections.drawing import drawing
from graphsvc.reports.sections.findings import findings
from graphsvc.reports.sections.front import front, marks
from graphsvc.reports.sections.gaps import by_kind
from graphsvc.reports.sections.matrix import matrix
from graphsvc.reports.sections.method import method
from graphsvc.reports.sections.numbers import numbers
from graphsvc.reports.sections.processes import processes
from graphsvc.reports.sections.reach import reach
from graphsvc.reports.sections.searchable import can_be_found
from graphsvc.reports.sections.signals import signals
from graphsvc.reports.sections.single_points import single_points


def gap_report(
    view: View,
    figures: Figures,
    area_id: str | None,
    language: Language,
    against: Comparison | None = None,
    made: date | None = None,
) -> Document:
    """The report of an area, or of the whole store when there is none, as the viewer of `view` may see it.

    `against` is what changed in the area up to the day of the view, as the same viewer may see it; `made` is the day it
    is made, today unless given. Raises NotFound for an area that is not seen, and BadInput for a view of a day that is
    still to come. The same view gives the same document.
    About 0.5 s for a municipality of some hundred actors, 10 s for a store of 10,000.
    """
    made = made or today()
    _require_past(view, made, language)
    area = view.get(area_id) if area_id is not None else None
    if area_id is not None and not isinstance(area, Area):
        raise NotFound(f"There is no area {area_id}.")
    scope = scope_of(view, figures, area if isinstance(area, Area) else None, language)
    kinds = [kind for kind in FINDERS if can_be_found(scope, kind)]
    gaps = find_gaps(view, area=area_id, kinds=kinds)
    advice = advise(view, AdviceRequest(area=area_id))
    return Document(
        title=scope.say("What is missing"),
        subtitle=scope.say("Report on connections in %(place)s", place=scope.place),
        language=language,
        day=scope.day,
        data_date=view.data_date,
        made=made,
        marks=marks(scope),
        front=front(scope),
        sections=(
            findings(scope, gaps, advice),
            coverage(scope),
            numbers(scope),
            *([comparison(scope, against)] if against is not None else ()),
            drawing(scope),
            matrix(scope),
            by_kind(scope, gaps, kinds),
            single_points(scope),
            plug_in(scope, advice),
            signals(scope, gaps),
            processes(scope),
            reach(scope),
            method(scope, kinds),
            *annex(scope, gaps, advice),
        ),
    )


def _require_past(view: View, made: date, language: Language) -> None:
    """Raises BadInput for a view of a day after the one on which the report is made."""
    asked = day_of(view)
    if asked > made:
        said = day(language, asked)
        raise BadInput.of(
            translate(language, "A report cannot be about a day that is still to come: %(day)s.", day=said),
            place="date",
            remedy=translate(language, "Choose today or an earlier day."),
        )
