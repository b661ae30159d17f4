"""Reach in words: what was counted and heard first, and beside it who says so."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.access.policy import FEW, is_few
from graphsvc.analysis.reach.evidence import Evidence
from graphsvc.analysis.reach.reach import Reach, residents_counted
from graphsvc.graph.view import View
from graphsvc.language import Language, number, translate, translate_count
from graphsvc.model.kinds import RecordKind


def headline(view: View, reach: Reach, language: Language) -> str:
    """Whether the group is reached, in whole sentences."""
    if not reach.is_known:
        return f"{translate(language, 'Whether they are reached is not known.')} {_claimed(reach, language)}"
    told = [_counted(view, reach, language), _heard(view, reach, language), _claimed(reach, language)]
    return " ".join(sentence for sentence in told if sentence)


def told_residents(view: View, counted: Sequence[Evidence], language: Language) -> str:
    """How many residents were counted: a number, a range where the counts may overlap, "<5" where it would say too much."""
    if not counted:
        return translate(language, "not known")
    span = residents_counted(counted, view.viewer)
    if span is None:
        few = any(count.residents and is_few(view.viewer, count.residents) for count in counted)
        return f"<{FEW}" if few else number(language, 0)
    least, most = (number(language, value) for value in span)
    return least if least == most else translate(language, "%(least)s to %(most)s", least=least, most=most)


def _counted(view: View, reach: Reach, language: Language) -> str:
    if not reach.counted:
        return ""
    return translate_count(
        language,
        "Residents counted by %(count)s actor: %(residents)s.",
        "Residents counted by %(count)s actors, some perhaps more than once: %(residents)s.",
        len(reach.counted),
        residents=told_residents(view, reach.counted, language),
    )


def _heard(view: View, reach: Reach, language: Language) -> str:
    if not reach.heard:
        return ""
    kinds = [record.kind for voice in reach.heard if (record := view.get(voice.records[0])) is not None]
    told = [
        translate_count(language, one, many, count)
        for kind, one, many in (
            (RecordKind.SIGNAL, "%(count)s signal", "%(count)s signals"),
            (RecordKind.PROCESS, "%(count)s process they took part in", "%(count)s processes they took part in"),
            (RecordKind.REVIEW, "%(count)s confirmation", "%(count)s confirmations"),
        )
        if (count := kinds.count(kind))
    ]
    return translate(language, "They were heard: %(how)s.", how=", ".join(told))


def _claimed(reach: Reach, language: Language) -> str:
    here, wider = len(reach.claims_here), len(reach.claimed) - len(reach.claims_here)
    told = [translate(language, "No actor that works here says it reaches them.")]
    if here:
        told = [
            translate_count(
                language, "%(count)s actor says it reaches them.", "%(count)s actors say they reach them.", here
            )
        ]
    if wider:
        told.append(
            translate_count(
                language,
                "So does %(count)s actor that only works more widely.",
                "So do %(count)s actors that only work more widely.",
                wider,
            )
            if here
            else translate_count(
                language,
                "%(count)s actor that only works more widely does.",
                "%(count)s actors that only work more widely do.",
                wider,
            )
        )
    return " ".join(told)
