"""The form of a question: a control for each parameter, and the records that people may mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from graphsvc.errors import BadInput, Fault
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.model.faults import told as fault_told
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import TYPES, Record, name_of
from graphsvc.questions import Given, Parameter, Question
from graphsvc.questions.values import Find, vocabulary_of
from graphsvc.web.areas import area_choices
from graphsvc.web.forms.names import Names, told

CHOSEN = frozenset({RecordKind.THEME, RecordKind.TARGET_GROUP, RecordKind.FUNDING_SCHEME, RecordKind.ROUND})
"""Kinds of which there are so few that they are chosen from a list; others are typed."""
CANDIDATES = 3


class Options(msgspec.Struct, frozen=True):
    """Options of a choice under a heading; "" for none."""

    label: str
    options: list[tuple[str, str]]


class ParameterControl(msgspec.Struct, frozen=True, kw_only=True):
    """One control. `widget`: choice, pick (a record, chosen by typing), date or line."""

    name: str
    label: str
    widget: str
    value: str
    fault: str
    needed: bool
    groups: list[Options] = []
    kind: str = ""
    chosen: list[dict[str, str]] = []
    """Of a pick."""


def parameter_controls(
    view: View, question: Question, typed: Mapping[str, str], given: Given, language: Language
) -> list[ParameterControl]:
    """The controls of a question: what was typed or else its default, with the fault beside it."""
    faults = {fault.place: fault for fault in given.faults}
    return [
        _control(view, parameter, typed, given.values.get(parameter.name), faults.get(parameter.name), language)
        for parameter in question.parameters
    ]


def finder(view: View, language: Language) -> Find:
    """What finds a record by its id, or by what people call it, and names others that may be meant."""
    names = Names(view)

    def find(text: str, kind: RecordKind) -> str:
        found = names.called(text, (kind,))
        if len(found) == 1:
            return found[0].id
        if found:
            message, remedy = "Several are called %(name)s.", "Choose one of these: %(names)s."
            meant = tuple(_described(view, record, language) for record in found)
            raise BadInput([Fault.saying("", "UNCLEAR_NAME", message, remedy, name=text, names=meant)])
        near = tuple(name_of(record) for record, _ in names.suggested(text, (kind,), CANDIDATES))
        if near:
            message, remedy = "%(name)s is not in the network.", "Did you mean one of these: %(names)s?"
            raise BadInput([Fault.saying("", "NO_SUCH_NAME", message, remedy, name=text, names=near)])
        raise BadInput([Fault.saying("", "NO_SUCH_NAME", "%(name)s is not in the network.", name=text)])

    return find


def _described(view: View, record: Record, language: Language) -> str:
    shown = told(view, record, language)
    return f"{shown['name']} ({', '.join(filter(None, (shown['id'], shown['note'])))})"


def _control(
    view: View,
    parameter: Parameter,
    typed: Mapping[str, str],
    value: Any,
    fault: Fault | None,
    language: Language,
) -> ParameterControl:
    text = "" if value is None else str(value)
    control = ParameterControl(
        name=parameter.name,
        label=parameter.words.label(language),
        widget="date" if parameter.type == "Date" else "line",
        value=text or typed.get(parameter.name, ""),
        # That nothing was chosen yet is no mistake.
        fault=fault_told(msgspec.structs.replace(fault, place=""), language)
        if fault and parameter.name in typed
        else "",
        needed=parameter.required,
    )
    if (groups := _groups(view, parameter, text, language)) is not None:
        return msgspec.structs.replace(control, widget="choice", groups=groups)
    if parameter.kind is not None:
        record = view.get(text)
        chosen = [told(view, record, language)] if isinstance(record, Record) else []
        shown = name_of(record) if isinstance(record, Record) else control.value
        return msgspec.structs.replace(control, widget="pick", kind=str(parameter.kind), chosen=chosen, value=shown)
    return control


def _groups(view: View, parameter: Parameter, value: str, language: Language) -> list[Options] | None:
    """The options of a choice; None where there is none."""
    if parameter.kind is RecordKind.AREA:
        return _with_nothing(parameter, [*_areas(view, value, language)], language)
    if parameter.kind in CHOSEN:
        records: list[Record] = view.records(cast(Any, TYPES[cast(RecordKind, parameter.kind)]))
        found = sorted(((record.id, name_of(record)) for record in records), key=lambda one: one[1].casefold())
        return _with_nothing(parameter, [Options("", found)], language)
    if (vocabulary := vocabulary_of(parameter.type)) is not None:
        found = [(str(term), term.words.label(language)) for term in vocabulary]
        return _with_nothing(parameter, [Options("", found)], language)
    return None


def _areas(view: View, value: str, language: Language) -> list[Options]:
    groups = [
        Options(group["label"], [(area["id"], area["name"]) for area in group["areas"]])
        for group in area_choices(view, language)
    ]
    record = view.get(value)
    if isinstance(record, Record) and not any(value == id for group in groups for id, _ in group.options):
        groups.insert(0, Options("", [(record.id, name_of(record))]))
    return groups


def _with_nothing(parameter: Parameter, groups: list[Options], language: Language) -> list[Options]:
    nothing = "choose" if parameter.required else "Everything in the network"
    return [Options("", [("", translate(language, nothing))]), *groups]
