"""What people decided about a gap or a plug-in point."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graphsvc.graph.view import View
from graphsvc.model.records import Review


def review_of(view: View, subject: str) -> Review | None:
    """The newest review of the gap or point with this id that the viewer may see; of one day the one that came last."""
    newest: Mapping[str, Review] = view.once(review_of, lambda: _newest(view))
    return newest.get(subject)


def _newest(view: View) -> Mapping[str, Review]:
    newest: dict[str, Review] = {}
    for review in view.records(Review):
        known = newest.get(review.subject)
        if known is None or (known.date or date.min) <= (review.date or date.min):
            newest[review.subject] = review
    return newest
