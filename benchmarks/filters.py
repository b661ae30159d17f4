"""What filters, groups, counts and orders cost: CPU of one request in memory, without HTTP.

    .venv/bin/python -m benchmarks.filters [--actors N] [--against CHECKOUT]

With `--against` the same questions are asked of another checkout of the product as well, in a process of its own, and each
row shows how many times less CPU this one takes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]  # not from benchmarks.processes: this file runs against other checkouts too
TIMES = 40
NESTED = "{none: {tie: {tieKind: {in: [FUNDS, FACILITATES]}, intensity: {ge: 2}}, other: {formality: {eq: FORMAL}}}}"
QUESTIONS = {
    "nested none() over ties, count, first 20": (
        f"{{ actors(filter: {{formality: {{eq: INFORMAL}}, ties: {NESTED}}}, first: 20) {{ totalCount nodes {{ id }} }} }}",
        "3 ms with HTTP",
    ),
    "counts per kind in one area": (
        '{ actors(filter: {within: "GM0482"}, first: 0) { totalCount groups(by: [ACTOR_KIND]) { key count } } }',
        "0.5 ms with HTTP",
    ),
    "one kind, count, first 20": (
        "{ actors(filter: {actorKind: {eq: INITIATIVE}}, first: 20) { totalCount nodes { id } } }",
        "",
    ),
    "name contains": ('{ actors(filter: {name: {contains: "tuin"}}, first: 20) { totalCount nodes { id } } }', ""),
    "words in any text": ('{ actors(filter: {text: "tuin samen"}, first: 20) { totalCount nodes { id } } }', ""),
    "some theme, narrower ones too": (
        '{ actors(filter: {themes: {some: {name: {startsWith: "gro"}}}}, first: 20) { totalCount nodes { id } } }',
        "",
    ),
    "ties that cross worlds, from one kind": (
        "{ ties(filter: {crossesWorlds: {eq: true}, from: {actorKind: {eq: WELFARE}}}, first: 20) { totalCount } }",
        "",
    ),
    "groups by municipality and theme": (
        "{ actors(first: 0) { groups(by: [MUNICIPALITY, THEME]) { key count } aggregate { count } } }",
        "",
    ),
    "100 actors, 12 of their ties each by a filter": (
        "{ actors(first: 100) { nodes { ties(filter: {tieKind: {eq: FUNDS}}) { totalCount } } } }",
        "",
    ),
}
AFTER_A_COMMIT = "the first list of 20 by name after a commit"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--against", type=Path, metavar="CHECKOUT")
    parser.add_argument("--figures", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.figures:
        print(json.dumps(asyncio.run(measured(asked.actors))))
        return
    ours = measured_in(ROOT, asked.actors)
    theirs = measured_in(asked.against, asked.actors) if asked.against else {}
    print(f"{'CPU per request, median':<48} {'here':>10} {'there':>10} {'less':>7}  asked")
    for name, cost in ours.items():
        there = theirs.get(name)
        ratio = "" if there is None else f"{there / cost:.1f}x"
        before = "" if there is None else f"{there:.3f} ms"
        print(f"{name:<48} {f'{cost:.3f} ms':>10} {before:>10} {ratio:>7}  {QUESTIONS.get(name, ('', ''))[1]}")


def measured_in(checkout: Path, actors: int) -> dict[str, float]:
    """The figures of a checkout, measured in a process that imports the product from there."""
    command = [sys.executable, "-P", str(Path(__file__).resolve()), "--figures", "--actors", str(actors)]
    environment = os.environ | {"PYTHONPATH": str(checkout.resolve())}
    answer = subprocess.run(command, env=environment, cwd=checkout, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


async def measured(actors: int) -> dict[str, float]:
    """Milliseconds of CPU per question."""
    from graphsvc.access.viewer import ADMIN
    from graphsvc.analysis.figures import FigureDesk
    from graphsvc.api.execution import Api, Asked
    from graphsvc.live import LiveGraph
    from graphsvc.model.changes import ChangeSet, created, updated
    from graphsvc.model.days import today
    from graphsvc.model.make import remade
    from graphsvc.model.records import Link, Tie
    from graphsvc.seeding.region import generate
    from graphsvc.stores.address import open_store

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/region.db"
        with open_store(url, create=True) as store:
            ordered = sorted(generate(actors, 1, today()), key=lambda record: isinstance(record, Tie | Link))
            store.commit(ChangeSet(changes=tuple(created(record) for record in ordered), by="benchmark"), 0)
        live = LiveGraph.open(url)
        api = Api(live, FigureDesk(live))

        async def ask(query: str) -> float:
            start = time.process_time()
            answer: Any = await api.answer(Asked(query), ADMIN, "nl", "benchmark")
            spent = time.process_time() - start
            if "errors" in answer.body:
                raise SystemExit(str(answer.body["errors"]))
            return spent * 1e3

        found = {}
        for name, (query, _) in QUESTIONS.items():
            await ask(query)
            times = TIMES if await ask(query) < 50 else 5
            found[name] = statistics.median([await ask(query) for _ in range(times)])
        spent = []
        for actor in live.view().actors()[:TIMES]:
            await live.commit([updated(actor, remade(actor, {"name": f"Other {actor.name}"[:300]}))])
            spent.append(await ask("{ actors(first: 20) { nodes { id } } }"))
        found[AFTER_A_COMMIT] = statistics.median(spent)
        live.close()
        return found


if __name__ == "__main__":
    main()
