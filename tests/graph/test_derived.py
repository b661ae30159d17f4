"""What is worked out from a view is kept until the graph changes."""

from functools import partial

from graphsvc.graph.derived import KEPT, Derived


def test_an_answer_is_worked_out_once_per_version():
    derived, asked = Derived(), list[int]()
    for version in (1, 1, 2):
        derived.get(version, "how many", partial(asked.append, version))
    assert asked == [1, 2]


def test_the_answer_asked_longest_ago_goes_first():
    derived, asked = Derived(), list[int]()
    for question in [*range(KEPT), 0, KEPT, 0, 1]:
        derived.get(1, question, partial(asked.append, question))
    assert asked == [*range(KEPT + 1), 1]
