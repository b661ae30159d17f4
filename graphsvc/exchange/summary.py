"""A plan as people read it: one line for what changes, one for each thing to know and each fault."""

from __future__ import annotations

from typing import Any

import msgspec

from graphsvc.exchange.draft import Notice, NoticeCode
from graphsvc.exchange.plan import ImportPlan
from graphsvc.language import Language, translate, translate_count
from graphsvc.model.faults import place_of, told
from graphsvc.model.kinds import RecordKind

COUNTED: dict[RecordKind, dict[str, tuple[str, str]]] = {
    RecordKind.ACTOR: {
        "created": ("%(count)s new actor", "%(count)s new actors"),
        "updated": ("%(count)s actor changed", "%(count)s actors changed"),
        "unchanged": ("%(count)s actor unchanged", "%(count)s actors unchanged"),
        "left_out": ("%(count)s actor left out", "%(count)s actors left out"),
    },
    RecordKind.TIE: {
        "created": ("%(count)s new tie", "%(count)s new ties"),
        "updated": ("%(count)s tie changed", "%(count)s ties changed"),
        "unchanged": ("%(count)s tie unchanged", "%(count)s ties unchanged"),
        "left_out": ("%(count)s tie left out", "%(count)s ties left out"),
    },
    RecordKind.LINK: {
        "created": ("%(count)s new link", "%(count)s new links"),
        "left_out": ("%(count)s link left out", "%(count)s links left out"),
    },
}

NOTICES: dict[NoticeCode, tuple[str, str]] = {
    "UNKNOWN_ACTOR_TYPE": (
        'No kind of actor is called "%(type)s" (%(count)s time). It becomes OTHER. Choose a kind with --kind "%(type)s=…".',
        'No kind of actor is called "%(type)s" (%(count)s times). It becomes OTHER. Choose a kind with --kind "%(type)s=…".',
    ),
    "UNKNOWN_TIE_TYPE": (
        'No kind of tie is called "%(type)s" (%(count)s time). It becomes KNOWS. Choose a kind with --kind "%(type)s=…".',
        'No kind of tie is called "%(type)s" (%(count)s times). It becomes KNOWS. Choose a kind with --kind "%(type)s=…".',
    ),
    "NO_ACTOR_TYPE": (
        '%(count)s actor has no kind in the file. It becomes OTHER. Choose a kind with --kind "=…".',
        '%(count)s actors have no kind in the file. They become OTHER. Choose a kind with --kind "=…".',
    ),
    "NO_TIE_TYPE": (
        "%(count)s tie has no kind in the file. It becomes KNOWS.",
        "%(count)s ties have no kind in the file. They become KNOWS.",
    ),
    "UNUSED_KIND": ('No row has the type "%(type)s".',) * 2,
    "UNUSED_COLUMN": ('There is no column "%(column)s".',) * 2,
    "WINDOWS_1252": ("%(file)s is not in UTF-8. It was read as Windows-1252: check letters such as é and ë.",) * 2,
    "ID_TAKEN": ("%(place)s: the id %(wanted)s is taken already. The new id is %(id)s.",) * 2,
    "RENAMED": (
        "%(count)s actor gets another name: %(examples)s. Check that its number in the file still means the same actor.",
        "%(count)s actors get another name, such as: %(examples)s. Check that the numbers in the file still mean the same actors.",
    ),
    "NUMBERS_MOVED": (
        "%(count)s actor has another number in the file than before. Actors are known by their names instead.",
        "%(count)s actors have another number in the file than before. Actors are known by their names instead.",
    ),
    "LEFT_OUT": ("%(place)s is left out.",) * 2,
    "TIE_LEFT_OUT": ("%(place)s is left out, because one of its actors is.",) * 2,
    "LOOPS_LEFT_OUT": ("%(count)s loop is left out.", "%(count)s loops are left out."),
}


def summarise(plan: ImportPlan, language: Language) -> list[str]:
    """The lines that tell what a plan does: changes, notices, then faults and what follows from them."""
    lines = [headline(plan, language)]
    lines += [sentence(notice, language) for notice in plan.notices]
    lines += [told(fault, language) for fault in plan.faults]
    if plan.faults:
        lines.append(_conclusion(plan, language))
    return lines


def headline(plan: ImportPlan, language: Language) -> str:
    """How many records are new, changed, unchanged and left out; "0 changes" when nothing changes."""
    counted = [
        (one, many, getattr(plan.counts[kind], what))
        for what in ("created", "updated", "unchanged", "left_out")
        for kind, words in COUNTED.items()
        if kind in plan.counts and what in words
        for one, many in [words[what]]
    ]
    phrases = [translate_count(language, one, many, count) for one, many, count in counted if count]
    if not any(tally.created or tally.updated for tally in plan.counts.values()):
        phrases.insert(0, translate_count(language, "%(count)s change", "%(count)s changes", 0))
    return ", ".join(phrases)


def sentence(notice: Notice, language: Language) -> str:
    """A notice in words."""
    one, many = NOTICES[notice.code]
    values = {
        name: place_of(str(value), language) if name == "place" else value for name, value in notice.values.items()
    }
    if one == many:
        return translate(language, one, **values)
    return translate_count(language, one, many, notice.count, **values)


def _conclusion(plan: ImportPlan, language: Language) -> str:
    if plan.ready:
        one, many = (
            "%(count)s fault. Rows with faults are left out.",
            "%(count)s faults. Rows with faults are left out.",
        )
    else:
        one, many = "%(count)s fault. Nothing is written.", "%(count)s faults. Nothing is written."
    return translate_count(language, one, many, len(plan.faults))


def as_values(plan: ImportPlan) -> dict[str, Any]:
    """A plan for machines: counts, notices, faults, and whether it may be committed; not the changes themselves."""
    plain = msgspec.to_builtins((plan.ready, plan.source, plan.counts, plan.notices))
    values = dict(zip(("ready", "source", "counts", "notices"), plain, strict=True))
    return values | {"faults": [fault.plain for fault in plan.faults]}
