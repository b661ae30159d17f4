"""The page for analysts: its examples are run, and it leaves no function out."""

import doctest
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "analysis.md"
MODULES = (
    "betweenness",
    "betweenness_ranks",
    "brokerage",
    "closeness",
    "cohesion",
    "expected_brokerage",
    "graph_of",
    "key_players",
    "missing_ties",
    "mixing",
    "network",
    "similar_areas",
    "structural_holes",
    "warm_paths",
)
"""Those with functions for analysts."""
INNER = {"explain", "mixing_of", "network_input", "network_of", "role_counts", "strongest_left", "strongest_ways"}
"""What other modules of the product call."""


def test_the_examples_give_what_they_say():
    found = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert found.failed == 0
    assert found.attempted > 30


@pytest.mark.parametrize("name", MODULES)
def test_every_function_is_on_the_page(name):
    module = import_module(f"graphsvc.analysis.{name}")
    own = {key for key, function in getmembers(module, isfunction) if function.__module__ == module.__name__}
    text = PAGE.read_text(encoding="utf-8")
    assert [key for key in sorted(own - INNER) if not key.startswith("_") and f"`{key}" not in text] == []
