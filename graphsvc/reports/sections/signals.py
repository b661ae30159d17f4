"""What residents said, and whether anybody answered."""

from __future__ import annotations

from graphsvc.analysis.gaps.gap import Gap
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Area, Link, Signal
from graphsvc.model.vocabularies import AnswerState, AreaLevel, GapKind
from graphsvc.reports.document import Block, Cell, Column, Fact, Facts, Paragraph, Section, Table, cut, row, shortened
from graphsvc.reports.scope import Scope
from graphsvc.reports.sections.findings import is_unchecked_voice

MOST = 20


def signals(scope: Scope, gaps: list[Gap]) -> Section:
    """How many signals there are, how many were answered, and those that were not, in the words of residents."""
    title = scope.say("What residents said, and who answered")
    found = scope.located(Signal)
    if not found:
        text = scope.say(
            "No signals of residents are held here, or none that you may see. So this report does not know what "
            "residents need."
        )
        return Section("signals", title, (Paragraph(text),))
    late = [
        signal for gap in gaps if gap.kind is GapKind.UNANSWERED_SIGNAL for signal in [scope.view.get(gap.subjects[0])]
    ]
    blocks: list[Block] = [_facts(scope, found, len(late))]
    if late:
        blocks.append(_table(scope, [signal for signal in late if isinstance(signal, Signal)]))
    else:
        blocks.append(Paragraph(scope.say("No signal waits longer than three months for an answer.")))
    return Section("signals", title, tuple(blocks))


def _facts(scope: Scope, found: list[Signal], late: int) -> Facts:
    answered = sum(any(link.state is not AnswerState.PROMISED for link in _answers(scope, signal)) for signal in found)
    return Facts(
        (
            Fact(
                scope.say("signals"), scope.number(len(found)), scope.say("What residents need or say, in their words.")
            ),
            Fact(scope.say("answered"), scope.number(answered), scope.say("Something was done, or told back.")),
            Fact(
                scope.say("too long without an answer"),
                scope.number(late),
                scope.say("Over three months without an answer, or over six months after a promise."),
            ),
        )
    )


def _answers(scope: Scope, signal: Signal) -> list[Link]:
    return scope.view.links_to(signal.id, LinkKind.ANSWERS)


def _table(scope: Scope, late: list[Signal]) -> Table:
    """Most said first: what many residents say comes before what one says, and one voice stays visible."""
    shown, left = cut(sorted(late, key=lambda signal: (-signal.weight, signal.id)), MOST)
    columns = (
        Column(scope.say("Signal"), share=3.2),
        Column(scope.say("Said by"), "end", 0.7),
        Column(scope.say("Area"), share=1.1),
        Column(scope.say("Theme"), share=1.2),
        Column(scope.say("Date"), share=1),
        Column(scope.say("Answer"), share=0.9),
    )
    caption = scope.say("Signals that wait too long for an answer")
    below = [scope.more(left, len(late))]
    if any(map(is_unchecked_voice, shown)):
        below.append(
            scope.say("Of signals of fewer than 5 residents that nobody checked yet, only district and month are told.")
        )
    return Table(caption, columns, tuple(_row(scope, signal) for signal in shown), " ".join(filter(None, below)))


def _row(scope: Scope, signal: Signal) -> tuple[Cell, ...]:
    few = is_unchecked_voice(signal)
    return row(
        Cell(shortened(signal.text), signal.id),
        scope.residents(signal.weight),
        scope.names(_districts(scope, signal)) if few else scope.places(signal.id),
        scope.themes(signal.id),
        scope.month(signal.date) if few else scope.date(signal.date),
        scope.label(AnswerState.PROMISED) if _answers(scope, signal) else scope.say("none"),
    )


def _districts(scope: Scope, signal: Signal) -> set[str]:
    """The areas of a signal, a neighbourhood's district or else its municipality instead of it."""
    found = [area for id in scope.view.areas_of(signal.id) if isinstance(area := scope.view.get(id), Area)]
    for level in (AreaLevel.DISTRICT, AreaLevel.MUNICIPALITY):
        if at := {area.id for area in found if area.level is level}:
            return at
    return set()
