"""What a white spot rests on, in words: which signals of residents, and which figures."""

from __future__ import annotations

from graphsvc.access.policy import FEW, is_advisory
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.white_spot import figures_of
from graphsvc.graph.view import View
from graphsvc.language import Language, translate, translate_count
from graphsvc.model.records import Signal
from graphsvc.model.vocabularies import GapKind


def ground(view: View, gap: Gap, language: Language) -> str:
    """What the need of a white spot rests on, in one or two sentences; "" for other kinds."""
    if not (grounds := in_short(view, gap, language)):
        return ""
    told = [translate(language, "The score rests on: %(grounds)s.", grounds=grounds)]
    if figures_of(gap):
        told.append(translate(language, "A figure tells of a risk, not of what residents say."))
    return " ".join(told)


def in_short(view: View, gap: Gap, language: Language) -> str:
    """The same without a sentence around it: the signals with their residents, and the names of the figures."""
    if gap.kind is not GapKind.WHITE_SPOT:
        return ""
    signals = signals_of(view, gap)
    return "; ".join([*([_voices(view, signals, language)] if signals else []), *figures_of(gap)])


def signals_of(view: View, gap: Gap) -> list[Signal]:
    """The signals in the evidence of a gap."""
    return [record for id in gap.records() if isinstance(record := view.get(id), Signal)]


def _voices(view: View, signals: list[Signal], language: Language) -> str:
    residents = sum(signal.weight for signal in signals)
    if residents < FEW and not is_advisory(view.viewer):
        voices = translate(language, "fewer than 5 residents")
    else:
        voices = translate_count(language, "%(count)s resident", "%(count)s residents", residents)
    return translate_count(
        language,
        "%(count)s signal of %(residents)s",
        "%(count)s signals of %(residents)s",
        len(signals),
        residents=voices,
    )


def rests_on_few(view: View, gap: Gap) -> bool:
    """Whether a white spot rests on what fewer than 5 residents said and on no figure."""
    return not figures_of(gap) and sum(signal.weight for signal in signals_of(view, gap)) < FEW
