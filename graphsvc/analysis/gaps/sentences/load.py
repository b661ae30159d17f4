"""The gaps of the family LOAD in words."""

from __future__ import annotations

from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.overasked import PARTNERS, SAYS_SO
from graphsvc.analysis.gaps.sentences.names import name, seen
from graphsvc.graph.view import View
from graphsvc.language import Language, day, translate, translate_count
from graphsvc.model.records import Actor, Kept
from graphsvc.model.vocabularies import GapKind

SUGGESTIONS = {
    GapKind.OVERASKED: "Agree with the other organisations who keeps in touch, and ask less.",
    GapKind.FUNDING_ENDS: "Tell in time whether the money goes on, and help to look for other money if that is wanted.",
}


def _overasked(view: View, gap: Gap, language: Language) -> str:
    actor = seen(view, gap.subjects[0], Actor)
    if not gap.figure(SAYS_SO):
        return translate_count(language, *_MANY_PARTNERS, int(gap.figure(PARTNERS) or 0), actor=actor.name)
    if not gap.as_question:
        return translate(language, "%(actor)s says that too much is asked.", actor=actor.name)
    if actor.capacity_on is None:
        return translate(language, "%(actor)s said that too much was asked. Is that still so?", actor=actor.name)
    return translate(
        language,
        "%(actor)s said on %(date)s that too much was asked. Is that still so?",
        actor=actor.name,
        date=day(language, actor.capacity_on),
    )


_MANY_PARTNERS = (
    "Is too much asked of %(actor)s? There is contact with %(count)s organisation or authority.",
    "Is too much asked of %(actor)s? There is contact with %(count)s organisations or authorities.",
)


def _funding_ends(view: View, gap: Gap, language: Language) -> str:
    actor, funding, funder = gap.records()
    return translate(
        language,
        "Is it true that the only funding of %(actor)s comes from %(funder)s and ends on %(date)s?"
        if gap.as_question
        else "The only funding of %(actor)s that we know comes from %(funder)s and ends on %(date)s.",
        actor=name(view, actor),
        funder=name(view, funder),
        date=day(language, seen(view, funding, Kept).valid_to),
    )


SUMMARIES = {
    GapKind.OVERASKED: _overasked,
    GapKind.FUNDING_ENDS: _funding_ends,
}
