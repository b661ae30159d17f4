"""Documents asked by hash or by name."""

import json

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.api.documents import Documents
from graphsvc.api.persisted import Persisted, hash_of, read_listed
from graphsvc.api.refusals import BadRequest, PersistedQueryNotFound
from graphsvc.errors import Forbidden, SettingError
from graphsvc.forgetting import forget_all
from tests.api.test_http import answers, code, routes_of

ROLE, STORE = "{ viewer { role } }", "{ service { store } }"
LISTED = {"role": ROLE}


def by_hash(text, query=None):
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text)}}
    return {"extensions": extensions, **({"query": query} if query else {})}


def test_a_document_sent_with_its_hash_is_known_by_its_hash_afterwards(shared):
    routes = routes_of(shared)
    assert code(answers(shared, routes, json=by_hash(ROLE))) == "PERSISTED_QUERY_NOT_FOUND"
    assert answers(shared, routes, json=by_hash(ROLE, ROLE)).json()["data"] == {"viewer": {"role": "ADMIN"}}
    assert answers(shared, routes, json=by_hash(ROLE)).json()["data"] == {"viewer": {"role": "ADMIN"}}
    extensions = json.dumps(by_hash(ROLE)["extensions"])
    assert answers(shared, routes, "GET", params={"extensions": extensions}).json()["data"]["viewer"]
    wrong = answers(shared, routes, json=by_hash(ROLE, STORE))
    assert (wrong.status_code, code(wrong)) == (400, "BAD_REQUEST")
    assert code(answers(shared, routes, json={"extensions": {"persistedQuery": 3}})) == "BAD_REQUEST"


def test_only_listed_documents_are_answered_but_to_analysts_and_administrators(shared):
    who = {"viewer": PUBLIC}
    settings = {"listed": LISTED, "only_listed": True}
    routes = routes_of(shared, viewer_of=lambda _: who["viewer"], settings=settings)
    for asked in ({"query": ROLE}, {"documentId": "role"}, {"documentId": f"sha256:{hash_of(ROLE)}"}, by_hash(ROLE)):
        assert answers(shared, routes, json=asked).json()["data"] == {"viewer": {"role": "PUBLIC"}}
    refused = answers(shared, routes, json={"query": STORE})
    assert (refused.status_code, code(refused)) == (403, "FORBIDDEN")
    assert code(answers(shared, routes, json=by_hash(STORE, STORE))) == "FORBIDDEN"
    who["viewer"] = ADMIN
    assert answers(shared, routes, json=by_hash(STORE, STORE)).json()["data"] == {"service": {"store": "sqlite"}}
    who["viewer"] = PUBLIC
    assert code(answers(shared, routes, json=by_hash(STORE))) == "PERSISTED_QUERY_NOT_FOUND"
    assert code(answers(shared, routes, json={"documentId": "other"})) == "PERSISTED_QUERY_NOT_FOUND"
    assert code(answers(shared, routes, json={"documentId": "role", "query": ROLE})) == "BAD_REQUEST"


def test_of_documents_sent_the_last_are_kept_and_those_of_the_list_always():
    persisted = Persisted(LISTED, kept=2)
    for number in range(4):
        text = f"{{ a{number} }}"
        persisted.take(text, hash_of(text), PUBLIC)
    with pytest.raises(PersistedQueryNotFound):
        persisted.find("sha256:" + hash_of("{ a1 }"), PUBLIC)
    assert persisted.find("sha256:" + hash_of("{ a3 }").upper(), PUBLIC) == "{ a3 }"
    assert persisted.find("role", PUBLIC) == ROLE
    forget_all()  # what was erased may have been named in what was sent
    with pytest.raises(PersistedQueryNotFound):
        persisted.find("sha256:" + hash_of("{ a3 }"), PUBLIC)
    assert persisted.find("role", PUBLIC) == ROLE


def test_other_documents_never_put_out_a_listed_one():
    documents = Documents(kept=1)
    documents.keep(ROLE)
    kept = documents.read(ROLE)
    documents.read(STORE)
    documents.read("{ service { version } }")
    assert documents.read(ROLE) is kept


def test_a_wrong_hash_and_an_unlisted_document_are_refused():
    with pytest.raises(BadRequest):
        Persisted().take(ROLE, hash_of(STORE), PUBLIC)
    with pytest.raises(Forbidden):
        Persisted(LISTED, only=True).take(STORE, None, PUBLIC)


def test_the_list_is_a_folder_or_a_file(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "role.graphql").write_text(ROLE)
    (tmp_path / "list.json").write_text(json.dumps(LISTED))
    assert read_listed(str(tmp_path)) == read_listed(str(tmp_path / "list.json")) == LISTED
    assert read_listed("") == {}


@pytest.mark.parametrize("text", ["[]", "{", '{"a": 1}', None])
def test_a_list_that_cannot_be_read_is_a_fault_of_the_settings(tmp_path, text):
    file = tmp_path / "list.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(SettingError, match=r"list\.json cannot be read"):
        read_listed(str(file))


@pytest.mark.parametrize(
    "settings", [{"listed": {"bad": "{ nothing }"}}, {"listed": {"bad": "{"}}, {"only_listed": True}]
)
def test_a_list_that_cannot_be_answered_is_refused_at_the_start(shared, settings):
    with pytest.raises(SettingError):
        routes_of(shared, settings=settings)


def test_without_introspection_the_schema_is_not_told_nor_hinted_at(shared):
    routes = routes_of(shared, settings={"introspection": False})
    for query in ("{ __schema { types { name } } }", '{ __type(name: "Actor") { name } }', "{ acters { totalCount } }"):
        response = answers(shared, routes, json={"query": query})
        assert code(response) == "GRAPHQL_VALIDATION_FAILED"
        assert "actors" not in response.text
    assert answers(shared, routes, json={"query": "{ __typename }"}).json()["data"] == {"__typename": "Query"}
