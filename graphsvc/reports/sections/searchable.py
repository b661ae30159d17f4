"""Which kinds of gap enough is held of to say that there are none: else their absence would reassure for no reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphsvc.analysis.gaps import CellState, matrix
from graphsvc.analysis.gaps.basis import basis_of
from graphsvc.analysis.gaps.missing_sector import compared
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Offering, Process, Signal
from graphsvc.model.vocabularies import Capacity, Confirmation, GapKind, TieKind
from graphsvc.reports.scope import Scope
from graphsvc.reports.sections.processes import challenges_of


def can_be_found(scope: Scope, kind: GapKind) -> bool:
    """Whether a kind could be found at all. What is not told here is about ties."""
    return SEARCHED.get(kind, _has_ties)(scope)


def _has_ties(scope: Scope) -> bool:
    return scope.has_ties


def _has_comparable_areas(scope: Scope) -> bool:
    """Whether an area has enough others of its urbanity class to be compared with."""
    inside = scope.view.inside(scope.area.id) if scope.area else None
    return any(inside is None or area.id in inside for area, _ in compared(basis_of(scope.view)))


def _has_known_basis(scope: Scope) -> bool:
    """Whether it is known of a tie what it rests on."""
    return any(tie.basis is not None for tie in scope.view.ties())


def _has_asked_tie(scope: Scope) -> bool:
    """Whether both sides of a tie were asked."""
    return any(tie.confirmation is not Confirmation.NOT_ASKED for tie in scope.view.ties())


def _has_known_cell(scope: Scope) -> bool:
    cells = matrix(scope.view, scope.area.id if scope.area else None)
    return any(cell.state is not CellState.NOT_KNOWN for cell in cells)


def _has_signal(scope: Scope) -> bool:
    return bool(scope.located(Signal))


def _has_process(scope: Scope) -> bool:
    return bool(scope.located(Process))


def _has_tested_offer(scope: Scope) -> bool:
    """Whether something is offered, and residents were asked."""
    asked = scope.needs.any_asked if scope.area is None else scope.needs.residents_asked(scope.area.id)
    return asked and bool(scope.view.records(Offering))


def _has_own_role(scope: Scope) -> bool:
    """Whether it is known of an initiative which role it accepts, and of a process or tie which role there is."""
    accepted = any(actor.accepted_role is not None for actor in _living(scope))
    roles = (record.government_role for records in (scope.located(Process), scope.view.ties()) for record in records)
    return accepted and any(role is not None for role in roles)


def _has_referral(scope: Scope) -> bool:
    return any(tie.tie_kind is TieKind.REFERS_TO for tie in scope.view.ties())


def _has_own_capacity(scope: Scope) -> bool:
    """Whether an initiative said whether it has room."""
    return any(actor.capacity is not Capacity.UNKNOWN for actor in _living(scope))


def _has_funding(scope: Scope) -> bool:
    funded = {link.from_id for link in scope.view.links(LinkKind.FUNDED_BY)}
    funded |= {id for tie in scope.view.ties() if tie.tie_kind is TieKind.FUNDS for id in (tie.from_id, tie.to_id)}
    return any(actor.id in funded for actor in _living(scope))


def _living(scope: Scope) -> list[Actor]:
    return [actor for actor in scope.actors if actor.is_living_world]


SEARCHED: Mapping[GapKind, Callable[[Scope], bool]] = {
    GapKind.WHITE_SPOT: _has_known_cell,
    GapKind.MISSING_SECTOR: _has_comparable_areas,
    GapKind.PERSONAL_TIE_ONLY: _has_known_basis,
    GapKind.UNANSWERED_SIGNAL: _has_signal,
    GapKind.UNTESTED_OFFER: _has_tested_offer,
    GapKind.LATE_PARTICIPATION: _has_process,
    GapKind.NO_FEEDBACK: _has_process,
    GapKind.ROLE_MISMATCH: _has_own_role,
    GapKind.UNDECIDED_CHALLENGE: lambda scope: bool(challenges_of(scope)),
    GapKind.ONE_WAY_HELP: _has_referral,
    GapKind.OVERASKED: _has_own_capacity,
    GapKind.FUNDING_ENDS: _has_funding,
    GapKind.ONE_SIDED_TIE: _has_asked_tie,
}
"""What must be held before a kind can be called not found."""
