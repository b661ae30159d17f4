"""What residents said, and whether anybody answered."""

from __future__ import annotations

from graphsvc.analysis.gaps.gap import Gap
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Link, Signal
from graphsvc.model.vocabularies import AnswerState, GapKind
from graphsvc.reports.document import Block, Cell, Column, Fact, Facts, Paragraph, Section, Table, cut, row, shortened
from graphsvc.reports.scope import Scope

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
        Column(scope.say("Signal"), share=3),
        Column(scope.say("Said by"), "end", 0.7),
        Column(scope.say("Area"), share=1.1),
        Column(scope.say("Theme"), share=1.2),
        Column(scope.say("Date"), share=1.1),
        Column(scope.say("Answer"), share=0.9),
    )
    rows = tuple(
        row(
            Cell(shortened(signal.text), signal.id),
            scope.residents(signal.weight),
            scope.places(signal.id),
            scope.themes(signal.id),
            scope.date(signal.date),
            scope.label(AnswerState.PROMISED) if _answers(scope, signal) else scope.say("none"),
        )
        for signal in shown
    )
    caption = scope.say("Signals that wait too long for an answer")
    return Table(caption, columns, rows, scope.more(left, len(late)))
