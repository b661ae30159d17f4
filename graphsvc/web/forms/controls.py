"""The controls of a form: what the template draws for each field, link and tie."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.model.fields import Field, field_by_key
from graphsvc.model.kinds import INVERSE, RecordKind
from graphsvc.model.records import TYPES, Record
from graphsvc.model.vocabularies import Direction
from graphsvc.web.forms.layout import FOLLOWS, TIE_KEYS, Choice, choices_of, groups_of, needed, reference_of
from graphsvc.web.forms.names import Names, told
from graphsvc.web.forms.newcomers import ANOTHER, typed_newcomers
from graphsvc.web.forms.reading import read_pick, rows_of
from graphsvc.web.forms.sentences import bounds
from graphsvc.web.forms.typed import Typed

AREA_OF_TEXT = 1_000
"""A field that may hold more letters than this gets room for several lines, and so does one that is a text."""
ALIKE = 3
"""How many actors are shown that a new one may be already."""
FEW = 10
"""Whole numbers up to so many are chosen, not typed."""


class Control(msgspec.Struct, kw_only=True):
    """One control. `widget`: line, text, date, choice or pick (other records, chosen by typing)."""

    name: str
    label: str
    widget: str
    hint: str = ""
    value: str = ""
    fault: str = ""
    needed: bool = False
    options: list[tuple[str, str]] = []
    keyboard: str = "text"
    longest: int | None = None
    kinds: str = ""
    many: bool = False
    chosen: list[dict[str, str]] = []
    left: str = ""
    """What of a pick names nothing yet."""
    newcomers: list[dict[str, Any]] = []
    """The actors that are added along, and one that is still empty; none where no actor can be chosen."""

    @property
    def id(self) -> str:
        """Its id in the page."""
        return f"f-{self.name.replace('.', '-')}"


class Drawing:
    """Draws the controls of one form: what was typed, with the fault beside it."""

    def __init__(self, view: View, names: Names, language: Language, sheet: Typed, faults: dict[str, str]) -> None:
        self.view, self.names, self.language = view, names, language
        self.sheet, self.faults = sheet, faults

    def groups(self, kind: RecordKind) -> list[dict[str, object]]:
        """The groups of a form, in order, each with its title and controls; the links stand with what is asked first."""
        drawn = []
        for number, group in enumerate(groups_of(kind)):
            fields = [field for field in group.fields if field.key != "validTo" or field.key in self.sheet]
            controls = [self.field(field, field.key) for field in fields]
            if number == 0:
                controls += [self.choice(choice) for choice in choices_of(kind)]
            title = translate(self.language, group.title) if group.title else ""
            drawn.append({"title": title, "controls": controls, "open": any(control.fault for control in controls)})
        return drawn

    def ties(self, least: int) -> list[list[Control]]:
        """The rows of ties of an actor: those that were typed, and empty ones up to `least`."""
        rows = rows_of(self.sheet)
        fresh = (f"tie.{number}" for number in range(1_000) if f"tie.{number}" not in rows)
        rows += [next(fresh) for _ in range(least - len(rows))]
        return [self.tie(row) for row in rows]

    def tie(self, row: str) -> list[Control]:
        """The controls of one tie, seen from the actor of the form."""
        fields = field_by_key(TYPES[RecordKind.TIE])
        other = self._pick(f"{row}.other", translate(self.language, "With whom"), (RecordKind.ACTOR,), many=False)
        kind, *rest = [self.field(fields[key], f"{row}.{key}") for key in TIE_KEYS]
        # Asked only once somebody is chosen.
        kind.needed = False
        return [other, kind, self._direction(f"{row}.direction"), *rest]

    def field(self, field: Field, name: str) -> Control:
        """The control of a field."""
        label, hint = field.words.label(self.language), field.words.definition(self.language)
        if kind := reference_of(field):
            control = self._pick(name, label, (kind,), many=False)
        else:
            control = Control(name=name, label=label, widget="line", value=self.sheet.get(name, ""))
            _shape(control, field, hint, self.language)
        control.hint = control.hint or ("" if control.options and hint[:1].isdigit() else hint)
        control.needed, control.fault = needed(field), self.faults.get(name, "")
        return control

    def choice(self, choice: Choice) -> Control:
        """The control of the links of one kind."""
        words = choice.link.words if choice.direction is Direction.OUT else INVERSE[choice.link]
        label = words.label(self.language)
        if len(choice.kinds) == 1:
            label += f" ({choice.kinds[0].words.label(self.language)})"
        return self._pick(choice.name, label, choice.kinds, many=True)

    def _direction(self, name: str) -> Control:
        options = [
            ("", translate(self.language, "as usual")),
            (Direction.OUT, translate(self.language, "this one")),
            (Direction.IN, translate(self.language, "the other")),
            (Direction.ANY, translate(self.language, "both")),
        ]
        label = translate(self.language, "Who does this")
        return Control(name=name, label=label, widget="choice", value=self.sheet.get(name, ""), options=options)

    def _pick(self, name: str, label: str, kinds: tuple[RecordKind, ...], *, many: bool) -> Control:
        pick = read_pick(self.sheet.getlist(name), kinds, self.names)
        takes = RecordKind.ACTOR in kinds
        left = "; ".join([*(() if takes else pick.unknown), *pick.unclear])
        shown = [self._shown(record, kinds) for record in pick.records]
        return Control(
            name=name,
            label=label,
            widget="pick",
            hint="",
            value="; ".join([*shown, left] if left else shown),
            fault=self.faults.get(name, ""),
            kinds=" ".join(kinds),
            many=many,
            chosen=[told(self.view, record, self.language) for record in pick.records],
            left=left,
            newcomers=self._newcomers(name, pick.unknown) if takes else [],
        )

    def _newcomers(self, name: str, unknown: Iterable[str]) -> list[dict[str, Any]]:
        """Each actor that is added along with a choice, with those that it may be already; the last one is empty."""
        asked = [*typed_newcomers(self.sheet, name), *((text, "") for text in unknown), ("", "")]
        return [
            {
                "name": text,
                "kind": kind,
                "alike": [
                    told(self.view, one, self.language) for one in self.names.alike(text, RecordKind.ACTOR, ALIKE)
                ],
                "double": bool(text and self.names.doubles(text, RecordKind.ACTOR)),
                "another": text in self.sheet.getlist(ANOTHER + name),
            }
            for text, kind in asked
        ]

    def _shown(self, record: Record, kinds: tuple[RecordKind, ...]) -> str:
        """What stands for a record where nothing but text can stand: its name when that names only it."""
        name = str(getattr(record, "name", ""))
        return name if name and ";" not in name and self.names.called(name, kinds) == [record] else record.id


def _shape(control: Control, field: Field, hint: str, language: Language) -> None:
    """The widget that fits the type of a field."""
    lowest, highest, longest = bounds(field)
    if field.vocabulary is not None and not field.many:
        control.options = [(str(value), value.words.label(language)) for value in field.vocabulary]
    elif field.plain is bool:
        control.options = [("true", translate(language, "yes")), ("false", translate(language, "no"))]
    elif field.plain is int and lowest is not None and highest is not None and highest - lowest < FEW:
        control.options = _steps(range(int(lowest), int(highest) + 1), hint)
    elif field.plain in (int, float):
        control.keyboard = "numeric" if field.plain is int else "decimal"
    elif field.plain is not str:
        control.widget, control.keyboard = "date", "numeric"
    elif field.many:
        control.hint = translate(language, "More than one? Put a semicolon between them.")
    elif field.key == "text" or (longest and longest > AREA_OF_TEXT and field.key != "website"):
        control.widget = "text"
    elif field.key == "website":
        control.keyboard = "url"
    if field.plain is str and not field.many:
        control.longest = longest
    if control.options:
        control.widget = "choice"
        if not _always(field):
            control.options = [("", translate(language, _unchosen(field))), *control.options]


def _always(field: Field) -> bool:
    """Whether a field always has a value, so that none need be offered to choose."""
    return not field.nullable and not field.required and field.vocabulary is not None


def _unchosen(field: Field) -> str:
    """What stands for no choice."""
    return "choose" if needed(field) else "as usual" if field.key in FOLLOWS else "Not known"


def _steps(numbers: Iterable[int], hint: str) -> list[tuple[str, str]]:
    """Whole numbers to choose from, each with the words that the definition gives it ("1 kent, 2 werkt samen")."""
    words = dict(re.findall(r"(\d+) ([^,.]+)", hint))
    return [
        (str(number), f"{number} – {words[str(number)]}" if str(number) in words else str(number)) for number in numbers
    ]
