"""Entity tags: an answer that would be the same is not given twice, and one that would not always is."""

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.api import etags
from tests.api.test_http import QUERY, answers, routes_of
from tests.records import theme

FIGURES = {"query": "{ actors(first: 1) { nodes { metrics { degree } } } }"}


def ask(asker, routes, query=QUERY, method="POST", tag=None, **headers):
    given = {"params": query} if method == "GET" else {"json": query}
    return answers(asker, routes, method, headers={**({"if-none-match": tag} if tag else {}), **headers}, **given)


@pytest.fixture
def routes(network):
    """The endpoint, kept: a tag holds for one process."""
    return routes_of(network)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("query", [QUERY, FIGURES], ids=["records", "figures"])
def test_an_unchanged_answer_is_304_until_the_graph_changes(network, routes, method, query):
    first = ask(network, routes, query, method)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    again = ask(network, routes, query, method, tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["vary"] == first.headers["vary"]
    assert again.headers["graphsvc-version"] == "1"
    assert ask(network, routes, query, method, f'"other", {tag.removeprefix("W/")}').status_code == 304
    network.add(theme("new"))
    after = ask(network, routes, query, method, tag)
    assert after.status_code == 200
    assert after.headers["etag"] != tag


def test_a_tag_holds_for_its_question_viewer_language_and_kind_of_answer_only(network):
    who = {"viewer": ADMIN, "language": "nl"}
    routes = routes_of(network, viewer_of=lambda _: who["viewer"], language_of=lambda _: who["language"])
    tag = ask(network, routes).headers["etag"]
    assert ask(network, routes, tag=tag).status_code == 304
    assert ask(network, routes, {**QUERY, "query": "{ viewer { role } } "}, tag=tag).status_code == 200
    assert ask(network, routes, {**QUERY, "variables": {"a": 1}}, tag=tag).status_code == 200
    assert ask(network, routes, tag=tag, accept="application/graphql-response+json").status_code == 200
    who["language"] = "en"
    assert ask(network, routes, tag=tag).status_code == 200
    who.update(language="nl", viewer=PUBLIC)
    assert ask(network, routes, tag=tag).status_code == 200


def test_a_tag_holds_for_its_day_only(network, routes, monkeypatch):
    tag = ask(network, routes).headers["etag"]
    monkeypatch.setattr(etags, "today", lambda: "tomorrow")
    assert ask(network, routes, tag=tag).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "{",
        "{ nothing }",
        'mutation { createTheme(input: {name: "x"}) { version } }',
        '{ gaps(area: "nowhere") { totalCount } }',
        '{ graph(asOf: "2024-01-01") { actors { nodes { metrics { degree } } } } }',
    ],
)
def test_changes_faults_and_figures_of_another_date_have_no_tag(network, routes, query):
    response = ask(network, routes, {"query": query})
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"
