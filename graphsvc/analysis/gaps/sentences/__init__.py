"""Gaps in words: one sentence that says what is missing, one that says what an organisation could do. One family a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.sentences import data, load, network, voice
from graphsvc.analysis.gaps.sentences.names import Gone
from graphsvc.analysis.gaps.sentences.voice import unquoted
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.model.vocabularies import GapKind

__all__ = ["SUGGESTIONS", "SUMMARIES", "caveat", "suggestion", "summary", "unquoted"]

SUMMARIES: Mapping[GapKind, Callable[[View, Gap, Language], str]] = {
    **network.SUMMARIES,
    **voice.SUMMARIES,
    **load.SUMMARIES,
    **data.SUMMARIES,
}
"""How each kind says what is missing."""

SUGGESTIONS: Mapping[GapKind, str] = {
    **network.SUGGESTIONS,
    **voice.SUGGESTIONS,
    **load.SUGGESTIONS,
    **data.SUGGESTIONS,
}
"""What an organisation or government could do; nobody tells an initiative what to do."""


def summary(view: View, gap: Gap, language: Language) -> str:
    """What is missing, in one sentence; a question when it is too unsure to be stated.

    Of a gap whose records are not seen any more it is what its kind is about.
    """
    try:
        return SUMMARIES[gap.kind](view, gap, language)
    except Gone:
        return gap.kind.words.definition(language)


def suggestion(view: View, gap: Gap, language: Language) -> str:
    """What could be done about it, in one sentence to an organisation or government."""
    return translate(language, SUGGESTIONS[gap.kind])


def caveat(gap: Gap, language: Language) -> str:
    """What to add when over half of what the gap rests on was filled in by us; else ""."""
    if not gap.mostly_assumed:
        return ""
    return translate(language, "Part of this is an assumption of ours. Ask about it first.")
