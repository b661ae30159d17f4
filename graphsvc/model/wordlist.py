"""The words of the domain as one document: every kind, field and value, with its labels, definition and source.

`python -m graphsvc.model.wordlist` writes it to `schema/vocabularies.json`, for whoever reads a store or a file without
this code.
"""

from __future__ import annotations

from typing import Any

import msgspec

from graphsvc.model import vocabularies
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.kinds import ENDS, EXTRA_FIELDS, LinkKind, RecordKind
from graphsvc.model.records import TYPES
from graphsvc.model.words import Vocabulary, Words
from graphsvc.resources import folder

NAME = "vocabularies.json"


def wordlist() -> dict[str, Any]:
    """Kinds with their fields, links with their ends, and vocabularies, as plain values."""
    lists: list[type[Vocabulary]] = [RecordKind, LinkKind]
    for found in vars(vocabularies).values():
        if isinstance(found, type) and issubclass(found, Vocabulary) and found is not Vocabulary:
            lists.append(found)
    return {
        "kinds": {str(kind): {**_words(kind.words), "fields": _fields(TYPES[kind])} for kind in RecordKind},
        "links": {str(kind): _link(kind) for kind in LinkKind},
        "vocabularies": {found.__name__: {str(value): _words(value.words) for value in found} for found in lists},
    }


def _words(words: Words) -> dict[str, str]:
    return {name: text for name, text in msgspec.to_builtins(words).items() if text}


def _link(kind: LinkKind) -> dict[str, Any]:
    start, end = ENDS[kind]
    return {"from": sorted(start), "to": sorted(end), "fields": sorted(EXTRA_FIELDS.get(kind, ()))}


def _fields(struct: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.key: _field(field) for field in fields_of(struct)}


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        **_words(field.words),
        "type": field.plain.__name__,
        "required": field.required,
        "many": field.many,
        "access": field.access,
    }
    if field.structure is not None:
        described["fields"] = _fields(field.structure)
    return described


def written() -> str:
    """The document as it stands in the file."""
    return msgspec.json.format(msgspec.json.encode(wordlist()), indent=1).decode() + "\n"


if __name__ == "__main__":
    (folder("schema") / NAME).write_text(written(), encoding="utf-8")
