"""Each point explained: whom it newly reaches, through whom, in which role, and what to take care of."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.analysis.advice import sentences as says
from graphsvc.analysis.advice.answer import Caution, Point, PointWeights, Raised
from graphsvc.analysis.advice.brokerage import main_role
from graphsvc.analysis.advice.cautions import cautions_of, leaning, leans
from graphsvc.analysis.advice.choice import Choice, is_cut_point
from graphsvc.analysis.advice.fairness import Rule
from graphsvc.analysis.advice.identity import PointReviews, point_id
from graphsvc.analysis.advice.problem import WHOLE, Levels
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.advice.rules import capacity_on
from graphsvc.analysis.advice.scope import Scope
from graphsvc.analysis.advice.sentences import Sentence, say
from graphsvc.analysis.ties import day_of
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Kept, Process, Review
from graphsvc.model.vocabularies import Capacity, CautionCode, GovernmentRole, Openness, ParticipationLevel

LEVELS = list(ParticipationLevel)
HALF = 0.5
"""Need is a percentile: above this it is greater than in most areas."""


class Explainer:
    """Explains the points of one choice."""

    def __init__(self, view: View, request: AdviceRequest, scope: Scope, choice: Choice) -> None:
        self.view, self.request, self.scope, self.choice = view, request, scope, choice
        self.problem = choice.instance.problem
        self.reviews = PointReviews.of(view.records(Review))
        self.living = {id: number for number, id in enumerate(scope.living)}

    def points(self) -> tuple[Point, ...]:
        """The points in order of rank."""
        rises = enumerate(self.choice.rises())
        return tuple(self._point(place, before, after) for place, (before, after) in rises)

    def _point(self, place: int, before: Levels, after: Levels) -> Point:
        point = self.choice.points[place]
        actor = self._actor(self.choice.id(point))
        path, weights = self.choice.paths[point], self._weights(actor, before, after)
        review = self.reviews.newest(self.request, actor.id)
        lost = self.choice.without(point)
        return Point(
            id=point_id(self.view, self.request, actor),
            rank=place + 1,
            actor=actor.id,
            gain=self.choice.gains[place],
            newly_reached=tuple(raised.id for raised in weights.reached),
            introducer=path.introducer,
            path=path,
            brokerage=main_role(self.view, actor),
            suggested_role=GovernmentRole.FACILITATE,
            suggested_level=suggested_level(self.view, actor),
            capacity=capacity_on(actor, day_of(self.view)),
            without_it=lost,
            next_best=self.choice.instead_of(point),
            weights=weights,
            reasons=tuple(self._reasons(point, actor, weights, lost)),
            cautions=tuple(self._cautions(point, actor, lost)),
            review=review.id if review else None,
        )

    def _actor(self, id: str) -> Actor:
        actor = self.view.actor(id)
        assert actor is not None, "an advice names seen actors only"
        return actor

    def _weights(self, actor: Actor, before: Levels, after: Levels) -> PointWeights:
        own = self.problem.weights[self.problem.number[actor.id]]
        reached = []
        for number in ((after > before) & (self.problem.weight > 0)).nonzero()[0].tolist():
            parts = self.problem.weights[number]
            levels = float(before[number]) / WHOLE, float(after[number]) / WHOLE
            reached.append(Raised(self.problem.ids[number], parts.relevance, parts.need, parts.weight, *levels))
        return PointWeights(own.relevance, own.need, own.weight, own.fit, tuple(reached))

    def _cautions(self, point: int, actor: Actor, lost: float) -> Iterator[Caution]:
        weights = self.problem.weights[self.problem.number[actor.id]]
        yield from cautions_of(self.view, actor, weights, self.choice.paths[point])
        yield from leaning(actor, len(self.choice.points), lost, self.choice.covered - self.choice.base)
        if is_cut_point(self.problem, self.living[actor.id]):
            yield Caution(CautionCode.OTHERS_DEPEND, say(says.OTHERS_DEPEND_ON_IT, actor, actor=actor))

    def _reasons(self, point: int, actor: Actor, weights: PointWeights, lost: float) -> Iterator[Sentence]:
        unseen = tuple(raised.id for raised in weights.reached if raised.before == 0)
        closer = tuple(raised.id for raised in weights.reached if raised.before > 0)
        if unseen:
            yield say(says.REACHES_UNSEEN, count=len(unseen), ids=unseen)
        if closer:
            yield say(says.COMES_CLOSER, count=len(closer), ids=closer)
        yield from self._fit(actor)
        yield from self._way(point)
        yield from self._own_say(actor)
        points, gain = len(self.choice.points), self.choice.covered - self.choice.base
        # Where the advice leans on this point, a caution tells the same share.
        if points > 1 and lost > 0 and not leans(points, lost, gain):
            yield say(says.LOST_WITHOUT, actor, share=lost / gain)
        yield from self._fairness(point)

    def _fit(self, actor: Actor) -> Iterator[Sentence]:
        """What it has of what was asked, and the need where it is, when that is greater than in most areas."""
        theme = self.view.get(self.request.theme) if self.request.theme else None
        if theme is not None and theme.id in self.view.themes_of(actor.id):
            yield say(says.WORKS_ON, theme, actor, theme=theme)
        group = self.view.get(self.request.target_group) if self.request.target_group else None
        if group is not None and group.id in self.view.target_groups_of(actor.id):
            yield say(says.IS_THERE_FOR, group, actor, group=group)
        parts = self.problem.weights[self.problem.number[actor.id]]
        if parts.need is not None and parts.need > HALF:
            yield self._need(actor, theme, parts.areas)

    def _need(self, actor: Actor, theme: Kept | None, areas: tuple[str, ...]) -> Sentence:
        """That the need is great: in the area, or where the actor is active when that is in several."""
        area = self.view.get(areas[0]) if len(areas) == 1 else None
        if area is not None and theme is not None:
            return say(says.NEED_OF_AREA, ids=areas, theme=theme, area=area)
        if area is not None:
            return say(says.NEED_OVER_THEMES, ids=areas, area=area)
        if theme is not None:
            return say(says.NEED_OF_AREAS, ids=areas, theme=theme, actor=actor)
        return say(says.NEED_OVER_THEMES_OF_AREAS, ids=areas, actor=actor)

    def _way(self, point: int) -> Iterator[Sentence]:
        path = self.choice.paths[point]
        if path.introducer is not None:
            introducer = self._actor(path.introducer)
            yield say(says.CAN_INTRODUCE, introducer, ids=path.ties, introducer=introducer)
        else:
            asking, actor = self._actor(path.actors[0]), self._actor(path.actors[-1])
            yield say(says.HAS_A_TIE, asking, ids=path.ties, asking=asking, actor=actor)

    def _own_say(self, actor: Actor) -> Iterator[Sentence]:
        if capacity_on(actor, day_of(self.view)) is Capacity.ROOM and actor.capacity_on is not None:
            yield say(says.HAS_ROOM, actor, actor=actor, day=actor.capacity_on)
        if actor.open_to_contact is Openness.YES:
            yield say(says.IS_OPEN, actor, actor=actor)

    def _fairness(self, point: int) -> Iterator[Sentence]:
        fairness = self.choice.instance.fairness
        counts = fairness.counts(self.choice.points)
        shared = fairness.rule is Rule.EACH and len(fairness.areas) > 1
        for number in fairness.of[point] if shared else ():
            area = self.view.get(fairness.areas[number])
            if counts[number] == 1 and area is not None:
                yield say(says.GIVES_AREA_ITS_POINT, area, area=area)


def suggested_level(view: View, actor: Actor) -> ParticipationLevel:
    """What it wants; unknown: COPRODUCE as an opening, or more when it has had more."""
    if actor.wanted_level is not None:
        return actor.wanted_level
    had = [ParticipationLevel.COPRODUCE]
    for link in view.links_from(actor.id, LinkKind.TAKES_PART):
        process = view.get(link.to_id)
        level = link.level or (process.level_reached if isinstance(process, Process) else None)
        if level is not None:
            had.append(level)
    return max(had, key=LEVELS.index)
