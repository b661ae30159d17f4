"""The example queries on the page and those in the documentation are answered by the demonstration region."""

import re
from pathlib import Path

import pytest

from graphsvc.questions import questions
from graphsvc.resources import folder

EXAMPLES = {
    **{question.key: question.document for question in questions()},
    **{file.stem: file.read_text(encoding="utf-8") for file in (folder("schema") / "questions" / "examples").iterdir()},
}
"""What GraphiQL offers to start from."""
SILENT = frozenset({"missing-sectors"})
"""No ten districts of the demonstration are alike enough to compare."""
DOCUMENTED = re.findall(
    r"```graphql\n(.*?)```", (Path(__file__).parents[2] / "docs" / "graphql.md").read_text(encoding="utf-8"), re.S
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_begins_with_its_question(example):
    assert re.match(r"# [A-Z].*\?\n", EXAMPLES[example])


@pytest.mark.parametrize("example", EXAMPLES.keys() - SILENT)
def test_an_example_finds_something_without_variables(region, example):
    data = region.data(EXAMPLES[example])
    first = next(iter(data.values()))  # what else it asks may well be empty
    assert holds_something(first)


def holds_something(found):
    """A list or connection that is not empty, an advice with points, or an object with one of these in it."""
    if isinstance(found, dict) and "totalCount" in found:
        return found["totalCount"] > 0
    if isinstance(found, dict):
        return any(holds_something(part) for part in found.values())
    return isinstance(found, list) and bool(found)


@pytest.mark.parametrize("query", DOCUMENTED, ids=lambda query: query.split("\n")[0][:30])
def test_a_documented_query_is_answered(region, query):
    assert region.data(query)


def test_the_documentation_shows_enough():
    assert len(DOCUMENTED) >= 6
