"""The network at another date: the same fields, on the state of that day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graphsvc.analysis.comparison import round_day
from graphsvc.api.definitions import Argument, Arguments, FieldDefinition
from graphsvc.api.refusals import TooMuch
from graphsvc.api.state import Failed, State
from graphsvc.errors import BadInput, GraphsvcError
from graphsvc.model.days import today

MOST_DATES = 2
"""Other dates in one request."""
PRICE = 200


def graph_field() -> FieldDefinition:
    """The field of Query that gives the network at a date."""
    return FieldDefinition(
        "graph",
        "Graph!",
        "The network on one day: what held then, with the fields that it has now. What a record was like before it "
        f"was changed stands in its history. At most {MOST_DATES} dates in one request.",
        prepare=lambda arguments, state: lambda _: state,
        arguments=(
            Argument("asOf", "Date", "On which day; otherwise today."),
            Argument("round", "ID", "On the last day of this round, or today when it has not ended."),
            Argument("freshFigures", "Boolean", "Whether to wait for the figures of this version of the graph.", False),
        ),
        price=PRICE,
        dated=True,
    )


def dated_states(asked: Mapping[str, Arguments], state: State) -> dict[str, State | Failed]:
    """The state of each `graph` in a request, by its key in the answer. Raises TooMuch."""
    found: dict[str, State | Failed] = {}
    for key, arguments in asked.items():
        try:
            day = _day(arguments, state)
        except GraphsvcError as error:
            found[key] = Failed(error)
        else:
            take_dates(state, day)
            found[key] = state.at(day)
    return found


def take_dates(state: State, *days: date) -> None:
    """Note dates that a request reads besides its own; raises TooMuch when they are more than a request may."""
    state.days.update(days)
    if len(state.days) > MOST_DATES:
        found = len(state.days)
        raise TooMuch("DATES", MOST_DATES, found, f"More than {MOST_DATES} dates are asked in one request.")


def _day(arguments: Arguments, state: State) -> date:
    as_of, round = arguments.get("asOf"), arguments.get("round")
    if round is None:
        return as_of or today()
    if as_of is not None:
        raise BadInput.of("A day and a round cannot both be given.", place="round", remedy="Leave one of them out.")
    return round_day(state.all, round, "round")
