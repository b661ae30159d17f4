"""Plug-in advice by brute force: every set of points is tried. Written from the definitions, apart from the solver.

It shares only the model, the view and the need of areas with the product, and is slow on purpose.
"""

from __future__ import annotations

from itertools import combinations, pairwise, product
from math import ceil

from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.need import Needs
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Area
from graphsvc.model.vocabularies import (
    Capacity,
    Confirmation,
    GovernmentRole,
    Openness,
    ReachedBy,
    TieKind,
)
from tests.records import DAY

CONTACT = {"KNOWS", "EXCHANGES", "COLLABORATES", "FACILITATES", "REFERS_TO"}
HALF_A_YEAR_AGO = DAY.replace(month=5)
SURE = {Confirmation.MUTUAL: 1.0, Confirmation.NOT_ASKED: 0.8, Confirmation.ONE_SIDED: 0.5}


class Oracle:
    def __init__(self, view: View, request: AdviceRequest) -> None:
        self.view, self.request = view, request
        self.actors = {actor.id: actor for actor in view.actors()}
        self.ties = list(view.ties())
        self.areas = {area.id for area in view.records(Area)} if request.area is None else view.inside(request.area)
        self.linked = {id: {link.to_id for link in view.links_from(id, LinkKind.ACTIVE_IN)} for id in self.actors}
        self.active = {id for id in self.actors if request.area is None or self.linked[id] & self.areas}
        self.living = {id for id, actor in self.actors.items() if actor.is_living_world}
        self.near: dict[str, set[str]] = {id: set() for id in self.living}
        for tie in self.ties:
            if tie.from_id in self.living and tie.to_id in self.living and tie.tie_kind is not TieKind.FUNDS:
                self.near[tie.from_id].add(tie.to_id)
                self.near[tie.to_id].add(tie.from_id)
        base = self.active & self.living
        self.networks = {id for id in base if not self.wholes(id) & base}
        around = set() if request.area is None else set(view.around(request.area))
        self.formal = {
            id
            for id, actor in self.actors.items()
            if actor.is_formal and (id in self.active or self.linked[id] & around)
        }
        self.askers = {request.asking} if request.asking else self.formal
        needs = Needs(view)
        self.weight, self.fit = {}, {}
        for id in self.networks:
            relevance = self.relevance(id)
            known = [
                need
                for area in self.linked[id] & self.areas
                if (need := needs.need(area, request.theme) if request.theme else needs.mean_need(area)) is not None
            ]
            self.weight[id] = relevance * (1 + (sum(known) / len(known) if known else 0))
            self.fit[id] = (0.25 + 0.75 * relevance) * (0.5 if self.capacity(id) is Capacity.FULL else 1)
        self.steps = {id: self.breadth_first(id) for id in self.living}
        self.sure = {id: sure for id in self.living if (sure := self.contact(id))}
        self.today = {
            j: max([sure * self.g(x, j) for x, sure in self.sure.items()], default=0.0) for j in self.networks
        }
        self.candidates = sorted(id for id in self.networks if self.qualifies(id))
        self.warm = {id: self.ways(id) for id in self.candidates}
        self.points = [id for id in self.candidates if self.warm[id]]

    # Facts

    def wholes(self, id):
        found, waiting = set(), [id]
        while waiting:
            at = waiting.pop()
            for tie in self.ties:
                if tie.tie_kind is TieKind.PART_OF and tie.from_id == at and tie.to_id not in found:
                    found.add(tie.to_id)
                    waiting.append(tie.to_id)
        return found

    def relevance(self, id):
        asked = []
        if self.request.theme:
            asked.append(self.request.theme in self.view.themes_of(id))
        if self.request.target_group:
            asked.append(self.request.target_group in self.view.target_groups_of(id))
        return sum(asked) / len(asked) if asked else 1.0

    def capacity(self, id):
        actor = self.actors[id]
        told = actor.capacity_on is not None and actor.capacity_on >= HALF_A_YEAR_AGO
        return actor.capacity if told else Capacity.UNKNOWN

    def breadth_first(self, start):
        steps, ring = {start: 0}, {start}
        for distance in (1, 2):
            ring = {other for one in ring for other in self.near[one]} - set(steps)
            steps.update(dict.fromkeys(ring, distance))
        return steps

    def g(self, s, j):
        return {0: 1.0, 1: 1 / 2, 2: 1 / 3}.get(self.steps[s].get(j), 0.0)

    def contact(self, id):
        counting = {self.request.asking} if self.request.reached_by is ReachedBy.ASKING else self.formal
        ties = [tie for other in counting for tie in self.between(id, other) if self.is_contact(tie)]
        return (0.5 if all(tie.confirmation is Confirmation.ONE_SIDED for tie in ties) else 1.0) if ties else 0.0

    def between(self, a, b):
        return [tie for tie in self.ties if {tie.from_id, tie.to_id} == {a, b}]

    def is_contact(self, tie):
        return tie.tie_kind in CONTACT and tie.intensity >= 2

    # Rules

    def left_alone(self, id):
        actor = self.actors[id]
        return id in self.request.excluded or (not actor.is_formal and actor.open_to_contact is Openness.NO)

    def steppable(self, id):
        overasked = not self.actors[id].is_formal and self.capacity(id) is Capacity.OVERASKED
        return not self.left_alone(id) and not overasked

    def introduces(self, id):
        return self.steppable(id) and (self.actors[id].is_formal or self.capacity(id) is not Capacity.FULL)

    def load(self, id):
        return len(
            {
                other
                for other, actor in self.actors.items()
                if actor.is_formal and any(self.is_contact(tie) for tie in self.between(id, other))
            }
        )

    def qualifies(self, id):
        loads = sorted(self.load(j) for j in self.networks)
        heavy = self.load(id) >= 5 and self.load(id) > loads[ceil(95 * len(loads) / 100) - 1]
        allowed = self.request.allowed is None or id in self.request.allowed
        lets_go = self.actors[id].accepted_role is GovernmentRole.LET_GO
        return (
            id not in self.sure
            and id != self.request.asking
            and self.steppable(id)
            and allowed
            and not heavy
            and not lets_go
        )

    def strength(self, a, b):
        strengths = [
            tie.intensity / 4 * SURE[tie.confirmation] * min(1, 2 * (0.5 if tie.confidence is None else tie.confidence))
            for tie in self.between(a, b)
        ]
        best = max(strengths, default=None)
        return best if best is not None and best >= self.request.minimum_strength - 1e-9 else None

    def ways(self, id):
        """Introducer (None: nobody needed) -> the strongest path over it, as (strength, actors)."""
        found: dict[str | None, float] = {}
        starts = [asker for asker in self.askers if self.steppable(asker)]
        others = [other for other in self.actors if self.steppable(other) and other != id]
        for between in (0, 1, 2):
            for start in starts:
                for middle in product(others, repeat=between):
                    actors = (start, *middle, id)
                    strengths = [self.strength(a, b) for a, b in pairwise(actors)]
                    if len(set(actors)) < len(actors) or None in strengths:
                        continue
                    introducer = middle[-1] if middle else None
                    if introducer is None or self.introduces(introducer):
                        worth = 1.0
                        for strength in strengths:
                            worth *= strength
                        found[introducer] = max(found.get(introducer, 0.0), worth)
            if None in found:
                return {None: found[None]}
        return found

    # Sets

    def value(self, points):
        return sum(
            self.weight[j] * max([self.today[j], *(self.fit[s] * self.g(s, j) for s in points)]) for j in self.networks
        )

    def introducible(self, points):
        most = self.request.max_per_actor
        return any(
            all(given is None or chosen.count(given) <= most for given in chosen)
            for chosen in product(*(self.warm[point] for point in points))
        )

    def parts(self, id):
        if self.request.area is None:
            tops = {area for area in self.areas if len(self.view.around(area)) == 1}
        else:
            tops = {link.from_id for link in self.view.links_to(self.request.area, LinkKind.WITHIN)}
        parts = {top for top in tops if self.linked[id] & self.view.inside(top)}
        return parts if len(parts) <= 2 else set()

    def feasible(self):
        """All sets that keep to every rule; a point that gains nothing only where fairness needs it."""
        sizes = range(self.request.budget + 1)
        sets = [chosen for size in sizes for chosen in combinations(self.points, size) if self.introducible(chosen)]
        if not self.request.fair:
            return sets
        base = self.value(())
        counting = set().union(*(self.parts(s) for s in self.points if self.value([s]) > base + 1e-12))
        given = [[area for s in chosen for area in self.parts(s) if area in counting] for chosen in sets]
        each = [chosen for chosen, areas in zip(sets, given, strict=False) if set(areas) == counting]
        return each or [chosen for chosen, areas in zip(sets, given, strict=False) if len(areas) == len(set(areas))]
