"""`epa-tui schema`: what is printed is the schema, for tools that are not ours."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from data.exchange.schema import load_schema
from tests.epa_tui.conftest import CommandLine


def test_the_schema_is_printed_without_a_store_and_whole(nowhere: CommandLine) -> None:
    done = nowhere("schema")
    assert (done.status, done.err) == (0, "")
    printed = json.loads(done.out)
    Draft202012Validator.check_schema(printed)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed == load_schema() and done.out.endswith("}\n")
    assert not nowhere.home.parent.exists()
