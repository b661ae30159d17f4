"""The gaps of the family DATA in words."""

from __future__ import annotations

from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.sentences.names import name, seen
from graphsvc.graph.view import View
from graphsvc.language import Language, day, translate
from graphsvc.model.records import Tie
from graphsvc.model.vocabularies import GapKind

SUGGESTIONS = {
    GapKind.ONE_SIDED_TIE: "Ask both how they see it.",
    GapKind.STALE_TIE: "Ask one of the two whether this is still right.",
}


def _one_sided_tie(view: View, gap: Gap, language: Language) -> str:
    tie = seen(view, gap.subjects[0], Tie)
    return translate(
        language,
        "Is it true that only one of the two named the tie between %(one)s and %(other)s?"
        if gap.as_question
        else "Only one of the two named the tie between %(one)s and %(other)s.",
        one=name(view, tie.from_id),
        other=name(view, tie.to_id),
    )


def _stale_tie(view: View, gap: Gap, language: Language) -> str:
    tie = seen(view, gap.subjects[0], Tie)
    ends = {"one": name(view, tie.from_id), "other": name(view, tie.to_id)}
    if tie.last_verified is None:
        return translate(language, "Was the tie between %(one)s and %(other)s ever verified?", **ends)
    return translate(
        language,
        "Is there still a tie between %(one)s and %(other)s, which was last verified on %(date)s?"
        if gap.as_question
        else "The tie between %(one)s and %(other)s was last verified on %(date)s.",
        date=day(language, tie.last_verified),
        **ends,
    )


SUMMARIES = {
    GapKind.ONE_SIDED_TIE: _one_sided_tie,
    GapKind.STALE_TIE: _stale_tie,
}
