"""What analysis finds, asked by GraphQL: gaps, the network in numbers, paths, groups and advice."""

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.figures import compute_figures
from graphsvc.analysis.gaps import find_gaps
from graphsvc.analysis.network import network_figures


def test_gaps_are_those_of_analysis_page_by_page(region):
    view = region.live.view()
    expected = sorted(find_gaps(view), key=lambda gap: (-gap.weight, gap.id))
    query = """query ($after: String) { gaps(first: 500, after: $after) { totalCount pageInfo { hasNextPage endCursor }
      nodes { id gapKind severity certainty subjects { id } severityParts asQuestion } } }"""
    seen: list[dict] = []
    after = None
    while True:
        page = region.data(query, after=after)["gaps"]
        seen, after = seen + page["nodes"], page["pageInfo"]["endCursor"]
        assert page["totalCount"] == len(expected)
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert [gap["id"] for gap in seen] == [gap.id for gap in expected]
    assert [gap["subjects"] for gap in seen] == [[{"id": id} for id in gap.subjects] for gap in expected]


def test_gaps_can_be_asked_by_kind_area_and_theme_and_say_what_can_be_done(region):
    query = """{ gaps(kinds: [SINGLE_BRIDGE, UNANSWERED_SIGNAL], orderBy: [{field: CERTAINTY, direction: DESC}], first: 5) {
      nodes { gapKind family move summary suggestion caveat certainty evidence { record { id kind } figure value } review { id } } } }"""
    found = region.data(query)["gaps"]["nodes"]
    assert {gap["gapKind"] for gap in found} <= {"SINGLE_BRIDGE", "UNANSWERED_SIGNAL"}
    assert [gap["certainty"] for gap in found] == sorted((gap["certainty"] for gap in found), reverse=True)
    assert all(gap["summary"] and gap["suggestion"] for gap in found)


def test_the_public_is_not_told_whose_a_single_bridge_is(region):
    query = "{ gaps(kinds: [SINGLE_BRIDGE], first: 100) { totalCount nodes { subjects { id } } } }"
    assert all(gap["subjects"] == [] for gap in region.data(query, PUBLIC)["gaps"]["nodes"])


def test_the_network_is_counted_anew_within_a_selection(region):
    view = region.live.view()
    whole, part = (
        region.data("{ network { actorCount tieCount density fragmentation eiIndex communities { size } } }"),
        region.data(
            "{ network(actors: {formality: {eq: FORMAL}}, ties: {tieKind: {eq: KNOWS}}) { actorCount tieCount components } }"
        ),
    )
    figures = network_figures(view)
    assert whole["network"]["density"] == figures.density
    assert [group["size"] for group in whole["network"]["communities"]] == [group.size for group in figures.communities]
    formal = [actor.id for actor in view.actors() if actor.formality == "FORMAL"]
    inner = network_figures(view, formal, lambda tie: tie.tie_kind == "KNOWS")
    assert part["network"] == {"actorCount": len(formal), "tieCount": inner.tie_count, "components": inner.components}


def test_metrics_are_those_of_analysis(region):
    figures = compute_figures(region.live.view()).actors
    query = """{ actors(first: 400) { nodes { id metrics { tieCount degree betweenness constraint efficiency core community
      isCutPoint stepsToFormal brokerage { liaison gatekeeper } } } } }"""
    nodes = region.data(query)["actors"]["nodes"]
    assert len(nodes) == len(figures)
    for node in nodes:
        found, told = figures[node["id"]], node["metrics"]
        assert (told["degree"], told["core"], told["isCutPoint"]) == (found.degree, found.core, found.is_cut_point)
        assert (told["betweenness"], told["constraint"]) == (found.betweenness, found.constraint)
        assert told["brokerage"] == {"liaison": found.brokerage.liaison, "gatekeeper": found.brokerage.gatekeeper}


def test_bridges_are_ties_between_actors_that_nothing_else_joins(shared):
    ties = shared.data("{ ties { nodes { id isBridge crossesWorlds } } }")["ties"]["nodes"]
    told = {tie["id"]: tie["isBridge"] for tie in ties}
    assert told["geheim-KNOWS-tuin"] is True
    assert told["welzijn-KNOWS-gemeente"] is True
    assert told["gemeente-FUNDS-welzijn"] is False
    assert told["tuin-KNOWS-welzijn"] is False  # the soup group joins them too


