"""The numbers at which something becomes a gap: defaults, those of this installation, those of one question."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, get_type_hints

import msgspec

from graphsvc.errors import BadInput, Fault, SettingError
from graphsvc.settings import PREFIX, read_settings

SETTING = f"{PREFIX}GAP_THRESHOLDS"


def _share(says: str) -> msgspec.Meta:
    return msgspec.Meta(ge=0, le=1, description=says)


def _months(says: str) -> msgspec.Meta:
    return msgspec.Meta(ge=1, le=120, description=says)


def _count(says: str) -> msgspec.Meta:
    return msgspec.Meta(ge=1, le=1_000_000, description=says)


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A report prints those it used. Each says what it is; the API, the setting and reports take it from here."""

    white_spot_need: Annotated[float, _share("From this need on an area without an initiative is a white spot.")] = 0.75
    white_spot_completeness: Annotated[
        float, _share("Below this completeness nobody has looked well enough to speak of a white spot.")
    ] = 0.5
    fewest_residents: Annotated[int, _count("An area with fewer residents has no gaps of its own.")] = 500
    sector_share: Annotated[
        float, _share("A sector is missing where at least this share of the comparable areas has it.")
    ] = 0.75
    comparable_areas: Annotated[int, _count("With fewer comparable areas no sector is called missing.")] = 8
    bridge_cut: Annotated[int, _count("A single bridge cuts off at least so many living world actors.")] = 3
    signal_months: Annotated[int, _months("After so many months a signal without an answer is unanswered.")] = 3
    promise_months: Annotated[int, _months("After so many months a promise counts as not kept.")] = 6
    level_months: Annotated[
        int, _months("So many months after its start a process must have reached the level it aimed at.")
    ] = 6
    feedback_months: Annotated[
        int, _months("So many months after its end residents must have heard what a process did with their input.")
    ] = 3
    challenge_months: Annotated[
        int, _months("After so many months a challenge waits too long, where no term of the municipality is known.")
    ] = 6
    overasked_partners: Annotated[
        int, _count("From so many organisations in contact on an initiative may be overasked.")
    ] = 5
    overasked_share: Annotated[
        float, _share("An initiative may be overasked when it has more of them than this share of the initiatives.")
    ] = 0.95
    overasked_peers: Annotated[
        int, _count("With fewer initiatives none is compared with the others as to how much is asked of it.")
    ] = 20
    room_months: Annotated[
        int, _months("Who said within so many months to have room is not asked whether too much is asked.")
    ] = 6
    funding_months: Annotated[int, _months("Funding ends soon when it ends within so many months.")] = 9
    one_sided_months: Annotated[
        int, _months("So many months after both sides were asked a tie that one of them named is one-sided.")
    ] = 3
    stale_months: Annotated[int, _months("A tie that was last verified more months ago is stale.")] = 12
    names: Annotated[int, _count("At most so many organisations are named in a missing link.")] = 3
    question_below: Annotated[float, _share("Below this certainty a gap is written as a question.")] = 0.5
    unknown_completeness: Annotated[float, _share("What an unknown completeness counts as.")] = 0.4


class Threshold(msgspec.Struct, frozen=True):
    """What can be said of one of them."""

    name: str
    """As it is written in settings and in the API: "whiteSpotNeed"."""
    attribute: str
    says: str
    """What it is, in a plain English sentence: its id in the catalogue of sentences."""
    least: float
    most: float
    whole: bool
    """Whether it is a whole number."""

    @property
    def range(self) -> str:
        """What it may be."""
        return f"{'A whole number' if self.whole else 'A number'} from {self.least:g} to {self.most:,.0f}."


@cache
def declared() -> tuple[Threshold, ...]:
    """All thresholds, in order."""
    hints = get_type_hints(Thresholds, include_extras=True)
    return tuple(_threshold(field, hints[field.name].__metadata__[0]) for field in msgspec.structs.fields(Thresholds))


def _threshold(field: msgspec.structs.FieldInfo, meta: msgspec.Meta) -> Threshold:
    whole = isinstance(field.default, int)
    return Threshold(field.encode_name, field.name, meta.description or "", meta.ge or 0, meta.le or 0, whole)


def installed() -> Thresholds:
    """Those of this installation. Raises SettingError for a setting that does not fit."""
    return read_thresholds(read_settings().gap_thresholds)


def read_thresholds(text: str) -> Thresholds:
    """The defaults with what a setting says: "staleMonths=18, whiteSpotNeed=0.8". Raises SettingError."""
    given = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise SettingError(f"{SETTING} holds {part!r}. Write name=value, with commas between.")
        given[name] = _numeric(value)
    try:
        return changed(Thresholds(), given)
    except BadInput as error:
        raise SettingError(f"{SETTING}: {error}") from None


def changed(thresholds: Thresholds, given: Mapping[str, Any], place: str = "") -> Thresholds:
    """Thresholds with other values, by name as in the API. Raises BadInput with a fault for each that does not fit."""
    known = {one.name: one for one in declared()}
    faults = [fault for name, value in given.items() if (fault := _fault(known, name, value, place))]
    if faults:
        raise BadInput(faults)
    return msgspec.structs.replace(thresholds, **{known[name].attribute: value for name, value in given.items()})


def _fault(known: Mapping[str, Threshold], name: str, value: Any, place: str) -> Fault | None:
    where = f"{place}.{name}" if place else name
    if (one := known.get(name)) is None:
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
        return Fault(where, "UNKNOWN", "There is no such threshold.", hint)
    fits = isinstance(value, int if one.whole else int | float) and not isinstance(value, bool)
    if fits and one.least <= value <= one.most:
        return None
    return Fault(where, "OUT_OF_RANGE", f"{value!r} does not fit.", f"{one.says} {one.range}")


def _numeric(text: str) -> Any:
    """The number a text is; the text itself when it is none."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
