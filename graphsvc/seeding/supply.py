"""What actors do and where: their areas, themes and groups, what they offer, and the places where they meet."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import cycle

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import MeetingPlace, Offering
from graphsvc.model.vocabularies import OfferingKind, Orientation, Visibility
from graphsvc.seeding.draft import INVENTED, Draft
from graphsvc.seeding.players import Cast, Player
from graphsvc.seeding.sources import DEMONSTRATION_SOURCE
from graphsvc.seeding.tables import Row, rows
from graphsvc.seeding.terrain import Spot
from graphsvc.seeding.themes import top_of


def place_actors(draft: Draft, cast: Cast, spots: list[Spot]) -> None:
    """Links every actor to its areas, themes and groups."""
    beside: defaultdict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        beside[spot.district].append(spot)
    for player in [*cast.living, *cast.formal]:
        draft.link(LinkKind.ACTIVE_IN, player.id, player.area, DEMONSTRATION_SOURCE)
        _second_area(draft, player, beside[player.spot.district])
        for theme in player.themes:
            draft.link(LinkKind.FOCUSES_ON, player.id, theme, DEMONSTRATION_SOURCE)
        for group in _groups(draft, player):
            draft.link(LinkKind.SERVES, player.id, group, DEMONSTRATION_SOURCE)


def _second_area(draft: Draft, player: Player, beside: list[Spot]) -> None:
    """One in eight works in a second neighbourhood of the same district, whose quiet themes are the same."""
    if player.area == player.spot.area and draft.chance.often(0.125):
        other = draft.chance.one(beside)
        if other.area != player.area:
            draft.link(LinkKind.ACTIVE_IN, player.id, other.area, DEMONSTRATION_SOURCE)


def _groups(draft: Draft, player: Player) -> list[str]:
    """The group that goes with the first theme, mostly, and sometimes another."""
    fitting = GROUPS[top_of(player.themes[0])]
    found = [draft.chance.one(fitting)] if draft.chance.often(0.75 * (1 + draft.detail) / 2) else []
    if draft.chance.often(0.2):
        found.append(draft.chance.one(rows("target_groups"))["id"])
    return list(dict.fromkeys(found))


def _groups_by_theme() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("signals"):
        if row["group"] not in found[top_of(row["theme"])]:
            found[top_of(row["theme"])].append(row["group"])
    return dict(found)


GROUPS = _groups_by_theme()
"""Per broad theme the groups of residents it is mostly about."""


def furnish(draft: Draft, cast: Cast) -> None:
    """A meeting place for every cluster of two or more, used by most of it and by a formal actor now and then."""
    for cluster in cast.clusters:
        if len(cluster) < 2:
            continue
        kind, name = draft.names.place()
        spot = cluster[0].spot
        place = MeetingPlace(
            id=draft.id("p"),
            name=name,
            place_kind=kind,
            visibility=Visibility.PUBLIC,
            source=DEMONSTRATION_SOURCE,
            tags=INVENTED,
        )
        draft.add(place)
        draft.link(LinkKind.LOCATED_IN, place.id, spot.area, DEMONSTRATION_SOURCE)
        for player in cluster:
            if draft.chance.often(0.8):
                draft.link(LinkKind.USES, player.id, place.id, DEMONSTRATION_SOURCE)
        near = cast.near(spot)
        if near and draft.chance.often(0.5):
            draft.link(LinkKind.USES, near[0].spin(draft.chance).id, place.id, DEMONSTRATION_SOURCE)


def offer(draft: Draft, cast: Cast) -> dict[str, list[str]]:
    """Offerings of players on their own themes; returns their ids per broad theme."""
    made: defaultdict[str, list[str]] = defaultdict(list)
    for _ in range(draft.number("offerings")):
        formal = draft.chance.often(0.45)
        player = draft.chance.one(cast.formal if formal else cast.living)
        fitting = [row for row in OFFERS["yes" if formal else "no"] if _fits(player, row)]
        if fitting:
            row = draft.chance.one(fitting)
            made[top_of(row["theme"])].append(_offering(draft, player, row))
    return dict(made)


OFFERS = {formal: [row for row in rows("offerings") if row["formal"] == formal] for formal in ("yes", "no")}


def _fits(player: Player, row: Row) -> bool:
    return top_of(row["theme"]) in {top_of(theme) for theme in player.themes}


def _offering(draft: Draft, player: Player, row: Row) -> str:
    offering = Offering(
        id=draft.id("o"),
        name=row["name"],
        offering_kind=OfferingKind[row["kind"]],
        orientation=Orientation[row["orientation"]],
        visibility=player.actor.visibility,
        source=DEMONSTRATION_SOURCE,
        tags=INVENTED,
    )
    draft.add(offering)
    draft.link(LinkKind.OFFERS, player.id, offering.id, DEMONSTRATION_SOURCE)
    draft.link(LinkKind.FOCUSES_ON, offering.id, row["theme"], DEMONSTRATION_SOURCE)
    draft.link(LinkKind.SERVES, offering.id, row["group"], DEMONSTRATION_SOURCE)
    draft.link(LinkKind.LOCATED_IN, offering.id, player.area, DEMONSTRATION_SOURCE)
    return offering.id


FUNDED = 0.05
"""The share of actors that are paid from a scheme."""
LASTS = (60, 150, None, 400, None)
"""In how many days that money ends, one after the other; None: nobody knows."""


def fund(draft: Draft, cast: Cast) -> None:
    """Some of the living world gets money from a scheme."""
    for player, days in zip(
        draft.chance.few(cast.living, round(draft.plan.actors * FUNDED)), cycle(LASTS), strict=False
    ):
        scheme = draft.chance.one(rows("funding_schemes"))["id"]
        end = None if days is None else draft.plan.today + timedelta(days)
        draft.link(LinkKind.FUNDED_BY, player.id, scheme, DEMONSTRATION_SOURCE, valid_to=end)
