"""The two days that are compared, given as days or as rounds."""

from __future__ import annotations

from datetime import date

import msgspec

from graphsvc.errors import BadInput, Fault, NotFound
from graphsvc.graph.view import View
from graphsvc.model.days import today
from graphsvc.model.records import Round


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """From one day to another, the first not after the last."""

    first: date
    last: date
    first_round: str | None = None
    """The round whose last day the first one is; None when a day was given."""
    last_round: str | None = None


def span_of(
    view: View,
    last_day: date,
    *,
    first: date | None = None,
    last: date | None = None,
    first_round: str | None = None,
    last_round: str | None = None,
) -> Span:
    """What was asked: each side as a day or a round, the last one `last_day` when nothing is.

    `view` is of all times, to find the rounds. Raises BadInput and NotFound, with the names of the arguments of the API.
    """
    _require_one(first, first_round, "from", "fromRound")
    _require_one(last, last_round, "to", "toRound")
    if first_round is not None:
        first = round_day(view, first_round, "fromRound")
    if last_round is not None:
        last = round_day(view, last_round, "toRound")
    last = last or last_day
    if first is None:
        raise BadInput.of("Say from which day or round to compare.", place="from")
    if first > last:
        raise _refused("from", "The first day, %(first)s, comes after the last, %(last)s.", first=first, last=last)
    if last > today():
        raise BadInput.of(f"{last} is still to come.", place="to", remedy="Compare with today or an earlier day.")
    return Span(first=first, last=last, first_round=first_round, last_round=last_round)


def span_since(view: View, asked: str, last_day: date) -> Span:
    """From a day (2025-10-25) or a round (its id or name) to a day. `view` is of all times. Raises BadInput."""
    try:
        first = date.fromisoformat(asked)
    except ValueError:
        rounds = [found for found in view.records(Round) if asked in (found.id, found.name)]
    else:
        return span_of(view, last_day, first=first)
    if len(rounds) > 1:
        raise _refused("against", "Several rounds are called %(asked)s. Give the id of one.", asked=asked)
    if not rounds:
        raise _refused("against", "%(asked)s is no day, and no round has that name or id.", asked=asked)
    return span_of(view, last_day, first_round=rounds[0].id)


def round_day(view: View, id: str, place: str) -> date:
    """The last day of a round, or today when it has not ended. Raises NotFound."""
    found = view.get(id)
    if not isinstance(found, Round):
        raise NotFound(f"{place}: there is no round {id}.")
    return min(found.end or today(), today())


def _require_one(day: date | None, round: str | None, day_place: str, round_place: str) -> None:
    if day is not None and round is not None:
        raise BadInput.of(f"Ask for {day_place} or for {round_place}, not for both.", place=round_place)


def _refused(place: str, message: str, **values: object) -> BadInput:
    """A fault that people can read in their own language."""
    return BadInput([Fault.saying(place, "INVALID", message, **values)])
