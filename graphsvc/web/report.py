"""The page of the gap report, and the report as a file."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from graphsvc.language import Language, translate
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
    area, figures = asked_area(view, request, language), await site.desk.get(view)

    def written() -> Response:
        document, day = gap_report(view, figures, area, language), asked_day(request)
        return site.page(
            request,
            "report.html",
            page="report",
            areas=area_choices(view, language),
            area=area or "",
            date=day.isoformat() if day else "",
            report=Markup(render_body(document, address=lambda id: site.address(request, id))),
            downloads=_downloads(request, language),
        )

    return await site.read(written)


async def report_file(site: Site, request: Request) -> Response:
    """The report of an area as a file."""
    form = request.url.path.rpartition(".")[2]
    media_type, rendering = FORMATS[form]
    view, language = site.view(request), site.language(request)
    area, figures = asked_area(view, request, language), await site.desk.get(view)
    content = await site.read(lambda: rendering(gap_report(view, figures, area, language)))
    name = f"{translate(language, 'report')}-{area or 'all'}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{_plain(name)}"'}
    return Response(content, media_type=media_type, headers=headers)


def _downloads(request: Request, language: Language) -> list[dict[str, str]]:
    query = urlencode({**dict(request.query_params), "lang": language})
    notes = {"html": translate(language, "web page"), "pdf": translate(language, "to print or send")}
    return [{"url": f"/report.{form}?{query}", "format": form.upper(), "note": note} for form, note in notes.items()]


def _plain(name: str) -> str:
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-" for letter in name)