def test_paths_lead_over_the_strongest_ties_and_are_explained(shared):
    query = """{ paths(from: "geheim", to: "gemeente") { length strength actors { id } ties { id } introducer { id } explanation } }"""
    [first, second] = shared.data(query)["paths"]
    assert [actor["id"] for actor in first["actors"]] == ["geheim", "tuin", "welzijn", "gemeente"]
    assert (first["length"], first["introducer"], second["length"]) == (3, {"id": "welzijn"}, 4)
    assert "Buurttuin" in first["explanation"]
    assert shared.fault(query, PUBLIC)["code"] == "NOT_FOUND"


def test_surroundings_are_the_actors_within_some_steps_and_the_ties_among_them(shared):
    query = 'query ($steps: Int!) { surroundings(of: ["gemeente"], steps: $steps) { actors { id } ties { id } } }'
    assert shared.data(query, steps=0)["surroundings"] == {"actors": [{"id": "gemeente"}], "ties": []}
    one, two = shared.data(query, steps=1)["surroundings"], shared.data(query, steps=2)["surroundings"]
    assert [actor["id"] for actor in one["actors"]] == ["gemeente", "welzijn"]
    assert {actor["id"] for actor in two["actors"]} == {"gemeente", "welzijn", "tuin", "soep"}
    assert "tuin-COLLABORATES-soep" in {tie["id"] for tie in two["ties"]}
    assert shared.fault(query, steps=6)["code"] == "BAD_USER_INPUT"


def test_actors_are_counted_by_what_they_have_in_common(shared):
    query = """{ actors { groups(by: [FORMALITY]) { key count } aggregate { count }
      areas: groups(by: [AREA, ACTOR_KIND]) { key count } towns: groups(by: [MUNICIPALITY]) { key count } } }"""
    found = shared.data(query)["actors"]
    assert found["groups"] == [
        {"key": {"FORMALITY": "INFORMAL"}, "count": 5},
        {"key": {"FORMALITY": "FORMAL"}, "count": 2},
    ]
    assert found["aggregate"] == {"count": 7}
    assert {"key": {"AREA": "oost", "ACTOR_KIND": "INITIATIVE"}, "count": 2} in found["areas"]
    assert found["towns"] == [
        {"key": {"MUNICIPALITY": "stad"}, "count": 4},
        {"key": {"MUNICIPALITY": None}, "count": 3},
    ]


def test_advice_is_that_of_analysis_in_words(region):
    query = """query ($input: PlugInAdviceInput!) { plugInAdvice(input: $input) { id question base covered coverableAll graphVersion
      solvedBy abstained stability { state } unreached { id }
      points { rank actor { id } gain introducer { id } path { actors { id } explanation } suggestedRole reasons weights
        cautions { code text records { id } } newlyReached { id } nextBest { id } review { id } }
      outOfSight { actors { id } wayIn through { id } } } }"""
    told = region.data(query, input={"budget": 3, "allowed": {"formality": {"eq": "INFORMAL"}}})["plugInAdvice"]
    view = region.live.view()
    allowed = frozenset(actor.id for actor in view.actors() if actor.formality == "INFORMAL")
    advice = advise(view, AdviceRequest(budget=3, allowed=allowed))
    assert (told["id"], told["covered"], told["graphVersion"]) == (advice.id, advice.covered, view.version)
    assert [point["actor"]["id"] for point in told["points"]] == [point.actor for point in advice.points]
    assert all(reason for point in told["points"] for reason in point["reasons"])
    assert region.fault(query, input={"budget": 0})["faults"][0]["place"] == "budget"


def test_completeness_is_told_of_an_area_and_those_directly_inside_it(shared):
    query = "query ($area: ID) { completeness(area: $area) { area { id } value residentsAsked actors } }"
    found = shared.data(query, area="stad")["completeness"]
    assert [part["area"]["id"] for part in found] == ["stad", "oost", "west"]
    assert shared.data(query)["completeness"][0]["area"] is None


def test_the_shortest_paths_can_be_asked(shared):
    query = """query ($prefer: PathPreference) {
      paths(from: "soep", to: "welzijn", prefer: $prefer, limit: 2) { length strength }
    }"""
    assert [path["length"] for path in shared.data(query, prefer="WARMEST")["paths"]] == [1, 2]
    for prefer in ("SHORTEST", None):
        found = shared.data(query, prefer=prefer)["paths"]
        assert found == sorted(found, key=lambda path: path["length"])
