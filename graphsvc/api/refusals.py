"""What the API refuses besides what the domain refuses: each with its own code."""

from __future__ import annotations

from typing import Any

from graphsvc.errors import Conflict, GraphsvcError, LimitExceeded


class BadRequest(GraphsvcError):
    """The request is no GraphQL request: its method, type, body or parameters. `status` is the one of HTTP."""

    code = "BAD_REQUEST"

    def __init__(self, message: str, status: int = 400) -> None:
        self.status = status
        super().__init__(message)


class Unauthenticated(GraphsvcError):
    """Nobody is signed in, and this needs somebody."""

    code = "UNAUTHENTICATED"


class PersistedQueryNotFound(GraphsvcError):
    """The request names a stored document that is not stored here."""

    code = "PERSISTED_QUERY_NOT_FOUND"


class OperationUnresolved(GraphsvcError):
    """The document holds no operation of that name, or several and no name was given."""

    code = "OPERATION_RESOLUTION_FAILURE"


class CursorExpired(GraphsvcError):
    """A cursor over figures that are no longer kept."""

    code = "CURSOR_EXPIRED"


class Overtaken(Conflict):
    """A conflict, with the record as the client knew it (null when the log no longer has that) and as it is now."""

    def __init__(self, conflict: Conflict, known: dict[str, Any] | None, current: dict[str, Any] | None) -> None:
        self.known, self.current = known, current
        super().__init__(conflict.record_id, conflict.expected, conflict.found)

    @property
    def extensions(self) -> dict[str, Any]:
        return {**super().extensions, "known": self.known, "current": self.current}


class TooMuch(LimitExceeded):
    """One of the limits on a document or page: which one, what it allows and what was found."""

    def __init__(self, limit: str, allowed: int, found: int, message: str) -> None:
        self.limit, self.allowed, self.found = limit, allowed, found
        super().__init__(message)

    @property
    def extensions(self) -> dict[str, Any]:
        return {"code": self.code, "limit": self.limit, "allowed": self.allowed, "found": self.found}


class CostExceeded(LimitExceeded):
    """The answer could hold, or the filters looked at, more records than this viewer may ask for at once."""

    code = "COST_EXCEEDED"

    def __init__(self, cost: int, allowed: int, message: str) -> None:
        self.cost, self.allowed = cost, allowed
        super().__init__(message)

    @property
    def extensions(self) -> dict[str, Any]:
        return {"code": self.code, "cost": self.cost, "allowed": self.allowed}
