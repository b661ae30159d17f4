"""The example queries on the page and those in the documentation are answered by the demonstration region."""

import re
from pathlib import Path

import pytest

from graphsvc.resources import folder

EXAMPLES = sorted((folder("schema") / "questions" / "voorbeelden").glob("*.graphql"))
DOCUMENTED = re.findall(
    r"```graphql\n(.*?)```", (Path(__file__).parents[2] / "docs" / "graphql.md").read_text(encoding="utf-8"), re.S
)


def test_there_are_five_examples_with_a_title_each():
    assert len(EXAMPLES) == 5
    for example in EXAMPLES:
        title = example.read_text(encoding="utf-8").split("\n")[0]
        assert re.fullmatch(r"# [A-Z].*\?", title)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_finds_something(region, example):
    data = region.data(example.read_text(encoding="utf-8"))
    for found in data.values():
        assert found if isinstance(found, list) else found.get("totalCount", found.get("points"))


@pytest.mark.parametrize("query", DOCUMENTED, ids=lambda query: query.split("\n")[0][:30])
def test_a_documented_query_is_answered(region, query):
    assert region.data(query)


def test_the_documentation_shows_enough():
    assert len(DOCUMENTED) >= 6
