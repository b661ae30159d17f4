"""Reach (bereik): who is reached in an area and by whom, with what says so. After SCP.

`claims`, `counts` and `voices` each find one sort of `evidence`; `reach` puts them together per target group, and
`sentences` says it in words.
"""

from graphsvc.analysis.reach.evidence import Evidence
from graphsvc.analysis.reach.reach import Reach, reach_in
from graphsvc.analysis.reach.sentences import headline, told_residents

__all__ = ["Evidence", "Reach", "headline", "reach_in", "told_residents"]
