"""Weighing gaps: how much each matters among those of its kind, and how sure it is. The formulas stand in `gap`."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import CertaintyParts, Evidence, Found, Gap, SeverityParts, gap_id
from graphsvc.analysis.need import percentile
from graphsvc.graph.folding import folded
from graphsvc.model.vocabularies import FAMILY_OF_GAP, GapKind

UNKNOWN_TOUCHED = 0.5
"""Where it is not known how many are touched, a gap stands in the middle of its kind."""


def weighed(basis: Basis, kind: GapKind, found: Iterable[Found]) -> list[Gap]:
    """The gaps of one kind, by severity x certainty, then by id."""
    found = list(found)
    among = sorted(one.touched for one in found if one.touched is not None)
    gaps = [_gap(basis, kind, one, _severity(basis, one, among), _certainty(basis, one)) for one in found]
    # Two quick sorts and not one of pairs: while thousands are compared no other thread goes on.
    gaps.sort(key=attrgetter("id"))
    return sorted(gaps, key=attrgetter("weight"), reverse=True)


def _gap(basis: Basis, kind: GapKind, found: Found, severity: SeverityParts, certainty: CertaintyParts) -> Gap:
    lowest = _lowest(basis, certainty, found.absent)
    return Gap(
        id=gap_id(kind, found.subjects if found.sector is None else (*found.subjects, folded(found.sector))),
        kind=kind,
        family=FAMILY_OF_GAP[kind],
        move=found.move,
        area=found.area,
        theme=found.theme,
        sector=found.sector,
        subjects=found.subjects,
        severity=severity.touched if severity.need is None else (severity.touched + severity.need) / 2,
        certainty=lowest,
        severity_parts=severity,
        certainty_parts=certainty,
        as_question=lowest < basis.thresholds.question_below or found.only_a_sign,
        mostly_assumed=_mostly_assumed(basis, found.evidence),
        evidence=found.evidence,
    )


def _severity(basis: Basis, found: Found, among: list[float]) -> SeverityParts:
    touched = UNKNOWN_TOUCHED if found.touched is None else percentile(found.touched, among)
    themes = found.themes or ((found.theme,) if found.theme else None)
    return SeverityParts(touched, None if found.area is None else basis.needs.mean_need(found.area, themes))


def _certainty(basis: Basis, found: Found) -> CertaintyParts:
    return CertaintyParts(
        freshness=found.freshness,
        confirmation=found.confirmation,
        completeness=basis.completeness(found.area) if found.absent else None,
    )


def _lowest(basis: Basis, parts: CertaintyParts, absent: bool) -> float:
    known = [parts.freshness]
    if parts.confirmation is not None:
        known.append(parts.confirmation)
    if absent:
        unknown = basis.thresholds.unknown_completeness
        known.append(unknown if parts.completeness is None else parts.completeness)
    return min(known)


def _mostly_assumed(basis: Basis, evidence: Iterable[Evidence]) -> bool:
    assumed = basis.assumed
    told = [assumed[item.record] for item in evidence if item.record is not None and item.record in assumed]
    return sum(told) * 2 > len(told)
