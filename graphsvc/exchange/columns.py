"""What a heading of a file means: a field of the model by key or label, a link, the type, an end, or nothing known."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from graphsvc.errors import BadInput, Fault
from graphsvc.exchange.draft import ActorRow, Row, TieRow
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.make import read_text
from graphsvc.model.records import Actor, Kept, Tie

MANAGED = frozenset({"revision", "source", "origin", "assumed"})
"""Fields that an import fills in itself."""
_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+([/?#]\S*)?")
"""An address of a site as people write it, without https://."""
SUGGESTIONS = {"type": "actorKind", "label": "name", "title": "name", "url": "website"}
EXTRA, TYPE = "extra", "type"

LINK_COLUMNS: dict[str, tuple[LinkKind, RecordKind, str]] = {
    "areas": (LinkKind.ACTIVE_IN, RecordKind.AREA, "gebieden"),
    "themes": (LinkKind.FOCUSES_ON, RecordKind.THEME, "thema's"),
    "targetGroups": (LinkKind.SERVES, RecordKind.TARGET_GROUP, "groepen bewoners"),
}
"""Columns of an actor that name other records: the link they make, the kind of its end, and the Dutch plural."""


def fold(heading: str) -> str:
    """A heading without case, spaces and signs: "Actor kind", "actor_kind" and "actorKind" are one."""
    return re.sub(r"[\W_]+", "", heading.casefold())


@cache
def headings_of(struct: type[Kept]) -> Mapping[str, Field]:
    """The fields of a kind by folded key and folded label in both languages."""
    fields = [field for field in fields_of(struct) if field.key not in MANAGED]
    labels = {fold(word): field for field in fields for word in (field.words.nl, field.words.en)}
    return {**labels, **{fold(field.key): field for field in fields}}


LINK_HEADINGS: Mapping[str, str] = {
    fold(word): key
    for key, (_, kind, plural) in LINK_COLUMNS.items()
    for word in (kind.words.nl, kind.words.en, plural, key)
}
"""The columns that make links, by folded key, plural and label."""


class Headings:
    """Reads headings of one kind of record in one format.

    `aliases` are the format's own names for keys of the model, `type`, and the ends; `outside` are headings that mean
    something else there than in the model; `links` says whether the format may name areas, themes and target groups.
    """

    def __init__(
        self,
        struct: type[Actor] | type[Tie],
        chosen: Mapping[str, str],
        aliases: Mapping[str, str],
        *,
        outside: Iterable[str] = (),
        links: bool = False,
    ) -> None:
        known = {word: field.key for word, field in headings_of(struct).items()}
        known |= LINK_HEADINGS if links else {}
        known |= {fold(word): key for word, key in aliases.items()}
        self._known = {word: key for word, key in known.items() if word not in set(outside)}
        self._keys: dict[str, str | None] = {}
        self._chosen = {fold(heading): target for heading, target in chosen.items()}
        self._fields = {field.key: field for field in fields_of(struct)}
        self.keys = [key for key in dict.fromkeys(self._known.values()) if key != TYPE]

    def key(self, heading: str) -> str | None:
        """The key that a heading means, or None. A choice that this kind has no field for is none either."""
        if heading not in self._keys:
            self._keys[heading] = self._find(heading)
        return self._keys[heading]

    @property
    def met(self) -> set[str]:
        """Every heading asked for, folded."""
        return {fold(heading) for heading in self._keys}

    def _find(self, heading: str) -> str | None:
        folded = fold(heading)
        if folded in self._chosen:
            target = fold(self._chosen[folded])
            return EXTRA if target == EXTRA else self._known.get(target)
        return self._known.get(folded)

    def field(self, key: str) -> Field | None:
        return self._fields.get(key)

    def chosen_as_extra(self, heading: str) -> bool:
        """Whether whoever imports asked to keep this heading as it is."""
        return fold(self._chosen.get(fold(heading), "")) == EXTRA

    def unknown(self, place: str, heading: str) -> Fault:
        """The fault of a heading that means nothing, with the nearest that does."""
        target = self._nearest(heading[:100])
        remedy = "--keep-columns keeps what is not known as extra. Known are: %(known)s."
        values: dict[str, Any] = {"heading": heading, "known": tuple(self.keys)}
        if target:
            remedy = (
                'Did you mean %(target)s? --column "%(heading)s=%(target)s" says so. '
                "--keep-columns keeps what is not known as extra. Known are: %(known)s."
            )
            values["target"] = target
        message = "The column %(heading)s is not known here."
        return Fault.saying(f"{place}, column {heading}", "UNKNOWN_COLUMN", message, remedy, **values)

    def _nearest(self, heading: str) -> str | None:
        """The key a heading may mean: by one of its words ("vertex.names"), else by its letters."""
        words = [fold(heading), *(fold(word) for word in re.findall(r"[^\W_]+", heading))]
        for word in [*words, *(word.removesuffix("s") for word in words)]:
            key = SUGGESTIONS.get(word, self._known.get(word))
            if key in self.keys:
                return key
        near = difflib.get_close_matches(words[0], self._known, n=1, cutoff=0.75)
        return self._known[near[0]] if near else None


