"""The settings of the service: environment variables that start with GRAPHSVC_. An unknown one is refused by name."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from typing import Annotated, get_type_hints

import msgspec

from graphsvc.errors import SettingError
from graphsvc.language import Language

PREFIX = "GRAPHSVC_"
_ORIGIN = r"https?://[a-z0-9.-]+(:[0-9]+)?"
ORIGINS = rf"^({_ORIGIN}(, *{_ORIGIN})*)?$"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One field a setting; `describe` lists them for the documentation."""

    store: Annotated[str, msgspec.Meta(description="Address of the store.", min_length=1)] = "sqlite:///region.db"
    port: Annotated[int, msgspec.Meta(description="Port to serve on.", ge=1, le=65_535)] = 8000
    lang: Annotated[
        Language, msgspec.Meta(description="Language of pages and commands when none is asked: nl or en.")
    ] = "nl"
    site_name: Annotated[str, msgspec.Meta(description="Name in the head of every page.", min_length=1)] = (
        "Aansluitkaart"
    )
    poll_seconds: Annotated[
        float, msgspec.Meta(description="How often to look for changes of other writers, in seconds.", gt=0, le=3600)
    ] = 1.0
    graphiql: Annotated[bool, msgspec.Meta(description="Whether the page for writing queries is served.")] = True
    introspection: Annotated[bool, msgspec.Meta(description="Whether GraphQL tells its schema.")] = True
    documents: Annotated[
        str, msgspec.Meta(description="Folder or JSON file of the GraphQL documents that clients may ask by name.")
    ] = ""
    only_documents: Annotated[
        bool, msgspec.Meta(description="Whether others than analysts and administrators may ask those documents only.")
    ] = False
    cors_origins: Annotated[
        str,
        msgspec.Meta(
            description="Origins, with commas between, whose pages may ask GraphQL, as the public.", pattern=ORIGINS
        ),
    ] = ""
    gap_thresholds: Annotated[
        str,
        msgspec.Meta(
            description="Numbers at which something becomes a gap, where they are not the defaults: name=value."
        ),
    ] = ""
    neo4j_user: Annotated[str, msgspec.Meta(description="User name for Neo4j; empty: no authentication.")] = ""
    neo4j_password: Annotated[str, msgspec.Meta(description="Password for Neo4j.")] = ""
    dose: Annotated[
        int, msgspec.Meta(description="How many rounds random checks run: 1 in CI, 50 deep.", ge=1, le=1000)
    ] = 1


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in the environment. Raises SettingError naming the variable, its value and what is allowed."""
    environment = os.environ if environment is None else environment
    names = {PREFIX + field.upper(): field for field in Settings.__struct_fields__}
    given = {}
    for variable, text in environment.items():
        if not variable.startswith(PREFIX):
            continue
        if variable not in names:
            near = difflib.get_close_matches(variable.removeprefix(PREFIX), map(str.upper, names.values()), n=1)
            hint = f"Did you mean {PREFIX}{near[0]}?" if near else f"Known are: {', '.join(sorted(names))}."
            raise SettingError(f"The setting {variable} does not exist. {hint}")
        given[names[variable]] = text
    for field, text in given.items():
        try:
            msgspec.convert({field: text}, Settings, strict=False)
        except msgspec.ValidationError:
            raise SettingError(f"{PREFIX}{field.upper()} has the value {text!r}. {allowed(field)}") from None
    return msgspec.convert(given, Settings, strict=False)


def allowed(field: str) -> str:
    """What a setting may be, in a sentence."""
    kind = msgspec.inspect.type_info(get_type_hints(Settings, include_extras=True)[field])
    plain = kind.type if isinstance(kind, msgspec.inspect.Metadata) else kind
    match plain:
        case msgspec.inspect.LiteralType(values=values):
            return f"It may be {' or '.join(map(str, values))}."
        case msgspec.inspect.BoolType():
            return "It may be true or false."
        case msgspec.inspect.IntType(ge=least, le=most):
            return f"It must be a whole number from {least} to {most:,}."
        case msgspec.inspect.FloatType(gt=least, le=most):
            return f"It must be a number above {least:g} and at most {most:g}."
        case msgspec.inspect.StrType(pattern=pattern) if pattern == ORIGINS:
            return "It may hold origins as https://example.org, in small letters, with commas between."
    return "It must not be empty."
