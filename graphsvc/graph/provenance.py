"""What must be said of where the records of a view come from: invented ones, and open data that asks to be named."""

from __future__ import annotations

from graphsvc.graph.view import View
from graphsvc.model.records import Source
from graphsvc.model.vocabularies import SourceKind

DEMONSTRATION_SOURCE = "demonstration"
"""The id of the source of invented records; where it is in the network, every page and report says so."""


def is_demonstration(view: View) -> bool:
    """Whether the network holds invented records, whoever looks."""
    return view.graph.find(DEMONSTRATION_SOURCE) is not None


def attributions(view: View) -> list[str]:
    """Whom to name: the name and reference (licence) of each source that was looked up."""
    sources = [source for source in view.records(Source) if source.source_kind is SourceKind.DESK]
    return [". ".join(part for part in (source.name, source.reference) if part) for source in sources]
