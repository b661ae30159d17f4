"""A network that was opened for analysis, without the service: what `graphsvc.open` returns."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.graph.view import View
from graphsvc.live import LiveGraph
from graphsvc.model.vocabularies import GapKind, TieKind

if TYPE_CHECKING:
    import networkx as nx

    from graphsvc.analysis.advice.answer import Advice
    from graphsvc.analysis.backend.sparse_graph import SparseGraph
    from graphsvc.analysis.figures import Figures
    from graphsvc.analysis.gaps import Gap


class OpenGraph:
    """A network as it was when it was opened, on one day, as one viewer sees it. It can be used in a `with` statement."""

    def __init__(self, live: LiveGraph, view: View) -> None:
        self._live = live
        self.view = view
        """All records, and how they are linked."""

    @classmethod
    def open(cls, store: str, *, day: date | None = None, public: bool = False) -> Self:
        """As `graphsvc.open`."""
        live = LiveGraph.open(store)
        return cls(live, live.view(PUBLIC if public else ADMIN, day))

    def on(self, day: date) -> OpenGraph:
        """The same network on another day."""
        return OpenGraph(self._live, self._live.view(self.view.viewer, day))

    def to_networkx(self, kinds: Collection[TieKind] | None = None) -> nx.MultiDiGraph[str]:
        """Every actor and every tie of these kinds (none given: all) as a plain networkx graph to alter at will.

        Nodes are ids of actors, keys of edges ids of ties, attributes the fields by their names in the API.
        """
        from graphsvc.analysis.graph_of import to_networkx

        return to_networkx(self.view, kinds)

    def simple_graph(self) -> SparseGraph:
        """The simple, undirected graph that figures are computed on, for fast calls of networkx. It is read-only."""
        from graphsvc.analysis.graph_of import simple_graph

        return simple_graph(self.view)

    def figures(self) -> Figures:
        """The figures of all actors, computed now: 5 s for 10,000 of them."""
        from graphsvc.analysis.figures import compute_figures

        return compute_figures(self.view)

    def gaps(
        self, *, area: str | None = None, theme: str | None = None, kinds: Collection[GapKind] | None = None
    ) -> list[Gap]:
        """What is missing, by kind and then by severity x certainty."""
        from graphsvc.analysis.gaps import find_gaps

        return find_gaps(self.view, area=area, theme=theme, kinds=kinds)

    def advise(self, **asked: Any) -> Advice:
        """Where to plug in; the arguments are those of `AdviceRequest`: `area`, `theme`, `asking`, `budget`."""
        from graphsvc.analysis.advice.adviser import advise
        from graphsvc.analysis.advice.request import AdviceRequest

        return advise(self.view, AdviceRequest(**asked))

    def close(self) -> None:
        """Let go of the store."""
        self._live.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
