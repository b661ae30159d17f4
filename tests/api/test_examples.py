"""The example queries on the page and those in the documentation are answered by the demonstration region."""

import re
from pathlib import Path

import pytest

from graphsvc.resources import folder

COMPETENCY_QUESTIONS = 29
EXAMPLES = sorted((folder("schema") / "questions" / "voorbeelden").glob("*.graphql"))
DOCUMENTED = re.findall(
    r"```graphql\n(.*?)```", (Path(__file__).parents[2] / "docs" / "graphql.md").read_text(encoding="utf-8"), re.S
)


def test_each_competency_question_has_an_example_with_a_title():
    numbers = [int(example.stem.split("-")[0]) for example in EXAMPLES]
    assert numbers == list(range(1, len(EXAMPLES) + 1))
    assert len(EXAMPLES) >= COMPETENCY_QUESTIONS
    for example in EXAMPLES:
        title = example.read_text(encoding="utf-8").split("\n")[0]
        assert re.fullmatch(r"# [A-Z].*\?", title)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_finds_something(region, example):
    data = region.data(example.read_text(encoding="utf-8"))
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
