"""What is computed for advisors, analysts and admins alone: whatever puts single actors in an order by a figure."""

from __future__ import annotations

from graphsvc.access.policy import is_advisory
from graphsvc.api.state import State
from graphsvc.errors import BadInput, Forbidden

MOST = 100
"""The most that may be asked of what is ranked."""


def require_advisory(state: State, what: str) -> None:
    """Raises Forbidden for who is no advisor, analyst or admin."""
    if not is_advisory(state.viewer):
        raise Forbidden(f"Advisors only may ask for {what}: initiatives are not ranked by figures.")


def require_between(value: int, least: int, most: int, place: str) -> None:
    """Raises BadInput for a number out of range."""
    if not least <= value <= most:
        raise BadInput.of(f"{value} is not between {least} and {most}.", place=place)
