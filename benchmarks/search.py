"""What search costs: making its index, its memory, and the CPU of a search, at several sizes.

    .venv/bin/python -m benchmarks.search [ACTORS ...]

Prints one table. Ties are left out: they have no words.
"""

from __future__ import annotations

import sys
import time
import tracemalloc

from graphsvc.access.viewer import ADMIN
from graphsvc.graph.graph import Graph
from graphsvc.graph.search import SearchIndex
from graphsvc.graph.view import View
from graphsvc.model.days import today
from graphsvc.model.records import Tie
from graphsvc.seeding.region import generate

SIZES = (10_000, 200_000)
TEXTS = ("buurt", "ijselmonde", "stichting welzyn", "huis van de wijk", "e", "eenzaamheid")
TIMES = 20


def size_of_index(graph: Graph) -> float:
    """The memory of an index of its own, in MB."""
    tracemalloc.start()
    index = SearchIndex(graph)
    index.complete()
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del index
    return size


def main(sizes: tuple[int, ...]) -> None:
    print(f"{'actors':>8} {'what':<20} {'hits':>8} {'CPU ms':>9} {'MB':>6}")
    for actors in sizes:
        graph = Graph.of(record for record in generate(actors, 1, today()) if not isinstance(record, Tie))
        view = View(graph, ADMIN, today())
        start = time.process_time()
        view.search("")
        spent = 1000 * (time.process_time() - start)
        print(f"{actors:>8} {'making the index':<20} {'':>8} {spent:>9.0f} {size_of_index(graph):>6.1f}")
        for text in TEXTS:
            start = time.process_time()
            for _ in range(TIMES):
                hits = view.search(text)
                hits.page(20)
            spent = 1000 * (time.process_time() - start) / TIMES
            print(f"{actors:>8} {text:<20} {len(hits):>8} {spent:>9.2f}")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
