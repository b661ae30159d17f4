import asyncio
from itertools import pairwise

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.analysis.figures import FigureDesk, compute_figures
from graphsvc.errors import LimitExceeded, StillComputing
from graphsvc.live import LiveGraph
from graphsvc.model.changes import created
from tests.records import actor, tie


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'region.db'}"


def with_desk(address, story, **options):
    """Run a story with a live graph of two actors and a desk on it."""

    async def run():
        live = LiveGraph.open(address, create=True)
        desk = FigureDesk(live, **options)
        try:
            await live.commit([created(actor("a", visibility="PUBLIC")), created(actor("b"))])
            await story(live, desk)
        finally:
            await desk.close()
            live.close()

    asyncio.run(run())


def test_the_first_caller_waits_and_gets_the_figures_of_now(address):
    async def story(live, desk):
        assert desk.newest(live.view()) is None
        figures = await desk.get(live.view())
        assert figures == compute_figures(live.view())
        assert figures.version == live.graph.version
        assert desk.newest(live.view()) is figures

    with_desk(address, story)


def test_after_a_commit_the_newest_finished_figures_are_given_and_newer_ones_started(address):
    async def story(live, desk):
        first = await desk.get(live.view())
        await live.commit([created(tie("a", "b"))])
        assert await desk.get(live.view()) is first
        fresh = await desk.get(live.view(), fresh=True)
        assert (fresh.version, fresh.actors["a"].degree) == (live.graph.version, 1)
        assert await desk.get(live.view()) is fresh

    with_desk(address, story)


def test_callers_at_once_share_one_calculation_and_commits_meanwhile_the_next(address):
    async def story(live, desk):
        view = live.view()
        first, second = asyncio.create_task(desk.get(view)), asyncio.create_task(desk.get(view))
        await asyncio.sleep(0)
        for number in range(3):
            await live.commit([created(tie("a", "b", id=f"t{number}"))])
        last = await desk.get(view, fresh=True)
        assert last.actors["a"].tie_count == 3
        assert last.version == live.graph.version
        assert (await first) is (await second)

    with_desk(address, story)


def test_each_viewer_has_figures_of_its_own(address):
    async def story(live, desk):
        assert set((await desk.get(live.view(ADMIN))).actors) == {"a", "b"}
        assert set((await desk.get(live.view(PUBLIC))).actors) == {"a"}

    with_desk(address, story)


def test_who_waits_too_long_hears_so_and_later_callers_get_the_figures(address):
    async def story(live, desk):
        with pytest.raises(StillComputing, match="still being computed"):
            await desk.get(live.view())
        async with asyncio.timeout(60):
            while desk.newest(live.view()) is None:
                await asyncio.sleep(0.05)
        assert (await desk.get(live.view())).version == live.graph.version

    with_desk(address, story, wait_seconds=0.01)


def test_views_asked_for_longest_ago_are_forgotten(address):
    async def story(live, desk):
        await desk.get(live.view(ADMIN))
        await asyncio.sleep(0)
        await desk.get(live.view(PUBLIC))
        assert desk.newest(live.view(ADMIN)) is None
        assert desk.newest(live.view(PUBLIC)) is not None

    with_desk(address, story, kept=1)


def test_what_goes_wrong_is_told_to_each_caller_and_tried_again(address):
    async def story(live, desk):
        for _ in range(2):
            with pytest.raises(LimitExceeded, match="took longer"):
                await desk.get(live.view())
        assert desk.newest(live.view()) is None

    with_desk(address, story, seconds=0.001)


def test_under_a_steady_stream_of_commits_answers_are_never_more_than_two_calculations_old(address):
    """A calculation takes in all that was committed before it began, and the next begins when it ends."""

    async def story(live, desk):
        seen = [((await desk.get(live.view())).version, live.graph.version)]
        for number in range(60):
            await live.commit([created(actor(f"more-{number}"))])
            given = (await desk.get(live.view())).version
            if given != seen[-1][0]:
                seen.append((given, live.graph.version))
            await asyncio.sleep(0.05)
        assert len(seen) > 3
        for (_, at_its_end), (given, _) in pairwise(seen):
            assert given >= at_its_end - 1  # it may have ended a commit before it was seen

    with_desk(address, story)
