def suggested(client, **query):
    return client.get("/suggest", params=query).json()["records"]


def test_names_are_suggested_while_typing(client):
    (first, *_) = suggested(client, kind="AREA", q="hoogv")
    assert first == {
        "id": first["id"],
        "name": "Hoogvliet",
        "note": "wijk, Rotterdam",
        "url": f"/records/{first['id']}",
        "alike": False,
        "ended": False,
    }


def test_only_the_kinds_that_are_asked_for_are_suggested(client):
    assert {record["note"] for record in suggested(client, kind="THEME", q="e")} == {""}
    assert suggested(client, kind="NOTHING", q="e") == suggested(client, q="e") == []


def test_another_spelling_is_suggested_after_what_begins_as_typed_and_told_as_such(client):
    found = suggested(client, kind="AREA", q="hoogvlied")
    assert ("Hoogvliet", True) in [(record["name"], record["alike"]) for record in found]


def test_what_may_be_the_same_is_found_under_another_spelling(client):
    found = suggested(client, kind="ACTOR", alike="1", q="ouderenwerk verzonen hammer")
    # Other tests may have added it in capitals.
    assert "demo-a1" in [record["id"] for record in found]


def test_the_public_gets_no_suggestions(client):
    assert client.get("/suggest", params={"kind": "ACTOR", "q": "a", "as": "public"}).status_code == 403
