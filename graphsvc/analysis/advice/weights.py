"""How much it matters to reach a network, and how well it fits as a point."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import fmean

import msgspec

from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.advice.rules import capacity_on
from graphsvc.analysis.advice.scope import Scope
from graphsvc.analysis.need import Needs
from graphsvc.analysis.ties import day_of
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor
from graphsvc.model.vocabularies import Capacity

SIXTEENTHS = 16
"""Fits are whole sixteenths: of 1/4 + 3/4 of a relevance of 0, 1/2 or 1, halved or not."""


class Weights(msgspec.Struct, frozen=True):
    """The parts of one network's weight."""

    relevance: float
    """The share of what was asked (theme, target group) that it has; 1 when nothing was asked."""
    need: float | None
    """The mean need of its areas in scope, 0-1; None where it is not known."""
    weight: float
    """relevance x (1 + need), an unknown need counting as 0 (w)."""
    fit: float
    """1/4 + 3/4 x relevance, halved when its capacity is FULL (m)."""
    areas: tuple[str, ...]
    """Its areas in scope."""
    residents_asked: bool
    """Whether residents of one of these areas were asked what they need."""

    @property
    def sixteenths(self) -> int:
        """The fit as a whole number of sixteenths."""
        return round(self.fit * SIXTEENTHS)


def weigh(view: View, request: AdviceRequest, scope: Scope) -> list[Weights]:
    """The weights of the networks, in the order of the scope."""
    needs, day = Needs(view), day_of(view)
    known: dict[str, float | None] = {}

    def need_of(area: str) -> float | None:
        if area not in known:
            known[area] = needs.mean_need(area) if request.theme is None else needs.need(area, request.theme)
        return known[area]

    found = []
    for id in scope.networks:
        areas = _areas_in_scope(view, scope, id)
        need = _mean(need_of(area) for area in areas)
        relevance = relevance_of(view, request, id)
        asked = any(needs.residents_asked(area) for area in areas)
        found.append(_weights(view.actor(id), relevance, need, areas, asked, day))
    return found


def relevance_of(view: View, request: AdviceRequest, id: str) -> float:
    """The share of what was asked that an actor has."""
    has = []
    if request.theme is not None:
        has.append(request.theme in view.themes_of(id))
    if request.target_group is not None:
        has.append(request.target_group in view.target_groups_of(id))
    return sum(has) / len(has) if has else 1.0


def _weights(
    actor: Actor | None, relevance: float, need: float | None, areas: tuple[str, ...], asked: bool, day: date
) -> Weights:
    full = actor is not None and capacity_on(actor, day) is Capacity.FULL
    fit = (1 + 3 * relevance) / (8 if full else 4)
    return Weights(relevance, need, relevance * (1 + (need or 0.0)), fit, areas, asked)


def _areas_in_scope(view: View, scope: Scope, id: str) -> tuple[str, ...]:
    linked = {link.to_id for link in view.links_from(id, LinkKind.ACTIVE_IN)}
    return tuple(sorted(linked if scope.areas is None else linked & scope.areas))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
