"""What is wrong with a form, in sentences for whoever fills it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, get_args, get_origin

import msgspec

from graphsvc.errors import Fault
from graphsvc.language import Language, number, translate
from graphsvc.model.faults import told
from graphsvc.model.fields import Field

SENTENCES = {
    "DATES_OUT_OF_ORDER": "This day must come after the day on which it began.",
    "SELF_TIE": "A tie joins two different actors. Choose another one.",
    "BAD_CODE": "This code does not fit the level. A municipality has GM and 4 digits, a district WK and 6, a neighbourhood BU and 8.",
    "CYCLE": "This way something would be inside itself. Choose another one.",
    "NO_SUCH_RECORD": "This record is no longer there. Choose another one.",
    "WRONG_KIND_OF_END": "These two cannot be joined in this way.",
    "ID_TAKEN": "This was saved already.",
    "MUTATION_ID_USED": "You sent this form before. Send it again if you want to add one more.",
    "NOT_OURS": "We could not see that this form came from you. Your text is still here: send it again.",
    "UNREACHABLE": "It could not be saved: the store does not answer. Your text is still here. Try it again in a moment.",
    "DOUBLE": "There is one with this name already. Look whether it is the same one.",
    "CHANGED_MEANWHILE": "Somebody changed this in the meantime. Look at it, and confirm once more.",
    "CHANGED_SINCE": "It cannot be undone: this was changed again later. Undo the later change first.",
    "TIED_SINCE": "It cannot be undone: something was tied to it later. Undo that first.",
    "ERASED": "It cannot be undone: this was erased on request, and nobody has it any more.",
    "NO_NEW_NAME": "Fill in the name of the new actor.",
    "OTHER_KIND": "You gave this new actor another kind elsewhere in this form.",
    "NO_OTHER": "Choose with whom this tie is, or leave the whole tie empty.",
}
"""The sentence of each fault that says it all."""
OTHERWISE = "This does not fit."


def sentence(fault: Fault, field: Field | None, language: Language) -> str:
    """A fault as people read it; `field`: the one it stands beside, if any."""

    def say(message: str, **values: object) -> str:
        return translate(language, message, **values)

    if fault.code == "NO_SUCH_NAME":
        return say("“%(name)s” is not known here. Choose from the list, or add it first.", name=fault.message)
    if fault.code == "NO_NEW_KIND":
        return say(
            "“%(name)s” is not known here. Choose from the list, or say what kind of actor it is: then it is added.",
            name=fault.message,
        )
    if fault.code == "UNCLEAR_NAME":
        return say("There are several with the name “%(name)s”. Choose one from the list.", name=fault.message)
    if fault.code == "REQUIRED":
        return say("Choose one.") if field and field.vocabulary else say("Fill this in.")
    if fault.code == "INVALID_VALUE" and field is not None:
        return _unfit(field, language, say)
    if fault.code not in SENTENCES and fault.said[0]:
        return told(msgspec.structs.replace(fault, place=""), language)
    return say(SENTENCES.get(fault.code, OTHERWISE))


def _unfit(field: Field, language: Language, say: Callable[..., str]) -> str:
    """What a value of a field looks like, for a text that is none."""
    lowest, highest, longest = bounds(field)
    if field.vocabulary is not None or field.plain is bool:
        return say("Choose one of the list.")
    if field.plain in (int, float):
        if lowest is not None and highest is not None and highest < 10_000:
            return say(
                "Write a number from %(low)s to %(high)s.", low=number(language, lowest), high=number(language, highest)
            )
        return say("Write a whole number, 0 or more.") if field.plain is int else say("Write a number, 0 or more.")
    if field.plain is not str:
        return say("Write a date as 24-11-2026.")
    if field.key == "website":
        return say("Write a web address, such as www.example.org.")
    return say("Write at most %(count)s letters.", count=number(language, longest or 0))


def bounds(field: Field) -> tuple[float | None, float | None, int | None]:
    """The lowest and highest number and the greatest length that a field allows; None where there is no limit."""
    marks = list(_marks(field.type))

    def first(name: str) -> Any:
        return next((getattr(mark, name) for mark in marks if getattr(mark, name) is not None), None)

    return first("ge"), first("le"), first("max_length")


def _marks(hint: Any) -> list[msgspec.Meta]:
    if get_origin(hint) is Annotated:
        inner, *own = get_args(hint)
        return [*(mark for mark in own if isinstance(mark, msgspec.Meta)), *_marks(inner)]
    return [mark for part in get_args(hint) if part is not type(None) for mark in _marks(part)]
