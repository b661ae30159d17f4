"""What to take care of at a point. Nothing that is unknown or doubtful stays silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from graphsvc.analysis.advice import sentences as says
from graphsvc.analysis.advice.answer import Caution
from graphsvc.analysis.advice.rules import capacity_on
from graphsvc.analysis.advice.sentences import Sentence, say
from graphsvc.analysis.advice.weights import Weights
from graphsvc.analysis.paths import Path
from graphsvc.analysis.ties import day_of, is_stale
from graphsvc.graph.view import View
from graphsvc.model.records import Actor, Kept, Tie
from graphsvc.model.vocabularies import Capacity, CautionCode, Confirmation, Openness, TieBasis

LEANING = 0.6
"""An advice leans on a point without which more than this share of its gain is lost."""


def cautions_of(view: View, actor: Actor, weights: Weights, path: Path) -> Iterator[Caution]:
    """The cautions about an actor, its place and the path to it."""
    yield from _about_actor(actor, day_of(view))
    if weights.need is None or not weights.residents_asked:
        message = says.NEED_NOT_KNOWN if weights.residents_asked else says.RESIDENTS_NOT_ASKED
        yield Caution(CautionCode.RESIDENTS_NOT_ASKED, say(message, actor, ids=weights.areas))
    ties = [tie for id in path.ties if isinstance(tie := view.get(id), Tie)]
    yield from _about_age(view, [tie for tie in ties if tie.last_verified and is_stale(tie, day_of(view))])
    for tie in ties:
        yield from _about_tie(view, tie)


def _about_actor(actor: Actor, day: date) -> Iterator[Caution]:
    capacity = capacity_on(actor, day)
    if capacity is Capacity.FULL and actor.capacity_on is not None:
        yield Caution(CautionCode.FULL, say(says.IS_FULL, actor, actor=actor, day=actor.capacity_on))
    if capacity is Capacity.UNKNOWN:
        yield Caution(CautionCode.CAPACITY_UNKNOWN, _why_unknown(actor))
    if actor.accepted_role is None:
        yield Caution(CautionCode.ROLE_UNKNOWN, say(says.ROLE_NOT_TOLD, actor, actor=actor))
    if actor.open_to_contact is Openness.UNKNOWN:
        yield Caution(CautionCode.OPENNESS_UNKNOWN, say(says.OPENNESS_NOT_TOLD, actor, actor=actor))


def _why_unknown(actor: Actor) -> Sentence:
    if actor.capacity is Capacity.UNKNOWN:
        return say(says.CAPACITY_NOT_TOLD, actor, actor=actor)
    message = says.CAPACITY_UNDATED if actor.capacity_on is None else says.CAPACITY_TOLD_LONG_AGO
    return say(message, actor, actor=actor)


def _about_age(view: View, stale: Sequence[Tie]) -> Iterator[Caution]:
    """One caution for all stale ties of a path; the path itself tells their days."""
    if len(stale) > 1:
        yield Caution(CautionCode.STALE_PATH, say(says.TIES_ARE_STALE, *stale, count=len(stale)))
    for tie in stale if len(stale) == 1 else ():
        a, b = _ends(view, tie)
        yield Caution(CautionCode.STALE_PATH, say(says.TIE_IS_STALE, tie, a=a, b=b))


def _ends(view: View, tie: Tie) -> tuple[Kept, Kept]:
    return view.other_end(tie, tie.to_id), view.other_end(tie, tie.from_id)


def _about_tie(view: View, tie: Tie) -> Iterator[Caution]:
    a, b = _ends(view, tie)
    if tie.last_verified is None:
        yield Caution(CautionCode.STALE_PATH, say(says.TIE_NEVER_VERIFIED, tie, a=a, b=b))
    if tie.confirmation is Confirmation.ONE_SIDED:
        yield Caution(CautionCode.ONE_SIDED_PATH, say(says.TIE_IS_ONE_SIDED, tie, a=a, b=b))
    if tie.basis is TieBasis.PERSONAL:
        yield Caution(CautionCode.PERSONAL_PATH, say(says.TIE_IS_PERSONAL, tie, a=a, b=b))


def leaning(actor: Actor, points: int, lost: float, gain: float) -> Iterator[Caution]:
    """The caution that, of two or more points, this one carries most of the gain."""
    if leans(points, lost, gain):
        yield Caution(CautionCode.LEANS_ON_ONE, say(says.LEANS_ON_IT, actor, share=lost / gain))


def leans(points: int, lost: float, gain: float) -> bool:
    """Whether, of two or more points, the one without which `lost` is lost carries most of the gain."""
    return points > 1 and lost > LEANING * gain
