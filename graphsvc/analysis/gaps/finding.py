"""Finding gaps: each kind by its own file, then weighed among its kind and kept where they lie in what was asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import count
from statistics import fmean

from msgspec.structs import replace

from graphsvc.access.policy import names_subjects
from graphsvc.analysis.gaps.basis import Basis, basis_of, is_assumed
from graphsvc.analysis.gaps.gap import CertaintyParts, Evidence, Found, Gap, SeverityParts, Weighed, gap_id
from graphsvc.analysis.gaps.isolated import find_isolated
from graphsvc.analysis.gaps.late_participation import find_late_participation
from graphsvc.analysis.gaps.missing_link import find_missing_link
from graphsvc.analysis.gaps.no_formal_tie import find_no_formal_tie
from graphsvc.analysis.gaps.single_bridge import find_single_bridge
from graphsvc.analysis.gaps.stale_tie import find_stale_tie
from graphsvc.analysis.gaps.thresholds import Thresholds
from graphsvc.analysis.gaps.unanswered_signal import find_unanswered_signal
from graphsvc.analysis.gaps.white_spot import find_white_spot
from graphsvc.analysis.need import percentile
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Area, Theme, Tie
from graphsvc.model.vocabularies import FAMILY_OF_GAP, AreaLevel, GapKind

FINDERS: Mapping[GapKind, Callable[[Basis], Iterator[Found]]] = {
    GapKind.ISOLATED: find_isolated,
    GapKind.NO_FORMAL_TIE: find_no_formal_tie,
    GapKind.MISSING_LINK: find_missing_link,
    GapKind.WHITE_SPOT: find_white_spot,
    GapKind.SINGLE_BRIDGE: find_single_bridge,
    GapKind.UNANSWERED_SIGNAL: find_unanswered_signal,
    GapKind.LATE_PARTICIPATION: find_late_participation,
    GapKind.STALE_TIE: find_stale_tie,
}
"""How the gaps of each kind are found."""


def find_gaps(
    view: View,
    *,
    area: str | None = None,
    theme: str | None = None,
    kinds: Collection[GapKind] | None = None,
    thresholds: Thresholds | None = None,
    neighbourhoods: bool = False,
) -> list[Gap]:
    """The gaps in a view: by kind, then by severity x certainty, then by id.

    A gap is weighed among all of its kind in the view, so it is the same whatever `area` or `theme` is asked for. It
    lies in an area when a subject is active or located in it or inside it, and has a theme when a subject has.
    Gaps per area are of districts and OWN areas; of neighbourhoods too when asked, or when `area` is one.
    Takes 3 s at 10,000 actors and 60,000 ties the first time; what was found is kept until the graph changes.
    """
    asked = view.get(area) if area is not None else None
    small = isinstance(asked, Area) and asked.level is AreaLevel.NEIGHBOURHOOD
    basis = basis_of(view, thresholds, neighbourhoods or small)
    gaps: list[Gap] = []
    for kind in FINDERS:
        if kinds is None or kind in kinds:
            found = _of_kind(basis, kind)
            shown = (one.gap for one in found) if names_subjects(view.viewer, kind) else _unnamed(found)
            gaps += [gap for gap, one in zip(shown, found, strict=True) if _is_asked(basis, one, area, theme)]
    return gaps


def _of_kind(basis: Basis, kind: GapKind) -> list[Weighed]:
    if kind not in basis.weighed:
        found = list(FINDERS[kind](basis))
        among = sorted(one.touched for one in found if one.touched is not None)
        weighed = [Weighed(_weighed(basis, kind, one, among), _places(basis.view, one)) for one in found]
        basis.weighed[kind] = sorted(weighed, key=lambda one: (-one.gap.weight, one.gap.id))
    return basis.weighed[kind]


def _is_asked(basis: Basis, weighed: Weighed, area: str | None, theme: str | None) -> bool:
    if area is not None and weighed.places.isdisjoint(basis.view.inside(area)):
        return False
    return theme is None or any(theme in _themes(basis.view, subject) for subject in weighed.gap.subjects)


def _weighed(basis: Basis, kind: GapKind, found: Found, among: list[float]) -> Gap:
    severity = SeverityParts(
        touched=percentile(found.touched, among) if found.touched is not None else 0.5, need=_need(basis, found)
    )
    certainty = CertaintyParts(
        freshness=found.freshness,
        confirmation=found.confirmation,
        completeness=basis.completeness(found.area) if found.absent else None,
    )
    lowest = _lowest(basis, certainty, found.absent)
    return Gap(
        id=gap_id(kind, found.subjects),
        kind=kind,
        family=FAMILY_OF_GAP[kind],
        move=found.move,
        area=found.area,
        theme=found.theme,
        subjects=found.subjects,
        severity=fmean(part for part in (severity.touched, severity.need) if part is not None),
        certainty=lowest,
        severity_parts=severity,
        certainty_parts=certainty,
        as_question=lowest < basis.thresholds.question_below,
        mostly_assumed=_mostly_assumed(basis.view, found.evidence),
        evidence=found.evidence,
    )


def _need(basis: Basis, found: Found) -> float | None:
    if found.area is None:
        return None
    themes = found.themes or ((found.theme,) if found.theme else None)
    return basis.needs.mean_need(found.area, themes)


def _lowest(basis: Basis, parts: CertaintyParts, absent: bool) -> float:
    known = [parts.freshness]
    if parts.confirmation is not None:
        known.append(parts.confirmation)
    if absent:
        unknown = basis.thresholds.unknown_completeness
        known.append(unknown if parts.completeness is None else parts.completeness)
    return min(known)


def _mostly_assumed(view: View, evidence: Iterable[Evidence]) -> bool:
    records = (view.get(item.record) for item in evidence if item.record is not None)
    told = [assumed for record in records if record is not None and (assumed := is_assumed(record)) is not None]
    return sum(told) * 2 > len(told)


def _places(view: View, found: Found) -> frozenset[str]:
    places = {found.area} if found.area is not None else set()
    for subject in found.subjects:
        record = view.get(subject)
        for id in (record.from_id, record.to_id) if isinstance(record, Tie) else (subject,):
            kind = LinkKind.ACTIVE_IN if view.actor(id) else LinkKind.LOCATED_IN
            places.update(link.to_id for link in view.links_from(id, kind))
    return frozenset(places)


def _themes(view: View, subject: str) -> frozenset[str]:
    """The themes a subject has."""
    record = view.get(subject)
    if isinstance(record, Theme):
        return view.broader(subject)
    if isinstance(record, Tie):
        return view.themes_of(record.from_id) | view.themes_of(record.to_id)
    return view.themes_of(subject)


def _unnamed(weighed: Iterable[Weighed]) -> Iterator[Gap]:
    """The gaps without their subjects, and with an id from which nobody can tell them."""
    numbers: dict[str | None, Iterator[int]] = {}
    for gap, _ in weighed:
        number = next(numbers.setdefault(gap.area, count(1)))
        yield replace(gap, subjects=(), id=gap_id(gap.kind, (gap.area or "", str(number))))
