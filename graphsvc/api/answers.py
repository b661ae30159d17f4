"""Answers: what a run gave, or why there was none, each fault with a code and the number of the request."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
import orjson
from graphql import ExecutionResult, GraphQLError

from graphsvc.api.compiled.variables import VariablesFailed
from graphsvc.api.documents import ParseFailed, ValidationFailed
from graphsvc.api.refusals import BadRequest
from graphsvc.api.state import State
from graphsvc.errors import GraphsvcError, StillComputing

log = logging.getLogger(__name__)


class Answer(msgspec.Struct):
    """An answer: its body, and whether the document was run at all."""

    body: dict[str, Any]
    ran: bool
    status: int = 400
    """The status of HTTP for a document that was not run."""
    lasting: bool = False
    """Whether the same question on the same state of the graph and its figures gets this answer again."""
    told: int | None = None
    """In a stream: the version up to which, with this answer, all was told."""
    version: int | None = None
    """The version of the graph it was read from; None when nothing was."""
    figures: int | None = None
    """The version of the figures it was read from; None when it needed none."""

    @property
    def limit(self) -> str | None:
        """The limit that ended a stream, if one did."""
        errors = self.body.get("errors")
        limit = errors[0]["extensions"].get("limit") if errors else None
        return str(limit) if limit is not None else None

    def encoded(self) -> bytes:
        """Its body as JSON."""
        return orjson.dumps(self.body, option=orjson.OPT_NON_STR_KEYS)


def finished(result: ExecutionResult, state: State, cost: int, request_id: str) -> Answer:
    """The answer of a run, with the state it was read from and what it cost."""
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [_told(error, "BAD_USER_INPUT", request_id) for error in result.errors]
    body["data"] = result.data
    version, figures = state.view.version, state.figures.version if state.figures else None
    body["extensions"] = {
        "graphVersion": version,
        "figuresVersion": figures,
        "cost": {"estimated": cost, "looked": state.looked},
    }
    return Answer(body, ran=True, version=version, figures=figures)


_PHASES = {
    ParseFailed: "GRAPHQL_PARSE_FAILED",
    ValidationFailed: "GRAPHQL_VALIDATION_FAILED",
    VariablesFailed: "BAD_USER_INPUT",
}
_STATUS = {
    "UNAUTHENTICATED": 401,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "INTERNAL_SERVER_ERROR": 500,
    "STORE_UNAVAILABLE": 503,
}


def refused(error: Exception, request_id: str) -> Answer:
    """The answer to a request that was not run."""
    if isinstance(error, ParseFailed | ValidationFailed | VariablesFailed):
        code = _PHASES[type(error)]
        return Answer({"errors": [_told(one, code, request_id) for one in error.errors]}, ran=False)
    told = _told(GraphQLError(str(error), original_error=error), "BAD_USER_INPUT", request_id)
    return Answer({"errors": [told]}, ran=False, status=_status(error, told["extensions"]["code"]))


def _status(error: Exception, code: str) -> int:
    if isinstance(error, BadRequest):
        return error.status
    return 503 if isinstance(error, StillComputing) else _STATUS.get(code, 400)


def _told(error: GraphQLError, code: str, request_id: str) -> dict[str, Any]:
    """An error as the client hears it: never a traceback, and nothing of what went wrong inside."""
    original: Any = error.original_error
    told: dict[str, Any] = {"message": error.message}
    extensions: dict[str, Any] = {"code": code}
    if isinstance(original, GraphsvcError):
        told["message"], extensions = str(original), dict(original.extensions)
    elif original is not None and not isinstance(original, GraphQLError):
        log.error("request %s failed inside", request_id, exc_info=original)
        told["message"] = f"Something went wrong on our side. Tell the administrator this number: {request_id}."
        extensions = {"code": "INTERNAL_SERVER_ERROR"}
    if error.locations:
        told["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        told["path"] = list(error.path)
    told["extensions"] = {**extensions, "requestId": request_id}
    return told
