"""networkx warns when it uses a conversion of a graph once more; the tests here want it to."""

import networkx as nx
import pytest


@pytest.fixture(autouse=True)
def _conversions_are_used_again_in_silence():
    nx.config.warnings_to_ignore.add("cache")
    yield
    nx.config.warnings_to_ignore.discard("cache")