def fill(row: Row, headings: Headings, heading: str, raw: Any) -> bool:
    """Put one value of a file in its place in the row; False when the heading means nothing. Empty values tell nothing."""
    key = headings.key(heading)
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return key is not None
    if key is None or (key == EXTRA and headings.chosen_as_extra(heading)):
        return False
    if row.headings.setdefault(key, heading) != heading:
        return False  # the first of two headings with one meaning holds
    if key == "id":
        row.key = as_key(raw)
    elif key == TYPE:
        row.type, row.type_heading = as_key(raw), heading
    elif key in ("from", "to") and isinstance(row, TieRow):
        setattr(row, "start" if key == "from" else "end", as_key(raw))
    elif key in LINK_COLUMNS and isinstance(row, ActorRow):
        row.links[LINK_COLUMNS[key][0]] = [part.strip() for part in str(raw).split(";") if part.strip()]
    elif (field := headings.field(key)) is not None:
        row.values[key] = value_of(field, raw)
    return True


def value_of(field: Field, raw: Any) -> Any:
    """A value of a file as `make` takes it: texts are read, numbers become texts where the field is one."""
    if isinstance(raw, str):
        value = read_text(field, raw)
        if field.key == "website" and isinstance(value, str) and _ADDRESS.fullmatch(value):
            return f"https://{value}"
        # Not a number and infinity can be written in a cell and are no value of any field.
        return raw if isinstance(value, float) and not math.isfinite(value) else value
    if field.many and isinstance(raw, list):
        return [text for part in raw if (text := as_key(part))]
    if field.vocabulary is not None:
        return as_key(raw)
    if field.plain is str and not isinstance(raw, list | dict):
        return [as_key(raw)] if field.many else as_key(raw)
    if field.plain is int and isinstance(raw, float) and raw.is_integer():
        return int(raw)
    return raw


def as_key(raw: Any) -> str:
    """A value of a file as text: 1.0 is "1", so that an id is the same in a workbook and in a CSV file."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, bool | list | dict) or raw is None:
        return msgspec.json.encode(raw, order="deterministic").decode()
    return str(raw)


def check_columns(chosen: Mapping[str, str]) -> None:
    """Raises BadInput when a column is mapped to something the model does not have."""
    known = {*headings_of(Actor), *headings_of(Tie), *LINK_HEADINGS}
    keys = sorted({field.key for struct in (Actor, Tie) for field in headings_of(struct).values()} | set(LINK_COLUMNS))
    faults = [
        Fault.saying(
            f"--column {heading}={target}",
            "UNKNOWN_FIELD",
            "%(target)s is not a field of an actor or a tie.",
            "Allowed are: %(allowed)s.",
            target=target,
            allowed=tuple(keys),
        )
        for heading, target in chosen.items()
        if fold(target) not in known
    ]
    if faults:
        raise BadInput(faults)
