"""The page of the gap report, and the report as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from graphsvc.analysis.comparison import compare_since
from graphsvc.analysis.figures import Figures
from graphsvc.analysis.ties import day_of
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.model.records import Round
from graphsvc.reports.document import Document
from graphsvc.reports.gap_report import gap_report
from graphsvc.reports.html import render_body, render_html
from graphsvc.reports.pdf import render_pdf
from graphsvc.web.areas import area_choices, asked_area
from graphsvc.web.site import Site, asked_day

FORMATS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "html": ("text/html; charset=utf-8", lambda document: render_html(document).encode()),
    "pdf": ("application/pdf", render_pdf),
}


async def report(site: Site, request: Request) -> Response:
    """The report of an area, inside the site."""
    view, language = site.view(request), site.language(request)
    area, day = asked_area(view, request, language), asked_day(request)
    against = request.query_params.get("against", "")

    def address(id: str) -> str:
        return site.address(request, id)

    async def written() -> Markup:
        figures = await site.desk.get(view)
        return await site.read(
            lambda: Markup(render_body(_document(site, request, view, figures, area), address=address))
        )

    what = ("report", view.viewer, view.day, area, language, against, address("any"))
    body = await site.waiting.result(request, what, written)
    if body is None:
        return site.told_to_wait(request, "report", translate(language, "The report is being written"))

    def framed() -> Response:
        return site.page(
            request,
            "report.html",
            page="report",
            areas=area_choices(view, language),
            area=area or "",
            date=day.isoformat() if day else "",
            rounds=_rounds(view),
            against=against,
            report=body,
            downloads=_downloads(request, language),
        )

    return await site.read(framed)


async def report_file(site: Site, request: Request) -> Response:
    """The report of an area as a file."""
    form = request.url.path.rpartition(".")[2]
    media_type, rendering = FORMATS[form]
    view, language = site.view(request), site.language(request)
    area, figures = asked_area(view, request, language), await site.desk.get(view)
    content = await site.read(lambda: rendering(_document(site, request, view, figures, area)))
    name = f"{translate(language, 'report')}-{area or 'all'}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{_plain(name)}"'}
    return Response(content, media_type=media_type, headers=headers)


def _document(site: Site, request: Request, view: View, figures: Figures, area: str | None) -> Document:
    """The report as it was asked: `against` is an earlier day or a round to compare with. In a thread."""
    against = request.query_params.get("against")
    changed = compare_since(view, against, area, site.live.store.past) if against else None
    return gap_report(view, figures, area, site.language(request), changed)


def _rounds(view: View) -> list[Round]:
    """The rounds that were over by the day of the view, the newest first."""
    over = [found for found in view.records(Round) if found.end is not None and found.end <= day_of(view)]
    return sorted(over, key=lambda found: (found.end or date.min, found.id), reverse=True)


def _downloads(request: Request, language: Language) -> list[dict[str, str]]:
    query = urlencode({**dict(request.query_params), "lang": language})
    notes = {"html": translate(language, "web page"), "pdf": translate(language, "to print or send")}
    return [{"url": f"/report.{form}?{query}", "format": form.upper(), "note": note} for form, note in notes.items()]


def _plain(name: str) -> str:
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-" for letter in name)
