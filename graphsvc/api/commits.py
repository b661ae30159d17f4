"""Writing what a mutation asks: once for each id of the client, and refused with what others did meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import anyio.to_thread
import msgspec

from graphsvc.access.policy import require_writer
from graphsvc.api.draft import Draft, dotted
from graphsvc.api.past import seen_past, state_as_json
from graphsvc.api.refusals import Overtaken
from graphsvc.api.state import State
from graphsvc.errors import BadInput, Conflict, NotFound
from graphsvc.model.changes import Change, Entry, fingerprint, new_id

TRIES = 3
"""How often it is drawn again when others changed what the client said no revision of."""

Draw = Callable[[], Awaitable[Draft]]
"""What makes the draft, at the version that is the newest now."""


class Done(msgspec.Struct, frozen=True):
    """What a mutation did."""

    entry: Entry
    input: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The id of the record that it was about."""
        return self.entry.changes.changes[0].id


async def carried_out(name: str, input: Mapping[str, Any], state: State, draw: Draw) -> Done:
    """Write what was asked, or find what the same request did before. Raises as LiveGraph.commit does."""
    require_writer(state.viewer)
    mutation_id, digest = input.get("clientMutationId") or "", fingerprint([name, input])
    first = None
    if mutation_id:
        first = await anyio.to_thread.run_sync(state.live.store.outcome, state.viewer.name, mutation_id, digest)

    async def write(changes: list[Change], places: dict[str, str]) -> Entry:
        return await state.live.commit(
            changes,
            state.viewer,
            reason=input.get("reason") or "",
            mutation_id=mutation_id or new_id(),
            digest=digest,
            places=places,
        )

    entry = await write([], {}) if first is not None else await _drawn_and_written(state, draw, write)
    state.view = state.live.view(state.viewer, state.day)
    state.log.known.clear()
    return Done(entry, input)


async def _drawn_and_written(
    state: State, draw: Draw, write: Callable[[list[Change], dict[str, str]], Awaitable[Entry]]
) -> Entry:
    for left in reversed(range(TRIES)):
        draft = await _sound(state, draw)
        try:
            return await write(draft.changes, draft.places)
        except BadInput as error:
            # Others wrote meanwhile, such as a tie to a record that goes: drawn again, it may be sound.
            if state.live.graph.version == draft.version or not left:
                raise BadInput(dotted(error.faults)) from None
        except Conflict as error:
            # Of what changes along, or is merged, confirmed or erased, the client knows no revision: no conflict.
            if error.record_id in draft.expected or not left:
                raise await _overtaken(error, state) from None
    raise AssertionError("the last try returns or raises")


async def _sound(state: State, draw: Draw) -> Draft:
    """A draft that nothing is wrong with. A refusal counts at the newest version only, which others may have written."""
    while True:
        draft = await draw()
        base = state.live.graph.version
        try:
            draft.require_sound()
            return draft
        except (BadInput, Conflict, NotFound) as error:
            await state.live.catch_up()
            if state.live.graph.version == base:
                raise await _overtaken(error, state) if isinstance(error, Conflict) else error from None


async def _overtaken(conflict: Conflict, state: State) -> Conflict:
    """The conflict with both states of the record: the one the client knew, from the log, and the one there is."""
    found = state.all.get(conflict.record_id)
    if found is None:
        return conflict
    async with state.live.reading():
        past = await anyio.to_thread.run_sync(seen_past, state.live, state.viewer, [found.id])
    known = (seen.after for seen in past[found.id] if seen.after and seen.after.revision == conflict.expected)
    states = [state_as_json(record, state) if record is not None else None for record in (next(known, None), found)]
    return Overtaken(conflict, *states)
