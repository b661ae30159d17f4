"""Gaps: what is missing, how much that matters, how sure it is, and whose move it is. One kind a file."""

from graphsvc.analysis.gaps.finding import find_gaps
from graphsvc.analysis.gaps.gap import CertaintyParts, Evidence, Gap, SeverityParts
from graphsvc.analysis.gaps.ground import ground, in_short, rests_on_few
from graphsvc.analysis.gaps.matrix import Cell, CellState, matrix
from graphsvc.analysis.gaps.reviews import review_of
from graphsvc.analysis.gaps.sentences import caveat, suggestion, summary, unquoted
from graphsvc.analysis.gaps.thresholds import Thresholds
from graphsvc.analysis.gaps.top import top_findings

__all__ = [
    "Cell",
    "CellState",
    "CertaintyParts",
    "Evidence",
    "Gap",
    "SeverityParts",
    "Thresholds",
    "caveat",
    "find_gaps",
    "ground",
    "in_short",
    "matrix",
    "rests_on_few",
    "review_of",
    "suggestion",
    "summary",
    "top_findings",
    "unquoted",
]
