"""Who shares a place: clusters of the living world, and how each stands to the system world."""

from __future__ import annotations

from collections import defaultdict

from graphsvc.seeding.chance import Wheel
from graphsvc.seeding.draft import Draft
from graphsvc.seeding.players import Player

CUT_OFF, FAR = 0.12, 0.22
"""The share of clusters that know nobody outside, and of those that know only somebody of another cluster."""


def seat(draft: Draft, living: list[Player]) -> list[list[Player]]:
    """Who shares a place, of uneven size; some are far from the system world or cut off from it."""
    chance, size = draft.chance, 2.2 * draft.plan.ties / draft.plan.actors
    by_spot: defaultdict[str, list[Player]] = defaultdict(list)
    for player in living:
        if player.fate != "ALONE":
            by_spot[player.spot.area].append(player)
    clusters: list[list[Player]] = []
    for players in by_spot.values():
        count = max(1, round(len(players) / size))
        wheel = Wheel([(number, 1 / (1 + number) ** 0.5) for number in range(count)])
        tables: list[list[Player]] = [[] for _ in range(count)]
        for player in players:
            tables[wheel.spin(chance)].append(player)
        clusters.extend(table for table in tables if table)
    for cluster in clusters:
        _set_apart(draft, cluster)
    return clusters


def _set_apart(draft: Draft, cluster: list[Player]) -> None:
    drawn = draft.chance.random()
    if drawn < CUT_OFF + FAR:
        for player in cluster:
            player.fate = "CUT_OFF" if drawn < CUT_OFF else "INSIDE"
    if CUT_OFF <= drawn < CUT_OFF + FAR:
        max(cluster, key=lambda player: player.pull).fate = "GATE"
