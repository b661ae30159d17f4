"""The network at another date: the same fields, on the state of that day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graphsvc.api.definitions import Argument, Arguments, FieldDefinition
from graphsvc.api.refusals import TooMuch
from graphsvc.api.state import Failed, State
from graphsvc.errors import BadInput, GraphsvcError, NotFound
from graphsvc.model.days import today
from graphsvc.model.records import Round

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
    days: set[date] = set()
    for key, arguments in asked.items():
        try:
            day = _day(arguments, state)
        except GraphsvcError as error:
            found[key] = Failed(error)
        else:
            days.add(day)
            found[key] = state.at(day)
        if len(days) > MOST_DATES:
            raise TooMuch("DATES", MOST_DATES, len(days), f"More than {MOST_DATES} dates are asked in one request.")
    return found


def _day(arguments: Arguments, state: State) -> date:
    as_of, round = arguments.get("asOf"), arguments.get("round")
    if round is None:
        return as_of or today()
    if as_of is not None:
        raise BadInput.of("Ask for a day or for a round, not for both.", place="round")
    found = state.all.get(round)
    if not isinstance(found, Round):
        raise NotFound(f"round: there is no round {round}.")
    return min(found.end or today(), today())
