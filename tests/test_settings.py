import pytest

from graphsvc.errors import SettingError
from graphsvc.settings import Settings, read_settings


def test_without_any_variable_the_defaults_hold():
    assert read_settings({"PATH": "/bin"}) == Settings()


def test_variables_are_read_and_converted():
    settings = read_settings({"GRAPHSVC_PORT": "9000", "GRAPHSVC_LANG": "en", "GRAPHSVC_GRAPHIQL": "false"})
    assert (settings.port, settings.lang, settings.graphiql) == (9000, "en", False)


def test_an_unknown_setting_is_refused_by_name():
    with pytest.raises(SettingError, match=r"GRAPHSVC_PROT does not exist. Did you mean GRAPHSVC_PORT"):
        read_settings({"GRAPHSVC_PROT": "9000"})


@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("GRAPHSVC_PORT", "eighty", "a whole number from 1 to 65,535"),
        ("GRAPHSVC_PORT", "0", "a whole number from 1 to 65,535"),
        ("GRAPHSVC_LANG", "fr", "en or nl"),
        ("GRAPHSVC_GRAPHIQL", "perhaps", "true or false"),
        ("GRAPHSVC_POLL_SECONDS", "0", "a number above 0 and at most 3600"),
        ("GRAPHSVC_STORE", "", "must not be empty"),
    ],
)
def test_a_bad_value_is_refused_with_the_variable_the_value_and_what_is_allowed(variable, value, allowed):
    with pytest.raises(SettingError, match=f"{variable} has the value '{value}'.*{allowed}"):
        read_settings({variable: value})


def test_a_name_that_is_like_no_other_gets_no_guess():
    with pytest.raises(SettingError, match=r"GRAPHSVC_FOO does not exist. Known are"):
        read_settings({"GRAPHSVC_FOO": "1"})
