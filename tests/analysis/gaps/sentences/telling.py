"""What the gaps of a kind in a network are told as."""

from typing import Any

from graphsvc.access.viewer import ADMIN, Viewer
from graphsvc.analysis.gaps import Thresholds, find_gaps, summary
from graphsvc.language import Language
from graphsvc.model.vocabularies import GapKind
from tests.records import view_of

SURE = Thresholds(unknown_completeness=1)
"""Of areas that nobody looked at all is known: so a gap depends on what the rest says."""


def told(
    records: list[Any], kind: GapKind, viewer: Viewer = ADMIN, language: Language = "en", **asked: Any
) -> list[str]:
    view = view_of(records, viewer)
    return [summary(view, gap, language) for gap in find_gaps(view, kinds=[kind], **asked)]
