"""A small network in a real SQLite file, and a way to ask it questions as anybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from graphsvc.access.viewer import ADMIN, Viewer
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.execution import Api, Asked
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Change, ChangeSet, created
from graphsvc.model.days import today
from graphsvc.model.records import AnyRecord
from graphsvc.seeding.region import demonstration
from graphsvc.stores.address import open_store
from tests.records import actor, area, link, signal, theme, tie

PUBLIC_RECORD = {"visibility": "PUBLIC"}
MARKUP = '<script>alert("x")</script>=HYPERLINK("http://x")'


class Asker:
    """Asks the API on one network; its event loop lives in a thread of its own."""

    def __init__(self, portal: BlockingPortal, live: LiveGraph) -> None:
        self.portal, self.live = portal, live
        self.desk = portal.call(_desk, live)
        self.api = Api(live, self.desk)

    def ask(self, query: str, viewer: Viewer = ADMIN, operation: str | None = None, **variables: Any) -> dict[str, Any]:
        asked = Asked(query, variables, operation)
        return self.portal.call(self.api.answer, asked, viewer, "nl", "request-1").body

    def data(self, query: str, viewer: Viewer = ADMIN, **variables: Any) -> Any:
        body = self.ask(query, viewer, **variables)
        assert "errors" not in body, body["errors"]
        return body["data"]

    def fault(self, query: str, viewer: Viewer = ADMIN, **variables: Any) -> dict[str, Any]:
        """The extensions of the one error."""
        [error] = self.ask(query, viewer, **variables)["errors"]
        return {"message": error["message"], **error["extensions"]}

    def names(self, filter: str, viewer: Viewer = ADMIN, kind: str = "actors") -> list[str]:
        """The ids that a filter finds, sorted."""
        found = self.data(f"{{ {kind}(filter: {filter}, first: 100) {{ totalCount nodes {{ id }} }} }}", viewer)[kind]
        ids = sorted(node["id"] for node in found["nodes"])
        assert found["totalCount"] == len(ids)
        return ids

    def write(self, *changes: Change) -> None:
        self.portal.call(self.live.commit, changes)

    def add(self, *records: AnyRecord) -> None:
        self.write(*map(created, records))


async def _desk(live: LiveGraph) -> FigureDesk:
    return FigureDesk(live)


@contextmanager
def asker_on(path: Path, records: list[AnyRecord]) -> Iterator[Asker]:
    with open_store(f"sqlite:///{path}", create=True) as store:
        store.commit(ChangeSet(changes=tuple(map(created, records)), by="test"), 0)
    with asker_at(path) as asker:
        yield asker


@contextmanager
def asker_at(address: Path | str, *, create: bool = False) -> Iterator[Asker]:
    """Asks on the store there is at a path or URL, as a process of its own would."""
    live = LiveGraph.open(f"sqlite:///{address}" if isinstance(address, Path) else address, create=create)
    with start_blocking_portal() as portal:
        asker = Asker(portal, live)
        try:
            yield asker
        finally:
            portal.call(asker.desk.close)
            asker.live.close()


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Asker]:
    """A network that the test may change."""
    with asker_on(tmp_path / "network.db", small_network()) as asker:
        yield asker


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """The same network for tests that only read."""
    with asker_on(tmp_path_factory.mktemp("api") / "network.db", small_network()) as asker:
        yield asker


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """The demonstration region."""
    with asker_on(tmp_path_factory.mktemp("region") / "region.db", list(demonstration(today()))) as asker:
        yield asker


def small_network() -> list[AnyRecord]:
    """Eight actors: two that the public may not see, one that ended, one without ties, one named with markup."""
    actors = [
        actor(
            "tuin",
            name="Buurttuin",
            sector="groen",
            residentsReached=40,
            contactPoint="tuin@example.org",
            **PUBLIC_RECORD,
        ),
        actor("soep", name="Soepgroep", otherNames=["Café Soep"], residentsReached=12, visibility="PARTNERS"),
        actor("alleen", name="Éénling", tags=["nieuw", "klein"], **PUBLIC_RECORD),
        actor("opmaak", name=MARKUP, description="a < b & c", **PUBLIC_RECORD),
        actor("welzijn", "WELFARE", name="Welzijn", residentsReached=900, lastVerified="2026-01-10", **PUBLIC_RECORD),
        actor("gemeente", "AUTHORITY", name="gemeente", source="stil", **PUBLIC_RECORD),
        actor("geheim", name="Geheim", visibility="RESTRICTED"),
        actor("oud", name="Oude club", validTo="2020-01-01", **PUBLIC_RECORD),
    ]
    places = [
        area("stad", "MUNICIPALITY", code="GM0599", **PUBLIC_RECORD),
        area("oost", **PUBLIC_RECORD),
        area("west", **PUBLIC_RECORD),
    ]
    themes = [theme("groen", **PUBLIC_RECORD), theme("tuinieren", **PUBLIC_RECORD), theme("taal", **PUBLIC_RECORD)]
    return [
        *actors,
        *places,
        *themes,
        signal("bankje", weight=7, date="2026-03-01", **PUBLIC_RECORD),
        signal("stilte", weight=2),
        _record("OFFERING", id="les", name="Taalles", offeringKind="ACTIVITY", **PUBLIC_RECORD),
        _record("SOURCE", id="stil", name="Interview", sourceKind="INTERVIEW", visibility="ADVISORS"),
        tie("tuin", "welzijn", intensity=3, **PUBLIC_RECORD),
        tie("tuin", "soep", "COLLABORATES", **PUBLIC_RECORD),
        tie("gemeente", "welzijn", "FUNDS", amount=1000, visibility="PARTNERS"),
        tie("welzijn", "gemeente", carriedBy="Welzijn, beleid", **PUBLIC_RECORD),
        tie("soep", "welzijn", "REFERS_TO", **PUBLIC_RECORD),
        tie("geheim", "tuin", **PUBLIC_RECORD),
        tie("tuin", "opmaak", intensity=1, validTo="2021-01-01", **PUBLIC_RECORD),
        link("oost", "WITHIN", "stad"),
        link("west", "WITHIN", "stad"),
        link("tuinieren", "BROADER", "groen"),
        link("tuin", "ACTIVE_IN", "oost"),
        link("soep", "ACTIVE_IN", "oost"),
        link("welzijn", "ACTIVE_IN", "stad"),
        link("geheim", "ACTIVE_IN", "west"),
        link("tuin", "FOCUSES_ON", "tuinieren"),
        link("tuin", "OFFERS", "les"),
        link("les", "FOCUSES_ON", "taal"),
        link("bankje", "LOCATED_IN", "oost"),
        link("welzijn", "ANSWERS", "bankje", state="PROMISED"),
    ]


def _record(kind: str, **values: Any) -> AnyRecord:
    from graphsvc.model.kinds import RecordKind
    from graphsvc.model.make import make

    return make(RecordKind[kind], values)
