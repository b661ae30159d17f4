"""The gaps of the family NETWORK in words."""

from __future__ import annotations

from babel.lists import format_list

from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.sentences.names import name, theme_name
from graphsvc.graph.view import View
from graphsvc.language import Language, translate, translate_count
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import GapKind

SUGGESTIONS = {
    GapKind.ISOLATED: "Drop by once, and ask what they do and whether they want contact.",
    GapKind.NO_FORMAL_TIE: "Ask somebody they know to introduce you.",
    GapKind.FORMAL_WITHOUT_INFORMAL: "Ask an initiative nearby whether you may come by to get acquainted.",
    GapKind.MISSING_LINK: "Make a first contact, best through somebody whom you both know.",
    GapKind.WHITE_SPOT: "Ask residents there what they need and what they already do themselves.",
    GapKind.MISSING_SECTOR: "Ask residents and organisations there whether they miss it, and who could come.",
    GapKind.SINGLE_BRIDGE: "See to a second contact as well, so that not everything hangs on one.",
    GapKind.PERSONAL_TIE_ONLY: "Let a second colleague get acquainted, so that the contact stays when one leaves.",
}


def _isolated(view: View, gap: Gap, language: Language) -> str:
    return translate(
        language,
        "Is it true that %(actor)s has no tie with anyone?" if gap.as_question else "No tie of %(actor)s is known yet.",
        actor=name(view, gap.subjects[0]),
    )


def _no_formal_tie(view: View, gap: Gap, language: Language) -> str:
    return translate(
        language,
        "Is it true that %(actor)s has no contact with an organisation or government?"
        if gap.as_question
        else "No contact of %(actor)s with an organisation or government is known yet.",
        actor=name(view, gap.subjects[0]),
    )


def _formal_without_informal(view: View, gap: Gap, language: Language) -> str:
    return translate(
        language,
        "Is it true that %(actor)s has no contact with initiatives or other groups of residents?"
        if gap.as_question
        else "No contact of %(actor)s with initiatives or other groups of residents is known yet.",
        actor=name(view, gap.subjects[0]),
    )


def _missing_link(view: View, gap: Gap, language: Language) -> str:
    named = [record.name for id in gap.records() if (record := view.actor(id)) and record.is_formal]
    return translate(
        language,
        "Is it true that on the theme “%(theme)s” %(actor)s has no contact with %(others)s?"
        if gap.as_question
        else "On the theme “%(theme)s” no contact of %(actor)s with %(others)s is known yet.",
        theme=theme_name(view, gap.theme, language),
        actor=name(view, gap.subjects[0]),
        others=format_list(named, "or", locale=language),
    )


def _white_spot(view: View, gap: Gap, language: Language) -> str:
    return translate(
        language,
        "Is there no initiative in %(area)s on the theme “%(theme)s”? The score for need is high there."
        if gap.as_question
        else "In %(area)s the score for need on the theme “%(theme)s” is high, and we know no initiative there.",
        area=name(view, gap.area),
        theme=theme_name(view, gap.theme, language),
    )


def _missing_sector(view: View, gap: Gap, language: Language) -> str:
    wider = [actor.name for id in gap.records() if (actor := view.actor(id))]
    messages = _SECTOR_WIDER if wider else _SECTOR
    return translate(
        language,
        messages[gap.as_question],
        sector=gap.sector,
        area=name(view, gap.area),
        others=format_list(wider, "standard", locale=language) if wider else "",
        having=int(gap.figure("withSector") or 0),
        all=int(gap.figure("comparableAreas") or 0),
    )


_SECTOR = {
    False: "In %(area)s we know nobody of the sector “%(sector)s”; in %(having)s of %(all)s comparable areas we do.",
    True: "Is there nobody of the sector “%(sector)s” in %(area)s? In %(having)s of %(all)s comparable areas there is.",
}
_SECTOR_WIDER = {
    False: "Of the sector “%(sector)s” in %(area)s we know only who works in a larger area: %(others)s; in %(having)s of "
    "%(all)s comparable areas it is there itself.",
    True: "Is it true that of the sector “%(sector)s” there is in %(area)s only who works in a larger area: %(others)s? In "
    "%(having)s of %(all)s comparable areas it is there itself.",
}


def _single_bridge(view: View, gap: Gap, language: Language) -> str:
    cut = int(gap.figure("cutOff") or 0)
    subject = view.get(gap.subjects[0]) if gap.subjects else None
    if isinstance(subject, Tie):
        one, many = _BRIDGE_TIE[gap.as_question]
        ends = {"one": name(view, subject.from_id), "other": name(view, subject.to_id)}
        return translate_count(language, one, many, cut, **ends)
    if isinstance(subject, Actor):
        one, many = _BRIDGE_ACTOR[gap.as_question]
        return translate_count(language, one, many, cut, actor=subject.name)
    one, many = _BRIDGE_UNNAMED[gap.as_question]
    return translate_count(language, one, many, cut)


_BRIDGE_ACTOR = {
    False: (
        "As far as we know, %(count)s initiative reaches organisations and government only through %(actor)s.",
        "As far as we know, %(count)s initiatives reach organisations and government only through %(actor)s.",
    ),
    True: (
        "Is it true that %(count)s initiative reaches organisations and government only through %(actor)s?",
        "Is it true that %(count)s initiatives reach organisations and government only through %(actor)s?",
    ),
}
_BRIDGE_TIE = {
    False: (
        "As far as we know, %(count)s initiative reaches organisations and government only through the tie between %(one)s and %(other)s.",
        "As far as we know, %(count)s initiatives reach organisations and government only through the tie between %(one)s and %(other)s.",
    ),
    True: (
        "Is it true that %(count)s initiative reaches organisations and government only through the tie between %(one)s and %(other)s?",
        "Is it true that %(count)s initiatives reach organisations and government only through the tie between %(one)s and %(other)s?",
    ),
}
_BRIDGE_UNNAMED = {
    False: (
        "As far as we know, %(count)s initiative reaches organisations and government through one connection only.",
        "As far as we know, %(count)s initiatives reach organisations and government through one connection only.",
    ),
    True: (
        "Is it true that %(count)s initiative reaches organisations and government through one connection only?",
        "Is it true that %(count)s initiatives reach organisations and government through one connection only?",
    ),
}


def _personal_tie_only(view: View, gap: Gap, language: Language) -> str:
    return translate(
        language,
        "Is it true that all contact of %(actor)s with organisations and government hangs on one person?"
        if gap.as_question
        else "As far as we know, all contact of %(actor)s with organisations and government hangs on one person.",
        actor=name(view, gap.subjects[0]),
    )


SUMMARIES = {
    GapKind.ISOLATED: _isolated,
    GapKind.NO_FORMAL_TIE: _no_formal_tie,
    GapKind.FORMAL_WITHOUT_INFORMAL: _formal_without_informal,
    GapKind.MISSING_LINK: _missing_link,
    GapKind.WHITE_SPOT: _white_spot,
    GapKind.MISSING_SECTOR: _missing_sector,
    GapKind.SINGLE_BRIDGE: _single_bridge,
    GapKind.PERSONAL_TIE_ONLY: _personal_tie_only,
}
