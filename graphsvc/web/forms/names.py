"""Finding records by what people call them: the search of the network, in the fields that name a record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from graphsvc.graph.folding import folded
from graphsvc.graph.view import View
from graphsvc.graph.words import UNNEEDED, asked_words, words_in
from graphsvc.language import Language, day, translate
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.records import Actor, Area, Record, name_of
from graphsvc.model.vocabularies import AreaLevel

SHOWN = 8
"""How many records are suggested."""
SAME = 200
"""How many records are looked at for one with exactly the name that was typed; those with it come first."""
ALIKE = 70
"""From which likeness, 0-100, two names may be one of which a word was left out, added or put elsewhere."""
SHORTEST = 3
"""Letters of a name from which others that are alike are looked for."""
MOST_WORDS = 6
"""Words of a name that are left out in turn."""
NAMING = frozenset({"name", "nameEn", "otherNames", "code", "text"})
"""The fields that name a record; a note or signal has only its text."""


class Names:
    """The names of all records that a view shows. Calls may take long the first time: make them in a thread.

    `always`: the view in which doubles are looked for, with what has ended; the same one when none is given.
    """

    def __init__(self, view: View, always: View | None = None) -> None:
        self._view, self._always = view, always or view

    def called(self, text: str, kinds: Iterable[RecordKind]) -> list[Record]:
        """The records of these kinds with exactly this id, name or code; those by another name only if there are none."""
        return _called(self._view, text, tuple(kinds))

    def doubles(self, text: str, kind: RecordKind) -> list[Record]:
        """The records of a kind that have this name already or had it before they ended."""
        return _called(self._always, text, (kind,))

    def suggested(self, text: str, kinds: Iterable[RecordKind], limit: int = SHOWN) -> list[tuple[Record, bool]]:
        """The records that somebody who typed this much may mean, the likeliest first; and whether a name goes on so."""
        return [(record, _holds(record, text)) for record in _found(self._view, text, tuple(kinds), limit)]

    def alike(self, text: str, kind: RecordKind, limit: int = 5) -> list[Record]:
        """The records of a kind, ended or not, that may be the one with this name, the likest first."""
        if len(plain(text)) < SHORTEST:
            return []
        return _found(self._always, text, (kind,), limit) or self._without_a_word(text, kind)[:limit]

    def _without_a_word(self, text: str, kind: RecordKind) -> list[Record]:
        from rapidfuzz.fuzz import token_sort_ratio  # when somebody types a name, not when a service starts

        words = asked_words(text)
        near: dict[str, tuple[float, Record]] = {}
        for word in [word for word in words if word not in UNNEEDED][:MOST_WORDS] if len(words) > 1 else ():
            for record in _found(self._always, " ".join(one for one in words if one != word), (kind,), SHOWN):
                likeness = max(token_sort_ratio(plain(text), plain(name)) for name in _texts(record))
                if likeness >= ALIKE:
                    near[record.id] = (likeness, record)
        return [record for _, record in sorted(near.values(), key=lambda one: (-one[0], one[1].id))]


def _called(view: View, text: str, kinds: tuple[RecordKind, ...]) -> list[Record]:
    known = view.get(text.strip())
    if isinstance(known, Record) and known.kind in kinds:
        return [known]
    name, found = plain(text), _found(view, text, kinds, SAME)
    own = [record for record in found if plain(name_of(record)) == name]
    return own or [record for record in found if name in map(plain, _texts(record))]


def _found(view: View, text: str, kinds: tuple[RecordKind, ...], limit: int) -> list[Record]:
    return [hit.record for hit in view.search(text[:300], kinds, NAMING).page(limit)[1]]


def plain(text: str) -> str:
    """A name as it is compared: small letters without accents, one space for whatever stands between words."""
    return " ".join(re.findall(r"\w+", folded(text)))


def _texts(record: Record) -> list[str]:
    """All that a record is called."""
    code = [record.code] if isinstance(record, Area) and record.code else []
    return [name_of(record), *(record.other_names if isinstance(record, Actor) else ()), *code]


def _holds(record: Record, text: str) -> bool:
    """Whether one of its names has each word of a text, or goes on as it: no slip needs forgiving."""
    return any(
        all(any(asked in word for word in words_in(name)) for asked in asked_words(text)) for name in _texts(record)
    )


def told(view: View, record: Record, language: Language) -> dict[str, str]:
    """A record as a suggestion: its id, its name, and what tells it from others of that name."""
    notes = _notes(view, record, language)
    if has_ended(view, record):
        notes.append(translate(language, "ended on %(date)s", date=day(language, record.valid_to)))
    return {"id": record.id, "name": short(name_of(record)), "note": ", ".join(notes)}


def has_ended(view: View, record: Record) -> bool:
    """Whether a record had ended by the day of a view."""
    return record.valid_to is not None and record.valid_to <= (view.day or date.max)


def _notes(view: View, record: Record, language: Language) -> list[str]:
    if isinstance(record, Area):
        around = (view.get(area) for area in sorted(view.around(record.id) - {record.id}))
        named = (area.name for area in around if isinstance(area, Area) and area.level is AreaLevel.MUNICIPALITY)
        return [record.level.words.label(language), *list(named)[:1]]
    if isinstance(record, Actor):
        places = sorted(name_of(area) for area in view.linked(record.id, LinkKind.ACTIVE_IN))
        return [record.actor_kind.words.label(language), *places[:2]]
    return []


def short(text: str) -> str:
    """A name or text of at most 90 letters."""
    return text if len(text) <= 90 else f"{text[:87]}…"
