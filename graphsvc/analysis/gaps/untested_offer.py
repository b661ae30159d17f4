"""UNTESTED_OFFER: formal offerings on a theme of which nobody spoke where residents were asked, and nobody else works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Found, records_of
from graphsvc.analysis.gaps.unanswered_signal import signal_date
from graphsvc.graph.folding import folded
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area, Offering, Record, Signal, Theme
from graphsvc.model.vocabularies import ActorKind, Move

PROTECTIVE = (
    *("veilig", "safe", "bescherm", "child protection", "jeugdzorg", "child welfare"),
    *("geweld", "violence", "mishandel", "abuse", "misbruik"),
    *("suicid", "zelfdoding", "zelfmoord", "zelfbeschadig", "self-harm"),
)
"""Folded parts of words that tell of safety, child protection or suicide: there nobody has to ask for an offer."""


class Offer(msgspec.Struct, frozen=True):
    """An offering with the FORMAL actors that offer it."""

    offering: Offering
    by: tuple[Actor, ...]


def find_untested_offer(basis: Basis) -> Iterator[Found]:
    """A gap for each area and each theme that such an offering focuses on itself.

    A signal or an initiative on a broader or narrower theme counts too: rather no gap than a wrong one.
    """
    offers, residents = _offers(basis), sum(area.residents or 0 for area in basis.areas)
    spoken, worked_on = _spoken(basis), _worked_on(basis)
    for area in basis.areas:
        if basis.needs.residents_asked(area.id):
            touched = spoken.get(area.id, set()) | worked_on.get(area.id, set())
            for theme in sorted(offers.get(area.id, {}).keys() - touched):
                yield _found(basis, area, theme, offers[area.id][theme], residents)


def is_protective(record: Record) -> bool:
    """Whether the words or tags of a theme, offering or actor tell of safety, child protection or suicide."""
    texts = (getattr(record, field, None) or "" for field in ("name", "name_en", "sector", "description"))
    said = folded(" ".join((*texts, *record.tags)))
    return any(part in said for part in PROTECTIVE)


def _offers(basis: Basis) -> Mapping[str, Mapping[str, list[Offer]]]:
    """Area -> theme -> the offers there. An offering without a place of its own is where those that offer it are."""
    found: defaultdict[str, defaultdict[str, list[Offer]]] = defaultdict(lambda: defaultdict(list))
    for offering in basis.view.records(Offering):
        by = tuple(
            one for one in basis.view.linking(offering.id, LinkKind.OFFERS) if isinstance(one, Actor) and one.is_formal
        )
        if not by or any(map(is_protective, (offering, *by))):
            continue
        areas = basis.areas_of(offering.id) or frozenset().union(*(basis.areas_of(actor.id) for actor in by))
        for theme in basis.own_themes(offering.id):
            for area in () if _is_protected(basis.view, theme) else areas:
                found[area][theme].append(Offer(offering, by))
    return found


def _is_protected(view: View, theme: str) -> bool:
    around = (view.get(id) for id in view.broader(theme))
    return any(is_protective(one) for one in around if isinstance(one, Theme))


def _spoken(basis: Basis) -> Mapping[str, set[str]]:
    """Area -> the themes that residents there or inside it spoke of by the day, whatever came of it."""
    signals = basis.view.records(Signal)
    return _themes_by_area(
        basis, (one.id for one in signals if (signal_date(basis.view, one) or basis.day) <= basis.day)
    )


def _worked_on(basis: Basis) -> Mapping[str, set[str]]:
    """Area -> the themes that the living world active there works on."""
    return _themes_by_area(basis, (actor.id for actor in basis.living))


def _themes_by_area(basis: Basis, ids: Iterable[str]) -> Mapping[str, set[str]]:
    """Area -> the themes of the records there or inside it, with all that are broader or narrower."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    view = basis.view
    for id in ids:
        themes = frozenset().union(*(view.broader(theme) | view.narrower(theme) for theme in basis.own_themes(id)))
        for area in basis.areas_of(id):
            found[area] |= themes
    return found


def _found(basis: Basis, area: Area, theme: str, offers: list[Offer], residents: int) -> Found:
    by = {actor.id: actor for offer in offers for actor in offer.by}
    government = all(actor.actor_kind is ActorKind.AUTHORITY for actor in by.values())
    return Found(
        subjects=(area.id, theme),
        move=Move.GOVERNMENT if government else Move.ORGANISATION,
        touched=area.residents / residents if area.residents else None,
        freshness=basis.freshness(*(offer.offering for offer in offers), *by.values()),
        absent=True,
        area=area.id,
        theme=theme,
        evidence=records_of([area.id, *sorted(offer.offering.id for offer in offers), *sorted(by)]),
    )
