"""What a person sees when something goes wrong: what, why, and what to do. Never a traceback."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graphsvc.errors import BadInput, Forbidden, GraphsvcError, LimitExceeded, NotFound, StillComputing, StoreError
from graphsvc.language import Language, translate
from graphsvc.model.faults import told
from graphsvc.web.site import Site

logger = logging.getLogger(__name__)
STATUS: dict[type[GraphsvcError], int] = {
    BadInput: 400,
    Forbidden: 403,
    NotFound: 404,
    StillComputing: 503,
    LimitExceeded: 413,
    StoreError: 503,
}
TITLES = {
    400: "This question does not fit",
    403: "You may not do this",
    404: "This page does not exist",
    405: "This page cannot be used that way",
    413: "This is too large",
    503: "The network cannot be reached now",
}


def fault_page(site: Site, request: Request, error: Exception) -> Response:
    """The page of an error, with its status; as JSON for who asks for no page."""
    status = status_of(error)
    if status == 500:
        logger.exception("request %s failed", request.state.request_id, exc_info=error)
    language = site.language(request)
    title = translate(language, _title(error, status))
    cause = cause_of(error, language)
    if "text/html" not in request.headers.get("accept", ""):
        code = error.code if isinstance(error, GraphsvcError) else str(status)
        return JSONResponse({"error": {"code": code, "message": cause or title}}, status)
    remedy = translate(language, "Try it again. If it goes wrong again, tell who runs this service the number below.")
    shown = {"title": title, "cause": cause, "remedy": remedy if status >= 500 else ""}
    # A page that is refused for its own parameters must not fail on them again.
    request.scope["query_string"] = b"lang=" + language.encode()
    return site.page(
        request,
        "error.html",
        status=status,
        page="error",
        error=shown,
        request_id=request.state.request_id if status >= 500 else None,
    )


def _title(error: Exception, status: int) -> str:
    if isinstance(error, StillComputing):
        return "This is still being computed"
    return TITLES.get(status, "Something went wrong here")


def cause_of(error: Exception, language: Language) -> str:
    """What went wrong, in a language where it can be said in that; "" for what is ours to mend."""
    if isinstance(error, BadInput):
        return " ".join(told(fault, language) for fault in error.faults)
    if isinstance(error, StillComputing):
        return translate(language, str(error))
    return str(error) if isinstance(error, GraphsvcError) else ""


def status_of(error: Exception) -> int:
    """The HTTP status of an error."""
    if isinstance(error, HTTPException):
        return error.status_code
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
