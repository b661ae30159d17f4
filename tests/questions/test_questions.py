"""Each question has the same rows by GraphQL on SQLite, by GraphQL on Neo4j and by Cypher on Neo4j."""

from __future__ import annotations

import pytest

from graphsvc.questions import Question, questions
from tests.questions.conftest import Region, ordered
from tests.questions.trying import tries

EXACT = [question for question in questions() if not question.facts]


@pytest.mark.parametrize("question", EXACT, ids=lambda question: question.key)
def test_graphql_on_both_stores_and_cypher_give_the_same_rows(both: Region, question: Question) -> None:
    counted = 0
    for values in tries(question, both.view):
        by_sqlite = ordered(both.rows(both.sqlite, question, values))
        assert by_sqlite == ordered(both.rows(both.neo4j, question, values)), values
        assert by_sqlite == ordered(both.cypher(question, values)), values
        counted += len(by_sqlite)
    assert counted, "nothing was compared"
