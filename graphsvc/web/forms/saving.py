"""From a form that was read to the changes it asks for: all that stands in it in one commit, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import msgspec

from graphsvc.errors import BadInput, Fault
from graphsvc.graph.edits import creation, ending, updating
from graphsvc.graph.view import View
from graphsvc.language import Language
from graphsvc.model.changes import Change, new_id
from graphsvc.model.days import today
from graphsvc.model.fields import Field, field_by_key
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import TYPES, AnyRecord, Link
from graphsvc.model.vocabularies import Direction
from graphsvc.web.forms.layout import FOLLOWS, Choice, choices_of
from graphsvc.web.forms.reading import Reading, changed, ends_of
from graphsvc.web.forms.sentences import sentence
from graphsvc.web.forms.typed import Typed

OWN = "record"
"""The place of the form's own record in faults of the rules."""
HAD = "_had."
"""Begins the name of the hidden control that says what a choice held when the form was drawn."""


class Wanted(msgspec.Struct):
    """Changes, and where in the form each of them stands."""

    changes: list[Change]
    places: dict[str, str]
    faults: list[Fault]

    def add(self, place: str, make: Callable[[], Change | list[Change]]) -> None:
        """Take in what `make` gives, or its faults."""
        try:
            made = make()
        except BadInput as error:
            self.faults += error.faults
            return
        for change in made if isinstance(made, list) else [made]:
            self.changes.append(change)
            self.places.setdefault(change.id, place)


def new_record(kind: RecordKind, reading: Reading, ties: dict[str, Reading], sheet: Typed) -> Wanted:
    """A new record with its links and ties, and the actors that are added along; its own change comes first."""
    id = new_id()
    wanted = Wanted([], {}, [*reading.faults, *(fault for row in ties.values() for fault in row.faults)])
    wanted.add(OWN, lambda: creation(kind, {**reading.values, "id": id}))
    _add_newcomers(reading, wanted)
    for choice in choices_of(kind):
        for other in reading.picks[choice.name].ids if choice.name in reading.picks else ():
            wanted.add(choice.name, partial(_link, choice, id, other))
    for row, tie in ties.items():
        _add_tie(row, tie, id, sheet, reading.values.get("lastVerified"), wanted)
    return wanted


def _add_newcomers(reading: Reading, wanted: Wanted) -> None:
    """Those of whom all is known; of the others it is told already what is missing."""
    for newcomer in reading.newcomers:
        if newcomer.name and newcomer.kind:
            wanted.add(newcomer.control, newcomer.created)


def _add_tie(row: str, tie: Reading, id: str, sheet: Typed, verified: Any, wanted: Wanted) -> None:
    others = tie.picks[f"{row}.other"].ids
    if not others:
        if not tie.faults:
            wanted.faults.append(Fault(f"{row}.other", "NO_OTHER", ""))
        return
    ends = ends_of(id, others[0], sheet.get(f"{row}.direction", ""))
    wanted.add(row, lambda: creation(RecordKind.TIE, {**tie.values, **ends, "lastVerified": verified}, f"{row}."))


def changed_record(view: View, record: AnyRecord, revision: int, reading: Reading, sheet: Typed) -> Wanted:
    """What was typed over the values of a record, and the links that were chosen or taken away."""
    wanted = Wanted([], {}, list(reading.faults))
    if values := changed(record, reading, sheet):
        wanted.add(OWN, lambda: updating(view.graph, record.id, revision, values))
    _add_newcomers(reading, wanted)
    for choice in choices_of(record.kind):
        if choice.name in reading.picks:
            _change_links(view, record.id, choice, reading, sheet, wanted)
    return wanted


def _change_links(view: View, id: str, choice: Choice, reading: Reading, sheet: Typed, wanted: Wanted) -> None:
    """Only what this form added or took away: links that others made meanwhile stay."""
    had = set(sheet.get(HAD + choice.name, "").split())
    chosen = set(reading.picks[choice.name].ids)
    now = {other_end(link, choice): link for link in links_of(view, id, choice)}
    for other in sorted(chosen - had - set(now)):
        wanted.add(choice.name, partial(_link, choice, id, other))
    for other in sorted((had - chosen) & set(now)):
        link = now[other]
        wanted.add(choice.name, partial(ending, view.graph, link.id, link.revision, today()))


def _link(choice: Choice, own: str, other: str) -> Change:
    start, end = (own, other) if choice.direction is Direction.OUT else (other, own)
    return creation(RecordKind.LINK, {"linkKind": choice.link, "from": start, "to": end})


def links_of(view: View, id: str, choice: Choice) -> list[Link]:
    """The links of a record that a choice is about."""
    reading = view.links_from if choice.direction is Direction.OUT else view.links_to
    return reading(id, choice.link)


def other_end(link: Link, choice: Choice) -> str:
    """The id at the other end of a link."""
    return link.to_id if choice.direction is Direction.OUT else link.from_id


def told_faults(kind: RecordKind, faults: Iterable[Fault], language: Language) -> dict[str, str]:
    """The first fault of each control, as a sentence; "" holds that of the form as a whole."""
    told: dict[str, str] = {}
    for fault in faults:
        name, field = _place(kind, fault.place)
        if fault.code == "REQUIRED" and field is not None and field.key in FOLLOWS:
            continue  # it is the field that it follows from that is missing
        told.setdefault(name, sentence(fault, field, language))
    return told


def _place(kind: RecordKind, place: str) -> tuple[str, Field | None]:
    """The control that a place in the form means, and its field. Rules write "record, key", `make` "key"."""
    head, _, key = place.partition(", ")
    if head.startswith("tie."):
        row, _, own = head.rpartition(".") if head.count(".") > 1 else (head, "", "")
        key = own or key
        at = "other" if key in ("from", "to", "") else key
        return f"{row}.{at}", field_by_key(TYPES[RecordKind.TIE]).get(key)
    name = key if head == OWN else head
    known = field_by_key(TYPES[kind])
    names = {*known, *(choice.name for choice in choices_of(kind))}
    return (name if name in names else ""), known.get(name)
