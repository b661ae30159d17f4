"""The parameters of a request, however it came: what they must be, and the document that they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from graphsvc.access.viewer import Viewer
from graphsvc.api.execution import Asked
from graphsvc.api.limits import require_flat
from graphsvc.api.persisted import HASHED, Persisted
from graphsvc.api.refusals import BadRequest

IN_JSON = ("variables", "extensions")
"""Parameters whose text in an address is JSON."""


def asked_of(
    given: Any, persisted: Persisted, viewer: Viewer, *, only_read: bool = False, since: int | None = None
) -> Asked:
    """What a request asks. Raises BadRequest, PersistedQueryNotFound or Forbidden."""
    if isinstance(given, list):
        raise BadRequest("Several requests in one are not answered. Send them one by one, or ask all in one document.")
    if not isinstance(given, Mapping):
        raise BadRequest("A request is an object with query, and perhaps variables and operationName.")
    variables, extensions = (_object(given, name) for name in IN_JSON)
    operation = given.get("operationName")
    if operation is not None and not isinstance(operation, str):
        raise BadRequest("operationName is no text.")
    document = _document(given, extensions, persisted, viewer)
    return Asked(document, variables, operation or None, only_read, since)


def from_address(parameters: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of a request by GET. Raises BadRequest."""
    given: dict[str, Any] = dict(parameters)
    for name in IN_JSON:
        if text := given.pop(name, None):
            try:
                given[name] = orjson.loads(text)
            except orjson.JSONDecodeError:
                raise BadRequest(f"{name} is no JSON.") from None
    return given


def _object(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Variables or extensions; none when they are left out or null."""
    value = given.get(name)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise BadRequest(f"{name} is no object.")
    require_flat(value)
    return value


def _document(given: Mapping[str, Any], extensions: Mapping[str, Any], persisted: Persisted, viewer: Viewer) -> str:
    query, id, hash = given.get("query"), given.get("documentId"), _hash(extensions)
    if query is None and id is None and hash is not None:
        id = HASHED + hash
    if query is None and isinstance(id, str):
        return persisted.find(id, viewer)
    if not isinstance(query, str):
        raise BadRequest("query is missing, or no text.")
    if id is not None:
        raise BadRequest("Send query or documentId, not both.")
    return persisted.take(query, hash, viewer)


def _hash(extensions: Mapping[str, Any]) -> str | None:
    named = extensions.get("persistedQuery")
    if named is None:
        return None
    hash = named.get("sha256Hash") if isinstance(named, Mapping) else None
    if not isinstance(hash, str):
        raise BadRequest("persistedQuery is an object with version 1 and sha256Hash, a text.")
    return hash
