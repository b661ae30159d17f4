"""A gap as it is found, and as it is told: with severity and certainty among the gaps of its kind."""

from __future__ import annotations

import hashlib

import msgspec

from graphsvc.model.vocabularies import GapFamily, GapKind, Move


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One thing a gap rests on: a record, or a figure with its value."""

    record: str | None = None
    figure: str | None = None
    value: float | None = None


class SeverityParts(msgspec.Struct, frozen=True, gc=False):
    """Severity is the mean of the parts that are known."""

    touched: float
    """The share of living world actors or residents touched, as a percentile among the gaps of this kind."""
    need: float | None
    """The need of the area."""


class CertaintyParts(msgspec.Struct, frozen=True, gc=False):
    """Certainty is the lowest of the parts that apply. An unknown completeness, where it applies, counts as .4."""

    freshness: float
    confirmation: float | None
    """None where the gap does not rest on a tie."""
    completeness: float | None
    """Of the area; None where it is unknown or the gap does not say that something is absent."""


class Found(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What the file of a kind finds, before it is weighed against the others of that kind."""

    subjects: tuple[str, ...]
    """Ids of records: whose gap it is."""
    move: Move
    touched: float | None
    """The share of living world actors or residents touched; None when unknown."""
    freshness: float
    confirmation: float | None = None
    absent: bool
    """Whether it says that something is absent, so that it depends on how completely the area is known."""
    only_a_sign: bool = False
    """Whether it is only a sign, to ask about however sure the records are."""
    area: str | None = None
    theme: str | None = None
    themes: tuple[str, ...] | None = None
    """The themes whose need counts, when there are several; None: `theme`, else all of the area."""
    sector: str | None = None
    """The sector that is missing, where that is what is missing."""
    evidence: tuple[Evidence, ...] = ()


class Gap(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Something that is missing, with what it rests on."""

    id: str
    """From kind and subjects, so that a review outlives recalculation."""
    kind: GapKind
    family: GapFamily
    move: Move
    """Whose move it is."""
    area: str | None
    theme: str | None
    sector: str | None = None
    """The sector that is missing, where that is what is missing."""
    subjects: tuple[str, ...]
    """Ids of records; empty where they are not named to the viewer."""
    severity: float
    certainty: float
    severity_parts: SeverityParts
    certainty_parts: CertaintyParts
    as_question: bool
    """Whether it is too unsure to be stated, or only a sign."""
    mostly_assumed: bool
    """Whether over half of what it rests on was filled in by an import rather than told."""
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        """Severity x certainty: what findings are ranked by."""
        return self.severity * self.certainty

    def figure(self, name: str) -> float | None:
        """The value of a figure in the evidence."""
        return next((item.value for item in self.evidence if item.figure == name), None)

    def records(self) -> tuple[str, ...]:
        """The ids of the records in the evidence."""
        return tuple(item.record for item in self.evidence if item.record is not None)


def gap_id(kind: GapKind, subjects: tuple[str, ...]) -> str:
    """The id of the gap of this kind with these subjects."""
    return "gap-" + hashlib.sha256("\0".join((kind, *subjects)).encode()).hexdigest()[:16]


def records_of(ids: tuple[str, ...] | list[str]) -> tuple[Evidence, ...]:
    """Evidence of records."""
    return tuple(Evidence(record=id) for id in ids)
