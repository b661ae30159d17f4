from graphsvc.analysis.comparison import Span, compare, summary
from tests.analysis.comparison.test_compare import world
from tests.analysis.comparison.worlds import BETWEEN, EARLY, FIRST, LAST, LATE, never, wave
from tests.records import DAY, actor, link, view_of


def test_each_cause_has_a_sentence_of_its_own():
    recorded = world().on(LATE, actor("f"))
    assert summary(recorded.view(), recorded.compared(), "en") == [
        "On 1 June 2025 3 actors and 2 ties were known. On 1 June 2026 5 actors and 4 ties were.",
        "Ties between actors known on both days: 1 made, 1 lost, 0 stronger, 0 weaker.",
        "Actors: 1 came, 0 went. Ties with them: 1 made, 0 lost.",
        "New in our data: 1 actor and 1 tie that nobody had recorded by 1 June 2025. That says nothing of a change in the "
        "network itself.",
        "Recorded only after 1 June 2026, and left out: 1 actor and 0 ties.",
    ]


def test_in_dutch_too():
    recorded = world()
    first, *_, last = summary(recorded.view(), recorded.compared(), "nl")
    assert first == "Op 1 juni 2025 waren 3 actoren en 2 banden bekend. Op 1 juni 2026 waren het 5 actoren en 4 banden."
    assert last.startswith("Nieuw in onze gegevens: 1 actor en 1 band")


def test_when_nothing_changed_that_is_said():
    view = view_of([actor("a", lastVerified=str(EARLY))], day=None)
    assert summary(view, compare(view, Span(first=FIRST, last=LAST), None, never, DAY), "en") == [
        "Between 1 June 2025 and 1 June 2026 nothing changed that we know of."
    ]


def test_of_rounds_it_says_whom_they_asked_and_whether_they_draw_the_same_boundary():
    def said(boundary):
        records = [wave("one", EARLY, FIRST, boundary="all"), wave("two", BETWEEN, LAST, boundary=boundary)]
        invited = [actor("a"), link("a", "INVITED", "one"), link("a", "INVITED", "two")]
        view = view_of([*records, *invited], day=None)
        span = Span(first=FIRST, last=LAST, first_round="one", last_round="two")
        return summary(view, compare(view, span, None, never, DAY), "en")[-1]

    assert said("all") == "Actors that were asked: 1 in one, 1 in two, 1 in both."
    assert "Who counts as in is not the same in the two rounds" in said("the north")
