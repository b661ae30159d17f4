"""What somebody typed into a form, as it came in; and whether it came from a form of ours."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request
from starlette.responses import Response

from graphsvc.errors import BadInput, LimitExceeded
from graphsvc.model.changes import fingerprint

BODY = 1024 * 1024
"""Bytes of a form at most."""
CONTROLS = 2_000
"""Controls of a form at most."""
COOKIE = "graphsvc-form"
TOKEN = "_token"
MUTATION = "_mutation"
"""The id of this write: a form that is sent twice is carried out once."""

Typed = ImmutableMultiDict[str, str]


async def typed_in(request: Request) -> Typed:
    """The controls of a form that was sent. Raises BadInput for another media type, LimitExceeded for too much."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/x-www-form-urlencoded":
        raise BadInput.of("A form is sent as application/x-www-form-urlencoded.")
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BODY:
            raise LimitExceeded("The form is larger than 1 MB. Shorten its texts.")
        parts.append(part)
    try:
        pairs = parse_qsl(b"".join(parts).decode(), keep_blank_values=True, max_num_fields=CONTROLS)
    except ValueError:
        raise BadInput.of("The form could not be read.") from None
    return typed((name, text.replace("\r\n", "\n")) for name, text in pairs)


def typed(pairs: Iterable[tuple[str, str]]) -> Typed:
    """Names and texts as a form holds them."""
    return ImmutableMultiDict(list(pairs))


def digest_of(sheet: Typed) -> str:
    """The fingerprint of what was typed, to tell a form that was sent twice from another one."""
    return fingerprint([pair for pair in sheet.multi_items() if pair[0] != TOKEN])


def token_of(request: Request) -> str:
    """The secret that a form of ours carries and the browser's cookie repeats; another site knows neither."""
    found = request.cookies.get(COOKIE, "")
    return found if re.fullmatch(r"[\w-]{43}", found, re.ASCII) else secrets.token_urlsafe(32)


def is_ours(request: Request, sheet: Typed) -> bool:
    """Whether a form was drawn by us for this browser."""
    sent, kept = sheet.get(TOKEN, ""), request.cookies.get(COOKIE, "")
    return len(kept) == 43 and secrets.compare_digest(sent.encode(), kept.encode())


def remember(response: Response, token: str) -> Response:
    """The answer, with the cookie of its form."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict")
    response.headers["Cache-Control"] = "no-store"
    return response
