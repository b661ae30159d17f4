"""The page for writing queries."""

import httpx
import pytest

from graphsvc.questions import questions


@pytest.fixture(scope="module")
def client(site):
    with httpx.Client(base_url=site, headers={"accept": "text/html"}, timeout=60) as client:
        yield client


def test_every_question_is_an_example_and_some_more(client):
    text = client.get("/graphql").text
    assert text.count("<option value=") == 1 + len(questions()) + 2
    assert all(f">{question.title.nl}</option>" in text for question in questions())
    assert 'data-begin=""' in text


def test_a_question_that_is_not_there_is_no_page(client):
    assert client.get("/graphql", params={"question": "nothing"}).status_code == 404
