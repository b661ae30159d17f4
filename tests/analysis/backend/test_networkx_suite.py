"""networkx's own tests of the algorithms that the backend has, run on it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc.analysis.backend.algorithms import MODULES

HERE = Path(__file__).parent
TAKEN = HERE / "taken.tsv"
SUITE = [
    "algorithms.centrality.tests.test_betweenness_centrality",
    "algorithms.centrality.tests.test_closeness_centrality",
    "algorithms.centrality.tests.test_harmonic_centrality",
    "algorithms.community.tests.test_leiden",
    "algorithms.components.tests.test_biconnected",
    "algorithms.components.tests.test_connected",
    "algorithms.link_analysis.tests.test_pagerank",
    "algorithms.shortest_paths.tests.test_generic",
    "algorithms.shortest_paths.tests.test_unweighted",
    "algorithms.tests.test_bridges",
    "algorithms.tests.test_cluster",
    "algorithms.tests.test_core",
    "algorithms.tests.test_simple_paths",
    "algorithms.tests.test_structuralholes",
]
"""NETWORKX_SUITE=all runs every test that networkx has: `make test-networkx`, about ten minutes."""
OTHER_WAY_ROUND = "TestMinimumCycleBasis"
"""Of several shortest paths by weight these expect the one that networkx takes: the same cycles, begun elsewhere."""


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    """How many calls of each algorithm the backend took, and declined, while all of networkx's tests passed."""
    found = tmp_path_factory.mktemp("counts") / "counts.json"
    everything = os.environ.get("NETWORKX_SUITE") == "all"
    modules = ["networkx"] if everything else [f"networkx.{module}" for module in SUITE]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "-p", "tests.analysis.backend.counting"]
        + [
            "-p",
            "no:cacheprovider",
            "-k",
            f"not {OTHER_WAY_ROUND}",
            "--rootdir",
            str(found.parent),
            "--pyargs",
            *modules,
        ],
        cwd=found.parent,
        env={
            **os.environ,
            "NETWORKX_TEST_BACKEND": "graphsvc",
            "NETWORKX_FALLBACK_TO_NX": "True",
            "GRAPHSVC_COUNTS": str(found),
            "PYTHONPATH": str(HERE.parents[2]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr[-2000:]
    return json.loads(found.read_text())


def test_the_backend_takes_no_fewer_calls_than_before(counts):
    taken, declined = counts
    table = "algorithm\ttaken\tdeclined\n" + "".join(
        f"{name}\t{taken.get(name, 0)}\t{declined.get(name, 0)}\n" for name in sorted(sum(MODULES.values(), ()))
    )
    if os.environ.get("WRITE_TAKEN"):
        TAKEN.write_text(table)
    kept = [line.split("\t") for line in TAKEN.read_text().splitlines()[1:]]
    fewer = {name: (taken.get(name, 0), int(before)) for name, before, _ in kept if taken.get(name, 0) < int(before)}
    assert not fewer
    assert {name for name, _, _ in kept} == {name for names in MODULES.values() for name in names}


def test_every_algorithm_is_called_by_those_tests(counts):
    taken, _ = counts
    assert [name for names in MODULES.values() for name in names if not taken.get(name)] == []
