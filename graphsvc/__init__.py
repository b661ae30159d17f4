"""A stakeholder network: who knows whom around care and welfare, and where government should join in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from graphsvc.opened import OpenGraph

__version__ = "0.1.0"


def open(store: str, *, day: date | None = None, public: bool = False) -> OpenGraph:
    """The network in a store (`sqlite:///FILE`, `neo4j://HOST:PORT`), for analysis without the service.

    `day`: as it was then (default today). `public`: only what the public may see. Raises StoreMissing,
    StoreNewer or StoreUnavailable.
    """
    from graphsvc.opened import OpenGraph

    return OpenGraph.open(store, day=day, public=public)
