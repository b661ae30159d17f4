"""Random documents for every field of Query and Mutation, as schemathesis makes them of the schema, on a running service."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import dates, datetimes, text
from schemathesis.graphql import nodes

from graphsvc.api.schema import GOLDEN
from graphsvc.resources import folder
from tests.fixtures.served import serving, store_at

PER_FIELD = 2
"""Documents for each field at dose 1."""
REFUSED = frozenset(
    {
        "GRAPHQL_VALIDATION_FAILED",
        "BAD_USER_INPUT",
        "LIMIT_EXCEEDED",
        "COST_EXCEEDED",
        "NOT_FOUND",
        "CONFLICT",
        "FORBIDDEN",
    }
)
"""What a random document may be refused with; never with a fault of ours."""

schemathesis.graphql.scalar("Date", dates().map(lambda day: nodes.String(day.isoformat())))
schemathesis.graphql.scalar("DateTime", datetimes().map(lambda at: nodes.String(at.isoformat())))
schemathesis.graphql.scalar("JSON", text(max_size=20).map(nodes.String))
_described: Any = schemathesis.graphql.from_path(folder("schema") / GOLDEN)
FIELDS = {(field := found.ok()).label: field for found in _described.get_all_operations()}


@pytest.fixture(scope="module")
def client(demonstration, tmp_path_factory) -> Iterator[httpx.Client]:
    """The demonstration region in a store of its own, for mutations change it."""
    copy = tmp_path_factory.mktemp("random") / "region.db"
    shutil.copy(Path(demonstration.removeprefix("sqlite:///")), copy)
    with serving(store_at(copy)) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.mark.parametrize("label", FIELDS)
def test_random_documents_are_answered_or_refused_with_a_reason(client, label, dose):
    @settings(
        max_examples=dose(PER_FIELD),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=FIELDS[label].as_strategy())
    def ask(case):
        response = client.post("/graphql", json={"query": case.body})
        answer = response.json()
        assert response.status_code == 200, (case.body, answer)
        assert {error["extensions"]["code"] for error in answer.get("errors", ())} <= REFUSED, (case.body, answer)

    ask()
