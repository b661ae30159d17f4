from graphsvc.access.viewer import ADMIN
from graphsvc.reports.document import Bars
from graphsvc.reports.sections.numbers import numbers
from tests.records import actor, tie
from tests.reports.scoping import facts, scoped, texts

CHAIN = [actor("a"), actor("b", "ASSOCIATION"), actor("c", "CARE"), actor("d"), tie("a", "b"), tie("b", "c")]


def test_the_figures_are_those_of_the_network():
    said = facts(numbers(scoped(CHAIN)))
    assert said["actors"] == "4"
    assert said["ties"] == "2"
    assert said["ties between the two worlds"] == "1"
    assert said["actors without a tie here"] == "1"
    assert said["of the actors in the largest part"] == "75%"


def test_without_ties_there_is_nothing_to_say_of_closeness():
    assert facts(numbers(scoped([actor("a"), actor("b")]))) == {"actors": "2", "ties": "0"}


def test_without_actors_one_sentence_stands_there():
    assert texts(numbers(scoped([]))) == ["No actors are held here yet."]


def test_a_bar_for_each_kind_that_there_is_where_no_map_counts_them():
    (bars,) = [block for block in numbers(scoped(CHAIN[:4])).blocks if isinstance(block, Bars)]
    assert [(bar.name, bar.share, bar.value) for bar in bars.bars] == [
        ("citizens' initiative", 1.0, "2"),
        ("association", 0.5, "1"),
        ("care organisation", 0.5, "1"),
    ]


def test_trust_of_fewer_than_five_is_shown_to_nobody():
    def named(answers):
        others = [actor(f"o{number}") for number in range(answers)]
        ties = [tie("a", other.id, trust=3) for other in others]
        return facts(numbers(scoped([actor("a"), *others, *ties], viewer=ADMIN)))

    assert "mean trust, from 1 to 4" not in named(4)
    assert named(5)["mean trust, from 1 to 4"] == "3.0"
