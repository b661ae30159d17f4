from graphsvc.model.fields import fields_of
from graphsvc.model.records import TYPES
from graphsvc.model.wordlist import NAME, wordlist, written
from graphsvc.resources import folder


def test_the_file_holds_the_words_of_the_model() -> None:
    path = folder("schema") / NAME
    assert path.read_text(encoding="utf-8") == written(), "run: python -m graphsvc.model.wordlist"


def test_every_kind_field_and_value_is_in_it() -> None:
    words = wordlist()
    assert {kind: list(told["fields"]) for kind, told in words["kinds"].items()} == {
        kind: [field.key for field in fields_of(struct)] for kind, struct in TYPES.items()
    }
    for struct in TYPES.values():
        for field in fields_of(struct):
            if field.vocabulary is not None:
                assert list(words["vocabularies"][field.vocabulary.__name__]) == list(field.vocabulary)
    assert words["vocabularies"]["GovernmentRole"]["FACILITATE"]["nl"] == "faciliteren"
    assert words["links"]["ACTIVE_IN"] == {"from": ["ACTOR"], "to": ["AREA"], "fields": []}
