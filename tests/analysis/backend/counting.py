"""A pytest plugin for networkx's own tests run on the backend: counts the calls it took and those it declined.

Without the count such a run proves nothing: a backend that declines everything passes all.
"""

import json
import os
from collections import Counter
from pathlib import Path

import networkx as nx


class Counted:
    """The backend, with its calls counted by algorithm."""

    def __init__(self, backend):
        self.backend, self.taken, self.declined = backend, Counter(), Counter()

    def __getattr__(self, name):
        algorithm = getattr(self.backend, name)  # AttributeError: networkx asks no further

        def counted(*args, **kwargs):
            try:
                found = algorithm(*args, **kwargs)
            except NotImplementedError:
                self.declined[name] += 1
                raise
            except Exception:
                self.taken[name] += 1  # an error that the test expects
                raise
            self.taken[name] += 1
            return found

        return counted

    def can_run(self, name, args, kwargs):
        """As of a backend that says nothing of it: it can run what it has."""
        return hasattr(self.backend, name)

    def convert_from_nx(self, graph, **kwargs):
        try:
            return self.backend.convert_from_nx(graph, **kwargs)
        except NotImplementedError:
            self.declined[kwargs["name"]] += 1
            raise

    def convert_to_nx(self, result, **kwargs):
        return self.backend.convert_to_nx(result, **kwargs)


def pytest_configure(config):
    backends = nx.utils.backends
    backends._loaded_backends["graphsvc"] = Counted(backends.backends["graphsvc"].load())


def pytest_sessionfinish(session):
    counted = nx.utils.backends._loaded_backends["graphsvc"]
    Path(os.environ["GRAPHSVC_COUNTS"]).write_text(json.dumps([counted.taken, counted.declined]))
