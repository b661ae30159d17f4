"""Ids of plug-in points, and what people decided about them.

A point's id names its question, its actor and the state that actor is in: its ties, capacity and accepted role. So a
review that declined it holds until one of these changes, and nothing needs to be remembered for that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from graphsvc.analysis.advice.request import AdviceRequest, question_key
from graphsvc.analysis.ties import months_before
from graphsvc.graph.view import View
from graphsvc.model.changes import fingerprint
from graphsvc.model.records import Actor, Review
from graphsvc.model.vocabularies import ReviewBy, ReviewStatus

ADOPTED_MONTHS = 6
"""An advice adopted within so many months counts as a partner."""

_POINT = re.compile(r"point-([0-9a-f]{16})-([0-9a-f]{16})-([0-9a-f]{12})")


def actor_key(id: str) -> str:
    """The part of a point's id that names the actor."""
    return fingerprint(id)[:16]


def state_key(view: View, actor: Actor) -> str:
    """The part of a point's id that changes with the ties, the capacity or the accepted role of its actor."""
    ties = sorted(
        [tie.id, tie.from_id, tie.to_id, tie.tie_kind, tie.intensity, tie.confirmation]
        for tie in view.ties_of(actor.id)
    )
    return fingerprint([actor.capacity, actor.accepted_role, ties])[:12]


def point_id(view: View, request: AdviceRequest, actor: Actor) -> str:
    """The id of the point that this actor is for this question."""
    return f"point-{question_key(request)}-{actor_key(actor.id)}-{state_key(view, actor)}"


class PointReviews(msgspec.Struct, frozen=True):
    """The reviews of plug-in points that the viewer sees, by the key of the actor they are about."""

    by_actor: dict[str, list[tuple[str, str, Review]]]
    """Key of the actor -> (key of the question, key of the state, review), the newest first."""

    @classmethod
    def of(cls, reviews: Iterable[Review]) -> PointReviews:
        by_actor: defaultdict[str, list[tuple[str, str, Review]]] = defaultdict(list)
        for review in sorted(reviews, key=lambda review: (review.date or date.min, review.id), reverse=True):
            if found := _POINT.fullmatch(review.subject):
                question, actor, state = found.groups()
                by_actor[actor].append((question, state, review))
        return cls(dict(by_actor))

    def newest(self, request: AdviceRequest, actor: str) -> Review | None:
        """The last thing that was decided about this actor as a point of this question."""
        of_question = (review for question, _, review in self._about(actor) if question == question_key(request))
        return next(of_question, None)

    def declined(self, view: View, request: AdviceRequest, actor: Actor) -> bool:
        """Whether the actor is not to be advised: it said so itself, or others did and nothing has changed since."""
        latest: dict[tuple[ReviewBy, str, str], Review] = {}
        for question, state, review in self._about(actor.id):
            latest.setdefault((review.by, question, "" if review.by is ReviewBy.INITIATIVE else state), review)
        refusals = [key for key, review in latest.items() if review.status is ReviewStatus.DECLINED]
        if any(by is ReviewBy.INITIATIVE for by, _, _ in refusals):
            return True
        now = (question_key(request), state_key(view, actor)) if refusals else None
        return any((question, state) == now for _, question, state in refusals)

    def adopted(self, actor: str, day: date) -> int:
        """The number of questions for which this point was adopted within 6 months."""
        since = months_before(day, ADOPTED_MONTHS)
        return len(
            {
                question
                for question, _, review in self._about(actor)
                if review.status is ReviewStatus.ADOPTED and review.date is not None and since <= review.date <= day
            }
        )

    def _about(self, actor: str) -> list[tuple[str, str, Review]]:
        return self.by_actor.get(actor_key(actor), []) if self.by_actor else []
