"""From what was typed to the values of the parameters of a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

import msgspec

from graphsvc.errors import BadInput, Fault, GraphsvcError, NotFound
from graphsvc.model import vocabularies
from graphsvc.model.kinds import RecordKind
from graphsvc.model.words import Vocabulary, VocabularyType
from graphsvc.questions.question import Parameter, Question

Find = Callable[[str, RecordKind], str]
"""(what somebody calls a record, its kind) -> its id. Raises NotFound or BadInput."""


class Given(msgspec.Struct):
    """The values of the parameters of a question, and what is wrong with what was typed."""

    values: dict[str, Any]
    """By name; None where there is none. Dates as text, as a request holds them."""
    faults: list[Fault]
    """Each with the name of its parameter as place."""


def read_values(question: Question, typed: Mapping[str, str], find: Find) -> Given:
    """The values that texts by name of parameter mean; the default where there is no text.

    A record that is the default counts only where it is there.
    """
    given = Given({}, [_unknown(question, name) for name in typed if question.parameter(name) is None])
    for parameter in question.parameters:
        text = typed.get(parameter.name, "").strip()
        try:
            value = _read(parameter, text, find) if text else _default(parameter, find)
        except BadInput as error:
            given.faults += [msgspec.structs.replace(fault, place=parameter.name) for fault in error.faults]
        except GraphsvcError as error:
            given.faults.append(Fault(parameter.name, error.code, str(error)))
        else:
            given.values[parameter.name] = value
            if value is None and parameter.required:
                given.faults.append(_missing(parameter))
    return given


def vocabulary_of(name: str) -> type[Vocabulary] | None:
    """The vocabulary of this name."""
    found = getattr(vocabularies, name, None)
    return cast("type[Vocabulary]", found) if isinstance(found, VocabularyType) else None


def _default(parameter: Parameter, find: Find) -> Any:
    if parameter.kind is None or parameter.default is None:
        return parameter.default
    try:
        return find(parameter.default, parameter.kind)
    except (NotFound, BadInput):
        return None


def _read(parameter: Parameter, text: str, find: Find) -> Any:
    if parameter.kind is not None:
        return find(text, parameter.kind)
    if (vocabulary := vocabulary_of(parameter.type)) is not None:
        return _term(vocabulary, text)
    try:
        return _PLAIN.get(parameter.type, str)(text)
    except ValueError:
        raise BadInput([_NO[parameter.type](text)]) from None


def _term(vocabulary: type[Vocabulary], text: str) -> str:
    """A value of a vocabulary, by itself or by its Dutch or English label."""
    for value in vocabulary:
        if text.casefold() in (value.casefold(), value.words.nl.casefold(), value.words.en.casefold()):
            return str(value)
    message, remedy = "%(text)s is none of the values.", "Choose one of these: %(allowed)s."
    raise BadInput([Fault.saying("", "UNKNOWN_VALUE", message, remedy, text=text, allowed=tuple(vocabulary))])


_PLAIN: Mapping[str, Callable[[str], Any]] = {
    "Int": int,
    "Float": float,
    "Date": lambda text: date.fromisoformat(text).isoformat(),
}


def _no_number(text: str) -> Fault:
    return Fault.saying("", "NO_NUMBER", "%(text)s is no number.", text=text)


def _no_date(text: str) -> Fault:
    return Fault.saying("", "NO_DATE", "%(text)s is no date.", "Write a date as 2026-11-24.", text=text)


_NO: Mapping[str, Callable[[str], Fault]] = {"Int": _no_number, "Float": _no_number, "Date": _no_date}


def _unknown(question: Question, name: str) -> Fault:
    names = tuple(parameter.name for parameter in question.parameters)
    message = "The question %(question)s has no parameter %(name)s."
    if not names:
        return Fault.saying("", "UNKNOWN_PARAMETER", message, "It has none.", question=question.key, name=name)
    remedy = "Its parameters are: %(names)s."
    return Fault.saying("", "UNKNOWN_PARAMETER", message, remedy, question=question.key, name=name, names=names)


def _missing(parameter: Parameter) -> Fault:
    message = "Choose first what the question is about: %(parameter)s."
    return Fault.saying(parameter.name, "MISSING_PARAMETER", message, parameter=parameter)
