"""Plans of an operation: made once for each way in which @skip and @include decide, and few are kept."""

from graphql import parse

from graphsvc.api.documents import Document, Documents
from graphsvc.api.operations import KEPT_PLANS


def test_a_plan_is_made_once_whatever_the_other_variables_are():
    operation = Documents().read("query ($n: Int) { actors(first: $n) { totalCount } }").operation(None)
    assert operation.plan({"n": 1}) is operation.plan({"n": 2})


def test_a_plan_is_for_one_outcome_of_its_conditions():
    document = Document(parse("query ($a: Boolean!) { viewer { role name @include(if: $a) } }"))
    operation = document.operation(None)
    assert operation.plan({"a": True}) is not operation.plan({"a": False})
    assert operation.plan({"a": True}) is operation.plan({"a": True})
    assert document.operation(None) is operation


def test_no_more_plans_are_kept_than_some():
    names = "abcd"
    declared, asked = ", ".join(f"${n}: Boolean!" for n in names), " ".join(f"{n}: name @skip(if: ${n})" for n in names)
    operation = Document(parse(f"query ({declared}) {{ viewer {{ role {asked} }} }}")).operation(None)
    plans = [
        operation.plan({n: bool(number >> place & 1) for place, n in enumerate(names)})
        for number in range(2 * KEPT_PLANS)
    ]
    newest = dict.fromkeys(names, True)
    assert operation.plan(newest) is plans[-1]
    assert operation.plan(dict.fromkeys(names, False)) is not plans[0]
