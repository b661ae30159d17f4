"""Which groups of residents are reached, with what says so."""

from __future__ import annotations

from graphsvc.analysis.reach import Reach, reach_in, told_residents
from graphsvc.reports.document import Block, Cell, Column, Paragraph, Section, Table, row
from graphsvc.reports.scope import Scope


def reach(scope: Scope) -> Section:
    """What was counted and heard of each group, and beside it how many actors say that they reach it."""
    title = scope.say("Who is reached")
    found = reach_in(scope.view, scope.area.id if scope.area else None)
    if not found:
        return Section("reach", title, (Paragraph(scope.say("No groups of residents are held here.")),))
    told = [one for one in found if one.claimed or one.is_known]
    blocks: list[Block] = [_reading(scope), *([_table(scope, told)] if told else [])]
    if silent := [one.target_group for one in found if one not in told]:
        text = scope.say("Of these groups nothing is known here: %(names)s.", names=scope.names(silent))
        blocks.append(Paragraph(text))
    return Section("reach", title, tuple(blocks))


def _reading(scope: Scope) -> Paragraph:
    return Paragraph(
        scope.say(
            "A group is reached when residents were counted, or were heard themselves: in a signal, in a process they took "
            "part in, or when an initiative confirmed it. What actors say of themselves stands beside it. Where nothing is "
            "known, that does not mean that nobody is reached."
        )
    )


def _table(scope: Scope, found: list[Reach]) -> Table:
    columns = (
        Column(scope.say("Group of residents"), share=1.8),
        Column(scope.say("Residents counted"), "end", 1.1),
        Column(scope.say("Times heard"), "end", 0.8),
        Column(scope.say("Actors that say they reach them"), "end", 1.1),
        Column(scope.say("How complete"), "end", 0.9),
    )
    below = scope.say(
        "A count is of an actor that serves this group only, and only here. Of several counts some residents may be the same: "
        "then the number is from the largest count to the sum of all."
    )
    return Table(scope.say("Reach by group of residents"), columns, tuple(_row(scope, one) for one in found), below)


def _row(scope: Scope, found: Reach) -> tuple[Cell, ...]:
    return row(
        Cell(scope.name(found.target_group), found.target_group),
        told_residents(scope.view, found.counted, scope.language),
        scope.number(len(found.heard)) if found.heard else scope.say("not known"),
        scope.number(len(found.claims_here)),
        scope.share(found.completeness.value),
    )
