"""Random filters on random networks give the same by masks as by the definition, whoever asks, also after changes."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.analysis.figures import Figures, compute_figures
from graphsvc.api import masks
from graphsvc.api.filters import filter_definitions, filter_test, scope_of
from graphsvc.api.refusals import CostExceeded
from graphsvc.api.sieve import Sieve
from graphsvc.api.state import State
from graphsvc.api.values import VALUE_FILTERS
from graphsvc.errors import Forbidden, NotFound
from graphsvc.graph.edits import ending, erasing, merging, updating
from graphsvc.graph.numbered import numbers_of, seen_numbers
from graphsvc.live import LiveGraph
from graphsvc.model import kinds, vocabularies
from graphsvc.model.changes import ChangeSet, created
from graphsvc.model.days import today
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.records import TYPES, Actor, Link, Source, Tie
from graphsvc.stores.address import open_store
from tests.api.filter_definition import Definition

PARTNER = Viewer(role=Role.PARTNER, name="partner")
VIEWERS = (ADMIN, PARTNER, PUBLIC)
WORDS = ("Tuin", "tuin", "Éénling", "één", "Café soep", "SOEP", "a", "groen")
DAYS = [today() + timedelta(days=days) for days in (-400, -30, 0, 30)]
INPUTS: dict[str, Any] = {definition.name: definition for definition in (*filter_definitions(), *VALUE_FILTERS)}
LINKS = (
    ("actor", "ACTIVE_IN", "area"),
    ("area", "WITHIN", "area"),
    ("theme", "BROADER", "theme"),
    ("actor", "FOCUSES_ON", "theme"),
    ("offering", "FOCUSES_ON", "theme"),
    ("signal", "FOCUSES_ON", "theme"),
    ("actor", "OFFERS", "offering"),
    ("signal", "LOCATED_IN", "area"),
    ("actor", "ANSWERS", "signal"),
    ("offering", "ANSWERS", "signal"),
    ("note", "ABOUT", "actor"),
    ("note", "ABOUT", "area"),
)
ASKED_MOST = frozenset(
    [
        "id",
        "name",
        "tags",
        "residentsReached",
        "actorKind",
        "formality",
        "sector",
        "lastVerified",
        "within",
        "areas",
        "themes",
        "offerings",
        "ties",
        "neighbours",
        "and",
        "or",
        "not",
        "from",
        "to",
        "tieKind",
        "intensity",
        "amount",
        "directed",
        "crossesWorlds",
        "isLivingWorld",
        "level",
        "actors",
        "signals",
        "weight",
        "linkKind",
        "answers",
        "tie",
        "other",
        "direction",
        "some",
        "none",
        "every",
        "count",
        "metrics",
        "degree",
        "visibility",
        "source",
        "text",
        "answeredBy",
        "about",
        "figures",
        "value",
        "isBridge",
    ]
)
"""What random records tell much of; filters ask it more often than the rest."""
STRUCTS = [
    TYPES[RecordKind[kind]]
    for kind in ["ACTOR", "ACTOR", "ACTOR", "TIE", "TIE", "AREA", "THEME", "OFFERING", "SIGNAL", "NOTE", "LINK"]
]
VALUES = {
    "ActorKind": ("INITIATIVE", "WELFARE", "BUSINESS"),
    "TieKind": ("KNOWS", "FUNDS", "REFERS_TO"),
    "AreaLevel": ("DISTRICT", "MUNICIPALITY"),
    "Visibility": ("PUBLIC", "PARTNERS", "RESTRICTED"),
    "LinkKind": ("ACTIVE_IN", "FOCUSES_ON", "WITHIN"),
    "RecordKind": ("ACTOR", "OFFERING", "AREA"),
}
COUNTS = {"actor": 9, "area": 5, "theme": 4, "offering": 3, "signal": 3, "note": 2, "source": 2}
IDS = [f"{kind}{number}" for kind, count in COUNTS.items() for number in range(count)]


def maybe(rng, value):
    return {} if rng.random() < 0.4 else value


def random_record(rng, kind, id):
    values = {"id": id, "visibility": rng.choice(["PUBLIC", "PUBLIC", "PARTNERS", "RESTRICTED"])}
    values |= maybe(rng, {"source": "source0"}) | maybe(rng, {"lastVerified": rng.choice(DAYS[:3]), "confidence": 0.5})
    values |= maybe(rng, {"tags": rng.sample(WORDS, 2)}) | (
        maybe(rng, {"validTo": rng.choice(DAYS)}) if rng.random() < 0.2 else {}
    )
    text = "text" if kind in ("signal", "note") else "name"
    values[text] = rng.choice(WORDS)
    values |= {
        "actor": lambda: (
            {"actorKind": rng.choice(["INITIATIVE", "WELFARE", "BUSINESS"])}
            | maybe(rng, {"residentsReached": rng.randrange(8)})
            | maybe(rng, {"sector": rng.choice(WORDS), "contactPoint": rng.choice(WORDS)})
        ),
        "area": lambda: (
            {"level": rng.choice(["DISTRICT", "MUNICIPALITY"])}
            | maybe(rng, {"latitude": 51.5})
            | {"figures": [random_figure(rng) for _ in range(rng.randrange(3))]}
        ),
        "offering": lambda: {"offeringKind": "ACTIVITY"},
        "signal": lambda: {"weight": rng.randrange(8)},
        "source": lambda: {"sourceKind": "INTERVIEW"},
    }.get(kind, dict)()
    return make(RecordKind[kind.upper()], values)


def random_figure(rng):
    values = {"name": rng.choice(WORDS), "value": rng.choice([0.5, 3]), "year": 2024, "source": "CBS"}
    return values | maybe(rng, {"meaning": "MORE_IS_NEED", "themes": ["theme0", "theme1"]})


def random_tie(rng, number):
    start, end = rng.sample(range(COUNTS["actor"]), 2)
    values = {"id": f"tie{number}", "from": f"actor{start}", "to": f"actor{end}", "intensity": rng.randint(1, 4)}
    values |= {"tieKind": rng.choice(["KNOWS", "FUNDS", "REFERS_TO"]), "visibility": rng.choice(["PUBLIC", "PARTNERS"])}
    values |= maybe(rng, {"amount": rng.choice([1.5, 3])}) | maybe(rng, {"formalised": rng.random() < 0.5})
    return make(RecordKind.TIE, values)


def random_links(rng):
    found = {}
    for _ in range(45):
        start, kind, end = rng.choice(LINKS)
        a, b = rng.randrange(COUNTS[start]), rng.randrange(COUNTS[end])
        if start != end or a > b:  # so that no hierarchy runs round
            values = {"id": f"{start}{a}-{kind}-{end}{b}", "linkKind": kind, "from": f"{start}{a}", "to": f"{end}{b}"}
            found[values["id"]] = make(RecordKind.LINK, values)
    return list(found.values())


def random_network(rng):
    nodes = [random_record(rng, id.rstrip("0123456789"), id) for id in IDS]
    return [*nodes, *(random_tie(rng, number) for number in range(20)), *random_links(rng)]


def random_value(rng, type, depth):
    if type.startswith("["):
        return [random_value(rng, type[1:-1].rstrip("!"), depth - 1) for _ in range(rng.randint(0, 2))]
    if type in INPUTS:
        return random_filter(rng, type, depth)
    if (name := type.removesuffix("Filter")) != type:  # on a closed list
        vocabulary = getattr(vocabularies, name, None) or getattr(kinds, name)
        values = [vocabulary[value] for value in VALUES.get(name, vocabulary.__members__)]
        asked = rng.choice(["eq", "ne", "in", "isNull"])
        given = {"in": lambda: rng.choices(values, k=2), "isNull": lambda: rng.random() < 0.5}
        return {asked: given.get(asked, lambda: rng.choice(values))()}
    if type == "Direction":
        return rng.choice(list(vocabularies.Direction))
    choices = {
        "String": WORDS,
        "ID": [*IDS, "tie1", "nowhere"],
        "Int": (-(2**31), -1, 0, 1, 2, 3, 5),
        "Float": (-1.0, 0.0, 0.5, 1.5, 3.0, 51.5),
        "Boolean": (True, False),
        "Date": [*DAYS, date(1, 1, 1)],
    }
    return rng.choice(choices[type])


def sieve_of(struct, asked, state, view) -> Sieve:
    """The filter, which asks something."""
    found = filter_test(struct, asked, scope_of(state, view), "filter")
    assert found is not None
    return found


def random_filter(rng, name, depth):
    """One or two things asked; below a depth only of the record itself."""
    fields = [f for f in INPUTS[name].fields if depth > 0 or not _leads_on(f.type)] or INPUTS[name].fields[:1]
    lively = [field for field in fields if field.name in ASKED_MOST]
    fields = lively if lively and rng.random() < 0.8 else fields
    chosen = rng.sample(fields, min(len(fields), rng.choice([1, 1, 2])))
    asked = {field.name: random_value(rng, field.type.rstrip("!"), depth - 1) for field in chosen}
    comparisons = {"eq", "isNull"} <= {field.name for field in INPUTS[name].fields}
    return asked if comparisons or rng.random() < 0.9 else asked | {INPUTS[name].fields[-1].name: None}


def _leads_on(type):
    inner = INPUTS.get(type.strip("[]!"))
    return inner is not None and any(field.name in ("and", "some") for field in inner.fields)


def hold(live, rng, times):
    """Asks random filters as several people and compares with the definition."""
    compared, figures = 0, dict[Viewer, Figures]()
    while compared < times:
        viewer, struct = rng.choice(VIEWERS), rng.choice(STRUCTS)
        state = State(live, viewer, "nl")
        state.figures = figures[viewer] = figures.get(viewer) or compute_figures(state.view)
        view = state.all if rng.random() < 0.3 else state.view
        asked = random_filter(rng, f"{struct.__name__}Filter", 3)
        try:
            sieve = filter_test(struct, asked, scope_of(state, view), "filter")
        except (Forbidden, NotFound):
            continue
        by_figures = "metrics" in str(asked) or "isBridge" in str(asked)
        if sieve is None or (by_figures and view is not state.view):
            continue
        compared += 1
        numbers = seen_numbers(view, struct)
        records = [(live.graph.edges if struct in (Tie, Link) else live.graph.nodes)[number] for number in numbers]
        definition = Definition(view, {source.id for source in state.all.records(Source)}, state.figures)
        expected = [record.id for record in records if definition.fits(struct, asked, record)]
        assert [record.id for record in sieve.among(records)] == expected, (viewer.role, struct, asked)
        few = sieve_of(struct, asked, state, view)
        assert [record.id for record in records if few.among([record])] == expected, (viewer.role, struct, asked)


async def change(live, rng):
    """Changes, ends, merges, erases and adds some records."""
    graph = live.graph
    actors = [graph.nodes[number] for number in graph.of_kind[RecordKind.ACTOR]]
    one, other = rng.sample(actors, 2)
    edited = {"name": rng.choice(WORDS), "sector": rng.choice([None, *WORDS]), "tags": rng.sample(WORDS, 1)}
    edited |= {"visibility": rng.choice(["PUBLIC", "RESTRICTED"]), "residentsReached": rng.choice([None, 2, 7])}
    await live.commit([updating(graph, one.id, one.revision, edited)])
    await live.commit(
        [created(make(RecordKind.ACTOR, {"id": f"new{graph.version}", "name": "Tuin", "actorKind": "WELFARE"}))]
    )
    kind = rng.choice(["ending", "merging", "erasing"])
    if kind == "ending" and other.valid_to is None:
        await live.commit(ending(graph, other.id, graph.find(other.id).revision, today()))
    elif kind == "merging":
        await live.commit(merging(graph, one.id, other.id))
    elif kind == "erasing":
        await live.commit(erasing(graph, other.id))


def test_masks_find_what_the_definition_says(tmp_path, rng, dose):
    for network in range(dose(8)):
        with open_store(f"sqlite:///{tmp_path}/{network}.db", create=True) as store:
            store.commit(ChangeSet(changes=tuple(map(created, random_network(rng))), by="test"), 0)
            live = LiveGraph(store)
            hold(live, rng, 150)
            for _ in range(4):
                asyncio.run(change(live, rng))
                hold(live, rng, 50)


@pytest.fixture
def one_by_one(monkeypatch):
    """Looking at many records at once counts each of them."""
    monkeypatch.setattr(masks, "_AT_ONCE", dict.fromkeys((masks.COLUMN, masks.LISTS, masks.TEXTS), 1))


def test_what_is_looked_at_together_counts_for_about_the_time_it_takes(shared):
    def counted(asked):
        state = State(shared.live, ADMIN, "nl")
        sieve = sieve_of(Actor, asked, state, state.view)
        for _ in range(100):
            sieve.passes(numbers_of(state.view.actors(), state.view.graph))
        return state.looked

    assert counted({"sector": {"eq": "groen"}}) == 7 * 100 / 20
    assert counted({"name": {"contains": "groen"}}) == 7 * 100 / 5
    assert counted({"ties": {"some": {}}}) == (7 + 12) * 100 / 20


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize("asked", [{"ties": {"count": {"ge": 0}}}, {"neighbours": {"some": {}}}])
def test_a_walk_to_ties_counts_each_end_once(shared, asked):
    state = State(shared.live, ADMIN, "nl")
    sieve_of(Actor, asked, state, state.view).among(state.view.actors())
    assert state.looked == 7 + 12  # the actors themselves, and both ends of six ties


@pytest.mark.usefixtures("one_by_one")
def test_another_record_is_counted_once_however_often_it_is_asked(shared):
    state = State(shared.live, ADMIN, "nl")
    asked = {"neighbours": {"some": {"sector": {"eq": "groen"}}, "none": None}}
    sieve = sieve_of(Actor, asked, state, state.view)
    for _ in range(2):
        sieve.among(state.view.actors())
    others = {end for tie in state.view.ties() for end in (tie.from_id, tie.to_id)}
    assert state.looked == 2 * (7 + 12) + len(others)


@pytest.mark.usefixtures("one_by_one")
def test_a_cheap_condition_spares_the_dear_one_its_looks(shared):
    state = State(shared.live, ADMIN, "nl")
    asked = {"ties": {"some": {}}, "name": {"eq": "Buurttuin"}}
    sieve = sieve_of(Actor, asked, state, state.view)
    assert [actor.id for actor in sieve.among(state.view.actors())] == ["tuin"]
    assert state.looked == 7 + len(state.view.ties_of("tuin"))


def test_too_many_looks_are_refused(shared):
    state = State(shared.live, PARTNER, "nl")
    state.look(state.allowance.looks)
    sieve = sieve_of(Actor, {"ties": {"none": {}}}, state, state.view)
    with pytest.raises(CostExceeded):
        sieve.among(state.view.actors())
