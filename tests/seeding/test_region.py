"""What the demonstration and generated regions hold, and that the model accepts every record of them."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import networkx as nx
import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.completeness import completeness
from graphsvc.analysis.need import Needs
from graphsvc.analysis.ties import formal_contacts, is_stale
from graphsvc.errors import BadInput
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.make import remade
from graphsvc.model.records import (
    Actor,
    AnyRecord,
    Area,
    Challenge,
    Gathering,
    Link,
    Process,
    Signal,
    Source,
    Theme,
    Tie,
    encode,
)
from graphsvc.model.rules import violations
from graphsvc.model.vocabularies import (
    ActorKind,
    AnswerState,
    AreaLevel,
    Capacity,
    ChallengeOutcome,
    Confirmation,
    GovernmentRole,
    Openness,
    ParticipationLevel,
    Phase,
    TieBasis,
    Visibility,
)
from graphsvc.seeding.region import DEMONSTRATION_SOURCE, as_changes, demonstration, generate, surroundings
from graphsvc.seeding.tables import recipe
from graphsvc.seeding.themes import top_of
from tests.seeding.conftest import TODAY

CELLS = [(area, theme) for area in recipe().demonstration.quiet for theme in recipe().demonstration.quiet[area]]


def links(records: list[AnyRecord], kind: LinkKind) -> list[Link]:
    return [record for record in records if isinstance(record, Link) and record.link_kind is kind]


def living(view: View) -> list[Actor]:
    return [actor for actor in view.actors() if actor.is_living_world]


# What is real


def test_the_surroundings_hold_areas_themes_groups_and_schemes_and_nothing_invented() -> None:
    records = surroundings()
    kinds = {record.kind for record in records}
    assert kinds == {
        RecordKind.AREA,
        RecordKind.THEME,
        RecordKind.TARGET_GROUP,
        RecordKind.FUNDING_SCHEME,
        RecordKind.SOURCE,
        RecordKind.LINK,
    }
    ids = {record.id for record in records}
    assert {"GM0599", "theme-loneliness", "group-older-people", "scheme-gala"} <= ids
    assert DEMONSTRATION_SOURCE not in ids
    assert {record.source for record in records if record.source is not None} == {"cbs"}
    assert not [record for record in records if "erzonnen" in encode(record).decode()]


def test_the_surroundings_can_be_loaded_into_an_empty_store() -> None:
    changes = as_changes(surroundings())
    assert violations(changes, Graph()) == []
    assert {change.id for change in changes} <= {record.id for record in demonstration(TODAY)}


# The records by themselves


def test_the_demonstration_has_400_actors_and_1500_ties(region: list[AnyRecord]) -> None:
    counted = Counter(record.kind for record in region)
    assert counted[RecordKind.ACTOR] == 400
    assert counted[RecordKind.TIE] == 1_500
    assert counted.keys() == set(RecordKind)


def test_the_model_would_make_every_record_as_it_is(region: list[AnyRecord]) -> None:
    assert [record.id for record in region if remade(record, {}) != record] == []


def test_the_records_break_no_rule_in_an_empty_graph(region: list[AnyRecord]) -> None:
    assert violations(as_changes(region), Graph()) == []


def test_changes_create_nodes_before_edges(region: list[AnyRecord]) -> None:
    changes = as_changes(reversed(region))
    edges = [isinstance(change.record, Tie | Link) for change in changes]
    assert edges == sorted(edges)
    assert len(changes) == len(region)
    assert all(change.expected == 0 for change in changes)


def test_the_same_day_gives_the_same_records_and_ids(region: list[AnyRecord]) -> None:
    assert [encode(record) for record in demonstration(TODAY)] == [encode(record) for record in region]


def test_the_order_of_hashes_changes_nothing() -> None:
    program = (
        "import hashlib, datetime; from graphsvc.seeding.region import demonstration; from graphsvc.model.records import encode; "
        "records = demonstration(datetime.date(2026, 11, 24)); "
        "print(hashlib.sha256(b''.join(map(encode, records))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_another_day_moves_every_date_and_no_id(region: list[AnyRecord]) -> None:
    later = demonstration(TODAY + timedelta(365))
    assert [record.id for record in later] == [record.id for record in region]
    verified = [
        (a.last_verified, b.last_verified)
        for a, b in zip(region, later, strict=True)
        if isinstance(a, Tie) and isinstance(b, Tie)
    ]
    assert {b - a for a, b in verified if a is not None and b is not None} == {timedelta(365)}


def test_nothing_was_said_or_verified_after_today(region: list[AnyRecord]) -> None:
    for record in region:
        days = [
            getattr(record, name, None) for name in ("last_verified", "capacity_on", "told_on", "date", "valid_from")
        ]
        assert all(day is None or day <= TODAY for day in days), record


def test_a_store_with_invented_records_holds_the_source_that_says_so(region: list[AnyRecord]) -> None:
    (source,) = [record for record in region if record.id == DEMONSTRATION_SOURCE]
    assert isinstance(source, Source)
    assert source.name == "Demonstratiegegevens (verzonnen)"
    assert source.visibility is Visibility.PUBLIC


def test_every_invented_record_is_tagged_and_its_source_exists(region: list[AnyRecord]) -> None:
    ids = {record.id for record in region}
    assert {record.source for record in region if record.source is not None} <= ids
    for record in region:
        if record.id.startswith("demo-") and not isinstance(record, Link):
            assert "verzonnen" in record.tags, record


def test_no_contact_point_can_exist(region: list[AnyRecord]) -> None:
    points = [record.contact_point for record in region if isinstance(record, Actor) and record.contact_point]
    assert len(points) > 100
    assert all(point.endswith(".example") for point in points)


# The network


def test_some_initiatives_are_alone_and_others_know_no_formal_actor(region_view: View) -> None:
    view = region_view
    alone = [actor for actor in living(view) if not view.ties_of(actor.id)]
    informal = [actor for actor in living(view) if view.ties_of(actor.id) and not formal_contacts(view, actor.id)]
    assert 10 <= len(alone) <= 40
    assert 60 <= len(informal) <= 150


def test_there_are_hubs_of_welfare_and_most_actors_have_few_ties(region_view: View) -> None:
    degrees = sorted(
        ((len(region_view.ties_of(actor.id)), actor) for actor in region_view.actors()), key=lambda d: d[0]
    )
    assert degrees[200][0] <= 8
    assert degrees[-1][0] >= 40
    assert any(actor.actor_kind is ActorKind.WELFARE for _, actor in degrees[-5:])


def test_clusters_hold_together_more_than_chance_would(region_view: View) -> None:
    graph = nx.Graph((tie.from_id, tie.to_id) for tie in region_view.ties())
    inside = graph.subgraph(actor.id for actor in living(region_view))
    assert nx.transitivity(inside) > 10 * nx.density(inside)


def test_ties_are_of_every_state(region_view: View) -> None:
    ties = list(region_view.ties())
    stale = sum(is_stale(tie, TODAY) for tie in ties) / len(ties)
    assert 0.25 < stale < 0.55
    counted = Counter(tie.confirmation for tie in ties)
    assert min(counted[confirmation] for confirmation in Confirmation) > 100
    personal = [tie for tie in ties if tie.basis is TieBasis.PERSONAL]
    assert len(personal) > 40
    assert all(tie.carried_by for tie in personal)
    assert any(tie.government_role in (GovernmentRole.DIRECT, GovernmentRole.REGULATE) for tie in ties)


def test_some_ties_have_ended_and_some_money_ends_soon(region: list[AnyRecord]) -> None:
    ends = [tie.valid_to for tie in region if isinstance(tie, Tie) and tie.valid_to is not None]
    assert sum(end <= TODAY for end in ends) > 15
    assert any(TODAY < end < TODAY + timedelta(270) for end in ends)


def test_initiatives_say_what_they_want(region_view: View) -> None:
    actors = living(region_view)
    capacity = Counter(actor.capacity for actor in actors)
    assert all(capacity[value] >= 10 for value in Capacity)
    assert 3 <= sum(actor.open_to_contact is Openness.NO for actor in actors) <= 25
    assert 5 <= sum(actor.accepted_role is GovernmentRole.LET_GO for actor in actors) <= 40
    assert all(actor.capacity_on for actor in actors if actor.capacity is not Capacity.UNKNOWN)


def test_the_public_sees_a_part_and_a_few_records_are_restricted(region: list[AnyRecord], region_view: View) -> None:
    public = View(region_view.graph, PUBLIC, TODAY)
    assert 200 < len(public.actors()) < 400
    assert 300 < len(list(public.ties())) < 1_200
    restricted = [
        record for record in region if isinstance(record, Actor | Tie) and record.visibility is Visibility.RESTRICTED
    ]
    assert 1 <= len(restricted) < 60


# What residents say


def test_signals_are_for_advisors_until_checked(region: list[AnyRecord]) -> None:
    signals = [record for record in region if isinstance(record, Signal)]
    assert len(signals) > 100
    for signal in signals:
        assert signal.visibility is (Visibility.PUBLIC if "nagekeken" in signal.tags else Visibility.ADVISORS)
    assert 0.2 < sum(signal.visibility is Visibility.PUBLIC for signal in signals) / len(signals) < 0.5


def test_each_signal_has_a_place_a_theme_and_somebody_who_gave_it(region: list[AnyRecord]) -> None:
    signals = {record.id for record in region if isinstance(record, Signal)}
    assert {link.from_id for link in links(region, LinkKind.LOCATED_IN)} >= signals
    assert {link.from_id for link in links(region, LinkKind.FOCUSES_ON)} >= signals
    assert {link.to_id for link in links(region, LinkKind.RAISED)} == signals


def test_many_signals_have_no_answer_and_answers_are_in_every_state(region: list[AnyRecord]) -> None:
    answers = links(region, LinkKind.ANSWERS)
    assert {answer.state for answer in answers} == set(AnswerState)
    signals = sum(isinstance(record, Signal) for record in region)
    assert 0.1 < len(answers) / signals < 0.6
    assert any(
        a.state is AnswerState.PROMISED and a.valid_from and a.valid_from < TODAY - timedelta(183) for a in answers
    )


def test_processes_are_good_late_and_below_what_was_promised(region: list[AnyRecord]) -> None:
    processes = [record for record in region if isinstance(record, Process)]
    late = [p for p in processes if p.residents_joined in (Phase.DELIVERY, Phase.EVALUATION, Phase.AFTERWARDS)]
    order = [None, *ParticipationLevel]
    below = [p for p in processes if p.level_reached and order.index(p.level_reached) < order.index(p.level_aimed)]
    silent = [p for p in processes if p.end and p.feedback_given is None]
    good = [p for p in processes if p.input_used]
    assert all(len(found) >= 2 for found in (late, below, silent, good))
    fresh = [p for p in processes if p.last_verified and TODAY - p.last_verified < timedelta(183)]
    assert len(processes) / 2 < len(fresh) < len(processes)
    assert all(p.last_verified >= p.start for p in processes if p.last_verified and p.start)
    assert links(region, LinkKind.DECLINED)


def test_challenges_have_different_outcomes(region: list[AnyRecord]) -> None:
    challenges = [record for record in region if isinstance(record, Challenge)]
    assert len({challenge.outcome for challenge in challenges}) >= 3
    assert any(c.outcome is ChallengeOutcome.PENDING and c.decided_on is None for c in challenges)
    assert {link.to_id for link in links(region, LinkKind.CHALLENGES)} == {challenge.id for challenge in challenges}
    known = [(c.last_verified, c.decided_on or c.asked_on) for c in challenges if c.last_verified and c.asked_on]
    assert known
    assert all(verified >= happened for verified, happened in known)


def test_some_of_the_money_from_schemes_ends_soon_some_later_and_of_some_nobody_knows(region: list[AnyRecord]) -> None:
    ends = {link.valid_to and (link.valid_to - TODAY).days for link in links(region, LinkKind.FUNDED_BY)}
    assert ends == {60, 150, 400, None}


def test_two_rounds_asked_and_not_everyone_answered(region: list[AnyRecord]) -> None:
    invited = links(region, LinkKind.INVITED)
    assert len({link.to_id for link in invited}) == 2
    answers = Counter(link.answered for link in invited)
    assert len(answers) == 3
    assert links(region, LinkKind.OBSERVED_IN)


@pytest.mark.parametrize("day", [TODAY, date(2026, 1, 3), date(2026, 12, 31)])
def test_the_regional_gatherings_were_in_the_last_two_novembers(day: date) -> None:
    names = [record.name for record in demonstration(day) if isinstance(record, Gathering) and "regio" in record.name]
    last = 2026 if day.month == 12 else 2025
    assert names == [
        f"Verzonnen regiobijeenkomst november {last - 1}",
        f"Verzonnen regiobijeenkomst november {last}",
    ]


# What is known where


def test_some_districts_are_well_known_some_badly_and_some_not_at_all(region_view: View) -> None:
    needs = Needs(region_view)
    known = {area: completeness(region_view, area, needs) for area in recipe().demonstration.known}
    values = {area: found.value for area, found in known.items()}
    assert sum(value is not None and value >= 0.8 for value in values.values()) >= 4
    assert sum(value is not None and value < 0.5 for value in values.values()) >= 1
    assert sum(value is None for value in values.values()) >= 2
    asked = [found.residents_asked for found in known.values()]
    assert {True, False} == set(asked)


@pytest.mark.parametrize(("area", "theme"), CELLS)
def test_nobody_works_on_a_quiet_theme(region_view: View, area: str, theme: str) -> None:
    there = [actor for actor in region_view.active_in(area) if actor.is_living_world]
    assert not [actor.name for actor in there if theme in region_view.themes_of(actor.id)]


def test_there_are_white_spots_and_spots_where_nobody_has_looked(region_view: View) -> None:
    needs = Needs(region_view)
    white: set[tuple[str, str]] = set()
    not_known: set[tuple[str, str]] = set()
    for area, theme in empty_cells(region_view):
        if (needs.need(area, theme) or 0) >= 0.75:
            share = completeness(region_view, area, needs).value
            (white if share is not None and share >= 0.5 else not_known).add((area, theme))
    assert {("WK059910", "theme-poverty"), ("WK059905", "theme-loneliness")} <= white
    assert {("WK059915", "theme-poverty"), ("WK059919", "theme-loneliness")} <= not_known


def empty_cells(view: View) -> Iterator[tuple[str, str]]:
    broadest = [theme.id for theme in view.records(Theme) if top_of(theme.id) == theme.id]
    for area in view.records(Area):
        if area.level is AreaLevel.DISTRICT and (area.residents or 0) >= 500:
            there = [actor for actor in view.active_in(area.id) if actor.is_living_world]
            taken = frozenset().union(*(view.themes_of(actor.id) for actor in there))
            yield from ((area.id, theme) for theme in broadest if theme not in taken)


# Other sizes


@pytest.fixture(scope="module")
def large() -> list[AnyRecord]:
    return list(generate(10_000, 1, TODAY))


def test_a_region_of_10000_actors_has_60000_ties_and_about_as_many_links(large: list[AnyRecord]) -> None:
    counted = Counter(record.kind for record in large)
    assert counted[RecordKind.ACTOR] == 10_000
    assert counted[RecordKind.TIE] == pytest.approx(60_000, rel=0.05)
    assert counted[RecordKind.LINK] == pytest.approx(65_000, rel=0.15)


def test_a_generated_region_holds_together_and_its_degrees_are_skewed(large: list[AnyRecord]) -> None:
    graph = nx.Graph((record.from_id, record.to_id) for record in large if isinstance(record, Tie))
    assert len(max(nx.connected_components(graph), key=len)) > 8_000
    degrees = sorted(degree for _, degree in graph.degree())
    assert degrees[-1] > 20 * degrees[len(degrees) // 2]


def test_a_generated_region_breaks_no_rule_and_its_records_are_as_the_model_makes_them(large: list[AnyRecord]) -> None:
    assert violations(as_changes(large), Graph()) == []
    assert [record.id for record in large[::17] if remade(record, {}) != record] == []


def test_nodes_come_before_edges(large: list[AnyRecord]) -> None:
    edges = [isinstance(record, Tie | Link) for record in large]
    assert edges == sorted(edges)


def test_an_area_that_is_invented_has_no_code_of_cbs(large: list[AnyRecord]) -> None:
    invented = [record for record in large if isinstance(record, Area) and record.id.startswith("gen1-")]
    assert invented
    assert all(area.code is None and "Verzonnen" in area.name for area in invented)


def test_another_seed_gives_another_region_and_the_same_seed_the_same() -> None:
    one, again, other = (list(generate(150, seed, TODAY)) for seed in (4, 4, 5))
    assert [encode(record) for record in one] == [encode(record) for record in again]
    assert [encode(record) for record in one] != [encode(record) for record in other]


@pytest.mark.parametrize("seed", range(8))
def test_a_small_region_is_whole(seed: int) -> None:
    records = list(generate(100, seed, TODAY))
    assert violations(as_changes(records), Graph()) == []
    assert sum(isinstance(record, Tie) for record in records) == 600


def test_too_few_actors_are_refused() -> None:
    with pytest.raises(BadInput, match="at least 100"):
        generate(99, 1, TODAY)
