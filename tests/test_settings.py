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
    ("variable", "value"),
    [("GRAPHSVC_PORT", "eighty"), ("GRAPHSVC_PORT", "0"), ("GRAPHSVC_LANG", "fr"), ("GRAPHSVC_GRAPHIQL", "perhaps")],
)
def test_a_bad_value_is_refused_with_the_variable_and_the_value(variable, value):
    with pytest.raises(SettingError, match=f"{variable} has the value '{value}'"):
        read_settings({variable: value})
