"""Dates are written in one way, and JSON comes and goes as it is."""

import pytest

DATE = "query ($d: Date) { actors(filter: {lastVerified: {eq: $d}}) { totalCount } }"


def test_a_date_is_taken_from_a_variable_and_from_the_text(shared):
    assert shared.data(DATE, d="2026-01-10")["actors"]["totalCount"] == 1
    assert shared.names('{lastVerified: {eq: "2026-01-10"}}') == ["welzijn"]


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-1-1", "20260110", "2026-W48-2", "gisteren", 20260110, True, ["2026-01-10", 1]]
)
def test_what_is_no_date_is_refused(shared, day):
    fault = shared.fault(DATE, d=day)
    assert fault["code"] == "BAD_USER_INPUT"
    assert "2026-11-24" in fault["message"]


def test_a_day_that_is_not_there_is_named(shared):
    message = shared.fault(DATE, d="2026-02-30")["message"]
    assert "There is no day 2026-02-30." in message


def test_json_of_an_import_comes_back_as_it_went_in(network):
    extra = {"a": [1, 2.5, None, True, {"b": "é"}]}
    query = 'mutation ($e: JSON) { createTheme(input: {id: "t", name: "T", extra: $e}) { theme { extra } } }'
    assert network.data(query, e=extra)["createTheme"]["theme"]["extra"] == extra
    literal = 'mutation { createTheme(input: {id: "u", name: "U", extra: {a: [1, null, "x"]}}) { theme { extra } } }'
    assert network.data(literal)["createTheme"]["theme"]["extra"] == {"a": [1, None, "x"]}
