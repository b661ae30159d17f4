"""The network on two days, and what explains the difference: real change, actors that came or went, and new data.

On each day counts what held then and was known by then (`known`). `differences` says of every actor and tie why it is on
one side only, `steps` leads from one side to the other in that order, so that the parts of each figure add up.
"""

from graphsvc.analysis.comparison.compare import Comparison, compare, compare_since
from graphsvc.analysis.comparison.differences import ActorChange, TieChange
from graphsvc.analysis.comparison.sentences import summary
from graphsvc.analysis.comparison.span import Span, round_day, span_of
from graphsvc.analysis.comparison.steps import ComparedFigure

__all__ = [
    "ActorChange",
    "ComparedFigure",
    "Comparison",
    "Span",
    "TieChange",
    "compare",
    "compare_since",
    "round_day",
    "span_of",
    "summary",
]
