"""What every store must do with figures: whoever reads the database finds them, and nothing else changes by them."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from graphsvc.access.viewer import ADMIN
from graphsvc.analysis.actor_figures import Figures
from graphsvc.analysis.figure_rows import figure_rows
from graphsvc.analysis.figures import compute_figures
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.stores.contract import Store
from tests.contracts.erasure import erase
from tests.contracts.store import by_id, changed, contents, put
from tests.records import actor, tie

RECORDS = [actor("a"), actor("b", "WELFARE"), actor("lone"), tie("a", "b")]


def figures_of(store: Store) -> Figures:
    snapshot = store.load()
    return compute_figures(View(Graph.of(snapshot.records, snapshot.version), ADMIN, None))


def write(store: Store) -> Figures:
    figures = figures_of(store)
    store.write_figures(figures.version, figure_rows(figures))
    return figures


class FiguresContract:
    """Beside StoreContract, whose fixtures it uses."""

    @abstractmethod
    def figures(self, url: str) -> dict[str, dict[str, Any]]:
        """What the database itself says: the figures of each actor that has any, with `figuresVersion`."""

    def test_figures_are_found_in_the_database_under_their_names_in_the_api(self, store: Store, url: str) -> None:
        put(store, *RECORDS)
        write(store)
        found = self.figures(url)
        assert found.keys() == {"a", "b", "lone"}
        told = {
            name: found["a"][name] for name in ("figuresVersion", "tieCount", "degree", "formalDegree", "constraint")
        }
        assert told == {"figuresVersion": 1, "tieCount": 1, "degree": 1, "formalDegree": 1, "constraint": 1.0}
        assert found["a"]["brokerageLiaison"] == 0
        assert found["lone"].get("constraint") is None

    def test_figures_are_no_change_of_the_network(self, store: Store) -> None:
        put(store, *RECORDS)
        write(store)
        assert contents(store) == by_id(RECORDS)
        assert [entry.version for entry in store.log(0)] == [1]
        assert store.take_in(1, lambda since: by_id(RECORDS)) is None  # names new to Neo4j look like an edit, once
        write(store)
        assert (store.head().version, store.head().edited) == (1, False)

    def test_newer_figures_take_the_place_of_all_older_ones(self, store: Store, url: str) -> None:
        put(store, *RECORDS)
        write(store)
        put(store, changed(actor("a"), name="Ada"), actor("new"))
        assert self.figures(url)["a"]["figuresVersion"] == 1
        figures = write(store)
        rows = figure_rows(figures)
        rows.pop("lone")
        store.write_figures(2, rows)
        found = self.figures(url)
        assert found.keys() == {"a", "b", "new"}
        assert {row["figuresVersion"] for row in found.values()} == {2}

    def test_an_erased_actor_takes_its_figures_along(self, store: Store, url: str) -> None:
        put(store, *RECORDS)
        write(store)
        erase(store, "lone")
        assert self.figures(url).keys() == {"a", "b"}

    def test_a_network_without_actors_has_none(self, store: Store, url: str) -> None:
        put(store, *RECORDS)
        write(store)
        store.write_figures(1, {})
        assert self.figures(url) == {}
