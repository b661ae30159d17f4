"""The line to a Neo4j server: each call has a deadline, and while the server is away callers hear that at once.

The driver waits for an answer for as long as the connection stands, which may be for ever: a server that was suspended
keeps it standing. So a call that is overdue is given up, the driver is put aside for a new one, and closed once no
other call uses it, which frees the thread that still waits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import neo4j
from neo4j.exceptions import DriverError

from graphsvc.stores.neo4j_breaker import Breaker, within
from graphsvc.stores.neo4j_server import ANSWER_SECONDS, Address, connect, told

T = TypeVar("T")


class _Lane:
    """One driver, and how many calls are using it."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self.driver, self.calls, self.aside = driver, 0, False


class Line:
    """Calls to one server, from any thread."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lane = _Lane(connect(address))
        self._turn = threading.Lock()
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._breaker = Breaker((DriverError, TimeoutError))

    @property
    def away(self) -> bool:
        """Whether callers are turned away, but for one at a time."""
        return self._breaker.is_open

    def call(self, action: Callable[[neo4j.Session], T], seconds: float, *, writing: bool = False) -> T:
        """What `action` gives for a session, which sees at least what this process wrote, on a cluster too.

        It runs in a thread of its own. Raises StoreMissing or StoreUnavailable, at the latest after `seconds`.
        """
        with told(self.address, writing=writing), self._breaker.passing(), self._using() as lane:
            return within(seconds, lambda: self._ask(lane.driver, action), lambda: self._answers(lane.driver))

    def _ask(self, driver: neo4j.Driver, action: Callable[[neo4j.Session], T]) -> T:
        with driver.session(database=self.address.database, bookmark_manager=self._bookmarks) as session:
            return action(session)

    def _answers(self, driver: neo4j.Driver) -> bool:
        """Whether the server answers on another connection: a large change may take minutes, a silence may not."""
        try:
            within(ANSWER_SECONDS, lambda: self._ask(driver, lambda session: session.begin_transaction().close()))
        except TimeoutError:
            return False
        except DriverError:
            pass  # it is not suspended: the call itself will hear what is wrong
        return True

    @contextmanager
    def _using(self) -> Iterator[_Lane]:
        with self._turn:
            lane = self._lane
            lane.calls += 1
        try:
            yield lane
        except TimeoutError:
            self._put_aside(lane)
            raise
        finally:
            with self._turn:
                lane.calls -= 1
                done = lane.aside and not lane.calls
            if done:
                threading.Thread(target=lane.driver.close, daemon=True, name="neo4j-close").start()

    def _put_aside(self, lane: _Lane) -> None:
        with self._turn:
            lane.aside = True
            if lane is self._lane:
                self._lane = _Lane(connect(self.address))

    def close(self) -> None:
        """Let go of the server."""
        with self._turn:
            lane = self._lane
        lane.driver.close()
